"""A report laid out for reading: its lines, sentences, tokens, concepts and figures, all with offsets.

Holds the values that the rules read and builds them once for each report. What they mean is decided
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sources.catalogue.function_words import function_words
from sources.catalogue.grammar import load_grammar
from sources.catalogue.letters import letters
from sources.catalogue.lexicon import Lexicon, Mention
from sources.language.figures import Figure, find_figures
from sources.language.fold import fold
from sources.language.tokens import Token, sentences, tokenize
from sources.readers.document import Document
from sources.reading.layout.clauses import Clause, cut_clauses
from sources.reading.layout.lines import Line, read_body
from sources.records import record

_KAZAKH_LETTER = re.compile(f"[{letters().kazakh}]")
_NAMES = 0.3  # of the words of a Russian sentence; a Kazakh one has more with letters of its own
_LEAD_LENGTH = 120
_AROUND = ("furniture", "contact")
_MARKS = frozenset(",;:()")
_YEAR = re.compile("(?:19|20)[0-9]{2}")


@record(frozen=True, slots=True)
class Sentence:
    """A sentence of the body: half-open offsets, its line, tokens, concepts, figures, clause marks and
    clauses in reading order.
    """

    start: int
    end: int
    line: int
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    marks: tuple[tuple[int, str], ...]
    kazakh: bool
    clauses: tuple[Clause, ...]


@record(frozen=True, slots=True)
class Page:
    """One report as the rules see it. `sentences` cover the prose of the body, `loose` the figures outside of
    it.
    """

    document: Document
    folded: str
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]
    loose: tuple[tuple[Figure, Line], ...]
    leads: Mapping[int, tuple[int, ...]]

    @property
    def text(self) -> str:
        """The stored text."""
        return self.document.text

    @property
    def body(self) -> list[tuple[int, int]]:
        """Offsets of the lines that belong to the report, without the page around it."""
        return [(line.start, line.end) for line in self.lines if line.role not in _AROUND]


def is_unread(line: Line) -> bool:
    """Whether a line stands in place of a figure that the reader of its format could not read."""
    return line.block is not None and line.block.role == "unread"


def lay_out(document: Document, lexicon: Lexicon) -> Page:
    """Build the page of a document: every figure of the text is in one sentence, one cell or loose."""
    folded = fold(document.text)
    lines = read_body(document, folded)
    found: list[Sentence] = []
    loose: list[tuple[Figure, Line]] = []
    for index, line in enumerate(lines):
        if line.role == "cell" or is_unread(line):
            continue
        if line.role in _AROUND:
            loose += [(figure, line) for figure in find_figures(document.text, folded, line.start, line.end)]
            continue
        found += _sentences_of(document.text, folded, index, line, lexicon)
    return Page(document, folded, lines, tuple(found), tuple(loose), _leads(document.text, lines, found))


def _sentences_of(text: str, folded: str, index: int, line: Line, lexicon: Lexicon) -> Iterator[Sentence]:
    figures = find_figures(text, folded, line.start, line.end)
    at = 0
    for start, end in sentences(text, line.start, line.end, folded):
        inside: list[Figure] = []
        while at < len(figures) and figures[at].start < end:
            inside.append(figures[at])
            # A figure that runs over the supposed end of a sentence shows that it was none.
            end = max(end, figures[at].end)
            at += 1
        tokens = _without_notes(tokenize(folded, start, end), inside)
        marks = tuple(_marks(tokens))
        kazakh = _is_kazakh(tokens, folded, start, end)
        yield Sentence(
            start,
            end,
            index,
            tokens,
            tuple(lexicon.find(tokens)),
            tuple(inside),
            marks,
            kazakh,
            cut_clauses(start, end, tokens, marks, _counts(folded, inside), kazakh=kazakh),
        )


def _without_notes(tokens: Sequence[Token], figures: Sequence[Figure]) -> tuple[Token, ...]:
    """The tokens of a sentence without the marks of notes and their brackets («12 480[1] человек»)."""
    marks = [(figure.start - 1, figure.end + 1) for figure in figures if figure.shape == "mark"]
    if not marks:
        return tuple(tokens)
    return tuple(token for token in tokens if not any(start <= token.start < end for start, end in marks))


def _is_kazakh(tokens: Sequence[Token], folded: str, start: int, end: int) -> bool:
    """Whether a sentence is Kazakh: by its letters, unless they stand in a few names of a Russian one («в
    районе Нұра», «ІІІ уровень»).
    """
    if _KAZAKH_LETTER.search(folded, start, end) is None:
        return False
    words = [token.form for token in tokens if token.form.isalpha()]
    if function_words().of_russian.isdisjoint(words):
        return True
    return sum(_KAZAKH_LETTER.search(word) is not None for word in words) > _NAMES * len(words)


def _counts(folded: str, figures: Sequence[Figure]) -> list[int]:
    return [one.start for one in figures if _YEAR.fullmatch(folded, one.start, one.end) is None]


def _marks(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Marks that part clauses, with their offsets; a comma before «которые» parts none."""
    relatives = load_grammar().relatives
    for token, after in pairwise(tokens):
        if token.form in _MARKS and after.form not in relatives:
            yield token.start, token.form


def _leads(text: str, lines: Sequence[Line], found: Sequence[Sentence]) -> Mapping[int, tuple[int, ...]]:
    """For each sentence, the sentences outside its paragraph that govern it: list lead and headings, nearest
    first.
    """
    by_line: dict[int, list[int]] = {}
    for number, sentence in enumerate(found):
        by_line.setdefault(sentence.line, []).append(number)
    leads: dict[int, tuple[int, ...]] = {}
    heading: int | None = None
    lead: int | None = None
    for index, line in enumerate(lines):
        numbers = by_line.get(index, [])
        if not numbers:
            continue
        opens = text[line.start : line.end].rstrip().endswith(":")
        if line.role == "heading" and not opens:
            heading, lead = numbers[-1], None
        elif line.role != "list_item" and opens:
            lead = numbers[-1]
            heading = heading if line.end - line.start > _LEAD_LENGTH else None
            for number in numbers:
                leads[number] = tuple(n for n in (heading,) if n is not None)
            continue
        elif line.role == "prose" and lead is not None:
            lead = None
        governing = tuple(n for n in (lead if line.role == "list_item" else None, heading) if n is not None)
        if line.role != "heading":
            for number in numbers:
                leads[number] = governing
    return leads
