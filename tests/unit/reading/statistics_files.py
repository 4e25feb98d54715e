"""Tables of official statistics, written for the tests in several formats with figures of our own."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import openpyxl
import xlwt

from sources.readers import read_document
from sources.reading.about.circumstances import Circumstances, stated_of
from sources.reading.attributes.observation import Observation, ReportReading
from sources.reading.batch import read_any
from tests.unit.reading.documents import REGION

RUSSIAN: Mapping[str, str] = {
    "Республика Казахстан": "KZ",
    "Абай": "KZ-10",
    "Акмолинская": "KZ-11",
    "Актюбинская": "KZ-15",
    "Алматинская": "KZ-19",
    "Атырауская": "KZ-23",
    "Западно-Казахстанская": "KZ-27",
    "Жамбылская": "KZ-31",
    "Жетісу": "KZ-33",
    "Карагандинская": "KZ-35",
    "Костанайская": "KZ-39",
    "Кызылординская": "KZ-43",
    "Мангистауская": "KZ-47",
    "Павлодарская": "KZ-55",
    "Северо-Казахстанская": "KZ-59",
    "Туркестанская*": "KZ-61",
    "Ұлытау": "KZ-62",
    "Восточно-Казахстанская": "KZ-63",
    "г.Астана": "KZ-71",
    "город Алматы": "KZ-75",
    "г. Шымкент 1)": "KZ-79",
}
KAZAKH: Mapping[str, str] = {
    "Қазақстан Республикасы": "KZ",
    "Абай": "KZ-10",
    "Ақмола": "KZ-11",
    "Ақтөбе": "KZ-15",
    "Алматы": "KZ-19",
    "Атырау": "KZ-23",
    "Батыс Қазақстан": "KZ-27",
    "Жамбыл": "KZ-31",
    "Жетісу": "KZ-33",
    "Қарағанды": "KZ-35",
    "Қостанай": "KZ-39",
    "Қызылорда": "KZ-43",
    "Маңғыстау": "KZ-47",
    "Павлодар": "KZ-55",
    "Солтүстік Қазақстан": "KZ-59",
    "Түркістан": "KZ-61",
    "Ұлытау": "KZ-62",
    "Шығыс Қазақстан": "KZ-63",
    "Астана қаласы": "KZ-71",
    "Алматы қаласы": "KZ-75",
    "Шымкент қаласы": "KZ-79",
}
YEARS = (2017, 2018, 2019)

Row = Sequence[object]
Values = dict[tuple[str, Any], float]


def values_of(names: Sequence[str], columns: Sequence[Any], *, seed: int = 7, broken: bool = False) -> Values:
    """A number for each name and column, the same ones in every run; `broken` ones have a decimal."""
    drawn = random.Random(seed)
    draw = (lambda: round(drawn.uniform(11, 79), 1)) if broken else (lambda: float(drawn.randint(61, 9874)))
    return {place: draw() for place in product(names, columns)}


def rows_of(values: Values) -> list[Row]:
    """The rows of a matrix, names down and columns across, without heads."""
    names = list(dict.fromkeys(name for name, _ in values))
    columns = list(dict.fromkeys(column for _, column in values))
    return [[name, *(values[name, column] for column in columns)] for name in names]


def xlsx(sheets: Mapping[str, Sequence[Row]], merged: Sequence[str] = ()) -> bytes:
    """A workbook of these sheets; `merged` ranges of each are merged."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([cell if cell != "" else None for cell in row])
        for cells in merged:
            page.merge_cells(cells)
    return _saved(book)


def xls(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """A workbook of Excel 97."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        page = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    page.write(number, column, cell)
    return _saved(book)


def csv(rows: Sequence[Row], delimiter: str = ";") -> bytes:
    """A delimited table, numbers written as programs export them: 2003.0, 412.0."""
    return "\n".join(delimiter.join(str(cell) for cell in row) for row in rows).encode()


def _saved(book: object) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def reading(content: bytes, name: str = "tablitsa.xlsx", **sidecar: str) -> ReportReading:
    """The reading of a file as it lands in the folder of a region, with these facts in its sidecar."""
    circumstances = Circumstances(
        region_hint=REGION, title=sidecar.get("title"), tables=stated_of(sidecar, name)
    )
    return read_any(read_document(content, name), circumstances)[0]


def booked(content: bytes, name: str = "tablitsa.xlsx", **sidecar: str) -> tuple[Observation, ...]:
    """The observations of a file as it lands."""
    return reading(content, name, **sidecar).observations
