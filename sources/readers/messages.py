"""E-mail messages: subject and body as a report, attachments as files for the container step.

The text of a plain body stays as written. Quoted history below the message is furniture.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from sources.readers.document import Document, Piece, Unreadable, assemble
from sources.readers.encodings import decode
from sources.readers.html import read_markup
from sources.readers.limits import MAX_ARCHIVE_ENTRIES, MAX_TEXT_CHARS, refuse_above
from sources.readers.text import text_blocks

_MAX_PARTS_DEPTH = 20
_QUOTED = re.compile(
    r"\s*(?:>|-{2,}\s*(?:original message|исходное сообщение|пересылаемое сообщение|бастапқы хабарлама))",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"--\s*$")


def read_message(content: bytes, file_name: str) -> Document:
    """Read an e-mail: the subject is the title, the plain body (or else the HTML body) the report.

    `metadata` holds title, author (the sender) and `sent`: the day a message was sent is not the day the
    report was published. A web page saved as one file (mht) is a message too and says what its page says.
    """
    message = _parsed(content)
    plain, markup = _bodies(message)
    subject = _header(message, "subject")
    pieces = [Piece(subject, "title", "subject")] if subject else []
    encoding = None
    page: Mapping[str, str] = {}
    if plain is not None and (plain.strip() or markup is None):
        refuse_above(MAX_TEXT_CHARS, len(plain), "characters")
        pieces.extend(_plain_pieces(plain))
        encoding = "utf-8"
    elif markup is not None:
        document = read_markup(markup)
        page = document.metadata
        pieces.extend(
            Piece(
                document.text[block.char_start : block.char_end],
                "heading" if block.kind == "title" else block.kind,
                block.locator,
                block.role,
                block.table,
                block.row,
                block.column,
                block.header,
            )
            for block in document.blocks
        )
    text, blocks = assemble(pieces)
    found = {
        "title": subject,
        "author": _header(message, "from"),
        "sent": _sent(message),
        "source_url": _header(message, "snapshot-content-location"),
    }
    metadata = {**page, **{name: value for name, value in found.items() if value}}
    return Document(text, blocks, "message/rfc822", "message", encoding, metadata)


def attachments(content: bytes) -> list[tuple[str, bytes]]:
    """The attached files of a message with their names as sent; pictures inside the text are not
    attachments.
    """
    found: list[tuple[str, bytes]] = []
    for part in _parts(_parsed(content)):
        name = part.get_filename()
        disposition = part.get_content_disposition()
        if part.get_content_maintype() == "multipart" or (name is None and disposition != "attachment"):
            continue
        if disposition == "inline" and part.get_content_maintype() == "image":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            found.append((name or "attachment", payload))
        elif part.get_content_type() == "message/rfc822":
            found.extend((name or "message.eml", inner.as_bytes()) for inner in part.iter_parts())
    return found


def _parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content.lstrip(b"\r\n"), policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise Unreadable("corrupt", "The message cannot be parsed; save it again as .eml or send its text.")
    return message


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message in order, those of forwarded messages left out."""
    stack = [(message, 0)]
    count = 0
    while stack:
        part, depth = stack.pop()
        count += 1
        refuse_above(MAX_ARCHIVE_ENTRIES, count, "parts")
        refuse_above(_MAX_PARTS_DEPTH, depth, "levels of parts")
        yield part
        if part.get_content_maintype() == "multipart":
            inner = part.get_payload()
            if isinstance(inner, list):
                stack.extend(
                    (child, depth + 1) for child in reversed(inner) if isinstance(child, EmailMessage)
                )


def _bodies(message: EmailMessage) -> tuple[str | None, str | None]:
    """The first plain and the first HTML text that are not attachments."""
    plain: str | None = None
    markup: str | None = None
    for part in _parts(message):
        if part.get_content_disposition() == "attachment" or part.get_filename():
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        if part.get_content_type() == "text/plain" and plain is None:
            plain = decode(payload, part.get_content_charset()).text
        elif part.get_content_type() == "text/html" and markup is None:
            markup = decode(payload, part.get_content_charset()).text
    return plain, markup


def _plain_pieces(text: str) -> Iterator[Piece]:
    """The lines and tables of a plain body; from a signature mark or a quoted line on it is furniture."""
    ended = False
    for block in text_blocks(text):
        written = text[block.char_start : block.char_end]
        ended = ended or bool(_SIGNATURE.match(written)) or bool(_QUOTED.match(written))
        joined = " ".join(written.split("\n")) if "\n" in written else written
        yield Piece(
            joined.replace("\r", ""),
            block.kind,
            block.locator,
            "furniture" if ended else "body",
            block.table,
            block.row,
            block.column,
            block.header,
        )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, TypeError, AttributeError):
        return ""  # a header that breaks the standard's grammar says nothing


def _sent(message: EmailMessage) -> str:
    written = _header(message, "date")
    try:
        return parsedate_to_datetime(written).isoformat() if written else ""
    except (ValueError, TypeError):
        return ""
