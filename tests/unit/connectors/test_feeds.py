"""Feeds: each report is brought once, with what the feed knows of it, and nothing is lost when something
fails.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from sources.connectors.arrival import Arrival
from sources.connectors.declarations import Feed
from sources.connectors.feeds import MAX_FAILURES, manners, news_count, visit
from sources.connectors.harvest import Harvest, land_harvest, load_cursor
from sources.connectors.web import Web
from sources.landing.landing import Landing, land
from sources.landing.retry import retry
from tests.unit.connectors.site import Page, Site
from tests.unit.landing.place import Place, inline

ARTICLE = (
    "<html><head><title>{title}</title></head><body><nav>Меню</nav><article><h1>{title}</h1>"
    "<p>За отчётный месяц в поликлиниках принято {number} пациентов, приём вели 40 врачей.</p>"
    "</article></body></html>"
)


def article(number: int) -> Page:
    return Page(ARTICLE.format(title=f"Отчёт {number}", number=number), headers={"Content-Type": "text/html"})


def rss(site: Site, *numbers: int) -> str:
    items = "".join(
        f"<item><title>Отчёт {number}</title><link>{site.url(f'/news/{number}')}</link>"
        f"<pubDate>Tue, 03 Feb 2026 {number % 24:02}:30:00 GMT</pubDate></item>"
        for number in numbers
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{items}</channel></rss>'


def publish(site: Site, *numbers: int, etag: str | None = None) -> None:
    site.pages["/rss"] = Page(rss(site, *numbers), headers={"ETag": etag} if etag else {})
    for number in numbers:
        site.pages[f"/news/{number}"] = article(number)


@pytest.fixture
def feed(site: Site) -> Feed:
    return Feed("astana", site.url("/rss"), region="KZ-71", delay_seconds=0.0, private_addresses=True)


def go(place: Place, feed: Feed) -> tuple[Landing, Harvest]:
    """One visit, landed."""
    with Web(manners(feed)) as web:
        harvest = visit(feed, web, load_cursor(place.zones, feed.source))

        def land_arrivals(arrivals: Iterable[Arrival]) -> Landing:
            return land(place.zones, arrivals, inline, clock=place.clock.now)

        return land_harvest(place.zones, harvest, land_arrivals), harvest


def test_reports_of_a_feed_land_with_what_the_feed_knows(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1, 20)
    landing, harvest = go(place, feed)
    assert (landing.landed, harvest.problems) == (2, [])
    first, second = sorted(place.reports, key=lambda row: row["source_path"])
    assert (first["source"], first["source_url"]) == ("feed:astana", site.url("/news/1"))
    assert (first["region_hint"], first["title"], first["report_file"]) == ("KZ-71", "Отчёт 1", "1.html")
    assert "принято 1 пациентов" in first["text"]
    # half past eight in the evening at Greenwich is the next day in Kazakhstan
    assert (first["published_on"], second["published_on"]) == (date(2026, 2, 3), date(2026, 2, 4))


def test_each_report_is_brought_once(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1)
    go(place, feed)
    publish(site, 1, 2)
    landing, _ = go(place, feed)
    assert landing.landed == 1
    assert site.paths == ["/rss", "/news/1", "/rss", "/news/2"]
    assert len(place.intake) == 2


def test_an_unchanged_feed_costs_one_question(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1, etag='"1"')
    go(place, feed)
    landing, _ = go(place, feed)
    assert landing.seen == 0
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert site.paths == ["/rss", "/news/1", "/rss"]


def test_a_report_that_the_feed_calls_updated_is_brought_again(place: Place, site: Site, feed: Feed) -> None:
    def atom(updated: str) -> Page:
        return Page(
            f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><id>1</id>'
            f'<updated>{updated}</updated><link href="/news/1"/></entry></feed>'
        )

    site.pages["/rss"], site.pages["/news/1"] = atom("2026-02-03T10:00:00Z"), article(1)
    assert go(place, feed)[0].landed == 1
    site.pages["/rss"], site.pages["/news/1"] = atom("2026-02-04T10:00:00Z"), article(11)
    assert go(place, feed)[0].landed == 1
    assert go(place, feed)[0].seen == 0


def test_links_of_a_listing_page_are_followed_by_selector(place: Place, site: Site, feed: Feed) -> None:
    site.pages["/list"] = Page(
        "<a href='/about'>О нас</a><div class='news'>"
        "<h2><a href='/news/1#top'>A</a></h2><h2><a href='news/2'>B</a></h2>"
        "<h2><a href='/news/1'>A again</a></h2><h2><a href='https://elsewhere.example/3'>C</a></h2></div>"
    )
    publish(site, 1, 2)
    listing = replace(feed, url=site.url("/list"), kind="page", links=".news h2 a")
    assert go(place, listing)[0].landed == 2
    assert site.paths == ["/list", "/news/1", "/news/2"]
    assert go(place, listing)[0].seen == 0


def test_one_visit_brings_a_bounded_number_and_the_next_goes_on(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1, 2, 3, 4, 5, etag='"1"')
    few = replace(feed, at_most=2)
    assert [go(place, few)[0].landed for _ in range(4)] == [2, 2, 1, 0]
    assert [headers.get("If-None-Match") for path, headers in site.asked if path == "/rss"] == [
        None,
        None,
        None,
        '"1"',
    ]


def test_a_report_that_fails_is_told_and_tried_again_while_the_others_land(
    place: Place, site: Site, feed: Feed
) -> None:
    publish(site, 1, 2, etag='"1"')
    site.pages["/news/1"] = Page(status=500)
    landing, harvest = go(place, feed)
    assert landing.landed == 1
    assert [problem.address for problem in harvest.problems] == [site.url("/news/1")]
    site.pages["/news/1"] = article(1)
    assert go(place, feed)[0].landed == 1


def test_a_report_that_never_comes_is_given_up(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1)
    del site.pages["/news/1"]
    for _ in range(MAX_FAILURES + 2):
        go(place, feed)
    assert site.paths.count("/news/1") == MAX_FAILURES


def test_a_feed_that_cannot_be_fetched_leaves_the_cursor(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1, etag='"1"')
    go(place, feed)
    before = load_cursor(place.zones, feed.source)
    site.pages["/rss"] = Page(status=502)
    landing, harvest = go(place, feed)
    assert (landing.seen, len(harvest.problems)) == (0, 1)
    assert load_cursor(place.zones, feed.source) == before


def test_the_cursor_moves_only_when_landing_has_succeeded(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1, 2, etag='"1"')

    def fail(arrivals: Iterable[Arrival]) -> None:
        list(arrivals)
        raise OSError("the disk is full")

    with Web(manners(feed)) as web, pytest.raises(OSError, match="disk is full"):
        land_harvest(place.zones, visit(feed, web, load_cursor(place.zones, feed.source)), fail)
    assert load_cursor(place.zones, feed.source).brought == {}
    assert go(place, feed)[0].landed == 2


def test_a_kill_between_landing_and_the_cursor_doubles_nothing(place: Place, site: Site, feed: Feed) -> None:
    """Not even for a page that is different every time it is asked for."""
    publish(site, 1)

    def killed(arrivals: Iterable[Arrival]) -> None:
        land(place.zones, arrivals, inline, clock=place.clock.now)
        raise KeyboardInterrupt

    with Web(manners(feed)) as web, pytest.raises(KeyboardInterrupt):
        land_harvest(place.zones, visit(feed, web, load_cursor(place.zones, feed.source)), killed)
    site.pages["/news/1"] = article(111)
    assert go(place, feed)[0].seen == 0
    assert len(place.reports) == 1


def test_a_report_of_a_feed_that_cannot_be_read_is_kept_and_comes_back(
    place: Place, site: Site, feed: Feed
) -> None:
    publish(site, 1)
    site.pages["/news/1"] = Page(b"%PDF-1.4 broken", headers={"Content-Type": "application/pdf"})
    landing, _ = go(place, feed)
    assert (landing.landed, landing.rejected) == (0, 1)
    kept = [path for path in place.zones.rejected_files.rglob("*") if path.is_file()]
    assert sorted(path.name for path in kept) == ["1.pdf", "1.pdf.meta.yaml"]
    assert retry(place.zones).files == 2
    assert place.land().rejected == 1
    assert [row["source"] for row in place.intake] == ["feed:astana", "inbox"]


def test_a_feed_on_this_machine_is_visited_only_when_meant(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1)
    landing, harvest = go(place, replace(feed, private_addresses=False))
    assert landing.seen == 0
    assert "no public address" in harvest.problems[0].reason
    assert site.asked == []


@pytest.mark.parametrize(
    "content", ["", "not a feed", "<rss><channel><item>", "/etc/passwd", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss>&a;</rss>"]
)  # fmt: skip
def test_a_feed_that_is_none_brings_nothing(place: Place, site: Site, feed: Feed, content: str) -> None:
    site.pages["/rss"] = Page(content)
    assert go(place, feed)[0].seen == 0


def test_a_sensor_can_ask_how_much_is_new(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1, 2, etag='"1"')
    with Web(manners(feed)) as web:
        assert news_count(feed, web, load_cursor(place.zones, feed.source)) == 2
    go(place, feed)
    with Web(manners(feed)) as web:
        assert news_count(feed, web, load_cursor(place.zones, feed.source)) == 0


def test_a_damaged_cursor_says_what_to_do(place: Place, site: Site, feed: Feed) -> None:
    publish(site, 1)
    go(place, feed)
    (file,) = place.zones.state.glob("*.json")
    assert list(json.loads(file.read_text())["brought"]) == [site.url("/news/1")]
    file.write_text("{")
    with pytest.raises(ValueError, match="delete it"):
        load_cursor(place.zones, feed.source)
    file.unlink()
    assert go(place, feed)[0].seen == 0
