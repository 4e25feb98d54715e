"""What of a PDF page a person reads: stamps, hidden and struck letters, fields, turned pages, note marks."""

import pytest

from sources.readers import Document, Unreadable, read_document
from tests.unit.readers.written_pdf import Item, Note, Painted, Shown, pdf_file, pdf_lines

LINES = [
    "В больницах области за год пролечено 31 482 пациента, из них на сёлах 9",
    "517 человек, на приёме побывало 74 300 жителей области.",
]
WHOLE = (
    "В больницах области за год пролечено 31 482 пациента, из них на сёлах 9 517 человек, на приёме побывало"
)


def read(*items: Item, rotate: int = 0) -> Document:
    return read_document(pdf_file([items], rotate=rotate), "a.pdf")


def in_role(document: Document, role: str = "body") -> list[str]:
    return [document.text[one.char_start : one.char_end] for one in document.blocks if one.role == role]


@pytest.mark.parametrize(
    "stamp",
    [
        Shown(120, 700, 60, "ОБРАЗЕЦ 7", turn=45),
        Shown(200, 700, 9, "Вх. № 41 от 05.03.2025", turn=90),
        Shown(200, 820, 9, "Вх. № 41 от 05.03.2025", turn=-90),
        Shown(90, 755, 16, "КОПИЯ ВЕРНА 7", turn=12),
        Shown(60, 752, 50, "КОПИЯ 7", colour=(0.8, 0.8, 0.8)),
        Shown(60, 774, 12, "Получено 7", colour=(0, 0, 0.8)),
    ],
    ids=["watermark", "rising", "falling", "slanting", "large across", "coloured across"],
)
def test_stamps_and_watermarks_stand_apart_from_the_lines_they_cross(stamp: Shown) -> None:
    document = read(*pdf_lines(LINES), stamp)
    assert in_role(document)[0].startswith(WHOLE)
    assert len(in_role(document)) == 1
    assert in_role(document, "furniture") == [stamp.text]


def test_a_large_title_and_coloured_words_are_lines_of_the_page() -> None:
    title = Shown(50, 800, 20, "Итоги года", colour=(0.1, 0.1, 0.6))
    red = Shown(50, 740, 10, "Принято 96 врачей.", colour=(0.9, 0, 0))
    assert in_role(read(title, *pdf_lines(LINES), red))[0::2] == ["Итоги года", "Принято 96 врачей."]


@pytest.mark.parametrize(
    ("hidden", "why"),
    [
        (Shown(50, 700, 10, "Врачей 412", mode=3), "hidden"),
        (Shown(50, 700, 10, "Врачей 412", colour=(1, 1, 1)), "white"),
        (Shown(50, 700, 10, "Врачей 412", colour=(0.98, 0.97, 0.99)), "white"),
        (Shown(50, 700, 0.5, "Врачей 412"), "tiny"),
        (Shown(50, 900, 10, "Врачей 412"), "outside the page"),
    ],
)
def test_what_no_one_sees_stands_apart_with_its_reason(hidden: Shown, why: str) -> None:
    document = read(*pdf_lines(LINES), hidden)
    assert in_role(document, "hidden") == ["Врачей 412"]
    assert [one.locator for one in document.blocks if one.role == "hidden"] == [f"page 1, {why}"]


def test_white_letters_on_a_painted_ground_are_seen() -> None:
    ground = Painted((40, 690, 300, 715), (0, 0.3, 0.6))
    document = read(*pdf_lines(LINES), ground, Shown(50, 700, 10, "Врачей 412", colour=(1, 1, 1)))
    assert in_role(document)[-1] == "Врачей 412"


def test_the_text_recognised_in_a_scan_is_read_though_it_leaves_no_ink() -> None:
    scan = Painted((0, 0, 595, 842), picture=True)
    assert in_role(read(scan, Shown(50, 700, 10, "Принято на работу 412 врачей.", mode=3))) == [
        "Принято на работу 412 врачей."
    ]


def test_letters_that_a_line_strikes_out_are_not_read_and_underlined_ones_are() -> None:
    line = [Shown(50, 700, 10, "Принято "), Shown(90, 700, 10, "412"), Shown(110, 700, 10, "430 врачей.")]
    struck = read(*line, Painted((90, 702.4, 105, 703.1)))
    assert (in_role(struck), in_role(struck, "hidden")) == (["Принято 430 врачей."], ["412"])
    noted = read(*line, Note((90, 698, 105, 708), "StrikeOut"))
    assert (in_role(noted), in_role(noted, "hidden")) == (["Принято 430 врачей."], ["412"])
    underlined = read(*line, Painted((90, 698.4, 105, 699)))
    assert in_role(underlined) == ["Принято 412 430 врачей."]


def test_a_line_of_a_chart_behind_a_label_strikes_nothing_out() -> None:
    document = read(*pdf_lines(LINES), Shown(200, 600, 10, "412"), Painted((60, 602.4, 500, 603)))
    assert in_role(document)[-1] == "412"


@pytest.mark.parametrize(
    ("rotate", "turn", "x", "y"), [(90, 90, 100, 50), (270, -90, 495, 800), (180, 180, 540, 90)]
)
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(rotate: int, turn: int, x: int, y: int) -> None:
    step = {90: (13, 0), 270: (-13, 0), 180: (0, 13)}[rotate]
    lines = [
        Shown(x + number * step[0], y + number * step[1], 10, text, turn=turn)
        for number, text in enumerate(LINES)
    ]
    assert in_role(read(*lines, rotate=rotate))[0].startswith(WHOLE)


RULES = [(50, y, 400, y) for y in (715, 640, 620, 600)] + [(x, 600, x, 715) for x in (50, 200, 300, 400)]


def test_heads_that_are_turned_to_fit_their_columns_are_heads() -> None:
    cells: list[Item] = [
        Shown(55, 670, 9, "Район"),
        Shown(255, 645, 9, "Врачи", turn=90), Shown(355, 645, 9, "Койки", turn=90),
        Shown(55, 625, 9, "Бейнеу"), Shown(205, 625, 9, "96"), Shown(305, 625, 9, "210"),
        Shown(55, 605, 9, "Мангистау"), Shown(205, 605, 9, "74"), Shown(305, 605, 9, "150"),
    ]  # fmt: skip
    document = read_document(pdf_file([cells], rules=RULES), "a.pdf")
    assert document.text.splitlines()[0] == "Район\tВрачи\tКойки"
    assert in_role(document, "furniture") == []


def test_values_of_form_fields_stand_where_the_page_shows_them() -> None:
    document = read(
        *pdf_lines(["Пролечено человек:", "", "Врачей:"]),
        Note((160, 777, 220, 792), value="31 482"),
        Note((160, 751, 220, 766), value="412"),
        Note((160, 600, 220, 615), value="77", flags=2),
    )
    assert [" ".join(one.split()) for one in in_role(document)] == [
        "Пролечено человек: 31 482",
        "Врачей: 412",
    ]
    assert in_role(document, "hidden") == ["77"]


def test_what_was_typed_onto_a_page_is_read_and_what_was_noted_beside_it_is_furniture() -> None:
    document = read(
        *pdf_lines(LINES),
        Note((50, 690, 300, 705), "FreeText", contents="Принято 96 врачей."),
        Note((400, 690, 420, 705), "Text", contents="Проверить 97"),
        Note((400, 600, 520, 655), "Stamp", contents="УТВЕРЖДЕНО 98"),
    )
    assert in_role(document)[-1] == "Принято 96 врачей."
    assert in_role(document, "furniture") == ["УТВЕРЖДЕНО 98", "Проверить 97"]


def test_a_form_that_only_one_program_shows_is_refused_with_advice() -> None:
    content = pdf_file([[*pdf_lines(["Подождите"]), Note((160, 777, 220, 792), value="1")]])
    content = content.replace(b"/AcroForm << ", b"/NeedsRendering true /AcroForm << /XFA 4 0 R ")
    with pytest.raises(Unreadable) as refused:
        read_document(content, "a.pdf")
    assert (refused.value.reason, "XFA" in refused.value.remedy) == ("unsupported_type", True)


@pytest.mark.parametrize(("raise_by", "size"), [(4, 6), (6, 8), (7, 5)])
def test_raised_marks_do_not_run_on_with_a_number(raise_by: float, size: float) -> None:
    line = [
        Shown(50, 700, 10, "Принято 412"),
        Shown(105, 700 + raise_by, size, "1"),
        Shown(112, 700, 10, "врачей, площадь 96 м"),
        Shown(212, 700 + raise_by, size, "2"),
        Shown(212 + size / 2, 700, 10, "."),
    ]
    assert in_role(read(*line)) == ["Принято 412¹ врачей, площадь 96 м²."]


def test_lines_that_are_printed_into_each_other_are_two_lines() -> None:
    document = read(*pdf_lines(LINES[:1]), Shown(203, 778, 10, "КОПИЯ ВЕРНА"))
    assert in_role(document) == [LINES[0], "КОПИЯ ВЕРНА"]


def test_a_number_that_a_page_cuts_is_one_number() -> None:
    first = pdf_lines([*LINES, "За двенадцать месяцев в поликлиниках области зарегистрировано 1 250"])
    second = pdf_lines(["000 посещений, в том числе на дому."])
    text = in_role(read_document(pdf_file([first, second]), "a.pdf"))
    assert text[-1].endswith("зарегистрировано 1 250 000 посещений, в том числе на дому.")


def test_a_label_at_the_end_of_a_page_does_not_join_the_number_on_the_next() -> None:
    pages = [pdf_lines(["Врачей: 250"]), pdf_lines(["310 медсестёр работают на участках."])]
    assert in_role(read_document(pdf_file(pages), "a.pdf")) == [
        "Врачей: 250",
        "310 медсестёр работают на участках.",
    ]


def test_a_sentence_runs_on_in_the_next_column() -> None:
    left = [f"Слева строка {word} говорит о врачах области и" for word in "абвгдежз"]
    right = [f"справа строка {word} говорит о койках и о" for word in "абвгдежз"]
    document = read(*pdf_lines(left, top=780), *pdf_lines(right, top=780, left=320))
    assert in_role(document) == [" ".join([*left, *right])]


def test_left_and_right_pages_may_have_heads_of_their_own() -> None:
    pages = []
    for number in range(1, 6):
        head = "Сборник за 2025 год, выпуск 4" if number % 2 else "Мангистауская область, 12 таблиц"
        foot = f"{number} | Страница"
        pages.append(
            [(50, 815, 8, head), (290, 20, 8, foot), *pdf_lines([f"На странице {number}-й текст."], top=600)]
        )
    document = read_document(pdf_file(pages), "a.pdf")
    assert in_role(document) == [f"На странице {number}-й текст." for number in range(1, 6)]


def test_columns_closer_than_gutters_are_told_by_where_the_file_places_them() -> None:
    rows = [
        ("Район", "2023", "2024", "дети"),
        ("Бейнеу", "5 140", "5 210", "96"),
        ("Каракия", "2 960", "3 015", "112"),
        ("Всего", "8 100", "8 225", "208"),
    ]
    items = [
        Shown(x, 700 - 13 * number, 10, text)
        for number, row in enumerate(rows)
        for x, text in zip((50, 92, 123, 154), row, strict=True)
    ]
    document = read(*pdf_lines(LINES), *items)
    assert document.text.splitlines()[1:] == ["\t".join(row) for row in rows]


def test_lines_of_text_that_are_placed_word_by_word_are_no_table() -> None:
    texts = ["принято 412 врачей и 96 сестёр", "открыто 210 коек и 17 палат.", "ремонт 14 больниц и 30 домов"]
    items: list[Item] = []
    for number, text in enumerate(texts):
        x = 50.0
        for word in text.split():
            items.append(Shown(x, 700 - 13 * number, 10, word))
            x += 5 * len(word) + 3
    assert {one.kind for one in read(*items).blocks} == {"paragraph"}
