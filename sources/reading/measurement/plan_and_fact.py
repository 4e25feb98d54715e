"""Pairs told under one label: «План/факт: 12/14». Which of the two comes first is said by the label."""

from __future__ import annotations

import re
from functools import cache

from sources.catalogue.grammar import load_grammar
from sources.reading.layout.page import Sentence


def plan_comes_first(sentence: Sentence, folded: str) -> bool | None:
    """Whether a label of two names the plan before the fact («План/факт: 12/14»); null without such one."""
    label = _label_of_two().search(folded, sentence.start, sentence.end)
    return None if label is None else label["plan_first"] is not None


@cache
def _label_of_two() -> re.Pattern[str]:
    words = load_grammar().plan_and_fact
    plan, fact = (f"(?<![^\\W_])(?:{'|'.join(words[name])})" for name in ("plan", "fact"))
    joint = r" ?[/(-] ?"
    return re.compile(rf"(?P<plan_first>{plan}{joint}{fact})|{fact}{joint}{plan}")
