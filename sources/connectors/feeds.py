"""Web feeds as a connector: RSS, Atom and listing pages lead to reports, each of which is brought once.

Holds the reading of feeds and the choice of what is new. Requests and their manners belong to
`sources.connectors.web`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import feedparser
from selectolax.lexbor import LexborHTMLParser

from sources.connectors.arrival import Arrival
from sources.connectors.declarations import Feed
from sources.connectors.harvest import Cursor, Harvest, Problem
from sources.connectors.web import Answer, Manners, NotFetchedError, Web
from sources.landing.inbox import printable
from sources.landing.sidecar import sidecar_of
from sources.language.written_days import EARLIEST, day_of, local_day

MAX_FAILURES = 5
EXTENSIONS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that a feed leads to; `state` changes when the feed says that the report has been updated."""

    address: str
    title: str | None = None
    published_on: date | None = None
    state: str = ""


def manners(feed: Feed) -> Manners:
    """How this feed is to be visited."""
    hosts = {host for host in (_host(feed.url), *feed.hosts) if host}
    private = frozenset(hosts) if feed.private_addresses else frozenset[str]()
    return Manners(delay_seconds=feed.delay_seconds, private_hosts=private)


def visit(feed: Feed, web: Web, cursor: Cursor) -> Harvest:
    """Ask a feed for news and bring up to `feed.at_most` reports; nothing is asked before the arrivals are
    walked.
    """
    harvest = Harvest(feed.source, (), lambda: cursor)
    brought = dict(cursor.brought)
    failures = dict(cursor.failures)
    validators = dict(cursor.validators)

    def arrivals() -> Iterator[Arrival]:
        try:
            answer = web.fetch(feed.url, _conditions(cursor))
        except NotFetchedError as error:
            harvest.problems.append(Problem(feed.url, str(error)))
            return
        if answer.status == 304:
            return
        news = [entry for entry in entries(feed, answer) if is_new(entry, cursor)]
        failed = False
        for entry in news[: feed.at_most]:
            try:
                page = web.fetch(entry.address)
            except NotFetchedError as error:
                harvest.problems.append(Problem(entry.address, str(error)))
                failures[entry.address] = failures.get(entry.address, 0) + 1
                failed = failed or failures[entry.address] < MAX_FAILURES
            else:
                yield _arrival(feed, entry, page)
                brought[entry.address] = entry.state
                failures.pop(entry.address, None)
        # While something is left to bring, the feed must be given whole again at the next visit.
        complete = not failed and len(news) <= feed.at_most
        validators.clear()
        validators.update(_validators(answer) if complete else {})

    harvest.arrivals = arrivals()
    harvest.cursor_after = lambda: Cursor(brought, failures, validators, cursor.seen)
    return harvest


def news_count(feed: Feed, web: Web, cursor: Cursor) -> int:
    """How many new reports a feed leads to; raises NotFetchedError. For sensors, which bring nothing
    themselves.
    """
    answer = web.fetch(feed.url, _conditions(cursor))
    if answer.status == 304:
        return 0
    return sum(is_new(entry, cursor) for entry in entries(feed, answer))


def is_new(entry: Entry, cursor: Cursor) -> bool:
    """Whether an entry was not brought in this state yet, and did not fail too often."""
    if cursor.failures.get(entry.address, 0) >= MAX_FAILURES:
        return False
    if entry.address in cursor.brought:
        return cursor.brought[entry.address] != entry.state
    return entry.address not in cursor.seen


def entries(feed: Feed, answer: Answer) -> list[Entry]:
    """The reports that a feed or a listing leads to, in its order, each once, on allowed hosts only."""
    found = _feed_entries(answer) if feed.kind == "feed" else _page_entries(feed, answer)
    hosts = {_host(feed.url), _host(answer.address), *feed.hosts}
    return list({entry.address: entry for entry in found if _host(entry.address) in hosts}.values())


def _feed_entries(answer: Answer) -> Iterator[Entry]:
    # As a stream: bytes that look like a path would be opened as a file.
    parsed = feedparser.parse(
        io.BytesIO(answer.content), response_headers={"content-location": answer.address}
    )
    for item in parsed.entries:
        link = item.get("link")
        if link:
            yield Entry(
                address=_absolute(answer.address, link),
                title=" ".join(item.get("title", "").split()) or None,
                published_on=_day(item),
                state=item.get("updated", ""),
            )


def _page_entries(feed: Feed, answer: Answer) -> Iterator[Entry]:
    page = LexborHTMLParser(answer.content)
    for node in page.css(feed.links or ""):
        link = node.attributes.get("href")
        if link:
            yield Entry(_absolute(answer.address, link.strip()))


def _day(item: Mapping[str, Any]) -> date | None:
    """The day in Kazakhstan on which an entry says it was published: the moment that feedparser gives in
    UTC, else what it could not read.
    """
    moment = item.get("published_parsed")
    if isinstance(moment, tuple):
        year, month, day, hour, minute = moment[:5]
        known: date | None = local_day(datetime(year, month, day, hour, minute, tzinfo=UTC))
    else:
        known = day_of(str(item.get("published", "")))
    return known if known is not None and known >= EARLIEST else None


def _absolute(base: str, link: str) -> str:
    try:
        return urldefrag(urljoin(base, link)).url
    except ValueError:
        return ""


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _conditions(cursor: Cursor) -> dict[str, str]:
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {names[name]: value for name, value in cursor.validators.items() if name in names}


def _validators(answer: Answer) -> dict[str, str]:
    return {name: answer.headers[name] for name in ("etag", "last-modified") if name in answer.headers}


def _arrival(feed: Feed, entry: Entry, page: Answer) -> Arrival:
    stated = {
        "source_url": page.address,
        "title": entry.title,
        "published_on": entry.published_on,
        "region": feed.region,
    }
    return Arrival(
        source=feed.source,
        source_path=entry.address,
        file_name=file_name(page),
        content=page.content,
        region_hint=feed.region,
        sidecar=sidecar_of({name: value for name, value in stated.items() if value}, entry.address),
    )


def file_name(page: Answer) -> str:
    """A name for what an address gave: the end of its path, with an extension that fits the type."""
    last = (
        PurePosixPath(unquote(urlsplit(page.address).path, errors="replace")).name
        or urlsplit(page.address).hostname
    )
    name = printable((last or "report").replace("/", "_"))[-150:]
    media_type = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    extension = EXTENSIONS.get(media_type, "")
    return name if "." in name[-6:] else name + extension
