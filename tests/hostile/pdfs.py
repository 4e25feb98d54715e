"""PDF files that attack who reads them."""

from __future__ import annotations

import io
import zlib

import pypdf

from tests.hostile.case import READ, Case, case
from tests.unit.readers import written_files as files
from tests.unit.readers import written_pdf as pdf

SENTENCE = "В районе 96 врачей. "
MEGABYTE = 1024 * 1024


def _locked_pdf(password: str, owner: str | None) -> bytes:
    whole = pdf.pdf_file([pdf.pdf_lines(files.PARAGRAPHS)])
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(whole))
    writer.encrypt(password, owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF without a cross-reference table, which readers rebuild."""
    body = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, text) for number, text in enumerate(objects, start=1)
    )
    return b"%PDF-1.4\n" + body + b"trailer << /Root %d 0 R >>\n%%%%EOF" % root


def _pdf_with_stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >> stream\n" % len(packed) + packed + b"\nendstream",
    )


def _many_pages(count: int) -> bytes:
    return pdf.pdf_file([pdf.pdf_lines([f"Страница {number}, врачей 96."]) for number in range(count)])


def cases() -> list[Case]:
    """All of them."""
    pages = b"<< /Type /Catalog /Pages 2 0 R >>"
    return [
        case("locked for opening", "a.pdf", lambda: _locked_pdf("тайна", None), "encrypted"),
        case("locked for printing only", "a.pdf", lambda: _locked_pdf("", "хозяин"), READ),
        case("head alone", "a.pdf", b"%PDF-1.7\n", "corrupt"),
        case("not a PDF but for its head", "a.pdf", b"%PDF-1.7\n" + SENTENCE.encode() * 50, "corrupt"),
        case("pages in a circle", "a.pdf", _pdf(pages, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")),
        case(
            "a billion pages claimed", "a.pdf", _pdf(pages, b"<< /Type /Pages /Kids [] /Count 1000000000 >>")
        ),
        case("negative count of pages", "a.pdf", _pdf(pages, b"<< /Type /Pages /Kids [] /Count -5 >>")),
        case("root that does not exist", "a.pdf", _pdf(pages, root=99)),
        case("arrays nested 100 000 deep", "a.pdf", lambda: _pdf(pages, b"[" * 100_000)),
        case("stream that unpacks to 150 MB", "a.pdf", lambda: _pdf_with_stream(b" " * 150 * MEGABYTE)),
        case("a million drawn lines", "a.pdf", lambda: _pdf_with_stream(b"0 0 m 9 9 l S\n" * 200_000)),
        case("saved states without end", "a.pdf", lambda: _pdf_with_stream(b"q " * 1_000_000)),
        case(
            "page as wide as a country",
            "a.pdf",
            _pdf(
                pages,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9e9 9e9] >>",
            ),
        ),
        case("page without text", "a.pdf", lambda: pdf.pdf_file([[]]), "no_text_layer"),
        case("200 pages", "a.pdf", lambda: _many_pages(200), READ),
        case("2 000 pages", "a.pdf", lambda: _many_pages(2_000), "too_large"),
        case("text on one spot", "a.pdf", lambda: pdf.pdf_file([[(50, 700, 10, "врачей 96")] * 3_000]), READ),
        case(
            "text outside the page",
            "a.pdf",
            lambda: pdf.pdf_file([[(-5000, 90_000, 10, "врачей 96")]]),
            READ,
            "no_text_layer",
        ),
        case(
            "letters of all colours on one spot",
            "a.pdf",
            lambda: pdf.pdf_file(
                [[pdf.Shown(50, 700, 10, "врачей 96", colour=(n / 3000, 0.5, 0)) for n in range(3_000)]]
            ),
            READ,
        ),
        case(
            "white words over many grounds",
            "a.pdf",
            lambda: pdf.pdf_file(
                [
                    [pdf.Painted((n / 9, 0, n / 9 + 1, 9)) for n in range(2_900)]
                    + [pdf.Shown(50, 700, 10, "врачей 96", colour=(1, 1, 1))] * 3_000
                ]
            ),
            READ,
            "no_text_layer",
        ),
        case(
            "words struck out a thousand times",
            "a.pdf",
            lambda: pdf.pdf_file(
                [[pdf.Painted((50, 702.5, 95, 703))] * 2_900 + [pdf.Shown(50, 700, 10, "врачей 96")] * 3_000]
            ),
            READ,
            "no_text_layer",
        ),
        case("letters of no size", "a.pdf", lambda: pdf.pdf_file([[(50, 700, 0.0001, "врачей 96")]])),
        case(
            "3 000 scattered words",
            "a.pdf",
            lambda: pdf.pdf_file(
                [[(n * 37 % 560, n * 91 % 820, 6, f"слово {n % 97}") for n in range(3_000)]]
            ),
            READ,
        ),
        case(
            "a net of rules",
            "a.pdf",
            lambda: pdf.pdf_file(
                [pdf.pdf_lines(files.PARAGRAPHS)],
                rules=[(n * 3, 0, n * 3, 842) for n in range(150)]
                + [(0, n * 5, 595, n * 5) for n in range(150)],
            ),
            READ,
        ),
        case(
            "scripts inside",
            "a.pdf",
            lambda: pdf.pdf_file([pdf.pdf_lines(["врачей 96"])]).replace(
                b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Type /Catalog"
            ),
            READ,
        ),
    ]
