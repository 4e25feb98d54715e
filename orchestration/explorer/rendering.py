"""Templates with what they need: words, numbers, days, links. Every value is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from orchestration.explorer import numbers
from orchestration.explorer.languages import LANGUAGES, NAMES
from orchestration.explorer.visit import Answer, Visit

TEMPLATES = Path(__file__).with_name("templates")
AREAS = ("treatments", "staffing", "investments")


def environment() -> Environment:
    """The templates of the pages; an unknown name is an error, not an empty place."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(templates: Environment, visit: Visit, answer: Answer, path: str, seal: str) -> str:
    """The HTML of a page at `path` (without its language)."""
    language, words = visit.language, visit.words

    def link(*parts: str, **query: object) -> str:
        return address(language, *parts, **query)

    def value(number: float | None, unit: str | None) -> str:
        return numbers.amount(number, unit, language, words)

    def unit_name(unit: str | None) -> str:
        return "" if unit in numbers.SIGNS or unit is None else words.units.get(unit, unit)

    return templates.get_template(answer.template).render(
        visit=visit,
        t=words,
        language=language,
        languages=[(code, NAMES[code], address(code, path, **visit.query)) for code in LANGUAGES],
        link=link,
        value=value,
        exact=lambda number: "" if number is None else numbers.plain(number, language),
        unit_name=unit_name,
        day=lambda moment: numbers.day(moment, language),
        period=lambda row: numbers.period(
            row["period_kind"], row["period_start"], row["period_end"], language, words
        ),
        cell=lambda content: _cell(content, language),
        web=web_address,
        download=lambda table, form, **query: f"/download/{quote(table)}.{form}{_query(query)}",
        areas=AREAS,
        seal=seal,
        path=path,
        **answer.values,
    )


def address(language: str, *parts: str, **query: object) -> str:
    """The address of a page: language, parts (each escaped), parameters."""
    path = "/".join(quote(part, safe="/" if number == 0 else "") for number, part in enumerate(parts))
    return f"/{language}/{path}{_query(query)}"


def _query(query: Mapping[str, object]) -> str:
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else ""


def _cell(content: Any, language: str) -> str:
    if content is None:
        return ""
    if isinstance(content, bool):
        return "✓" if content else "—"
    if isinstance(content, int | float):
        return numbers.plain(content, language)
    if isinstance(content, datetime):
        return content.strftime("%Y-%m-%d %H:%M")
    return content.isoformat() if isinstance(content, date) else str(content)


def web_address(text: str | None) -> str | None:
    """An address that a browser may open: a report can say anything, `javascript:` among it."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None
