"""Web feeds as a connector: RSS, Atom and listing pages lead to reports, each of which is brought once.

Holds the choice of what is new. What a feed leads to is read in `sources.connectors.feed_entries`, requests
and their manners belong to `sources.connectors.web`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from sources.connectors.arrival import Arrival
from sources.connectors.declarations import Feed
from sources.connectors.feed_entries import Entry, entries, host_of, without_visitor
from sources.connectors.harvest import Cursor, Harvest, Problem
from sources.connectors.sameness import digest
from sources.connectors.web import Answer, Manners, NotFetchedError, Web
from sources.landing.inbox import printable
from sources.landing.sidecar import sidecar_of

MAX_FAILURES = 5
EXTENSIONS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}


def manners(feed: Feed) -> Manners:
    """How this feed is to be visited."""
    hosts = {host for host in (host_of(feed.url), *feed.hosts) if host}
    private = frozenset(hosts) if feed.private_addresses else frozenset[str]()
    return Manners(delay_seconds=feed.delay_seconds, private_hosts=private)


def visit(feed: Feed, web: Web, cursor: Cursor) -> Harvest:
    """Ask a feed for news and bring up to `feed.at_most` reports; nothing is asked before the arrivals are
    walked.
    """
    harvest = Harvest(feed.source, (), lambda: cursor)
    brought, contents = dict(cursor.brought), dict(cursor.contents)
    failures = dict(cursor.failures)
    validators = dict(cursor.validators)

    def arrivals() -> Iterator[Arrival]:
        try:
            answer = web.fetch(feed.url, _conditions(cursor))
            if answer.status == 304:
                return
            leads = entries(feed, answer)
        except NotFetchedError as error:
            harvest.problems.append(Problem(feed.url, str(error)))
            return
        harvest.problems.extend(leads.problems)
        news = [entry for entry in leads.found if is_new(entry, cursor)]
        failed = False
        for entry in news[: feed.at_most]:
            try:
                page = web.fetch(entry.link)
            except NotFetchedError as error:
                harvest.problems.append(Problem(entry.address, str(error)))
                failures[entry.address] = failures.get(entry.address, 0) + 1
                failed = failed or failures[entry.address] < MAX_FAILURES
                continue
            says = digest(page)
            if not _said_before(entry, says, contents):
                yield _arrival(feed, entry, page)
            brought[entry.address] = entry.state
            contents[entry.address] = says
            failures.pop(entry.address, None)
        # While something is left to bring or to be told, the feed must be given whole at the next visit.
        complete = not failed and not leads.problems and len(news) <= feed.at_most
        validators.clear()
        validators.update(_validators(answer) if complete else {})

    harvest.arrivals = arrivals()
    harvest.cursor_after = lambda: Cursor(brought, failures, validators, cursor.seen, contents)
    return harvest


def news_count(feed: Feed, web: Web, cursor: Cursor) -> int:
    """How many new reports a feed leads to; raises NotFetchedError. For sensors, which bring nothing
    themselves.
    """
    answer = web.fetch(feed.url, _conditions(cursor))
    if answer.status == 304:
        return 0
    return sum(is_new(entry, cursor) for entry in entries(feed, answer).found)


def is_new(entry: Entry, cursor: Cursor) -> bool:
    """Whether an entry was not brought in this state yet, and did not fail too often."""
    if cursor.failures.get(entry.address, 0) >= MAX_FAILURES:
        return False
    if entry.address in cursor.brought:
        return cursor.brought[entry.address] != entry.state
    return entry.address not in cursor.seen


def _said_before(entry: Entry, says: str, contents: Mapping[str, str]) -> bool:
    """Whether the page was brought with the same main text, from this address or from one that differs in its
    parameters only: a feed that calls everything updated at each visit, a link with a key of the session.
    """
    place = entry.address.partition("?")[0]
    return any(known == says and address.partition("?")[0] == place for address, known in contents.items())


def _conditions(cursor: Cursor) -> dict[str, str]:
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {names[name]: value for name, value in cursor.validators.items() if name in names}


def _validators(answer: Answer) -> dict[str, str]:
    return {name: answer.headers[name] for name in ("etag", "last-modified") if name in answer.headers}


def _arrival(feed: Feed, entry: Entry, page: Answer) -> Arrival:
    stated = {
        "source_url": without_visitor(page.address),
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
