"""Pages that are pictures: recognised by tesseract where it is installed with Russian and Kazakh, else
refused.

Tesseract is an optional program of the machine, not a dependency; without it a scan is rejected with advice.
"""

from __future__ import annotations

import io
import shutil
import subprocess

import pypdfium2 as pdfium

from sources.readers.document import Unreadable

_LANGUAGES = ("rus", "kaz")
_SCALE = 300 / 72  # tesseract reads best at 300 dots per inch; PDF counts 72 points
_MAX_PAGES = 20
_SECONDS_A_PAGE = 30
_ADVICE = (
    "The PDF is a scan without text; run OCR on it (Russian and Kazakh) and send the PDF with its text layer."
)


def recognised_pages(content: bytes) -> list[tuple[int, str]]:
    """The number (from 1) and recognised text of each page; raises `Unreadable("no_text_layer")` without
    tesseract.
    """
    program = shutil.which("tesseract")
    if program is None or not _knows_languages(program):
        raise Unreadable("no_text_layer", _ADVICE)
    file = pdfium.PdfDocument(content)
    try:
        if len(file) > _MAX_PAGES:
            raise Unreadable(
                "no_text_layer", f"{_ADVICE} It has {len(file)} pages, too many to recognise here."
            )
        found = [(index + 1, _recognised(program, _picture(file, index))) for index in range(len(file))]
    finally:
        file.close()
    if not any(text.strip() for _, text in found):
        raise Unreadable("no_text_layer", _ADVICE)
    return found


def _knows_languages(program: str) -> bool:
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
    ).stdout
    return set(_LANGUAGES) <= set(listed.split())


def _picture(file: pdfium.PdfDocument, index: int) -> bytes:
    page = file[index]
    largest = max(page.get_size())
    buffer = io.BytesIO()
    page.render(scale=min(_SCALE, 5000 / max(largest, 1.0)), grayscale=True).to_pil().save(buffer, "PNG")
    return buffer.getvalue()


def _recognised(program: str, picture: bytes) -> str:
    command = [program, "stdin", "stdout", "-l", "+".join(_LANGUAGES)]
    run = subprocess.run(command, input=picture, capture_output=True, timeout=_SECONDS_A_PAGE, check=False)
    if run.returncode:
        raise Unreadable("no_text_layer", f"{_ADVICE} Recognition failed here.")
    return run.stdout.decode("utf-8", "replace")
