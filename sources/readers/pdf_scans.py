"""Pages that are pictures: recognised by tesseract where it is installed with Russian and Kazakh, else
refused.

Tesseract is an optional program of the machine, not a dependency; without it a scan is rejected with advice.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import time

import pypdfium2 as pdfium

from sources.readers.document import Unreadable

_LANGUAGES = ("rus", "kaz")
_SCALE = 200 / 72  # 200 dots per inch suffice for type of 8 points and more; PDF counts 72 points an inch
_SECONDS = 9.0  # for all pages together: a file may take 10 seconds, and a page takes 1 to 4
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
        deadline = time.monotonic() + _SECONDS
        found = [
            (index + 1, _recognised(program, _picture(file, index), deadline)) for index in range(len(file))
        ]
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


def _recognised(program: str, picture: bytes, deadline: float) -> str:
    command = [program, "stdin", "stdout", "-l", "+".join(_LANGUAGES)]
    left = max(deadline - time.monotonic(), 0.1)
    try:
        run = subprocess.run(command, input=picture, capture_output=True, timeout=left, check=True)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("no_text_layer", f"{_ADVICE} It takes too long to recognise here.") from error
    except subprocess.CalledProcessError as error:
        raise Unreadable("no_text_layer", f"{_ADVICE} Recognition failed here.") from error
    return run.stdout.decode("utf-8", "replace")
