"""The questions of docs/questions.md, answered now."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from orchestration.explorer.visit import Answer, Missing, Visit

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "questions.md"
ROWS = 100
_QUESTION = re.compile(r"^## (.+?)\n+```sql\n(.+?)```", re.MULTILINE | re.DOTALL)


@cache
def questions() -> tuple[tuple[str, str], ...]:
    """Every question with its SQL, in the order of the document."""
    return tuple(_QUESTION.findall(DOCUMENT.read_text(encoding="utf-8")))


def listing(visit: Visit) -> Answer:
    """All questions."""
    return Answer("questions.html", {"questions": questions()})


def page(visit: Visit, number: str) -> Answer:
    """One question with its answer; raises Missing for a number that none has."""
    if not number.isdecimal() or not 1 <= int(number) <= len(questions()):
        raise Missing(number)
    title, query = questions()[int(number) - 1]
    rows = visit.snapshot.rows(f"select * from ({query.strip().rstrip(';')}) limit {ROWS + 1}")
    return Answer(
        "question.html",
        {
            "title": title,
            "query": query,
            "rows": rows[:ROWS],
            "more": len(rows) > ROWS,
            "number": int(number),
        },
    )
