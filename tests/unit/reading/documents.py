"""Documents for the tests of reading: plain text, one paragraph, a table, and a raw row as it lands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from checks.tables import RAW_REPORTS
from sources.catalogue.lexicon import load_lexicon
from sources.readers.document import Block, Document, Piece, assemble
from sources.reading.about.circumstances import Circumstances
from sources.reading.attributes.observation import ReportReading
from sources.reading.layout.page import Page, lay_out
from sources.reading.report import read_report

REGION = "KZ-39"
PUBLISHED = date(2025, 3, 14)
BATCH = "20250314T101500000000Z"


def plain(*lines: str) -> Document:
    """A document of plain lines, as the reader of text files returns it."""
    return Document("\n".join(lines), (), "text/plain", "text")


def paragraphs(*texts: str) -> Document:
    """A document of one block for each paragraph, as the readers of marked-up formats return it."""
    pieces = [Piece(text, "paragraph", f"paragraph {number}") for number, text in enumerate(texts, 1)]
    text, blocks = assemble(pieces)
    return Document(text, blocks, "text/html", "html")


def table(head: Sequence[str], *rows: Sequence[str], caption: str = "") -> Document:
    """A document of one table below its caption; an empty cell keeps its place."""
    pieces = [Piece(caption, "paragraph", "paragraph 1")] if caption else []
    for number, cells in enumerate([head, *rows]):
        pieces += [
            Piece(cell, "cell", f"Лист1!R{number}C{column}", "body", 0, number, column, number == 0)
            for column, cell in enumerate(cells)
        ]
    text, blocks = assemble(pieces)
    return Document(text, blocks, "text/csv", "sheet")


def page_of(*texts: str) -> Page:
    """The page of a document of paragraphs."""
    return lay_out(paragraphs(*texts), load_lexicon())


def read(document: Document | str) -> ReportReading:
    """Read a document (or one paragraph) as a report of Kostanay region of 14 March 2025."""
    source = paragraphs(document) if isinstance(document, str) else document
    return read_report(source, Circumstances(published_on=PUBLISHED, region_hint=REGION))


def said(document: Document | str, *names: str) -> dict[str, tuple[Any, ...]]:
    """The named attributes of every observation by its quote, in reading order."""
    source = paragraphs(document) if isinstance(document, str) else document
    return {
        source.text[one.start : one.end]: tuple(getattr(one, name) for name in names)
        for one in read(source).observations
    }


def reasons(document: Document | str) -> dict[str, tuple[str, str | None]]:
    """Disposition and reason of every figure of the ledger by its quote."""
    return {row.quote: (row.disposition, row.reason) for row in read(document).ledger}


def raw_table(*texts: str, changed: Mapping[int, Mapping[str, Any]] | None = None) -> pa.Table:
    """Raw reports of plain texts as `checks.tables.RAW_REPORTS` declares them; `changed` replaces columns."""
    rows = [
        _raw_row(number, text) | dict((changed or {}).get(number, {})) for number, text in enumerate(texts)
    ]
    return pa.Table.from_pylist(rows, schema=RAW_REPORTS.arrow_schema)


def _raw_row(number: int, text: str) -> dict[str, Any]:
    content = text.encode()
    block = Block("paragraph", 0, len(text), "paragraph 1")
    return {
        "report_id": hashlib.sha256(content).hexdigest(),
        "report_file": f"report-{number}.txt",
        "source": "inbox",
        "source_path": f"report-{number}.txt",
        "received_at": datetime(2025, 3, 14, 10, 15, tzinfo=UTC),
        "batch_id": BATCH,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "byte_count": len(content),
        "content": content,
        "region_hint": REGION,
        "sidecar": None,
        "title": None,
        "published_on": PUBLISHED,
        "source_url": None,
        "metadata": None,
        "text": text,
        "blocks": [{name: getattr(block, name) for name in Block.__slots__}],
        "reader": "text",
        "reader_version": "1",
    }
