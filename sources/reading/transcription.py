"""Reading a report that is printed in another alphabet: read its transcript, tell every offset of the
original.

Holds the way there and back; alphabets belong to language, reading to `report`.
"""

from __future__ import annotations

from dataclasses import replace

from checks.tables.vocabulary import Language
from sources.language.kazakh_latin import Transcript, is_kazakh_latin, transcribe
from sources.readers.document import Document
from sources.reading.observations import LedgerRow, Observation
from sources.reading.report import Circumstances, ReportReading, read_report


def read_document_text(document: Document, circumstances: Circumstances) -> ReportReading:
    """Read a document in whichever alphabet it is printed; all offsets and quotes are those of the stored
    text.
    """
    if not is_kazakh_latin(document.text):
        return read_report(document, circumstances)
    transcript = transcribe(document.text)
    reading = read_report(_transcribed(document, transcript), circumstances)
    return replace(
        reading,
        title=circumstances.title
        or document.metadata.get("title")
        or _original_title(reading, document, transcript),
        language=Language.KK,
        ledger=tuple(_ledger_row(row, document.text, transcript) for row in reading.ledger),
        observations=tuple(_observation(one, transcript) for one in reading.observations),
    )


def _transcribed(document: Document, transcript: Transcript) -> Document:
    blocks = tuple(
        replace(
            block,
            char_start=transcript.transcribed(block.char_start),
            char_end=transcript.transcribed(block.char_end),
        )
        for block in document.blocks
    )
    return replace(document, text=transcript.text, blocks=blocks)


def _original_title(reading: ReportReading, document: Document, transcript: Transcript) -> str | None:
    if reading.title is None:
        return None
    start = transcript.text.find(reading.title)
    if start < 0:
        return reading.title
    return document.text[transcript.original(start) : transcript.original(start + len(reading.title))]


def _ledger_row(row: LedgerRow, text: str, transcript: Transcript) -> LedgerRow:
    start, end = transcript.original(row.start), transcript.original(row.end)
    return replace(row, start=start, end=end, quote=text[start:end])


def _observation(one: Observation, transcript: Transcript) -> Observation:
    return replace(
        one,
        start=transcript.original(one.start),
        end=transcript.original(one.end),
        sentence_start=transcript.original(one.sentence_start),
        sentence_end=transcript.original(one.sentence_end),
    )
