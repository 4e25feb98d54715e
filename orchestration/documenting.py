"""The documentation as static files: the questions with their answers, and dbt's pages of every table.

Holds the page of questions and the call of dbt. What is asked stands in docs/questions.md, and only the
published file answers.
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import duckdb
from markdown_it import MarkdownIt
from markdown_it.token import Token

from orchestration.manifest import dbt_executable, dbt_variables
from orchestration.settings import DBT_PROJECT, PROJECT_ROOT, Settings, child_environment

QUESTIONS = PROJECT_ROOT / "docs" / "questions.md"
SHOWN_ROWS = 50
STYLE = """\
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
pre { background: #f4f4f2; padding: .8rem; overflow-x: auto; }
.answer { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; }
th, td { border-bottom: 1px solid #ddd; padding: .2rem .6rem; text-align: left; vertical-align: top; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
"""


class DocumentationError(RuntimeError):
    """The pages cannot be made; the message ends with the remedy."""


def write_documentation(settings: Settings) -> Path:
    """Write questions.html and tables.html into `data/docs`; returns the first."""
    if not settings.published_database.exists() or not settings.build_database.exists():
        raise DocumentationError(
            f"There is no warehouse in {settings.data_root} to document: run make refresh first."
        )
    folder = settings.data_root / "docs"
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "questions.html"
    with duckdb.connect(str(settings.published_database), read_only=True) as connection:
        page.write_text(questions_page(QUESTIONS.read_text(encoding="utf-8"), connection), encoding="utf-8")
    _write_tables(settings, folder / "tables.html")
    return page


def questions_page(markdown: str, connection: duckdb.DuckDBPyConnection) -> str:
    """The page of a Markdown text in which every SQL block is followed by what the connection answers."""

    def fence(tokens: list[Token], number: int, options: Any, environment: Any) -> str:
        query = tokens[number].content
        shown = f"<pre><code>{html.escape(query)}</code></pre>\n"
        return shown + answer(query, connection) if tokens[number].info.strip() == "sql" else shown

    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    renderer.renderer.rules["fence"] = fence  # type: ignore[attr-defined]
    title = html.escape(markdown.splitlines()[0].lstrip("# "))
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"<style>\n{STYLE}</style></head>\n<body>\n"
        '<p><a href="tables.html">All tables and columns</a></p>\n'
        f"{renderer.render(markdown)}</body>\n</html>\n"
    )


def answer(query: str, connection: duckdb.DuckDBPyConnection) -> str:
    """The rows of a query as an HTML table, at most SHOWN_ROWS of them and how many there are."""
    found = connection.execute(query)
    names = [column[0] for column in found.description or []]
    rows = found.fetchall()
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows[:SHOWN_ROWS])
    counted = ("1 row" if len(rows) == 1 else f"{len(rows)} rows") + (
        f", the first {SHOWN_ROWS} shown" if len(rows) > SHOWN_ROWS else ""
    )
    return f'<div class="answer"><table><tr>{head}</tr>\n{body}</table></div>\n<p>{counted}</p>\n'


def _cell(value: object) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, float):
        digits = f"{value:,.0f}" if value == int(value) else f"{value:,.3f}"
        return f'<td class="number">{digits.replace(",", " ")}</td>'
    kind = ' class="number"' if isinstance(value, int) else ""
    return f"<td{kind}>{html.escape(str(value))}</td>"


def _write_tables(settings: Settings, page: Path) -> None:
    with tempfile.TemporaryDirectory(dir=page.parent) as target:
        folders = ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)]
        done = subprocess.run(
            [
                *(dbt_executable(), "docs", "generate", "--static", "--quiet", "--target-path", target),
                *(*folders, "--vars", json.dumps(dbt_variables(settings), sort_keys=True)),
            ],
            env=child_environment(settings),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise DocumentationError(f"dbt could not write its pages; it said:\n{done.stdout}{done.stderr}")
        shutil.move(Path(target) / "static_index.html", page)
