"""E-mail messages: subject and body as a report, attachments as files for the container step.

The text of a plain body stays as written. What the sender did not write stands in the text with its role:
signatures as `furniture`, older messages as `quoted`. A report that was sent on is read where it stands.
"""

from __future__ import annotations

import email
import email.policy
import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from sources.readers.document import BlockRole, Document, Piece, Unreadable, assemble, unread_pieces
from sources.readers.encodings import decode
from sources.readers.limits import MAX_BLOCKS, refuse_above
from sources.readers.mail_body import Page, Plain, bodies, is_attached, parts_of
from sources.readers.mail_quotes import Part, Verdict, judged_lines, with_marks_blank
from sources.readers.text import text_blocks

_ROLES: Mapping[Part, BlockRole] = {"own": "body", "signature": "furniture", "quoted": "quoted"}
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})


def read_message(content: bytes, file_name: str) -> Document:
    """Read an e-mail: the subject is the title, the body the report, in the form that says most.

    `metadata` holds title, author (the sender) and `sent`, and `forwarded` where the report stands in a
    message that was sent on: neither its date nor that of the message is the report's. A web page saved as
    one file (mht) is a message too and says what its page says.
    """
    message = _parsed(content)
    subject = _header(message, "subject")
    pieces = [Piece(subject, "title", "subject")] if subject else []
    page: dict[str, str] = {}
    found, unread = bodies(message)
    forwarded = False
    tables = 0
    for body in found:
        if isinstance(body, Plain):
            made, sent_on = _plain_pieces(body.text, subject)
        else:
            made, sent_on = _page_pieces(body, subject)
            page = {**body.metadata, **page}
        pieces += [one if one.table is None else replace(one, table=one.table + tables) for one in made]
        tables = 1 + max((one.table for one in pieces if one.table is not None), default=-1)
        forwarded = forwarded or sent_on
    if not found and _is_locked(message):
        raise Unreadable(
            "encrypted", "The message is encrypted or sealed (S/MIME, PGP); send it or its files unencrypted."
        )
    text, blocks = assemble([*pieces, *unread_pieces(unread)])
    told = {
        "title": subject,
        "author": _header(message, "from"),
        "sent": _sent(message),
        "forwarded": "yes" if forwarded else "",
        "source_url": _header(message, "snapshot-content-location"),
    }
    metadata = {**page, **{name: value for name, value in told.items() if value}}
    encoding = "utf-8" if any(isinstance(body, Plain) for body in found) else None
    return Document(text, blocks, "message/rfc822", "message", encoding, metadata)


def attachments(content: bytes) -> list[tuple[str, bytes]]:
    """The attached files of a message with their names as sent, messages inside it among them; pictures
    inside the text are not attachments.
    """
    found: list[tuple[str, bytes]] = []
    for part in parts_of(_parsed(content)):
        name = part.get_filename()
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            messages = inner if isinstance(inner, list) else []
            found += [(name or "message.eml", one.as_bytes()) for one in messages if hasattr(one, "as_bytes")]
            continue
        inline = part.get_content_disposition() == "inline" and part.get_content_maintype() == "image"
        if inline or not (is_attached(part) or _is_unnamed_file(part)):
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            ending = mimetypes.guess_extension(part.get_content_type()) or ""
            found.append((name or f"attachment{ending}", payload))
    return found


def _is_unnamed_file(part: EmailMessage) -> bool:
    """Whether a part without a name is a document all the same, and no text, picture or seal."""
    return part.get_content_maintype() == "application" and not part.get_content_subtype().startswith(
        ("pgp-", "pkcs7-", "x-pkcs7-")
    )


def _is_locked(message: EmailMessage) -> bool:
    return any(part.get_content_type() in _LOCKED for part in parts_of(message))


def _parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(_headers_in_utf8(content.lstrip(b"\r\n")), policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise Unreadable("corrupt", "The message cannot be parsed; save it again as .eml or send its text.")
    return message


def _headers_in_utf8(content: bytes) -> bytes:
    """A message whose headers are UTF-8: old programs wrote them in a code page without saying which."""
    end = _EMPTY_LINE.search(content)
    headers = content[: end.start()] if end else content
    return content if headers.isascii() else decode(headers).text.encode() + content[len(headers) :]


def _plain_pieces(text: str, subject: str) -> tuple[list[Piece], bool]:
    """The lines and tables of a plain body, each with its role; and whether the report was sent on."""
    lines = text.replace("\r\n", "\n").split("\n")
    refuse_above(MAX_BLOCKS, sum(not line.isspace() for line in lines if line), "lines")
    verdict = judged_lines(lines, subject)
    written = list(with_marks_blank(lines, verdict))
    found: list[tuple[int, Piece]] = []
    for part, role in _ROLES.items():
        if any(one.part == part for one in verdict.lines):
            tables = 1 + max((one.table for _, one in found if one.table is not None), default=-1)
            found += _part_pieces(written, verdict, part, role, tables)
    return [piece for _, piece in sorted(found, key=lambda one: one[0])], verdict.forwarded


def _part_pieces(
    lines: list[str], verdict: Verdict, part: Part, role: BlockRole, tables: int
) -> Iterator[tuple[int, Piece]]:
    """The pieces of the lines that are one part of a message, each with its place in the whole body."""
    text = "\n".join(
        line if one.part == part else " " * len(line) for line, one in zip(lines, verdict.lines, strict=True)
    )
    for block in text_blocks(text):
        written = text[block.char_start : block.char_end]
        joined = " ".join(written.split("\n")) if "\n" in written else written
        piece = Piece(
            joined.replace("\r", ""),
            block.kind,
            block.locator,
            role,
            None if block.table is None else block.table + tables,
            block.row,
            block.column,
            block.header,
        )
        yield block.char_start, piece


def _page_pieces(page: Page, subject: str) -> tuple[list[Piece], bool]:
    """The lines and tables of a body in HTML, each with its role; and whether the report was sent on."""
    lines = [
        ">" * depth + (" " if depth else "") + " ".join(piece.text.split())
        for piece, depth in zip(page.pieces, page.depths, strict=True)
    ]
    spaced = [line for one in lines for line in (one, "")]  # every piece is a paragraph of its own
    verdict = judged_lines(spaced, subject)
    pieces = [
        replace(
            piece,
            kind="heading" if piece.kind == "title" else piece.kind,
            role=piece.role if piece.role == "hidden" or one.part == "own" else _ROLES[one.part],
        )
        for piece, one in zip(page.pieces, verdict.lines[::2], strict=True)
    ]
    return pieces, verdict.forwarded


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
