"""Documents, annotations and read figures for the tests of scoring, each with little to say."""

from __future__ import annotations

from typing import Any

from tests.scoring.annotations import AnnotatedDocument, AnnotatedFigure
from tests.scoring.reading import ReadFigure

YEAR = ("2025-01-01", "2025-12-31", "year")


def document(
    format: str = "txt", language: str = "ru", name: str = "r01", published: str | None = "2025-03-14"
) -> AnnotatedDocument:
    """A document published on 14 March 2025."""
    return AnnotatedDocument(name, f"{name}.{format}", format, language, published)


def annotated(quote: str, start: int, expect: str = "observation", **changed: Any) -> AnnotatedFigure:
    """A number at an offset: by default a count of doctors in 2025, its value the quote's."""
    said: dict[str, Any] = {}
    if expect == "observation":
        said = {
            "indicators": ("HR.DOC.N",),
            "value": float(quote.replace(" ", "")),
            "unit": "person",
            "region": "KZ-39",
            "period": YEAR,
            "plan_actual": "actual",
            "measure": "level",
            "comparator": "eq",
            "dimensions": {},
        }
    return AnnotatedFigure("r01", start, start + len(quote), quote, "", "", expect, **(said | changed))


def figure(
    quote: str, start: int, disposition: str = "observation", confidence: float = 0.95, **changed: Any
) -> ReadFigure:
    """A row of the ledger; booked, it has one observation that says what `annotated` does."""
    value = float(quote.replace(" ", ""))
    row = {
        "figure_id": f"figure at {start}",
        "char_start": start,
        "char_end": start + len(quote),
        "quote": quote,
        "disposition": disposition,
        "reason": None if disposition == "observation" else "no_indicator",
        "value": value,
        "value_high": None,
        "unit": "person",
    }
    observation = {
        "indicator_code": "HR.DOC.N",
        "region_code": "KZ-39",
        "value": value,
        "value_high": None,
        "unit": "person",
        "comparator": "eq",
        "measure": "level",
        "plan_actual": "actual",
        "period_start": "2025-01-01",
        "period_end": "2025-12-31",
        "period_kind": "year",
        "age_group": None,
        "patient_origin_code": None,
        "residence": None,
        "staff_category": None,
        "facility_type": None,
        "funding": None,
        "equipment_kind": None,
        "confidence": confidence,
        "rule_id": "doctors",
    }
    return ReadFigure(row, (observation | changed,) if disposition == "observation" else ())
