"""Drop the marks of `open` that have come right: `python -m tests.unit.reading.close_cases`.

Rewrites the lines of those figures in `cases/*.yml` and prints how many are left. A mark is never added here:
a figure that is read worse than before is a fault to be mended, or a mark that somebody answers for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from tests.unit.reading.sentence_cases import Case, ReadFigure, case_files, faults, load_cases, readings

FIGURE = re.compile(r"\s+- \{quote: ")
MARK = re.compile(r", open: \[[^\]]*\]")


def still_open(case: Case, read: Sequence[ReadFigure]) -> Iterator[list[str]]:
    """For each figure of the case, the marks that are still true."""
    for wanted, wrong in faults(case, read):
        yield sorted(set(wanted.get("open", ())) & wrong.keys())


def marked(line: str, marks: Collection[str]) -> str:
    """The line of a figure with these marks instead of those it has."""
    return MARK.sub(f", open: [{', '.join(marks)}]" if marks else "", line)


def main() -> None:
    """Rewrite the files; prints a line for each that changed."""
    left = dropped = 0
    for file in case_files():
        read = readings(file)
        marks = [one for case in load_cases(file) for one in still_open(case, read[case.name])]
        before = file.read_text(encoding="utf-8").splitlines()
        remaining = iter(marks)
        after = [marked(line, next(remaining)) if FIGURE.match(line) else line for line in before]
        left += sum(map(len, marks))
        if after != before:
            file.write_text("\n".join(after) + "\n", encoding="utf-8")
            changed = sum(one != other for one, other in zip(before, after, strict=True))
            dropped += changed
            print(f"{file.name}: {changed} figure(s) have come right")
    print(f"{dropped} line(s) rewritten; {left} attribute(s) are still open")


if __name__ == "__main__":
    main()
