"""Which lines of a page are the report and which are furniture, where only their own words and neighbours
tell.

Holds the judgement over runs in order: datelines and the counters in them, lists of links, headings like
«Читайте также» with what follows them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sources.readers.document import BlockKind, BlockRole
from sources.readers.html_flow import Run
from sources.readers.html_names import page_words

_BARE_NUMBER = re.compile(r"[\s|·•]*\d[\d\s\u00a0]*[\s|·•]*")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
_LONG = 140


@dataclass(frozen=True, slots=True)
class Line:
    """A run that has been judged."""

    text: str
    kind: BlockKind
    role: BlockRole
    run: Run


def judged(runs: list[Run]) -> list[Line]:
    """Give every run its role and split counters off datelines; order and words stay as they are."""
    lines = [line for run in runs for line in _alone(run)]
    return _after_headings(_after_datelines(lines))


def _alone(run: Run) -> list[Line]:
    """Judge a run by itself."""
    if run.zone == "aside":
        return [Line(run.text, run.kind, "furniture" if run.why == "drawing" else "hidden", run)]
    outside = run.zone in ("outside", "furniture")
    role: BlockRole = "furniture" if outside else "body"
    text = run.text
    if run.table is not None or outside or run.kind == "title":
        return [Line(text, run.kind, role, run)]
    if _is_dateline(run, text):
        return _dateline(run)
    if len(text) < 80 and _is_counter(text):
        return [Line(text, run.kind, "furniture", run)]
    if run.linked_share > 0.8 and len(text) < _LONG:
        return [Line(text, run.kind, "furniture", run)]
    return [Line(text, run.kind, role, run)]


def _is_counter(text: str) -> bool:
    """Whether a short line holds counters and nothing else, or the word that is left of one."""
    rest = page_words().counter.sub("", text)
    return (rest != text and not re.search(r"\w{3}", rest)) or bool(page_words().counter_word.fullmatch(text))


def _is_dateline(run: Run, text: str) -> bool:
    """A short line that is a date, or a line named after one that holds a date."""
    listed = run.kind == "list_item" and not run.dated
    if len(text) > 120 or run.kind == "title" or listed or not page_words().date.search(text):
        return False
    rest = page_words().date.sub("", page_words().counter.sub("", text))
    rest = re.sub(r"\b\d{4}\b|\W", "", _CLOCK.sub("", rest))
    return len(rest) <= (60 if run.dated else 12)


def _dateline(run: Run) -> list[Line]:
    """The dateline and, apart from it, the counters that stand in it as elements of their own or beside their
    word.
    """
    lines: list[Line] = []
    rest: list[str] = []
    dates = [match.span() for match in page_words().date.finditer("".join(part.text for part in run.parts))]
    end = 0
    for part in run.parts:
        start, end = end, end + len(part.text)
        alone = part.own_element and (
            _BARE_NUMBER.fullmatch(part.text) or page_words().counter.search(part.text)
        )
        if alone and not any(first < end and start < last for first, last in dates):
            _add(lines, rest, run)
            rest = []
            lines.append(Line(_collapsed(part.text), "paragraph", "furniture", run))
        else:
            rest.append(part.text)
    _add(lines, rest, run)
    return lines


def _add(lines: list[Line], texts: list[str], run: Run) -> None:
    text = _collapsed("".join(texts))
    position = 0
    for counter in page_words().counter.finditer(text):
        if page_words().date.search(text, counter.start(), counter.end()):
            continue
        before = text[position : counter.start()].strip(" ")
        if before:
            lines.append(Line(before, "dateline", "body", run))
        lines.append(Line(counter.group(), "paragraph", "furniture", run))
        position = counter.end()
    after = text[position:].strip(" ")
    if after:
        lines.append(Line(after, "dateline", "body", run))


def _after_datelines(lines: list[Line]) -> list[Line]:
    """Set apart bare numbers on lines of their own right after a dateline: counters named by a picture."""
    result = []
    dated = False
    for line in lines:
        bare = dated and line.role == "body" and bool(_BARE_NUMBER.fullmatch(line.text))
        result.append(replace(line, role="furniture") if bare else line)
        dated = line.kind == "dateline" or (dated and (bare or line.role == "furniture"))
    return result


def _after_headings(lines: list[Line]) -> list[Line]:
    """Set apart what follows «Читайте также» until a full paragraph, and all that follows «Комментарии»."""
    result = []
    state = "report"
    for line in lines:
        if (
            line.run.table is None
            and line.run.zone == "report"
            and line.kind != "title"
            and state != "closed"
        ):
            if page_words().closing.match(line.text) and len(line.text) < 40:
                state = "closed"
            elif _heads_related(line):
                state = "related"
            elif state == "related" and _is_full(line):
                state = "report"
        outside = state != "report" and line.kind != "title" and line.role == "body"
        result.append(replace(line, role="furniture") if outside else line)
    return result


def _heads_related(line: Line) -> bool:
    match = page_words().related.match(line.text)
    if match is None or len(line.text) > 200:
        return False
    rest = line.text[match.end() :].strip(" :.…»\"'")
    return not rest or line.run.linked_share > 0.3 or line.text[match.end() :].lstrip().startswith(":")


def _is_full(line: Line) -> bool:
    sentence = line.text.rstrip('»"”)').endswith((".", "!", "?", ":", ";"))
    return line.run.linked_share < 0.3 and line.kind != "list_item" and (len(line.text) >= _LONG or sentence)


def _collapsed(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")
