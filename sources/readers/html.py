"""Web pages: the report's text, apart from the page around it, with tables, dateline and what the page says
of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from sources.readers.document import Document, Piece, assemble
from sources.readers.encodings import decode
from sources.readers.html_content import plan
from sources.readers.html_flow import page_runs
from sources.readers.html_metadata import body_published, declared_encoding, head_metadata, told_article
from sources.readers.html_roles import Line, judged
from sources.readers.html_tables import table_cells
from sources.readers.html_tree import page_tree, refuse_monstrous
from sources.readers.html_written import with_written_tables
from sources.readers.limits import MAX_BLOCKS, MAX_MARKUP_BYTES, MAX_TEXT_CHARS, refuse_above
from sources.readers.tables import table_pieces

_LITTLE = 200
_MUCH = 800
_TOLD = 3  # times the prose that a page shows: then its text comes by script


def read_html(content: bytes, file_name: str) -> Document:
    """Read a web page. Blocks stand in document order; what is not the report is kept with role
    `furniture`.
    """
    refuse_above(MAX_MARKUP_BYTES, len(content), "bytes of markup")
    decoded = decode(content, declared_encoding(content))
    document = read_markup(decoded.text)
    return replace(document, encoding=decoded.encoding)


def read_markup(markup: str) -> Document:
    """Read a web page that is text already, such as the HTML part of a message."""
    refuse_monstrous(markup)
    parser = LexborHTMLParser(markup)
    metadata = head_metadata(parser)
    page = plan(page_tree(parser), metadata.pop("page_title", metadata.get("title", "")))
    lines = judged(with_written_tables(page_runs(page)))
    if _letters(lines, "body") < _LITTLE and _letters(lines, "furniture") > _MUCH:
        lines = _second_opinion(lines, markup)
    text, blocks = assemble([*_pieces(lines), *_told(parser, lines)])
    refuse_above(MAX_TEXT_CHARS, len(text), "characters")
    refuse_above(MAX_BLOCKS, len(blocks), "lines")
    if page.headline is not None and page.headline.letters:
        metadata["title"] = " ".join(page.headline.text().split())
    published = metadata.get("published") or body_published(page)
    if published:
        metadata["published"] = published
    return Document(text=text, blocks=blocks, media_type="text/html", reader="html", metadata=metadata)


def _pieces(lines: list[Line]) -> Iterator[Piece]:
    """Number paragraphs and tables as a person counting on the page would; furniture is numbered apart."""
    paragraph = furniture = table = 0
    for line in lines:
        if line.run.table is not None:
            pieces, made = table_pieces(table_cells(line.run.table, table + 1), table, line.role, split=False)
            yield from pieces
            table += made
        elif line.role == "hidden":
            yield Piece(line.text, line.kind, f"paragraph {paragraph}, {line.run.why}", "hidden")
        elif line.role == "furniture":
            furniture += 1
            yield Piece(line.text, line.kind, f"outside the report, line {furniture}", "furniture")
        elif line.kind in ("title", "dateline"):
            yield Piece(line.text, line.kind, line.kind)
        else:
            paragraph += 1
            yield Piece(line.text, line.kind, f"paragraph {paragraph}")


def _told(parser: LexborHTMLParser, lines: list[Line]) -> Iterator[Piece]:
    """The report as the page tells it to machines, where its scripts would show it and nothing else does."""
    article = told_article(parser)
    letters = sum(map(len, article))
    shown = {_key(line.text) for line in lines if line.role == "body"}
    prose = sum(len(line.text) for line in lines if line.role == "body" and line.kind != "title")
    tables = any(line.run.table is not None and line.role == "body" for line in lines)
    if letters < _TOLD * prose or tables:
        return
    for number, line in enumerate(article, start=1):
        if _key(line) not in shown:
            yield Piece(line, "paragraph", f"JSON-LD articleBody, line {number}")


def _second_opinion(lines: list[Line], markup: str) -> list[Line]:
    """Where structure left suspiciously little, let trafilatura say which lines are the report.

    Only its choice is used, never its text: it drops repeated paragraphs.
    """
    extracted = (
        trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True) or ""
    )
    chosen = {_key(line) for line in extracted.splitlines()}
    chosen_lines = [
        replace(line, role="body")
        if line.role == "furniture" and len(line.text) > 40 and _key(line.text) in chosen
        else line
        for line in lines
    ]
    return chosen_lines if _letters(chosen_lines, "body") > _letters(lines, "body") else lines


def _letters(lines: list[Line], role: str) -> int:
    return sum(
        line.run.table.letters if line.run.table is not None else len(line.text)
        for line in lines
        if line.role == role
    )


def _key(line: str) -> str:
    return re.sub(r"\W+", "", line.lower())
