"""Search over the sentences that evidence stands in, with filters in the address."""

from __future__ import annotations

import re
from typing import Any

from orchestration.explorer.visit import Answer, Visit

MOST = 60
FILTERS = ("region_code", "indicator_code", "plan_actual", "subject_area")
_WORD = re.compile(r"\w+")
ENDING = 2
"""Letters left off a long word: Russian and Kazakh put the case at its end."""
SHORT = 5


def stems(question: str) -> list[str]:
    """The words of a question without what declension changes, in lower case; ё is е."""
    found = _WORD.findall(question.casefold().replace("ё", "е"))
    return [word if len(word) <= SHORT or word.isdecimal() else word[:-ENDING] for word in found]


def page(visit: Visit) -> Answer:
    """`q` and the filters stand in the address; all words have to stand in the sentence."""
    words = stems(visit.asked("q"))[:10]
    conditions = ["contains(replace(lower(sentence), 'ё', 'е'), ?)"] * len(words)
    values: list[object] = list(words)
    for column in FILTERS:
        if visit.asked(column):
            conditions.append(f"{column} = ?")
            values.append(visit.asked(column))
    year = visit.asked("year")
    if year.isdecimal() and len(year) == 4:
        conditions.append("year(coalesce(period_end, period_start)) = ?")
        values.append(int(year))
    found: list[dict[str, Any]] = []
    if conditions:
        found = visit.snapshot.rows(
            f"select * from fct_observations where {' and '.join(conditions)}"
            f" order by published_on desc nulls last, observation_id limit {MOST + 1}",
            values,
        )
    return Answer(
        "search.html",
        {
            "asked": bool(conditions),
            "found": found[:MOST],
            "more": len(found) > MOST,
            "indicators": visit.snapshot.rows(
                "select indicator_code from dim_indicator order by subject_area, indicator_code"
            ),
        },
    )
