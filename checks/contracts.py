"""Column lists of the dbt project, written from the declarations: `python -m checks.contracts [--check]`.

A block stands between two comments, `columns of TABLE …` and `end of columns`, in whatever language the file
speaks (YAML, SQL, Jinja). The words after the table say how it is written:

- `without NAME`: that column is left out;
- `from ALIAS`: a select list with that prefix; `cast`: times are cast to the times of the warehouse;
- `nullable`: no constraint asks for a value (a view has none); `values`: closed lists are tested.

Tests of a column that stand in a block already, other than those of its closed list, are kept: what a key
refers to is told there. Only the blocks change. The declarations are not touched.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from checks.tables import TABLES, Column, ColumnType, Table

DBT_PROJECT = Path(__file__).resolve().parents[1] / "dbt_project"
DATABASE_TYPES: dict[ColumnType, str] = {
    "text": "varchar",
    "long_text": "varchar",
    "integer": "bigint",
    "number": "double",
    "date": "date",
    "timestamp": "timestamp",
}
LINE_LIMIT = 108
_BLOCK = re.compile(
    r"^(?P<start>[^\n]*\bcolumns of (?P<table>\w+)(?P<options>(?: [\w.]+)*)[^\n\w]*)\n"
    r"(?P<body>.*?)(?P<end>^[^\n]*\bend of columns\b[^\n]*$)",
    re.MULTILINE | re.DOTALL,
)
_NAME = re.compile(r"^( *)- name: (\w+)$", re.MULTILINE)


def rendered(text: str) -> str:
    """The text of a dbt file with each of its blocks as the declarations have it.

    Raises ValueError for a block that names no declared table.
    """
    return _BLOCK.sub(_block, text)


def _block(found: re.Match[str]) -> str:
    tables = {table.name: table for table in TABLES}
    if found["table"] not in tables:
        raise ValueError(
            f"columns of {found['table']}: no such table in checks/tables; it has {', '.join(tables)}"
        )
    options = found["options"].split()
    columns = _wanted(tables[found["table"]], options)
    if found["start"].lstrip().startswith("#"):
        lines = "".join(_property(column, found["body"], options) for column in columns)
    else:
        lines = _select_list(columns, found["body"], options)
    return f"{found['start']}\n{lines}{found['end']}"


def _wanted(table: Table, options: Sequence[str]) -> list[Column]:
    left_out = {after for word, after in pairwise(options) if word == "without"}
    return [column for column in table.columns if column.name not in left_out]


def _select_list(columns: Sequence[Column], body: str, options: Sequence[str]) -> str:
    """The names, one a line, indented as they were; the last has a comma when it had one."""
    indent = re.match(r" *", body)
    margin = indent[0] if indent else ""
    prefix = f"{options[options.index('from') + 1]}." if "from" in options else ""
    names = [
        f"cast({prefix}{column.name} as timestamp) as {column.name}"
        if "cast" in options and column.type == "timestamp"
        else f"{prefix}{column.name}"
        for column in columns
    ]
    last = "," if body.rstrip().endswith(",") else ""
    return margin + f",\n{margin}".join(names) + f"{last}\n"


def _property(column: Column, body: str, options: Sequence[str]) -> str:
    """The YAML of one column: what the declaration says, and the tests that stood there."""
    lines = [
        f"- name: {column.name}",
        f"""  description: '{{{{ doc("{column.name}") }}}}'""",
        f"  data_type: {DATABASE_TYPES[column.type]}",
    ]
    if not column.nullable and "nullable" not in options:
        lines.append("  constraints: [{type: not_null}]")
    tests = list(_standing_tests(column.name, body, keep_values="values" not in options))
    if column.allowed is not None and "values" in options:
        tests += _accepted_values([str(code.value) for code in column.allowed])
    if tests:
        lines += ["  data_tests:", *(f"    {line}" for line in tests)]
    return textwrap.indent("\n".join(lines), "      ") + "\n"


def _standing_tests(name: str, body: str, *, keep_values: bool) -> Iterator[str]:
    """The lines of the tests of a column in a block, without their indent."""
    heads = list(_NAME.finditer(body))
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        if head[2] != name:
            continue
        _, _, tests = body[head.end() : after.start() if after else len(body)].partition("data_tests:\n")
        for test in re.split(r"^(?= *- )", textwrap.dedent(tests), flags=re.MULTILINE):
            if keep_values or not test.startswith("- accepted_values"):
                yield from test.splitlines()


def _accepted_values(codes: Sequence[str]) -> list[str]:
    # «yes» and «no» are truth values in YAML.
    written = ", ".join(f"'{code}'" if code in {"yes", "no"} else code for code in codes)
    line = f"- accepted_values: {{arguments: {{values: [{written}]}}}}"
    if len(line) < LINE_LIMIT:
        return [line]
    wrapped = textwrap.wrap(written, 96, break_on_hyphens=False)
    folded = [f"        {part}" for part in wrapped]
    return ["- accepted_values:", "    arguments:", "      values: [", *folded, "      ]"]


def stale(project: Path) -> list[Path]:
    """Files of a dbt project whose blocks are not as the declarations have them."""
    return [path for path in _files(project) if rendered(text := _read(path)) != text]


def write(project: Path) -> list[Path]:
    """Bring the blocks of a dbt project up to date; the files that changed."""
    changed = stale(project)
    for path in changed:
        path.write_text(rendered(_read(path)), encoding="utf-8")
    return changed


def _files(project: Path) -> list[Path]:
    return sorted(
        path for folder in ("models", "macros") for path in (project / folder).rglob("*") if path.is_file()
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def undescribed(project: Path) -> list[str]:
    """Declared columns of the tables of a reading that have no meaning in Russian in `columns.md`."""
    meanings = set(re.findall(r"{% docs (\w+) %}", _read(project / "models/marts/columns.md")))
    blocks = [block for path in _files(project) for block in _BLOCK.finditer(_read(path))]
    names = {name for block in blocks for _, name in _NAME.findall(block["body"])}
    return sorted(names - meanings)


def main(arguments: Sequence[str]) -> int:
    """Write the blocks, or with `--check` say which are stale; 0 when there is nothing left to do."""
    files = stale(DBT_PROJECT) if "--check" in arguments else write(DBT_PROJECT)
    named = [str(path.relative_to(DBT_PROJECT.parent)) for path in files]
    for name in named:
        print(f"{name}: {'differs from checks/tables; run make contracts' if arguments else 'written'}")
    missing = undescribed(DBT_PROJECT)
    for column in missing:
        print(f"{column}: no meaning; add it to dbt_project/models/marts/columns.md")
    return 1 if missing or (named and "--check" in arguments) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
