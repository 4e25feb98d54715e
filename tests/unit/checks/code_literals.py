"""Literals that stand where a code is meant, in Python and in the data files, and the codes they may be.

Holds the search by names: what is compared with, passed as or mapped from `disposition`, `unit`, … is one of
its codes. What type a value has is the type checker's to know; this sees the literals that it lets through,
because an enumeration of strings may be compared with any string.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from checks.tables import FIGURES, OBSERVATIONS, REPORTS
from checks.tables.units import Unit
from checks.tables.vocabulary import PeriodBasis, PlanActual, PublishedBasis, RegionBasis

# What language tells apart and no list of units need have.
_MORE_UNITS = frozenset({"hour", "week", "quarter", "minute", "degree", "EUR", "RUB"})


@dataclass(frozen=True)
class Literal:
    """A literal string in a place of a code: the name of the place and the file with its line."""

    where: str
    name: str
    value: str


def codes_by_name() -> Mapping[str, frozenset[str]]:
    """For each name of a coded value, the codes it may take."""
    columns = [column for table in (REPORTS, FIGURES, OBSERVATIONS) for column in table.columns]
    named: dict[str, frozenset[str]] = {
        column.name: frozenset(column.allowed) for column in columns if column.allowed is not None
    }
    bases: tuple[type[StrEnum], ...] = (RegionBasis, PeriodBasis, PublishedBasis)
    return named | {
        "plan": frozenset(PlanActual),
        "unit": frozenset(Unit) | _MORE_UNITS,
        "basis": frozenset(code for basis in bases for code in basis),
    }


def unknown(literals: Collection[Literal] | Iterator[Literal]) -> list[Literal]:
    """The literals that are no code of their name."""
    codes = codes_by_name()
    return [one for one in literals if one.value not in codes[one.name]]


def in_python(source: str, file: str) -> Iterator[Literal]:
    """The literals of a module that stand where a code is meant."""
    tree = ast.parse(source)
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        for name, value in _places(node):
            if name in codes_by_name():
                for one in _strings(value, constants):
                    yield Literal(f"{file}:{value.lineno}", name, one)


def in_data(content: Any, file: str) -> Iterator[Literal]:
    """The strings of a data file that stand under the name of a code."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key in codes_by_name() and isinstance(value, str):
                yield Literal(file, key, value)
            yield from in_data(value, file)
    elif isinstance(content, list):
        for value in content:
            yield from in_data(value, file)


def literals_below(folder: Path) -> Iterator[Literal]:
    """The literals of all modules below a folder."""
    for path in sorted(folder.rglob("*.py")):
        yield from in_python(path.read_text(encoding="utf-8"), path.name)


def _places(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Names of coded values, each with the expression that stands against it."""
    if isinstance(node, ast.Compare):
        for one, other in zip([node.left, *node.comparators], [*node.comparators, node.left], strict=True):
            yield _name(one), other
    elif isinstance(node, ast.Call):
        yield from ((word.arg or "", word.value) for word in node.keywords)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant):
                yield str(key.value), value


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return node.id if isinstance(node, ast.Name) else ""


def _strings(node: ast.expr, constants: Mapping[str, ast.expr]) -> Iterator[str]:
    """The strings an expression may be or hold; a constant of the module stands for what it was given."""
    match node:
        case ast.Constant(value=str(value)):
            yield value
        case ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _strings(part, constants)
        case ast.IfExp(body=body, orelse=other):
            yield from _strings(body, constants)
            yield from _strings(other, constants)
        case ast.Call(func=ast.Name(id="frozenset"), args=[inside]):
            yield from _strings(inside, constants)
        case ast.Name(id=name) if name in constants:
            yield from _strings(constants[name], {})
