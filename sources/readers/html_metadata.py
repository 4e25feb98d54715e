"""What a web page says about itself in its head, JSON-LD and microdata: title, date, address, author.

Only what was found is returned, as printed. Dates of widgets and of the page's loading are never taken: a
date counts when a publisher's mark-up calls it the date of publication.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sources.language.written_days import day_of
from sources.readers.html_content import Page
from sources.readers.html_element import Element

_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "publish_date",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "dcterms.created",
    "sailthru.date",
    "article.published",
    "parsely-pub-date",
    "mediator_published_time",
    "date",
)
_ARTICLE_TYPES = re.compile(r"(Article|BlogPosting|Report|WebPage|PressRelease)$")
_MAX_JSON = 200_000
_WORD = re.compile(r"\w{3,}")
_FEW_WORDS = 4  # beside a date on its line, such as an author's name


def head_metadata(parser: LexborHTMLParser) -> dict[str, str]:
    """Read `title`, `published`, `source_url`, `language`, `author`, `site` from the page's head, as far as
    given.
    """
    meta = _meta(parser)
    linked = [item for item in _json_ld(parser) if _ARTICLE_TYPES.search(_text(item.get("@type")))]
    title = parser.css_first("title")
    root = parser.css_first("html")
    canonical = parser.css_first("link[rel=canonical]")
    author = meta.get("author") or meta.get("article:author") or _author(linked)
    stated = [meta[name] for name in _PUBLISHED_META if meta.get(name)]
    stated += [_text(item.get("datePublished")) for item in linked]
    found = {
        "title": _without_site(
            meta.get("og:title") or (title.text(strip=True) if title else ""), meta.get("og:site_name", "")
        ),
        "page_title": title.text(strip=True) if title else None,
        "published": next((one for one in stated if day_of(one)), None)
        or next((one for one in stated if any(map(str.isdecimal, one))), None),
        "source_url": (canonical.attributes.get("href") if canonical else None) or meta.get("og:url"),
        "language": (root.attributes.get("lang") if root else None) or meta.get("og:locale"),
        "author": None if author and author.startswith("http") else author,
        "site": meta.get("og:site_name"),
    }
    return {name: " ".join(value.split()) for name, value in found.items() if value and value.strip()}


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site that its head sets before or behind it."""
    if not site.strip():
        return title
    name = re.escape(" ".join(site.split()))
    bare = re.sub(rf"^\s*{name}\s*[|—–:·•-]\s+|\s+[|—–:·•-]\s*{name}\s*$", "", title, flags=re.IGNORECASE)
    return bare if bare.strip() else title


def told_article(parser: LexborHTMLParser) -> list[str]:
    """The report as JSON-LD gives it to machines (`articleBody`), line by line; empty when it does not."""
    bodies = (_text(item.get("articleBody")) for item in _json_ld(parser))
    longest = max(bodies, key=len, default="")
    if "<" in longest:
        inner = LexborHTMLParser(re.sub(r"</(?:p|div|li|h\d)>|<br\s*/?>", "\n", longest))
        longest = inner.body.text() if inner.body is not None else ""
    lines = (" ".join(html.unescape(line).split()) for line in longest.splitlines())
    return [line for line in lines if line]


def body_published(page: Page) -> str | None:
    """The date of publication that the report's own mark-up gives: itemprop or a <time> that stands on a line
    of its own inside the content element; those of comments, widgets, tables and quotations are others.
    """
    found = list(_dated(page))
    for element, _ in found:
        if "datePublished" in element.attributes.get("itemprop", ""):
            value = element.attributes.get("content") or element.attributes.get("datetime") or element.text()
            if value.strip():
                return value.strip()
    for element, beside in found:
        written = element.attributes.get("datetime", "").strip()
        if element.tag == "time" and written and not _is_sentence(beside):
            return written
    return None


def _dated(page: Page) -> Iterator[tuple[Element, str]]:
    """The elements of the content that can tell its date, each with the text beside it in what encloses it,
    up to the blocks there.
    """
    stack: list[tuple[Element, str]] = [(page.content, "")]
    while stack:
        element, beside = stack.pop()
        if element in page.furniture or element.tag in ("table", "blockquote"):
            continue
        yield element, beside
        within = "" if element.tag == "article" else _own_text(element)
        stack.extend((one, within) for one in reversed(element.children) if isinstance(one, Element))


def _own_text(element: Element) -> str:
    """The text of an element outside the elements in it."""
    return " ".join(child for child in element.children if isinstance(child, str)).strip()


def _is_sentence(beside: str) -> bool:
    """Whether the text beside a date tells something of that day, so that it is none of publication."""
    return len(_WORD.findall(beside)) > _FEW_WORDS or beside.endswith((".", "!", "?"))


def declared_encoding(content: bytes) -> str | None:
    """The encoding that the page's own meta element or XML declaration names, which may be wrong."""
    match = re.search(
        rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)|<meta[^>]*charset\s*=\s*["']?\s*([\w.:-]+)""",
        content[:4096],
        re.IGNORECASE,
    )
    return (match.group(1) or match.group(2)).decode("ascii", "replace") if match else None


def _meta(parser: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in parser.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        value = attributes.get("content")
        if name and value and value.strip():
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _json_ld(parser: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    for node in parser.css("script[type='application/ld+json']"):
        source = node.text() or ""
        if len(source) > _MAX_JSON or source.count("[") + source.count("{") > 2000:
            continue
        try:
            data = json.loads(source, strict=False)
        except ValueError:
            continue  # broken JSON-LD is common and says nothing about the report
        stack = [data]
        while stack:
            item = stack.pop()
            if isinstance(item, dict):
                yield item
                stack.extend(item.get("@graph", []) if isinstance(item.get("@graph"), list) else [])
            elif isinstance(item, list):
                stack.extend(item)


def _author(items: list[dict[str, Any]]) -> str | None:
    for item in items:
        author = item.get("author")
        first = author[0] if isinstance(author, list) and author else author
        name = first.get("name") if isinstance(first, dict) else first
        if isinstance(name, str) and name:
            return name
    return None


def _text(value: object) -> str:
    return (
        value
        if isinstance(value, str)
        else " ".join(value)
        if isinstance(value, list) and all(isinstance(part, str) for part in value)
        else ""
    )
