"""Tidy tables: one figure a row under documented column names, as sent by those who have structured data.

Holds how such a table is recognised and handed over row by row as raw strings with their places. Whether a
row is right is for validation to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import groupby

from sources.catalogue.data_file import read_yaml
from sources.readers.document import Block, Document

LAYOUT = "layout"
TIDY = "tidy"


@dataclass(frozen=True, slots=True)
class TidyCell:
    """A cell as printed, with its half-open offsets in the document's text and the address people use.

    `value` is its number where its type or its column tells it.
    """

    text: str
    char_start: int
    char_end: int
    locator: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class TidyRow:
    """One row: `row_number` as counted in the file (from 1), cells by documented column name, empty ones left
    out.

    `others` holds the cells of columns that have no documented name, by their own head.
    """

    row_number: int
    locator: str
    cells: Mapping[str, TidyCell]
    others: Mapping[str, TidyCell]


def marked(document: Document) -> Document:
    """Return the document, marked `layout: tidy` when its first table has the documented columns."""
    if not _columns(document):
        return document
    return replace(document, metadata={**document.metadata, LAYOUT: TIDY})


def is_tidy(document: Document) -> bool:
    """Whether a reader recognised a tidy table."""
    return document.metadata.get(LAYOUT) == TIDY


def tidy_rows(document: Document) -> list[TidyRow]:
    """The rows of a tidy table in order, wholly empty ones left out; none when the document is not tidy."""
    columns = _columns(document)
    if not columns:
        return []
    body = [block for block in document.blocks if _is_seen_cell(block) and not block.header]
    rows = []
    for _, group in groupby(body, key=lambda block: (block.table, block.row)):
        cells = [(block, _cell(document, block)) for block in group]
        filled = [(block, cell) for block, cell in cells if cell.text]
        if not filled:
            continue
        named = {
            columns[block.column]: cell for block, cell in filled if columns.get(block.column) in _names()
        }
        others = {
            columns[block.column]: cell
            for block, cell in filled
            if block.column in columns and columns[block.column] not in _names()
        }
        locator = filled[0][1].locator
        rows.append(TidyRow(_row_number(locator), locator, named, others))
    return rows


def _columns(document: Document) -> dict[int | None, str]:
    """Column number to documented name, or to the printed head where it has none; empty when the table is not
    tidy.
    """
    heads = [
        block for block in document.blocks if _is_seen_cell(block) and block.table == 0 and block.row == 0
    ]
    if not heads or not all(block.header for block in heads):
        return {}
    known = _names()
    found: dict[int | None, str] = {}
    for block in heads:
        printed = document.text[block.char_start : block.char_end]
        name = next((column for column, names in known.items() if _plain(printed) in names), printed.strip())
        if name and name not in found.values():
            found[block.column] = name
    return found if _required() <= set(found.values()) else {}


def _is_seen_cell(block: Block) -> bool:
    return block.kind == "cell" and block.role == "body"


def _cell(document: Document, block: Block) -> TidyCell:
    text = document.text[block.char_start : block.char_end]
    return TidyCell(text, block.char_start, block.char_end, block.locator, block.value)


def _row_number(locator: str) -> int:
    """The row in an address: `Лист1!C7` and `row 7, column 3` are both row 7."""
    address = locator.rpartition("!")[2] if "!" in locator else locator
    match = re.search(r"\d+", address)
    return int(match.group()) if match else 0


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", name.lower().replace("ё", "е")).split())


@lru_cache(maxsize=1)
def _names() -> Mapping[str, frozenset[str]]:
    return {column: frozenset(map(_plain, names)) for column, names in _vocabulary()["columns"].items()}


@lru_cache(maxsize=1)
def _required() -> frozenset[str]:
    return frozenset(_vocabulary()["required"])


@lru_cache(maxsize=1)
def _vocabulary() -> Mapping[str, Mapping[str, list[str]]]:
    source = resources.files("sources.readers").joinpath("words/tidy_columns.yml")
    vocabulary: Mapping[str, Mapping[str, list[str]]] = read_yaml(source)
    return vocabulary
