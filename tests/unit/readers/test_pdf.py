"""PDF files with a text layer."""

import io
import shutil

import pypdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from sources.readers import Document, Unreadable, read_document
from sources.readers.pdf_layout import joined_lines
from tests.unit.readers.written_pdf import Line, pdf_file, pdf_lines

BODY = [
    "В городской больнице завершён ремонт приёмного отделения, на новое отде-",
    "ление реабилитации и медико-санитарную часть направлено 412 млн тенге. Все",
    "работы шли одиннадцать месяцев.",
]


def texts(document: Document, role: str = "body") -> list[str]:
    return [
        document.text[block.char_start : block.char_end] for block in document.blocks if block.role == role
    ]


def test_lines_of_a_paragraph_are_joined_and_parted_words_made_whole() -> None:
    document = read_document(pdf_file([pdf_lines([*BODY, "", "Второй абзац короткий."])]), "a.pdf")
    assert texts(document) == [
        "В городской больнице завершён ремонт приёмного отделения, на новое отделение реабилитации и "
        "медико-санитарную часть направлено 412 млн тенге. Все работы шли одиннадцать месяцев.",
        "Второй абзац короткий.",
    ]
    assert {block.locator for block in document.blocks} == {"page 1"}


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["отде-", "ление"], "отделение"),
        (["медико-", "санитарная часть"], "медико-санитарная часть"),
        (["Усть-", "Каменогорск"], "Усть-Каменогорск"),
        (["за 2023-", "2025 годы"], "за 2023-2025 годы"),
        (["здраво\u00ad", "охранения"], "здравоохранения"),
        (["в Семее -", "10 врачей"], "в Семее - 10 врачей"),
        (["в 12 сёлах", "области"], "в 12 сёлах области"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], joined: str) -> None:
    assert joined_lines(lines) == joined


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    title: list[Line] = [(50, 810, 16, "Итоги года в двух колонках отчёта области")]
    left = [f"Слева строка {word} говорит о врачах области и" for word in "абвгдежз"]
    right = [f"Справа строка {word} говорит о койках и о" for word in "абвгдежз"]
    page = title + pdf_lines(left, top=780) + pdf_lines(right, top=780, left=320)
    read = texts(read_document(pdf_file([page]), "a.pdf"))
    assert read[1:] == [" ".join(left), " ".join(right)]


def test_stretched_spaces_of_justified_lines_are_no_columns() -> None:
    lines = [
        "В области пролечено 31 482 пациента, из них детей",
        "",
        "чем годом ранее, сообщили вчера в управлении рай",
        "онам передано двадцать новых машин.",
    ]
    stretched: list[Line] = [(50, 754, 10, "стало"), (155, 754, 10, "на 517"), (265, 754, 10, "больше")]
    page = [*pdf_lines(lines, top=767), *stretched]
    assert "из них детей стало на 517 больше чем годом" in read_document(pdf_file([page]), "a.pdf").text


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    page = pdf_lines(["Итоги года"]) + pdf_lines(["Итоги года"], left=50.4)
    assert read_document(pdf_file([page]), "a.pdf").text == "Итоги года"


TABLE: list[Line] = [
    (55, 703, 9, "Район"), (205, 703, 9, "Врачи"), (305, 703, 9, "Койки"),
    (55, 683, 9, "Бейнеуский"), (205, 683, 9, "96"), (305, 683, 9, "1 210"),
    (55, 663, 9, "Всего"), (205, 663, 9, "170"), (305, 663, 9, "360"),
]  # fmt: skip
RULES = [(50, y, 400, y) for y in (715, 697, 677, 657)] + [(x, 657, x, 715) for x in (50, 200, 300, 400)]


@pytest.mark.parametrize("rules", [RULES, []], ids=["ruled", "without rules"])
def test_tables_become_cells_between_the_text_above_and_below(
    rules: list[tuple[float, float, float, float]],
) -> None:
    page = (
        pdf_lines(["Кадры районов области:"], top=760) + TABLE + pdf_lines(["Сведения оперативные."], top=600)
    )
    document = read_document(pdf_file([page], rules=rules), "a.pdf")
    assert document.text.splitlines() == [
        "Кадры районов области:",
        "Район\tВрачи\tКойки",
        "Бейнеуский\t96\t1 210",
        "Всего\t170\t360",
        "Сведения оперативные.",
    ]
    heads = [document.text[block.char_start : block.char_end] for block in document.blocks if block.header]
    assert heads == ["Район", "Врачи", "Койки"]


def test_repeated_margins_and_page_numbers_are_furniture_and_sentences_run_over_pages() -> None:
    def page(number: int, lines: list[str]) -> list[Line]:
        margins: list[Line] = [
            (50, 815, 8, "Управление здравоохранения, исх. 12-4"),
            (290, 20, 8, str(number)),
        ]
        return margins + pdf_lines(lines, top=760)

    document = read_document(pdf_file([page(1, BODY[:2]), page(2, [BODY[2]])]), "a.pdf")
    assert texts(document) == [
        "В городской больнице завершён ремонт приёмного отделения, на новое отделение реабилитации и "
        "медико-санитарную часть направлено 412 млн тенге. Все работы шли одиннадцать месяцев."
    ]
    assert texts(document, "furniture") == [
        "Управление здравоохранения, исх. 12-4", "1", "Управление здравоохранения, исх. 12-4", "2",
    ]  # fmt: skip


def test_a_table_that_runs_over_a_page_is_one_table_under_its_heads() -> None:
    first = pdf_lines(BODY, top=760) + TABLE
    second = [(x, y, size, text) for x, y, size, text in TABLE if y < 700] + pdf_lines(
        ["Всё верно."], top=500
    )
    document = read_document(pdf_file([first, second], rules=RULES), "a.pdf")
    assert {block.table for block in document.blocks if block.kind == "cell"} == {0}
    assert document.text.count("Бейнеуский\t96\t1 210") == 2
    assert sum(block.header for block in document.blocks) == 3


def test_larger_type_makes_the_title() -> None:
    page = [*pdf_lines(["Итоги года"], top=810, size=18), *pdf_lines(BODY, top=760)]
    document = read_document(pdf_file([page]), "a.pdf")
    assert document.blocks[0].kind == "title"


def test_a_locked_pdf_is_refused_as_encrypted() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_file([pdf_lines(BODY)])))
    writer.encrypt("тайна", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    with pytest.raises(Unreadable) as refused:
        read_document(buffer.getvalue(), "a.pdf")
    assert refused.value.reason == "encrypted"


def test_a_pdf_without_text_is_refused_with_the_advice_to_run_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unreadable) as refused:
        read_document(pdf_file([[]]), "a.pdf")
    assert refused.value.reason == "no_text_layer"
    assert "OCR" in refused.value.remedy


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed here")
def test_a_scan_is_recognised_where_tesseract_is_installed() -> None:
    picture = Image.new("L", (1200, 400), 255)
    ImageDraw.Draw(picture).text((60, 120), "2025: 96 210", fill=0, font=ImageFont.load_default(size=90))
    buffer = io.BytesIO()
    picture.save(buffer, "PDF", resolution=150)
    try:
        document = read_document(buffer.getvalue(), "a.pdf")
    except Unreadable as refused:
        pytest.skip(f"tesseract lacks Russian or Kazakh: {refused.remedy}")
    assert (document.reader, document.text) == ("pdf_ocr", "2025: 96 210")


@pytest.mark.parametrize("length", [20, 200])
def test_a_pdf_cut_before_its_pages_is_refused_as_corrupt(length: int) -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(pdf_file([pdf_lines(BODY)])[:length], "a.pdf")
    assert refused.value.reason == "corrupt"
