"""What `dbt.` macros write on DuckDB, for sqlfluff, whose Jinja templater has no dbt.."""

from __future__ import annotations


def hash(field: str) -> str:
    """The call that dbt.hash writes."""
    return f"md5(cast({field} as text))"


def concat(fields: list[str]) -> str:
    """The expression that dbt.concat writes."""
    return " || ".join(fields)


def length(expression: str) -> str:
    """The call that dbt.length writes."""
    return f"length({expression})"
