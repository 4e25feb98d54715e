"""Tables that landing and promotion write: reports as received, files seen, reports turned away.

Nothing that a reading concluded belongs here.
"""

from __future__ import annotations

from checks.tables import vocabulary as words
from checks.tables.declaration import Column, Table


def reader_version() -> Column:
    """Null in rows of releases that did not keep it."""
    return Column("reader_version", "text", "Version of the readers that opened the bytes.", nullable=True)


def catalogue_version() -> Column:
    """Null in rows of releases that did not keep it."""
    return Column(
        "catalogue_version", "text", "Fingerprint of the words and lists that reading went by.", nullable=True
    )


def sidecar_batch_id() -> Column:
    """The sidecar that a reading knew, where it came after the report."""
    return Column(
        "sidecar_batch_id",
        "text",
        "Landing batch of the sidecar that came after the report and was applied; null where none did.",
        nullable=True,
        pattern=words.BATCH_ID,
    )


RAW_REPORTS = Table(
    name="raw_reports",
    description="Reports as they were received: bytes, origin, and the text a reader found in them.",
    grain="One row per distinct content (SHA-256 of the bytes).",
    key=("report_id",),
    columns=(
        Column("report_id", "text", "SHA-256 (hex) of the bytes as received.", pattern=words.SHA256),
        Column("report_file", "text", "File name as received, without folders."),
        Column("source", "text", "Connector that brought the file."),
        Column("source_path", "text", "Path or address the file was taken from."),
        Column("received_at", "timestamp", "When the file was landed (UTC)."),
        Column("batch_id", "text", "Landing batch.", pattern=words.BATCH_ID),
        Column("media_type", "text", "Media type found in the content, not guessed from the name."),
        Column("encoding", "text", "Character encoding, for plain text formats.", nullable=True),
        Column("byte_count", "integer", "Size of the content in bytes.", low=0),
        Column("content", "bytes", "The bytes as received, never changed."),
        Column(
            "region_hint",
            "text",
            "Region named by the folder or the sidecar, ISO 3166-2.",
            nullable=True,
            pattern=words.REGION_CODE,
        ),
        Column("sidecar", "text", "The sidecar file as JSON.", nullable=True),
        Column("title", "text", "Title the sidecar or the format gives.", nullable=True),
        Column("published_on", "date", "Publication date, from the sidecar only.", nullable=True),
        Column("source_url", "text", "Address the report was published at.", nullable=True),
        Column("metadata", "text", "What the file format says about the report, as JSON.", nullable=True),
        Column("text", "long_text", "The stored text; every offset counts its code points."),
        Column("blocks", "blocks", "Paragraphs, headings, list items and cells with their offsets."),
        Column("reader", "text", "Reader that found the text."),
        Column("reader_version", "text", "Version of that reader; another one opens the bytes again."),
        Column("sidecar_file", "text", "Name of the sidecar file; null for facts of a feed.", nullable=True),
    ),
)

SIDECARS = Table(
    name="sidecars",
    description="Sidecars that came after their report, or were corrected: the newest of a report counts.",
    grain="One row per sidecar and report it speaks of.",
    key=("report_id", "source", "source_path", "batch_id"),
    columns=(
        Column("report_id", "text", "The report it speaks of.", pattern=words.SHA256),
        Column("source", "text", "Connector that brought it."),
        Column("source_path", "text", "Path or address of the report that it stands beside."),
        Column("sidecar_file", "text", "Name of the sidecar file, without folders."),
        Column("received_at", "timestamp", "When it was landed (UTC)."),
        Column("batch_id", "text", "Landing batch.", pattern=words.BATCH_ID),
        Column("content", "bytes", "The sidecar as received, never changed."),
        Column("sidecar", "text", "What it states, as JSON."),
        Column(
            "region_hint",
            "text",
            "Region named by the sidecar or the folder, ISO 3166-2.",
            nullable=True,
            pattern=words.REGION_CODE,
        ),
        Column("title", "text", "Title it gives.", nullable=True),
        Column("published_on", "date", "Publication date it gives.", nullable=True),
        Column("source_url", "text", "Address it gives.", nullable=True),
    ),
)

INTAKE = Table(
    name="intake",
    description="Every file that was ever seen, and what became of it.",
    grain="One row per file seen.",
    key=("intake_id",),
    columns=(
        Column("intake_id", "text", "Stable identifier of this sighting."),
        Column("report_file", "text", "File name as received, without folders."),
        Column("source", "text", "Connector that brought the file."),
        Column("source_path", "text", "Path or address the file was taken from."),
        Column("seen_at", "timestamp", "When the file was seen (UTC)."),
        Column(
            "bytes",
            "integer",
            "Size of the file in bytes; null where it could not be told.",
            nullable=True,
            low=0,
        ),
        Column("outcome", "text", "What became of the file.", allowed=words.IntakeOutcome),
        Column("reason", "text", "Why it did not land; null for a landed file.", nullable=True),
        Column(
            "report_id",
            "text",
            "Content it holds; null where the bytes could not be read.",
            nullable=True,
            pattern=words.SHA256,
        ),
        Column("batch_id", "text", "Landing batch.", pattern=words.BATCH_ID),
    ),
)

REJECTIONS = Table(
    name="rejections",
    description="Reports that did not pass, with the reason and the way back.",
    grain="One row per rejected report and reason.",
    key=("report_file", "report_id", "stage", "reason", "detail", "batch_id"),
    columns=(
        Column(
            "report_id",
            "text",
            "SHA-256 of the report; null where the bytes could not be read.",
            nullable=True,
            pattern=words.SHA256,
        ),
        Column("report_file", "text", "File name as received."),
        Column("stage", "text", "Step that turned the report away.", allowed=words.RejectionStage),
        Column("reason", "text", "Short code of the reason."),
        Column("detail", "text", "What exactly was wrong, with a sample.", nullable=True),
        Column("remedy", "text", "What a person can do about it."),
        Column("rejected_at", "timestamp", "When it was turned away (UTC)."),
        Column("extractor_version", "text", "Version of the reading; null for landing.", nullable=True),
        Column("batch_id", "text", "Batch in which it was turned away.", pattern=words.BATCH_ID),
        reader_version(),
        sidecar_batch_id(),
        catalogue_version(),
    ),
)
