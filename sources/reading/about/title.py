"""The title of a report: what its page says, else its first heading."""

from __future__ import annotations

from sources.reading.layout.lines import Line
from sources.reading.layout.page import Page


def title_of(page: Page) -> str | None:
    """The title of a page: of its file, else its line set as title, else its first heading; or null."""
    if page.document.metadata.get("title"):
        return page.document.metadata["title"]
    for line in page.lines:
        if line.role == "title":
            return page.text[line.start : line.end].strip()
    headings = (line for line in page.lines if line.role == "heading" and not _is_caption(line))
    return next((page.text[line.start : line.end].strip() for line in headings), None)


def _is_caption(line: Line) -> bool:
    """Whether a line is the name of a sheet or of a table, which titles no report."""
    return line.block is not None and line.block.kind == "caption"
