"""Whether a page that is fetched again says the same: its main text counts, without counters and furniture.

Holds a digest for comparing, never a text that is read. A page that a site serves anew at each visit (a count
of views, other headlines) is one report, and one whose text was corrected is another.
"""

from __future__ import annotations

import hashlib
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources.connectors.web import Answer
from sources.readers.encodings import decode
from sources.readers.html_metadata import declared_encoding
from sources.readers.html_names import page_words

UNTOLD = ["script", "style", "noscript", "template", "nav", "aside", "footer", "form", "svg", "iframe"]
MAIN = '[itemprop="articleBody"], article, main, [role="main"]'
ENOUGH = 80
"""Characters below which what was found is too little to tell two pages apart."""

NAME = re.compile(r"[A-Za-z]+")


def digest(answer: Answer) -> str:
    """What an answer says, as a digest: of a web page its main text, of anything else its bytes."""
    text = _main_text(answer.content) if _is_page(answer) else ""
    content = text.encode() if len(text) >= ENOUGH else answer.content
    return hashlib.sha256(content).hexdigest()


def _is_page(answer: Answer) -> bool:
    stated = answer.headers.get("content-type", "").lower()
    return "html" in stated or answer.content[:500].lstrip().lower().startswith((b"<!doctype html", b"<html"))


def _main_text(content: bytes) -> str:
    page = LexborHTMLParser(decode(content, declared_encoding(content)).text)
    page.strip_tags(UNTOLD)
    body = page.body
    if body is None:
        return ""
    told = page.css(MAIN)
    within = told[0] if len(told) == 1 and len(told[0].text(strip=True)) >= ENOUGH else body
    for node in [one for one in within.css("[class], [id]") if _is_counter(one)]:
        node.decompose()
    text = " ".join(within.text(separator=" ").split())
    return " ".join(page_words().counter.sub(" ", text).split())


def _is_counter(node: LexborNode) -> bool:
    """Whether an element is named after a counter and holds little more than its number."""
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()
    counting = {"views", "view", "hits", "counter", "count", "likes", "shares", "viewed", "watch", "eye"}
    return bool(counting & set(NAME.findall(names))) and len(node.text(strip=True)) < ENOUGH
