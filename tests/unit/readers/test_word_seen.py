"""What a person sees in a Word document is its text; what is there unseen stands apart."""

from __future__ import annotations

import docx
import pytest
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from sources.readers import Document, read_document
from tests.unit.readers.written_files import rtf_file, saved

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word_with(*paragraphs: str) -> WordFile:
    word = docx.Document()
    for inside in paragraphs:
        word.element.body.insert(-1, parse_xml(f"<w:p {NAMES}>{inside}</w:p>"))
    return word


def read(*paragraphs: str) -> Document:
    return read_document(saved(word_with(*paragraphs)), "a.docx")


def by_role(document: Document, role: str) -> list[str]:
    return [document.text[one.char_start : one.char_end] for one in document.blocks if one.role == role]


WHITE = '<w:color w:val="FFFFFF"/>'
RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("Работает 418") + run("2", RAISED) + run(" врачей."), "Работает 418² врачей."),
        (run("Работает 418") + run("[2]", RAISED) + run(" врачей."), "Работает 418[²] врачей."),
        (run("Работает 418") + run("*", RAISED) + run(" врачей."), "Работает 418* врачей."),
        (run("Площадь 1250 м") + run("2", RAISED) + run("."), "Площадь 1250 м²."),
        (run("Всего 3·10") + run("4", RAISED) + run(" доз."), "Всего 3·10⁴ доз."),
        (run("Всего 1") + run("1", RAISED) + run("/2 ставки."), "Всего 1 1/2 ставки."),
        (run("Работает 418") + run("2", '<w:position w:val="8"/>') + run("."), "Работает 418²."),
        (run("418", RAISED), "418"),
    ],
)
def test_raised_digits_do_not_run_on_with_a_number(inside: str, text: str) -> None:
    assert read(inside).text == text


@pytest.mark.parametrize(
    ("look", "why"),
    [
        ("<w:strike/>", "struck out"),
        ("<w:dstrike/>", "struck out"),
        ("<w:vanish/>", "hidden"),
        ("<w:webHidden/>", "hidden"),
        (WHITE, "white"),
        ('<w:color w:val="FDFDFD"/>', "white"),
        ('<w:sz w:val="2"/>', "tiny"),
    ],
)
def test_what_a_person_does_not_see_stands_behind_its_paragraph(look: str, why: str) -> None:
    document = read(run("Принято ") + run("741", look) + run("96 врачей."))
    assert document.text == "Принято 96 врачей.\n741"
    assert (document.blocks[-1].role, document.blocks[-1].locator) == ("hidden", f"paragraph 1, {why}")


@pytest.mark.parametrize(
    "look",
    [
        '<w:strike w:val="0"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>',
        '<w:color w:val="C00000"/>',
    ],
)
def test_what_can_be_seen_is_read(look: str) -> None:
    assert read(run("Принято ") + run("96", look) + run(" врачей.")).text == "Принято 96 врачей."


def test_white_letters_on_the_colour_of_a_cell_are_seen() -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Район", "Врачей", "Абай", "41"), strict=True):
        cell._tc.replace(cell.paragraphs[0]._p, parse_xml(
            f"<w:p {NAMES}>{run(text, WHITE)}</w:p>"
        ))  # fmt: skip
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {NAMES} w:val="clear" w:fill="203864"/>'))
    assert by_role(read_document(saved(word), "a.docx"), "body") == ["Район", "Врачей", "Абай", "41"]


def test_a_look_may_come_from_a_style() -> None:
    word = word_with(run("Принято ") + run("741", '<w:rStyle w:val="Old"/>') + run("96 врачей."))
    word.styles.element.append(parse_xml(
        f'<w:style {NAMES} w:type="character" w:styleId="Old"><w:name w:val="Old"/>'
        "<w:rPr><w:strike/></w:rPr></w:style>"
    ))  # fmt: skip
    assert by_role(read_document(saved(word), "a.docx"), "body") == ["Принято 96 врачей."]


def test_a_document_of_unseen_text_alone_is_empty() -> None:
    with pytest.raises(Exception, match="empty"):
        read(run("Принято 96 врачей.", "<w:vanish/>"))


def test_numbers_of_equations_are_read() -> None:
    fraction = "<m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup>"
    document = read(
        run("Принято ") + "<m:oMath><m:r><m:t>1 418</m:t></m:r></m:oMath>" + run(" врачей,"),
        run("охвачено ")
        + f"<m:oMath>{fraction}</m:oMath>"
        + run(" детей, доз ")
        + f"<m:oMath>{power}</m:oMath>",
    )
    assert document.text == "Принято 1 418 врачей,\nохвачено 2/3 детей, доз 10³"


def test_the_chosen_entry_of_a_list_is_read_and_a_placeholder_is_not() -> None:
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="план"/><w:listEntry w:val="факт"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run("Введите число 100")
        + "</w:sdtContent></w:sdt>"
    )
    document = read(choice + run(": 96 врачей") + control)
    assert by_role(document, "body") == ["факт: 96 врачей"]
    assert by_role(document, "hidden") == ["Введите число 100"]


def text_box(text: str) -> str:
    box = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_in_a_paragraph_and_in_a_cell() -> None:
    word = word_with(run("Итоги.") + text_box("Уволено 7."))
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Район", "Врачей", "Абай", ""), strict=True):
        cell.text = text
    table._cells[3]._tc.replace(
        table._cells[3].paragraphs[0]._p, parse_xml(f"<w:p {NAMES}>{text_box('41')}</w:p>")
    )
    assert read_document(saved(word), "a.docx").text == "Итоги.\nУволено 7.\nРайон\tВрачей\nАбай\t41"


def test_a_table_inside_a_table_that_only_places_it_is_a_table_of_its_own() -> None:
    word = docx.Document()
    outer = word.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Кадры"
    inner = outer.cell(0, 1).add_table(rows=2, cols=2)
    for cell, text in zip(inner._cells, ("Район", "Врачей", "Абай", "41"), strict=True):
        cell.text = text
    document = read_document(saved(word), "a.docx")
    assert document.text == "Кадры\nРайон\tВрачей\nАбай\t41"
    assert {block.table for block in document.blocks} == {None, 0}


def test_a_table_with_numbers_keeps_its_rows_beside_a_table_in_a_cell() -> None:
    word = docx.Document()
    outer = word.add_table(rows=2, cols=3)
    for cell, text in zip(outer._cells, ("Район", "Врачей", "Из них", "Абай", "41", ""), strict=True):
        cell.text = text
    inner = outer.cell(1, 2).add_table(rows=2, cols=2)
    for cell, text in zip(inner._cells, ("Терапевты", "12", "Хирурги", "8"), strict=True):
        cell.text = text
    document = read_document(saved(word), "a.docx")
    assert document.text == "Район\tВрачей\tИз них\nАбай\t41\t\nТерапевты\t12\nХирурги\t8"


def with_part(content: bytes, name: str, media_type: str) -> Document:
    word = word_with(run("Сведения приложены."))
    part = Part(PackURI(f"/word/{name}"), media_type, content, word.part.package)
    relation = word.part.relate_to(part, RELATIONSHIP_TYPE.A_F_CHUNK)
    word.element.body.insert(-1, parse_xml(f'<w:altChunk {NAMES} r:id="{relation}"/>'))
    return read_document(saved(word), "a.docx")


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        ("<html><body><p>Принято 96 врачей.</p></body></html>".encode(), "a.html", "text/html"),
        (rtf_file(["Принято 96 врачей."]), "a.rtf", "application/rtf"),
        ("Принято 96 врачей.".encode(), "a.txt", "text/plain"),
        (saved(word_with(run("Принято 96 врачей."))), "a.docx", "application/octet-stream"),
    ],
)
def test_an_inserted_document_is_read(content: bytes, name: str, media_type: str) -> None:
    document = with_part(content, name, media_type)
    assert "Принято 96 врачей." in document.text.splitlines()
    assert by_role(document, "unread") == []


def test_an_inserted_document_that_cannot_be_read_is_told() -> None:
    assert by_role(with_part(b"%PDF-1.7\n", "a.pdf", "application/pdf"), "unread") == ["[inserted document]"]


def test_a_chart_is_told() -> None:
    chart = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    document = read(run("Рост виден на рисунке.") + f"<w:r><w:drawing>{chart}</w:drawing></w:r>")
    assert by_role(document, "unread") == ["[chart]"]
