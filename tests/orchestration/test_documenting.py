"""The page of questions: each query is followed by its answer, and nothing in an answer is taken for HTML."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from orchestration.documenting import SHOWN_ROWS, DocumentationError, questions_page, write_documentation
from orchestration.settings import load_settings

TEXT = """# Questions

## How many?

```sql
{query}
```

```sh
make docs
```
"""


def page(query: str) -> str:
    with duckdb.connect() as connection:
        return questions_page(TEXT.replace("{query}", query), connection)


def test_a_query_is_followed_by_its_answer() -> None:
    written = page("select 'Астана' as region, 8100::double as doctors, null as change")
    assert "<th>region</th><th>doctors</th><th>change</th>" in written
    assert '<td>Астана</td><td class="number">8 100</td><td></td>' in written
    assert "<p>1 row</p>" in written


def test_what_stands_in_a_report_is_text() -> None:
    written = page("select '<script>' as quote")
    assert "<script>" not in written
    assert "&lt;script&gt;" in written


def test_a_long_answer_is_cut_and_says_so() -> None:
    written = page("select range as number from range(120)")
    assert written.count("<tr>") == SHOWN_ROWS + 1
    assert f"120 rows, the first {SHOWN_ROWS} shown" in written


def test_other_blocks_are_only_shown() -> None:
    assert page("select 1 as one").count("<table>") == 1


def test_without_a_warehouse_the_remedy_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentationError, match="run make refresh first"):
        write_documentation(load_settings({"WAREHOUSE_DATA": str(tmp_path)}))
