"""What a feed or a listing page leads to: entries with address, title and day, in their order.

Holds the reading of RSS, Atom and listings. What of it is new is decided in `sources.connectors.feeds`.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

import feedparser
from selectolax.lexbor import LexborHTMLParser

from sources.connectors.declarations import Feed
from sources.connectors.harvest import Problem
from sources.connectors.web import Answer, NotFetchedError
from sources.language.written_days import day_of, is_believable, local_day

LOADING = timedelta(hours=1)
"""An entry «updated» less than this before the feed was asked tells when that was."""

# Parameters that tell visitors apart, and never pages. Some sites call a section `sid`: only what looks like
# the key of a session is one.
VISITOR = re.compile(r"utm_\w+|fbclid|gclid|yclid|_openstat", re.IGNORECASE)
SESSION = re.compile(r"(?:php|j|asp)?sess(?:ion)?_?(?:id)?\w*|sid|s|cftoken|zenid|oscsid", re.IGNORECASE)
SESSION_KEY = re.compile(r"(?=.*\d)[0-9a-z_-]{16,}", re.IGNORECASE)
SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that a feed leads to. `address` is the same at every visit, `link` is what the feed gives;
    `state` changes when the feed says that the report has been updated.
    """

    address: str
    link: str
    title: str | None = None
    published_on: date | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries on hosts that are declared, each once, and what is to be said of the others."""

    found: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


def entries(feed: Feed, answer: Answer) -> Entries:
    """The reports that a feed or a listing leads to; raises NotFetchedError where the answer is none, such as
    a notice of maintenance.
    """
    found = list(_feed_entries(answer) if feed.kind == "feed" else _page_entries(feed, answer))
    itself = {urldefrag(feed.url).url, urldefrag(answer.address).url}
    leading = [entry for entry in found if entry.link and entry.link not in itself]
    hosts = {host_of(feed.url), host_of(answer.address), *feed.hosts}
    foreign = Counter(host for entry in leading if (host := host_of(entry.link)) not in hosts)
    problems = [
        Problem(
            feed.url,
            f"{count} entries lead to {host}, which is not declared and not visited; if their reports are"
            f" meant, add it to the feed: hosts: [{host}]",
        )
        for host, count in sorted(foreign.items(), key=str)
    ]
    if linkless := sum(not entry.link for entry in found):
        told = f"{linkless} entries have neither a link nor an enclosure; bring their reports by hand"
        problems.append(Problem(feed.url, told))
    allowed = {entry.address: entry for entry in leading if host_of(entry.link) in hosts}
    return Entries(tuple(allowed.values()), tuple(problems))


def host_of(address: str) -> str | None:
    """The host of an address; null for what is no address."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def without_visitor(address: str) -> str:
    """An address without what tells one visitor from another: sessions and tracking."""
    parts = urlsplit(address)
    path = SESSION_IN_PATH.sub("", parts.path)
    given = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in given if not _of_visitor(name, value)]
    query = parts.query if len(kept) == len(given) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def _of_visitor(name: str, value: str) -> bool:
    return bool(
        VISITOR.fullmatch(name) or (SESSION.fullmatch(name) and SESSION_KEY.fullmatch(value) is not None)
    )


def _feed_entries(answer: Answer) -> Iterator[Entry]:
    # As a stream: bytes that look like a path would be opened as a file.
    parsed = feedparser.parse(
        io.BytesIO(answer.content), response_headers={"content-location": answer.address}
    )
    if not parsed.get("version") and not parsed.entries:
        raise NotFetchedError(
            f"{answer.address}: the answer is no feed but {_kind(answer)}; see in a browser whether the site"
            " is under maintenance or the feed has moved. It is asked again."
        )
    asked_at = _asked_at(answer)
    for item in parsed.entries:
        links = (
            [item["link"]] if item.get("link") else [one.get("href") for one in item.get("enclosures", ())]
        )
        for link in links or [""]:
            yield _entry(
                _absolute(answer.address, link or ""),
                title=" ".join(item.get("title", "").split()) or None,
                published_on=_day(item, asked_at),
                state=item.get("updated", ""),
            )


def _page_entries(feed: Feed, answer: Answer) -> Iterator[Entry]:
    page = LexborHTMLParser(answer.content)
    stated = page.css_first("base[href]")
    base = (
        _absolute(answer.address, (stated.attributes.get("href") or "").strip()) if stated else answer.address
    )
    nodes = page.css(feed.links or "")
    if not nodes:
        raise NotFetchedError(
            f"{answer.address}: nothing on the page fits links: {feed.links}; see in a browser whether the"
            " site is under maintenance or has changed, and correct the selector. It is asked again."
        )
    for node in nodes:
        link = node.attributes.get("href")
        if link:
            yield _entry(_absolute(base or answer.address, link.strip()))


def _entry(link: str, title: str | None = None, published_on: date | None = None, state: str = "") -> Entry:
    return Entry(without_visitor(link) if link else "", link, title, published_on, state)


def _kind(answer: Answer) -> str:
    head = answer.content[:1000].lstrip().lower()
    return "a web page" if head.startswith((b"<!doctype html", b"<html")) else "something else"


def _day(item: Mapping[str, Any], asked_at: datetime) -> date | None:
    """The day in Kazakhstan on which an entry says it was published, or else updated: the moment that
    feedparser gives in UTC, or what it could not read. No day of the future, and none before 1991.
    """
    for name in ("published", "created", "updated"):
        moment = item.get(f"{name}_parsed")
        if isinstance(moment, tuple):
            year, month, day, hour, minute = moment[:5]
            told = datetime(year, month, day, hour, minute, tzinfo=UTC)
            if name == "updated" and abs(asked_at - told) < LOADING:
                continue
            known: date | None = local_day(told)
        else:
            known = day_of(str(item.get(name) or ""))
        if known is not None and is_believable(known, local_day(asked_at)):
            return known
    return None


def _asked_at(answer: Answer) -> datetime:
    """When the server says it answered, else now."""
    try:
        told = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return datetime.now(UTC)
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _absolute(base: str, link: str) -> str:
    try:
        return urldefrag(urljoin(base, link)).url if link else ""
    except ValueError:
        return ""
