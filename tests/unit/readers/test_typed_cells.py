"""Cells by their type: formats, hidden and uncomputed cells, in xlsx, strict xlsx, xls and ods alike."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from sources.readers import Block, Document, Unreadable, read_document
from tests.unit.readers.written_files import ods_file, saved, zip_file

HEAD = ["Показатель", "2024 год", "2025 год"]
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


@dataclass(frozen=True)
class Written:
    """A value with its format as the tests write it."""

    value: float
    code: str = "General"


Row = Sequence[str | Written]


def xlsx(*rows: Row) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Свод"
    for number, row in enumerate(rows, 1):
        for column, item in enumerate(row, 1):
            cell = book.active.cell(number, column, item.value if isinstance(item, Written) else item)
            if isinstance(item, Written):
                cell.number_format = item.code
    return saved(book)


def strict(*rows: Row) -> bytes:
    """The same workbook in the namespaces of ISO 29500 strict."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(xlsx(*rows))) as archive:
        for entry in archive.infolist():
            content = archive.read(entry)
            for old, new in STRICT.items():
                content = content.replace(old, new)
            parts[entry.filename] = content
    return zip_file(parts)


def xls(*rows: Row) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Свод")
    for number, row in enumerate(rows):
        for column, item in enumerate(row):
            if isinstance(item, Written):
                style = xlwt.XFStyle()
                style.num_format_str = item.code
                sheet.write(number, column, item.value, style)
            else:
                sheet.write(number, column, item)
    return saved(book)


def blocks(content: bytes, name: str = "a.xlsx", role: str = "body") -> dict[str, tuple[str, float | None]]:
    """Text and value of every block of a role, by the address of its cell."""
    document = read_document(content, name)
    return {
        b.locator.partition("!")[2]: (said(document, b), b.value) for b in document.blocks if b.role == role
    }


def said(document: Document, block: Block) -> str:
    return document.text[block.char_start : block.char_end]


@pytest.mark.parametrize("write", [xlsx, strict, xls])
@pytest.mark.parametrize(
    ("written", "text", "value"),
    [
        (Written(4.125), "4,125", 4.125),
        (Written(0.415, "0.0%"), "41,5%", 41.5),
        (Written(8_765_432, "#,##0,"), "8\u00a0765", 8765),
        (Written(6.25, '0.00" млн тг"'), "6,25 млн тг", 6.25),
        (Written(0.625, "0%"), "63%", 63),
        (Written(-48, "#,##0;(#,##0)"), "-48", -48),
        (Written(31, "[$$-409]#,##0"), "$31", 31),
        (Written(45809, "mmm yy"), "июнь 2025", None),
        (Written(1.5, "# ?/?"), "1,5", 1.5),
    ],
)
def test_a_typed_cell_shows_what_its_format_says_and_keeps_its_number(
    write: Callable[..., bytes], written: Written, text: str, value: float | None
) -> None:
    content = write(HEAD, ["Посещений", Written(310), written])
    assert blocks(content, "a.xls" if write is xls else "a.xlsx")["C2"] == (text, value)


def test_cells_and_rows_without_an_address_follow_each_other() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row><c t="inlineStr"><is><t>A</t></is></c><c t="inlineStr"><is><t>B</t></is></c></row>'
        b"<row><c><v>7</v></c><c><v>8.25</v></c></row></sheetData></worksheet>"
    )
    assert blocks(_with_sheet(sheet))["B2"] == ("8,25", 8.25)


def test_a_date_written_in_full_is_read_as_a_date() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row><c t="inlineStr"><is><t>A</t></is></c><c t="d"><v>2025-06-30T00:00:00</v></c></row>'
        b"<row><c><v>7</v></c><c><v>8</v></c></row></sheetData></worksheet>"
    )
    assert blocks(_with_sheet(sheet))["B1"] == ("30.06.2025", None)


def test_raised_digits_of_rich_text_are_no_digits_of_the_number() -> None:
    raised = TextBlock(InlineFont(vertAlign="superscript"), "3")
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["Посещений", 310, CellRichText("4512", raised)])
    assert blocks(saved(book))["C2"][0] == "4512³"


def test_raised_and_struck_runs_of_xls_are_told_apart() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Свод")
    raised, struck = xlwt.Font(), xlwt.Font()
    raised.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    struck.struck_out = True
    for column, text in enumerate(HEAD):
        sheet.write(0, column, text)
    sheet.write(1, 0, "Посещений")
    sheet.write_rich_text(1, 1, ["4512", ("3", raised)])
    sheet.write_rich_text(1, 2, ["1020 ", ("980", struck)])
    content = saved(book)
    found = blocks(content, "a.xls")
    assert (found["B2"][0], found["C2"][0]) == ("4512³", "1020")
    assert blocks(content, "a.xls", "hidden") == {"C2": ("980", None)}


def test_raised_and_struck_spans_of_open_document_are_told_apart() -> None:
    spans = (
        '<table:table-cell office:value-type="string"><text:p>4512'
        '<text:span text:style-name="up">3</text:span> '
        '<text:span text:style-name="out">980</text:span></text:p></table:table-cell>'
    )
    content = _ods(_words("Посещений") + spans)
    assert blocks(content, "a.ods")["B2"][0] == "4512³"
    assert blocks(content, "a.ods", "hidden") == {"B2": ("980", None)}


def test_struck_out_runs_stand_apart_as_hidden() -> None:
    struck = TextBlock(InlineFont(strike=True), "980")
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["Посещений", 310, CellRichText("1020 ", struck)])
    content = saved(book)
    assert blocks(content)["C2"][0] == "1020"
    assert blocks(content, role="hidden") == {"C2": ("980", None)}


def test_hidden_rows_and_columns_leave_the_table_and_stand_as_hidden() -> None:
    book = openpyxl.Workbook()
    for row in [
        ["Показатель", "черновик", "2025 год"],
        ["Посещений", 555, 310],
        ["Вызовов", 666, 41],
        ["Коек", 7, 8],
    ]:
        book.active.append(row)
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    content = saved(book)
    assert set(blocks(content)) == {"A1", "C1", "A2", "C2", "A4", "C4"}
    hidden = " ".join(text for text, _ in blocks(content, role="hidden").values()).split()
    assert {"черновик", "555", "Вызовов", "666", "41", "7"} == set(hidden)


def test_a_head_merged_over_a_hidden_column_stands_at_the_first_that_is_seen() -> None:
    book = openpyxl.Workbook()
    for row in [["Район", "2025 год", None, None], [None, "план", "всего", "дети"], ["Абай", 9, 41, 12]]:
        book.active.append(row)
    book.active.merge_cells("B1:D1")
    book.active.column_dimensions["B"].hidden = True
    document = read_document(saved(book), "a.xlsx")
    places = {said(document, b): (b.row, b.column) for b in document.blocks if b.role == "body"}
    assert places["2025 год"] == (0, 1)
    assert places["всего"] == (1, 1)


def test_rows_folded_with_their_group_are_one_click_away_and_stay() -> None:
    book = openpyxl.Workbook()
    for row in [HEAD, ["Посещений", 310, 320], ["из них дети", 100, 110]]:
        book.active.append(row)
    book.active.row_dimensions.group(3, 3, outline_level=1, hidden=True)
    assert blocks(saved(book))["C3"] == ("110", 110)


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (Font(color="FFFFFFFF"), None),
        (Font(color="FFEEEEEE"), PatternFill("solid", fgColor="FFEEEEEE")),
        (Font(strike=True), None),
    ],
)
def test_writing_in_the_colour_of_its_ground_and_struck_cells_are_hidden(
    font: Font, fill: PatternFill | None
) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["Посещений", 310, 77])
    book.active["C2"].font = font
    if fill is not None:
        book.active["C2"].fill = fill
    content = saved(book)
    assert blocks(content)["C2"] == ("", None)
    assert blocks(content, role="hidden") == {"C2": ("77", None)}


def test_white_writing_on_a_dark_ground_is_seen() -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["Посещений", 310, 77])
    book.active["C1"].font = Font(color="FFFFFFFF")
    book.active["C1"].fill = PatternFill("solid", fgColor="FF1F3864")
    assert blocks(saved(book))["C1"] == ("2025 год", None)


@pytest.mark.parametrize("write", [xlsx, xls])
def test_a_number_that_its_format_hides_is_hidden(write: Callable[..., bytes]) -> None:
    content = write(HEAD, ["Посещений", Written(310), Written(88, ";;;")])
    name = "a.xls" if write is xls else "a.xlsx"
    assert blocks(content, name)["C2"] == ("", None)
    assert blocks(content, name, "hidden") == {"C2": ("88", None)}


def test_hidden_rows_columns_and_sheets_of_xls_are_hidden() -> None:
    book = xlwt.Workbook()
    sheet, draft = book.add_sheet("Свод"), book.add_sheet("Черновик")
    for number, row in enumerate([HEAD, ["Посещений", 555, 310], ["Вызовов", 666, 41], ["Коек", 7, 8]]):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
            draft.write(number, column, value)
    sheet.col(1).hidden = True
    sheet.row(2).hidden = True
    draft.visibility = 1
    content = saved(book)
    assert {text for text, _ in blocks(content, "a.xls").values()} >= {"310", "8"}
    assert not {text for text, _ in blocks(content, "a.xls").values()} & {"555", "666", "41", "7"}


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        ('office:value-type="float" office:value="4.125"><text:p>4.125</text:p>', "4,125", 4.125),
        ('office:value-type="float" office:value="4.125"', "4,125", 4.125),
        ('office:value-type="percentage" office:value="0.415"><text:p>41.5 %</text:p>', "41,5%", 41.5),
        ('office:value-type="date" office:date-value="2025-06-30"><text:p>30.6</text:p>', "30.06.2025", None),
        ('office:value-type="time" office:time-value="PT36H30M00S"', "36:30", None),
        ('table:style-name="m" office:value-type="float" office:value="6.25"', "6,25 млн тг", 6.25),
        ('table:style-name="t" office:value-type="float" office:value="8765432"', "8\u00a0765 тыс", 8765),
        ('table:style-name="d" office:value-type="date" office:date-value="2025-06-01"', "июнь 2025", None),
        ('table:style-name="p" office:value-type="percentage" office:value="0.625"', "63%", 63),
    ],
)  # fmt: skip
def test_cells_of_open_document_are_read_by_type_and_style(cell: str, text: str, value: float | None) -> None:
    node = f"<table:table-cell {cell}</table:table-cell>" if ">" in cell else f"<table:table-cell {cell}/>"
    assert blocks(_ods(f"{_words('Посещений')}{node}"), "a.ods")["B2"] == (text, value)


def test_what_is_hidden_in_open_document_is_hidden() -> None:
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
        f"<table:table-row>{_words('Показатель', 'черновик', '2025 год')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{_words("Вызовов", "666", "41")}</table:table-row>'
        f"<table:table-row>{_words('Посещений', '555', '310')}</table:table-row>"
    )
    content = _ods_of(f'<table:table table:name="Лист1">{rows}</table:table>')
    assert set(blocks(content, "a.ods")) == {"A1", "C1", "A3", "C3"}
    draft = f'<table:table table:name="Черновик" table:style-name="off">{rows}</table:table>'
    shown = (
        f'<table:table table:name="Свод"><table:table-row>{_words("Итоги")}</table:table-row></table:table>'
    )
    assert set(blocks(_ods_of(draft + shown), "a.ods").values()) == {("Итоги", None), ("Свод", None)}


def test_a_formula_of_open_document_without_a_value_is_told_as_unread() -> None:
    content = _ods(f'{_words("Посещений")}<table:table-cell table:formula="of:=SUM([.B1])"/>')
    assert blocks(content, "a.ods", "unread") == {"B2": ("=SUM([.B1])", None)}


def test_an_error_is_told_as_unread_and_leaves_its_place_empty() -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["Посещений", 310, "#DIV/0!"])
    content = saved(book)
    assert blocks(content)["C2"] == ("", None)
    assert blocks(content, role="unread") == {"C2": ("#DIV/0!", None)}


def test_a_binary_workbook_is_refused_with_the_way_out() -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(zip_file({"xl/workbook.bin": b"\x00"}), "a.xlsb")
    assert (refused.value.reason, ".xlsx" in refused.value.remedy) == ("unsupported_type", True)


def _with_sheet(sheet: bytes) -> bytes:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(xlsx(["A"]))) as archive:
        for entry in archive.infolist():
            parts[entry.filename] = archive.read(entry)
    return zip_file({**parts, "xl/worksheets/sheet1.xml": sheet})


def _words(*texts: str) -> str:
    return "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )


def _ods(row: str) -> bytes:
    rows = "".join(
        f"<table:table-row>{cells}</table:table-row>" for cells in (_words("Показатель", "Всего"), row)
    )
    return _ods_of(f'<table:table table:name="Свод">{rows}</table:table>')


STYLES = """
<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/>
</style:style>
<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/>
</style:style>
<style:style style:name="out" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<number:number-style style:name="nm"><number:number number:decimal-places="2" number:min-integer-digits="1"/>
<number:text> млн тг</number:text></number:number-style>
<number:number-style style:name="nt"><number:number number:decimal-places="0" number:min-integer-digits="1"
 number:grouping="true" number:display-factor="1000"/><number:text> тыс</number:text></number:number-style>
<number:date-style style:name="nd"><number:month number:textual="true"/><number:text> </number:text>
<number:year/></number:date-style>
<number:percentage-style style:name="np">
<number:number number:decimal-places="0" number:min-integer-digits="1"/>
<number:text>%</number:text></number:percentage-style>
""" + "".join(
    f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="n{name}"/>'
    for name in "mtdp"
)


def _ods_of(tables: str) -> bytes:
    return ods_file(tables, STYLES)
