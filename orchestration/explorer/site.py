"""The same pages as files: for a web server, or a share where nothing runs.

Asks the application for every page and makes its links relative. What needs a server (search, work list,
tables, downloads) is not among them; links to what was left out become plain text.
"""

from __future__ import annotations

import os
import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from lxml import html  # type: ignore[import-untyped]
from starlette.responses import HTMLResponse

from orchestration.explorer.app import PAGES, STATIC, Explorer
from orchestration.explorer.database import Snapshot, Warehouse
from orchestration.explorer.languages import LANGUAGES
from orchestration.explorer.pages.questions import questions
from orchestration.explorer.rendering import environment
from orchestration.explorer.security import Seal

INDEX = "index.html"
_ENTRANCE = (
    "<!doctype html><meta charset=utf-8><meta http-equiv=refresh content='0; url=ru/index.html'>"
    "<p>" + " · ".join(f"<a href='{code}/index.html'>{code}</a>" for code in LANGUAGES)
)

Place = tuple[str, dict[str, str]]
"""The route of a page and the parts of its address."""


def write_site(published: Path, out: Path, reports: int) -> int:
    """Write the pages of the last `reports` reports, of all regions, series and indicators; returns how many.

    Raises NotPublished when there is no warehouse. The folder is replaced as a whole when all is written.
    """
    explorer = Explorer(Warehouse(published), None, environment(), Seal(), live=False)
    with explorer.warehouse.snapshot() as snapshot:
        places = list(_places(snapshot, reports))
    known = {_path(place): place for place in places}
    fresh = out.with_name(f"{out.name}.writing")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(STATIC, fresh / "static")
    (fresh / INDEX).write_text(_ENTRANCE, encoding="utf-8")
    for language in LANGUAGES:
        for path, (route, parts) in known.items():
            response = explorer.answer(PAGES[route], language, path, {}, parts)
            assert isinstance(response, HTMLResponse)
            file = fresh / language / path / INDEX
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_relative(bytes(response.body), posixpath.join(language, path), known))
    explorer.warehouse.close()
    shutil.rmtree(out, ignore_errors=True)
    os.replace(fresh, out)
    return len(known) * len(LANGUAGES)


def _places(snapshot: Snapshot, reports: int) -> Iterator[Place]:
    yield from (("", {}), ("indicators", {}), ("reports", {}), ("questions", {}))
    for number in range(len(questions())):
        yield "questions/{number}", {"number": str(number + 1)}
    for row in snapshot.rows("select region_code from dim_region"):
        yield "region/{region_code}", row
    for row in snapshot.rows("select indicator_code from dim_indicator"):
        yield "indicator/{indicator_code}", row
    for row in snapshot.rows("select distinct region_code, indicator_code from mart_series"):
        yield "region/{region_code}/{indicator_code}", row
    latest = snapshot.rows(
        "select report_id from dim_report order by published_on desc nulls last, report_file limit ?",
        [reports],
    )
    for row in latest:
        yield "report/{report_id}", row
    chosen = [row["report_id"] for row in latest]
    for row in snapshot.rows(
        "select observation_id from fct_observations where list_contains($1, report_id)"
        " union select observation_id from mart_latest_by_region",
        [chosen],
    ):
        yield "observation/{observation_id}", row


def _path(place: Place) -> str:
    route, parts = place
    return route.format(**parts)


def _relative(page: bytes, path: str, known: dict[str, Place]) -> bytes:
    """The page with links that hold wherever the folder lies."""
    tree = html.document_fromstring(page.decode("utf-8"))
    for element in tree.iter("a", "link", "script"):
        name = "src" if element.tag == "script" else "href"
        target = element.get(name)
        if target is None or not target.startswith("/"):
            continue
        found = _file_of(target, known)
        if found is None:
            del element.attrib[name]
        else:
            element.set(name, quote(posixpath.relpath(found[0], path)) + found[1])
    return bytes(html.tostring(tree, encoding="utf-8", doctype="<!doctype html>"))


def _file_of(target: str, known: dict[str, Place]) -> tuple[str, str] | None:
    parts = urlsplit(target)
    path = unquote(parts.path).strip("/")
    if path.startswith("static/"):
        return path, ""
    language, _, rest = path.partition("/")
    if language not in LANGUAGES or rest not in known or (parts.query and not rest):
        return None
    return posixpath.join(path, INDEX), f"#{parts.fragment}" if parts.fragment else ""
