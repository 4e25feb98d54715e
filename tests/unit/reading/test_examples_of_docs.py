"""The examples of docs/how-reading-works.md are read as the page shows them.

A block whose first line is `# name` is a report, the block after it what `make read` says of it, perhaps with
lines left out. What confidence says changes with every learning and is left out of the comparison.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sources.reading.show import main

PAGE = Path(__file__).parents[3] / "docs" / "how-reading-works.md"
_EXAMPLE = re.compile(
    r"```text\n# (?P<name>\S+)\n(?P<report>.*?)```(?:(?!```).)*```text\n(?P<shown>.*?)```", re.S
)
_LEARNED = ("for:", "against:", "doubts:")
_CONFIDENCE = re.compile(r"confidence \d\.\d\d")
EXAMPLES = [match.groupdict() for match in _EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one["name"] for one in EXAMPLES])
def test_an_example_is_read_as_the_page_shows_it(
    example: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / example["name"]).write_text(example["report"], encoding="utf-8")
    assert main([str(tmp_path / example["name"])]) == 0
    said = capsys.readouterr().out
    at = 0
    for line in filter(None, map(_compared, example["shown"].splitlines())):
        found = said.find(line, at)
        assert found >= 0, f"{line!r} is not said, at this place, by\n{said}"
        at = found + len(line)


def test_every_room_of_the_page_has_its_example() -> None:
    assert {one["name"] for one in EXAMPLES} == {
        "letter.txt",
        "period.txt",
        "plan.txt",
        "region.txt",
        "noun.txt",
        "table.txt",
    }


def _compared(line: str) -> str:
    """The part of a shown line that does not depend on what was learned."""
    line = line.strip()
    return "" if line.startswith(_LEARNED) else _CONFIDENCE.split(line)[0]
