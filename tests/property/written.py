"""Texts that nobody wrote: sentences of our own taken apart and put together in ways that no rule foresees.

Holds the making of such texts, each from a seed and its number alone. What must hold for them is asked in
`shuffled_texts`.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.corpus.annotation import MARK

_TESTS = Path(__file__).parents[1]
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
_NUMBER = re.compile(r"\d[\d .,]*\d|\d")
_REGIONS = (None, None, "KZ-10", "KZ-19", "KZ-33", "KZ-39", "KZ-62", "KZ-71", "KZ-79")
_ENDLESS = "9" * 400


@dataclass(frozen=True)
class Written:
    """A file that nobody wrote: its name, its bytes, and what comes with it."""

    number: int
    file_name: str
    content: bytes
    published_on: date | None
    region: str | None


def texts(count: int, seed: int, first: int = 0) -> Iterator[Written]:
    """`count` files from the one with the number `first` on; the same seed and number give the same file."""
    for number in range(first, first + count):
        yield written(number, seed)


def written(number: int, seed: int) -> Written:
    """The file of this number."""
    chance = random.Random(f"{seed}:{number}")
    shape = chance.choices((_prose, _text_table, _csv, _tidy, _page), (60, 10, 10, 3, 17))[0]
    suffix, text = shape(chance)
    published = date(2018, 1, 1) + timedelta(days=chance.randrange(3300)) if chance.random() < 0.6 else None
    name = f"text-{number}.{suffix}"
    return Written(number, name, text.encode("utf-8", "replace"), published, chance.choice(_REGIONS))


@cache
def _made_with() -> Mapping[str, Any]:
    """Letters, marks and numbers of `written.yml`."""
    loaded: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return loaded


def _number(chance: random.Random) -> str:
    return _ENDLESS if chance.random() < 0.01 else chance.choice(_made_with()["numbers"])


@cache
def sentences() -> tuple[str, ...]:
    """Sentences of the reports and cases that stand in this repository, without the marks of annotation."""
    reports = [
        MARK.sub(lambda mark: mark["quote"], path.read_text(encoding="utf-8").partition("\n---\n")[2])
        for path in sorted((_TESTS / "corpus" / "own").glob("own-*.txt"))
    ]
    cases = [
        case["text"]
        for path in sorted((_TESTS / "unit" / "reading" / "cases").glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    found = (part.strip() for text in (*reports, *cases) for part in _SENTENCE_END.split(text))
    return tuple(dict.fromkeys(part for part in found if part))


def _phrase(chance: random.Random) -> str:
    """A sentence that has been through some of the deeds below."""
    text = chance.choice(sentences())
    for deed in chance.sample(_DEEDS, chance.choice((0, 1, 1, 2, 2, 3))):
        text = deed(text, chance)
    return text


def _shuffled(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def _cut(text: str, chance: random.Random) -> str:
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return text[start:end]


def _joined(text: str, chance: random.Random) -> str:
    return (
        text
        + chance.choice(("", " ", ", ", " и ", " – ", "-", " (", "\n", "; "))
        + chance.choice(sentences())
    )


def _number_replaced(text: str, chance: random.Random) -> str:
    return _NUMBER.sub(
        lambda found: _number(chance) if chance.random() < 0.5 else str(chance.randrange(10**6)), text
    )


def _spelled_otherwise(text: str, chance: random.Random) -> str:
    letters = _made_with()["letters"][chance.choice(("latin", "latin", "arabic", "alike"))]
    return "".join(
        letters.get(sign, letters[sign.lower()].upper() if sign.lower() in letters else sign) for sign in text
    )


def _marked(text: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice((chance.choice(_made_with()["marks"]), _number(chance))) + text[at:]
    return text


def _glued(text: str, chance: random.Random) -> str:
    return re.sub(" ", lambda _: "" if chance.random() < 0.3 else " ", text)


def _cased(text: str, chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.title, str.swapcase))(text)


_DEEDS: Sequence[Callable[[str, random.Random], str]] = (
    _shuffled, _cut, _joined, _number_replaced, _number_replaced, _spelled_otherwise, _marked, _glued, _cased,
)  # fmt: skip


def _prose(chance: random.Random) -> tuple[str, str]:
    parts = [_phrase(chance) for _ in range(chance.choice((1, 2, 3, 4, 6)))]
    return "txt", "".join(part + chance.choice((" ", " ", "\n", "\n\n", "")) for part in parts)


def _cells(chance: random.Random) -> list[list[str]]:
    """Rows of cells: words of sentences and numbers in places where a table may have them, or not."""
    width, height = chance.randrange(1, 6), chance.randrange(1, 7)

    def cell(row: int, column: int) -> str:
        if chance.random() < (0.15 if row and column else 0.85):
            return _phrase(chance)[: chance.choice((12, 25, 60, 200))]
        number = (
            _number(chance) if chance.random() < 0.3 else str(chance.randrange(10 ** chance.randrange(1, 6)))
        )
        return number if chance.random() < 0.95 else ""

    return [[cell(row, column) for column in range(width)] for row in range(height)]


def _text_table(chance: random.Random) -> tuple[str, str]:
    bar = chance.choice((" | ", "|", "\t", ";", "   "))
    lines = [bar.join(one.replace("\n", " ") for one in row) for row in _cells(chance)]
    return "txt", "\n".join([_phrase(chance), *lines, _phrase(chance)])


def _csv(chance: random.Random) -> tuple[str, str]:
    comma = chance.choice((";", ",", "\t"))
    quoted = [[f'"{one}"' if comma in one or "\n" in one else one for one in row] for row in _cells(chance)]
    return "csv", "\n".join(comma.join(row) for row in quoted)


def _tidy(chance: random.Random) -> tuple[str, str]:
    columns = ["indicator", "period", "value", *chance.sample(("region", "unit", "measure", "note"), 2)]
    codes = ("HR.DOC.N", "SD.INP.TREATED", "IN.FIN.TOTAL", "IN.BED.N", "XX")
    rows = [
        [
            chance.choice(codes) if column == "indicator" else
            chance.choice(("2024", "2024-Q1", "2024-12-31", "when")) if column == "period" else
            _number(chance) if column == "value" else
            chance.choice(("KZ-39", "person", "level", "2024", "", "share", "Костанай"))
            for column in columns
        ]
        for _ in range(chance.randrange(1, 6))
    ]  # fmt: skip
    return "csv", "\n".join(";".join(row) for row in [columns, *rows])


def _page(chance: random.Random) -> tuple[str, str]:
    tags = ("p", "h1", "h2", "li", "div", "td", "sup", "del", "footer")
    parts = [f"<{tag}>{html.escape(_phrase(chance))}</{tag}>" for tag in chance.choices(tags, k=4)]
    cells = "".join(
        "<tr>" + "".join(f"<td>{html.escape(one)}</td>" for one in row) + "</tr>" for row in _cells(chance)
    )
    chance.shuffle(parts)
    return "html", f"<html><head><title>{html.escape(_phrase(chance))}</title></head><body>" + "".join(
        [*parts, f"<table>{cells}</table>"]
    ) + "</body></html>"
