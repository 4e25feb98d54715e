"""Sentences of our own and what each figure in them means, as data, and the same told of what was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sources.readers.document import Block, Document
from sources.reading.report import Circumstances, read_report

_CASES = Path(__file__).parent / "cases"


def cases(subject: str) -> list[Any]:
    """The cases of a subject area, of every file whose name begins with it (`cases/<subject>*.yml`).

    `open` in a case says why its sentence is not yet read right.
    """
    return [
        pytest.param(
            case,
            id=f"{path.stem}: {case['text'][:70]}",
            marks=[pytest.mark.xfail(reason=case["open"])] if "open" in case else [],
        )
        for path in sorted(_CASES.glob(f"{subject}*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def expected(case: dict[str, Any]) -> list[dict[str, object]]:
    """What the case says of each figure; several codes mean that any of them is right."""
    return [
        {
            name: figure[name]
            for name in ("quote", "code", "review", "context", "unit", "measure", "dims")
            if name in figure
        }
        for figure in case["figures"]
    ]


def found(case: dict[str, Any]) -> list[dict[str, object]]:
    """What was read of the same figures, in the same words."""
    text = case["text"]
    block = Block("paragraph", 0, len(text), "paragraph 1")
    reading = read_report(Document(text, (block,), "text/plain", "test"), Circumstances(region_hint="KZ-39"))
    rows = {row.start: row for row in reading.ledger}
    booked = {one.start: one for one in reading.observations}
    result: list[dict[str, object]] = []
    position = 0
    for figure in case["figures"]:
        start = text.index(figure["quote"], position)
        position = start + len(figure["quote"])
        row = rows.get(start)
        got: dict[str, object] = {"quote": row.quote if row else None}
        if row is None:
            result.append(got)
            continue
        one = booked.get(start)
        wanted = figure.get("code")
        if one is None and isinstance(wanted, list) and row.disposition in wanted:
            got = dict(figure)  # the case leaves it open whether the figure is booked at all
        elif one is None:
            got[row.disposition] = True
        else:
            matches = isinstance(wanted, list) and one.indicator_code in wanted
            got["code"] = wanted if matches else one.indicator_code
            got |= {"unit": one.unit} if "unit" in figure or "code" not in figure else {}
            got |= {"measure": one.measure} if "measure" in figure else {}
            got |= (
                {"dims": {name: one.dimensions.get(name) for name in figure["dims"]}}
                if "dims" in figure
                else {}
            )
        result.append(got)
    return result
