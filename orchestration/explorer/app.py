"""The application: which address is answered by which page.

Holds the routes and the way from a request to an answer. What a page asks stands in `pages/`, who may ask in
`security`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from orchestration.explorer.database import NotPublished, Snapshot, Warehouse
from orchestration.explorer.decisions import Undecided, decide
from orchestration.explorer.downloads import table_as
from orchestration.explorer.languages import LANGUAGES, Words, words_of
from orchestration.explorer.pages import (
    indicator,
    observation,
    overview,
    questions,
    region,
    report,
    search,
    series,
    tables,
    work,
)
from orchestration.explorer.rendering import address, environment, render
from orchestration.explorer.security import Guard, Seal, same_origin
from orchestration.explorer.visit import Answer, Missing, Visit

STATIC = Path(__file__).with_name("static")
LONGEST_FORM = 20_000
Page = Callable[..., Answer]

PAGES: Mapping[str, Page] = {
    "": overview.page,
    "region/{region_code}": region.page,
    "region/{region_code}/{indicator_code}": series.page,
    "indicators": indicator.listing,
    "indicator/{indicator_code}": indicator.page,
    "reports": report.listing,
    "report/{report_id}": report.page,
    "observation/{observation_id}": observation.page,
    "search": search.page,
    "work": work.page,
    "tables": tables.listing,
    "tables/{table}": tables.page,
    "questions": questions.listing,
    "questions/{number}": questions.page,
}


@dataclass(frozen=True, slots=True)
class Explorer:
    """What the pages stand on: the published file, the file that decisions are written to (None: nobody
    decides here), and whether a server answers.
    """

    warehouse: Warehouse
    decisions: Path | None
    templates: Environment
    seal: Seal
    live: bool
    _words: dict[tuple[datetime, str], Words] = field(default_factory=dict)

    def visit(self, snapshot: Snapshot, language: str, query: Mapping[str, str]) -> Visit:
        """A visit in a language; names are read once per publication."""
        key = (snapshot.published_at, language)
        if key not in self._words:
            if len(self._words) >= len(LANGUAGES):
                self._words.clear()
            self._words[key] = words_of(snapshot, language)
        return Visit(snapshot, self._words[key], query, self.live, self.decisions)

    def answer(self, page: Page, language: str, path: str, query: Mapping[str, str], parts: Any) -> Response:
        """The page as HTML, or why there is none."""
        try:
            with self.warehouse.snapshot() as snapshot:
                visit = self.visit(snapshot, language, query)
                status = 200
                try:
                    answer = page(visit, **parts)
                except Missing as missing:
                    answer, status = Answer("missing.html", {"missing": str(missing)}), 404
                html = render(self.templates, visit, answer, path, self.seal.secret)
        except NotPublished as error:
            return PlainTextResponse(str(error), status_code=503)
        return HTMLResponse(html, status_code=status)


def build_app(
    published: Path, decisions: Path | None = None, token: str | None = None, *, live: bool = True
) -> Starlette:
    """The pages over the published file; see `Explorer` for the arguments, `Guard` for the token."""
    explorer = Explorer(Warehouse(published), decisions, environment(), Seal(), live)
    routes: list[BaseRoute] = [Route("/", _home)]
    for path, page in PAGES.items():
        routes.append(Route(f"/{{language}}/{path}", _endpoint(explorer, page)))
    if live:
        routes.insert(1, Route("/download/{name}", _download(explorer)))
    if decisions is not None:
        routes.append(Route("/{language}/work", _decision(explorer, decisions), methods=["POST"]))
    routes.insert(1, Mount("/static", StaticFiles(directory=STATIC), name="static"))
    return Starlette(routes=routes, middleware=[Middleware(Guard, token=token)])


def _home(request: Request) -> Response:
    wanted = [
        part.split(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")
    ]
    language = next((code for code in wanted if code in LANGUAGES), LANGUAGES[0])
    return RedirectResponse(f"/{language}/", status_code=307)


def _endpoint(explorer: Explorer, page: Page) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        parts = dict(request.path_params)
        language = parts.pop("language")
        if language not in LANGUAGES:
            return PlainTextResponse("There is no such page; begin at /", status_code=404)
        path = request.url.path.split("/", 2)[2]
        return explorer.answer(page, language, path, dict(request.query_params), parts)

    return endpoint


def _download(explorer: Explorer) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        name = request.path_params["name"]
        try:
            with explorer.warehouse.snapshot() as snapshot:
                visit = explorer.visit(snapshot, LANGUAGES[0], dict(request.query_params))
                content, media_type = table_as(visit, name)
        except Missing:
            return PlainTextResponse("There is no such table", status_code=404)
        except NotPublished as error:
            return PlainTextResponse(str(error), status_code=503)
        return Response(
            content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'}
        )

    return endpoint


def _decision(explorer: Explorer, decisions: Path) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST_FORM:
                return PlainTextResponse("That is too long; shorten the reason", status_code=413)
        try:
            given = {
                name: values[-1].strip()
                for name, values in parse_qs(body.decode("utf-8"), keep_blank_values=True).items()
            }
        except UnicodeDecodeError:
            return PlainTextResponse("Send the form in UTF-8", status_code=400)
        if not same_origin(request.headers) or not explorer.seal.fits(given.get("seal", "")):
            return PlainTextResponse("This did not come from a page of ours; open it again", status_code=403)
        language = request.path_params["language"]
        if language not in LANGUAGES:
            return PlainTextResponse("There is no such page; begin at /", status_code=404)

        def write() -> None:
            with explorer.warehouse.snapshot() as snapshot:
                decide(snapshot, decisions, given)

        try:
            await run_in_threadpool(write)
        except (Undecided, NotPublished) as error:
            return PlainTextResponse(str(error), status_code=400)
        back = urlsplit(given.get("back", ""))
        query = {name: values[-1] for name, values in parse_qs(back.query).items()}
        return RedirectResponse(address(language, "work", **query), status_code=303)

    return endpoint
