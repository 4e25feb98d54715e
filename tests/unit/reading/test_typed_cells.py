"""Figures of cells whose number is known: the type gives the number, the text its place, scale and unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.language.figures import find_figures
from sources.language.fold import fold
from sources.readers.document import Block, Document, Piece, assemble
from sources.reading.about.publication import publication_date
from sources.reading.tables.typed_cells import cell_figures, spelled
from tests.unit.reading.documents import read, reasons, said


def figures(
    text: str, value: float | None, *, header: bool = False
) -> list[tuple[str, float | None, str | None]]:
    line = f"Свод\t{text}"
    block = Block("cell", 5, len(line), "C2", table=0, row=1, column=2, header=header, value=value)
    return [
        (line[one.start : one.end], one.value, one.unit)
        for one in cell_figures(line, fold(line), 5, len(line), block)
    ]


@pytest.mark.parametrize(
    ("text", "value", "figure"),
    [
        ("4,125", 4.125, ("4,125", 4.125, None)),
        ("4.125", 4.125, ("4.125", 4.125, None)),
        ("4,125", 4125.0, ("4,125", 4125.0, None)),
        ("4,125 млн тг", 4.125, ("4,125 млн тг", 4_125_000.0, "KZT")),
        ("23456789012", 23456789012.0, ("23456789012", 23456789012.0, None)),
        ("6.04E+03", 6040.0, ("6.04E+03", 6040.0, None)),
        ("318-", -318.0, ("318-", -318.0, None)),
        ("-4,125", -4.125, ("-4,125", -4.125, None)),
        ("41,5%", 41.5, ("41,5%", 41.5, "percent")),
        ("4512³", 4512.0, ("4512", 4512.0, None)),
    ],
)
def test_the_number_of_a_cell_is_that_of_its_type(
    text: str, value: float, figure: tuple[str, float, str | None]
) -> None:
    assert figures(text, value) == [figure]


def test_heads_are_read_as_they_are_written() -> None:
    assert figures("2025", 2025.0, header=True) == figures("2025", None, header=True)


@given(
    st.floats(-1e12, 1e12).map(lambda value: float(f"{value:.9g}")).filter(lambda v: v == 0 or abs(v) > 1e-3)
)
def test_a_spelled_number_is_read_as_itself(value: float) -> None:
    text = spelled(value)
    found = find_figures(text, fold(text), 0, len(text))
    assert [one.value for one in found] == [pytest.approx(value, rel=1e-12, abs=1e-12)]


def table(*rows: tuple[str, str, float | None]) -> Document:
    pieces = [
        Piece(text, "cell", "A1", "body", 0, 0, at, True)
        for at, text in enumerate(("Показатель", "2024 год"))
    ]
    for number, (label, text, value) in enumerate(rows, 1):
        pieces += [
            Piece(label, "cell", f"A{number + 1}", "body", 0, number, 0),
            Piece(text, "cell", f"B{number + 1}", "body", 0, number, 1, value=value),
        ]
    text, blocks = assemble(pieces)
    return Document(text, blocks, "text/csv", "delimited")


def test_a_number_that_may_be_thousands_or_decimals_waits_for_a_person() -> None:
    document = table(("Пролечено в стационарах, человек", "4,125", None), ("Врачей всего", "318", None))
    assert reasons(document)["4,125"] == ("review", "ambiguous")
    assert set(said(document, "value")) == {"318"}


def test_digits_that_go_on_in_the_next_line_of_a_cell_wait_for_a_person() -> None:
    document = table(("Пролечено в стационарах, человек", "4\n125", None), ("Врачей всего", "318", None))
    assert set(said(document, "value")) == {"318"}
    assert reasons(document)["4\n125"] == ("review", "ambiguous")


def test_a_number_that_its_column_tells_is_booked() -> None:
    document = table(("Пролечено в стационарах, человек", "4,125", 4125.0), ("Врачей всего", "318", None))
    assert said(document, "value")["4,125"] == (4125.0,)


def test_a_share_of_one_under_a_label_in_per_cent_waits_for_a_person() -> None:
    document = table(("Укомплектованность врачами, %", "0,875", 0.875), ("Врачей всего", "318", 318.0))
    assert reasons(document)["0,875"] == ("review", "ambiguous")


def test_what_is_hidden_is_boilerplate_and_what_is_unread_waits_for_a_person() -> None:
    text, blocks = assemble(
        [
            Piece("В области работают 318 врачей.", "paragraph", "A1"),
            Piece("В области работают 999 врачей.", "paragraph", "A2", "hidden"),
            Piece("=SUM(B2:B9)", "paragraph", "B10", "unread"),
        ]
    )
    document = Document(text, blocks, "text/csv", "spreadsheet")
    rows = {row.quote: (row.disposition, row.reason, row.locator) for row in read(document).ledger}
    assert rows["999"] == ("boilerplate", "hidden", "A2")
    assert rows["=SUM(B2:B9)"] == ("review", "unread", "B10")
    assert rows["318"][0] == "observation"
    assert len(rows) == 3


def test_a_hidden_date_is_no_date_of_publication() -> None:
    text, blocks = assemble(
        [
            Piece("Опубликовано: 5 мая 2020 года", "paragraph", "A1", "hidden"),
            Piece("Итоги года", "heading", "A2"),
        ]
    )
    document = Document(text, blocks, "text/csv", "spreadsheet")
    assert publication_date(document, None).on is None


def test_a_remark_in_brackets_behind_a_number_leaves_it_a_value() -> None:
    document = table(("Врачей всего", "318 (из них 12 на селе)", None), ("Коек всего", "77", None))
    assert said(document, "value")["318"] == (318.0,)
