"""Reading a report that is printed in another alphabet or with characters that are not plain: read what was
written out, tell every offset of the original.

Holds the way there and back; writing and alphabets belong to language, reading to `report`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from checks.tables.vocabulary import Language
from sources.language.kazakh_scripts import transcribed
from sources.language.plain import plain_text
from sources.readers.document import Document
from sources.reading.about.circumstances import Circumstances
from sources.reading.attributes.observation import LedgerRow, Observation, ReportReading
from sources.reading.attributes.scope.engine import Decision
from sources.reading.report import read_report


class Rewritten(Protocol):
    """A text written out in another way that knows where each of its characters stands in the original."""

    @property
    def text(self) -> str:
        """The text as it is read."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a stretch of the rewritten text."""

    def rewritten(self, offset: int) -> int:
        """Offset in the rewritten text for one in the original."""


def read_document_text(document: Document, circumstances: Circumstances) -> ReportReading:
    """Read a document in whatever writing it is printed; all offsets and quotes are those of the stored
    text.
    """
    plain = plain_text(document.text, [(block.char_start, block.char_end) for block in document.blocks])
    if plain is None:
        return _read_plain(document, circumstances)
    reading = _read_plain(_rewritten(document, plain), circumstances)
    return _as_printed(reading, document, circumstances, plain)


def _read_plain(document: Document, circumstances: Circumstances) -> ReportReading:
    transcript = transcribed(document.text)
    if transcript is None:
        return read_report(document, circumstances)
    reading = read_report(_rewritten(document, transcript), circumstances)
    return replace(_as_printed(reading, document, circumstances, transcript), language=Language.KK)


def _rewritten(document: Document, rewritten: Rewritten) -> Document:
    blocks = tuple(
        replace(
            block,
            char_start=rewritten.rewritten(block.char_start),
            char_end=rewritten.rewritten(block.char_end),
        )
        for block in document.blocks
    )
    return replace(document, text=rewritten.text, blocks=blocks)


def _as_printed(
    reading: ReportReading, document: Document, circumstances: Circumstances, rewritten: Rewritten
) -> ReportReading:
    """A reading of the rewritten text, told in offsets and quotes of the original."""
    return replace(
        reading,
        title=circumstances.title
        or document.metadata.get("title")
        or _original_title(reading, document, rewritten),
        ledger=tuple(_ledger_row(row, document.text, rewritten) for row in reading.ledger),
        observations=tuple(_observation(one, rewritten) for one in reading.observations),
    )


def _original_title(reading: ReportReading, document: Document, rewritten: Rewritten) -> str | None:
    if not reading.title:
        return reading.title
    found = rewritten.text.find(reading.title)
    if found < 0:
        return reading.title
    start, end = rewritten.span(found, found + len(reading.title))
    return document.text[start:end]


def _ledger_row(row: LedgerRow, text: str, rewritten: Rewritten) -> LedgerRow:
    start, end = rewritten.span(row.start, row.end)
    return replace(row, start=start, end=end, quote=text[start:end])


def _observation(one: Observation, rewritten: Rewritten) -> Observation:
    start, end = rewritten.span(one.start, one.end)
    sentence_start, sentence_end = rewritten.span(one.sentence_start, one.sentence_end)
    return replace(
        one,
        start=start,
        end=end,
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        status=one.status and _decision(one.status, rewritten),
    )


def _decision(one: Decision, rewritten: Rewritten) -> Decision:
    start, end = rewritten.span(one.cue_start, one.cue_end)
    return replace(one, cue_start=start, cue_end=end)
