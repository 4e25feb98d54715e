"""Which feeds and stores are visited, as declared in YAML; nothing is visited that is not declared there.

Holds the declarations and their checking. Credentials never stand in the file; they come from the settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, TypeVar

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from sources.catalogue.data_file import read_yaml
from sources.landing.regions import region_named

FEEDS_FILE = Path(__file__).resolve().parent.parent / "catalogue" / "feeds.yml"


class DeclarationError(ValueError):
    """A declaration that cannot be used; the message says which, why and what would be right."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A web feed. `kind` is `feed` (RSS or Atom) or `page` (a page that lists reports).

    `links`: CSS selector of the links of a listing page. `region`: the region that reports there. `at_most`:
    entries brought in one visit. `hosts`: hosts besides the feed's own that its reports may lie on.
    """

    name: str
    url: str
    kind: Literal["feed", "page"] = "feed"
    region: str | None = None
    links: str | None = None
    at_most: int = 30
    delay_seconds: float = 2.0
    hosts: tuple[str, ...] = ()
    private_addresses: bool = False

    @property
    def source(self) -> str:
        """The name of this connector in the tables."""
        return f"feed:{self.name}"


@dataclass(frozen=True, slots=True)
class Store:
    """A folder in an object store, `s3://bucket/folder`. `endpoint_url`: for stores that are not Amazon's."""

    name: str
    url: str
    region: str | None = None
    endpoint_url: str | None = None

    @property
    def source(self) -> str:
        """The name of this connector in the tables."""
        return f"store:{self.name}"


@dataclass(frozen=True, slots=True)
class Declared:
    """All that is declared."""

    feeds: tuple[Feed, ...] = ()
    stores: tuple[Store, ...] = ()


Declaration = TypeVar("Declaration", Feed, Store)


def load_declarations(file: Path = FEEDS_FILE) -> Declared:
    """The feeds and stores that `file` declares; raises DeclarationError."""
    stated = read_yaml(file) or {}
    unknown = stated.keys() - {"feeds", "stores"}
    if unknown:
        raise DeclarationError(
            f"{file.name}: {', '.join(sorted(unknown))} is unknown; it has feeds and stores."
        )
    feeds = _read(Feed, stated.get("feeds") or ())
    for feed in feeds:
        if feed.kind not in ("feed", "page") or (feed.kind == "page") != (feed.links is not None):
            raise DeclarationError(
                f"feed {feed.name}: it has kind: feed, or kind: page with links: a CSS selector."
            )
        if feed.links is not None and not _is_selector(feed.links):
            raise DeclarationError(f"feed {feed.name}: links is {feed.links!r}, which is no CSS selector.")
        if not feed.url.startswith(("http://", "https://")):
            raise DeclarationError(
                f"feed {feed.name}: url is {feed.url}; it begins with http:// or https://."
            )
    stores = _read(Store, stated.get("stores") or ())
    for store in stores:
        if "://" not in store.url:
            raise DeclarationError(
                f"store {store.name}: url is {store.url}; it is written s3://bucket/folder."
            )
    return Declared(feeds, stores)


def _is_selector(text: str) -> bool:
    try:
        LexborHTMLParser("<p></p>").css(text)
    except SelectolaxError:
        return False
    return True


def _read(kind: type[Declaration], entries: Iterable[Mapping[str, object]]) -> tuple[Declaration, ...]:
    what = kind.__name__.lower()
    known = {field.name for field in fields(kind)}
    read: list[Declaration] = []
    for entry in entries:
        name = entry.get("name")
        if not isinstance(name, str) or not name.replace("-", "").isalnum():
            raise DeclarationError(f"{what} {name!r}: name is made of letters, digits and hyphens.")
        if unknown := entry.keys() - known:
            raise DeclarationError(
                f"{what} {name}: {', '.join(sorted(unknown))} is unknown; known: {', '.join(sorted(known))}."
            )
        if not isinstance(entry.get("url"), str):
            raise DeclarationError(f"{what} {name}: url is missing.")
        for number in ("at_most", "delay_seconds"):
            if number in entry and not isinstance(entry[number], int | float):
                raise DeclarationError(f"{what} {name}: {number} is {entry[number]!r}; it is a number.")
        region = entry.get("region")
        if region is not None and (region := region_named(str(region))) is None:
            raise DeclarationError(
                f"{what} {name}: region is {entry['region']!r}; it is a code such as KZ-15."
            )
        lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
        read.append(kind(**{**entry, **lists, "region": region}))  # type: ignore[arg-type]
    names = [each.name for each in read]
    if len(names) != len(set(names)):
        raise DeclarationError(f"Two {what}s have the same name; names tell them apart in the tables.")
    return tuple(read)
