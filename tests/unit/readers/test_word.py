"""Word documents."""

import io

import docx
from docx.oxml import parse_xml

from sources.readers import read_document
from tests.unit.readers.written_files import PARAGRAPHS, docx_file, saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_paragraphs_and_tables_stand_in_the_order_of_the_page() -> None:
    document = read_document(docx_file(), "a.docx")
    lines = document.text.splitlines()
    assert lines[:3] == list(PARAGRAPHS)
    assert lines[3:6] == ["Район\tВрачи, человек\tКойки", "Бейнеуский\t96\t210", "Каракиянский\t74\t150.5"]
    assert lines[6] == "Сведения предварительные."


def test_cells_are_found_by_table_row_and_column() -> None:
    document = read_document(docx_file(), "a.docx")
    cell = next(
        block for block in document.blocks if document.text[block.char_start : block.char_end] == "74"
    )
    assert (cell.locator, cell.row, cell.column, cell.header) == ("table 1, row 3, column 2", 2, 1, False)


def test_merged_cells_stand_once() -> None:
    word = docx.Document()
    table = word.add_table(rows=3, cols=3)
    for row, values in zip(
        table.rows, (["Район", "Врачи", ""], ["", "2024", "2025"], ["Абай", "41", "44"]), strict=True
    ):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document = read_document(saved(word), "a.docx")
    places = [(block.row, block.column) for block in document.blocks]
    assert places == [(0, 0), (0, 1), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]


def test_headings_lists_headers_and_footers_are_told_apart() -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Исх. № 12-4"
    word.sections[0].footer.paragraphs[0].text = "тел. 50-00-00"
    word.add_heading("Итоги года", level=1)
    word.add_paragraph("приобретено 3 томографа;", style="List Bullet")
    word.add_paragraph().add_run("О закупке оборудования").bold = True
    word.add_paragraph("Закуплено 40 единиц.")
    document = read_document(saved(word), "a.docx")
    assert [(block.kind, block.role) for block in document.blocks] == [
        ("paragraph", "furniture"),
        ("heading", "body"),
        ("list_item", "body"),
        ("heading", "body"),
        ("paragraph", "body"),
        ("paragraph", "furniture"),
    ]


def test_tracked_insertions_and_content_controls_are_read_and_deletions_stand_apart() -> None:
    word = docx.Document()
    body = word.element.body
    body.insert(0, parse_xml(
        f"<w:p {W}><w:r><w:t xml:space='preserve'>Принято </w:t></w:r><w:del w:id='1' w:author='a'><w:r>"
        "<w:delText>90</w:delText></w:r></w:del><w:ins w:id='2' w:author='a'><w:r><w:t>96</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> врачей.</w:t></w:r></w:p>"
    ))  # fmt: skip
    body.insert(
        1,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Уволено 7.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    document = read_document(saved(word), "a.docx")
    assert document.text == "Принято 96 врачей.\n90\nУволено 7."
    assert [block.role for block in document.blocks] == ["body", "hidden", "body"]


def test_the_time_of_saving_is_not_passed_on_as_a_date_of_publication() -> None:
    word = docx.Document(io.BytesIO(docx_file()))
    word.core_properties.title = "Итоги полугодия"
    metadata = read_document(saved(word), "a.docx").metadata
    assert metadata["title"] == "Итоги полугодия"
    assert "published" not in metadata
