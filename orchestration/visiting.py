"""Visits to the declared feeds and stores: what each has brought goes through the same landing as the inbox.

Opens connections with the settings and closes them. What is new, and how politely it is asked for, belongs to
`sources.connectors`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from orchestration.settings import Settings
from sources.connectors import Arrival, feeds
from sources.connectors.declarations import Feed, Store, load_declarations
from sources.connectors.harvest import (
    Harvest,
    Problem,
    land_harvest,
    load_cursor,
    load_problems,
    save_problems,
)
from sources.connectors.web import NotFetchedError, Web
from sources.landing.inbox import Waiting
from sources.landing.landing import Landing
from sources.landing.zones import Zones


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit landed, and what the source could not give this time."""

    source: str
    landing: Landing
    problems: tuple[Problem, ...]


def declared_sources(settings: Settings) -> list[Feed | Store]:
    """The feeds and stores of this installation."""
    declared = load_declarations(settings.feeds_file)
    return [*declared.feeds, *declared.stores]


def visit_sources(
    settings: Settings,
    names: Collection[str] | None,
    land: Callable[[Iterable[Arrival | Waiting]], Landing],
) -> Iterator[Visit]:
    """Visit the declared sources of these names (all of them for None), one after the other.

    The cursor of a source moves when what it brought is safe in raw; a visit that dies brings the same again.
    What a source could not give is kept until its next visit, see `standing_problems`.
    """
    zones = Zones(settings.data_root)
    for source in declared_sources(settings):
        if names is None or source.source in names:
            with _harvest(settings, zones, source) as harvest:
                landing = land_harvest(zones, harvest, land)
            save_problems(zones, source.source, harvest.problems)
            yield Visit(source.source, landing, tuple(harvest.problems))


def standing_problems(settings: Settings) -> list[tuple[str, Problem]]:
    """What the declared sources could not give at their latest visit, source by source."""
    zones = Zones(settings.data_root)
    return [
        (source.source, problem)
        for source in declared_sources(settings)
        for problem in load_problems(zones, source.source)
    ]


def news_of(settings: Settings, source: Feed | Store) -> int:
    """How many new reports a source has; asks the source, brings nothing."""
    cursor = load_cursor(Zones(settings.data_root), source.source)
    if isinstance(source, Feed):
        with Web(feeds.manners(source)) as web:
            return feeds.news_count(source, web, cursor)
    from sources.connectors.object_store import new_objects, open_store

    return len(new_objects(*open_store(source, settings.store_options), cursor))


def unreachable(settings: Settings, source: Feed | Store) -> str | None:
    """Why a source cannot be reached now, and what helps; null where it answers. Brings nothing."""
    if isinstance(source, Feed):
        try:
            with Web(feeds.manners(source)) as web:
                web.fetch(source.url)
        except NotFetchedError as error:
            return str(error)
        return None
    # an extra that most installations do without
    from sources.connectors.object_store import StoreError

    try:
        news_of(settings, source)
    except StoreError as error:
        return str(error)
    return None


@contextmanager
def _harvest(settings: Settings, zones: Zones, source: Feed | Store) -> Iterator[Harvest]:
    cursor = load_cursor(zones, source.source)
    if isinstance(source, Feed):
        with Web(feeds.manners(source)) as web:
            yield feeds.visit(source, web, cursor)
    else:
        # an extra that most installations do without
        from sources.connectors.object_store import StoreError, open_store, visit

        try:
            system, folder = open_store(source, settings.store_options)
        except StoreError as error:
            yield Harvest(source.source, (), lambda: cursor, [Problem(source.url, str(error))])
        else:
            yield visit(source, system, folder, cursor)
