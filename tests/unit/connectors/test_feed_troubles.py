"""Feeds as sites really serve them: what is not brought is told, what comes in another dress comes once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sources.connectors.declarations import Feed
from sources.connectors.feed_entries import without_visitor
from sources.connectors.feeds import manners, news_count
from sources.connectors.harvest import load_cursor
from sources.connectors.web import NotFetchedError, Web
from tests.unit.connectors.site import Page, Site
from tests.unit.connectors.test_feeds import go
from tests.unit.landing.place import Place

PAGE = (
    "<html><head><title>Сводка</title></head><body><div class='top'>Сегодня {clock}</div>"
    "<main><h1>Сводка</h1>"
    "<p>За месяц бригады скорой помощи района выполнили {calls} вызовов, из них 15 в отдалённые сёла.</p>"
    "<span class='news-views'>{views}</span><p>Просмотров: {views}</p></main>"
    "<footer>Посетителей: {views}</footer></body></html>"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}
MAINTENANCE = "<!DOCTYPE html><html><body><h1>Ведутся технические работы</h1></body></html>"


def page(calls: int = 310, views: int = 1) -> Page:
    return Page(PAGE.format(calls=calls, views=views, clock=f"12:{views:02}"), headers=HTML)


def rss(*items: str) -> Page:
    return Page(
        f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{"".join(items)}</channel></rss>'
    )


def atom(updated: str) -> Page:
    return Page(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><id>1</id>'
        f'<updated>{updated}</updated><link href="/news/1"/></entry></feed>'
    )


@pytest.fixture
def feed(site: Site) -> Feed:
    return Feed("news", site.url("/rss"), delay_seconds=0.0, private_addresses=True)


@pytest.fixture
def listing(site: Site, feed: Feed) -> Feed:
    return replace(feed, url=site.url("/list/"), kind="page", links=".news a")


def test_entries_on_another_host_are_told_and_brought_once_it_is_declared(
    place: Place, site: Site, feed: Feed
) -> None:
    site.pages["/rss"] = rss(f"<item><link>{site.url('/news/1', 'localhost')}</link></item>")
    site.pages["/news/1"] = page()
    landing, harvest = go(place, feed)
    assert landing.seen == 0
    (problem,) = harvest.problems
    assert "hosts: [localhost]" in problem.reason
    landing, harvest = go(place, replace(feed, hosts=("localhost",)))
    assert (landing.landed, harvest.problems) == (1, [])


def test_a_problem_is_told_at_every_visit_though_the_feed_is_unchanged(
    place: Place, site: Site, feed: Feed
) -> None:
    unchanged = rss("<item><link>https://www.elsewhere.example/1</link></item>")
    site.pages["/rss"] = replace(unchanged, headers={"ETag": '"1"'})
    for _ in range(2):
        assert len(go(place, feed)[1].problems) == 1


def test_an_entry_with_an_enclosure_only_brings_the_enclosure(place: Place, site: Site, feed: Feed) -> None:
    enclosure = f'<enclosure url="{site.url("/files/svod.txt")}" type="text/plain" length="9"/>'
    site.pages["/rss"] = rss(
        f"<item><title>Свод</title>{enclosure}</item>", "<item><title>Пусто</title></item>"
    )
    site.pages["/files/svod.txt"] = Page("За год открыто 4 пункта.\n", headers={"Content-Type": "text/plain"})
    landing, harvest = go(place, feed)
    assert landing.landed == 1
    assert place.reports[0]["report_file"] == "svod.txt"
    assert "1 entries have neither" in harvest.problems[0].reason


def test_a_page_that_is_called_updated_at_every_visit_is_one_report(
    place: Place, site: Site, feed: Feed
) -> None:
    for hour in (10, 11, 12):
        site.pages["/rss"], site.pages["/news/1"] = atom(f"2026-02-03T{hour}:00:00Z"), page(views=hour)
        go(place, feed)
    assert len(place.reports) == len(place.intake) == 1
    site.pages["/rss"], site.pages["/news/1"] = atom("2026-02-04T10:00:00Z"), page(calls=311, views=99)
    assert go(place, feed)[0].landed == 1


def test_a_number_that_changes_in_a_table_is_another_report(place: Place, site: Site, feed: Feed) -> None:
    for hour, beds in ((10, 120), (11, 125)):
        rows = f"<table><tr><th>Больница</th><th>Коек</th></tr><tr><td>№ 1</td><td>{beds}</td></tr></table>"
        site.pages["/rss"] = atom(f"2026-02-03T{hour}:00:00Z")
        site.pages["/news/1"] = Page(
            f"<html><body>{'<p>Коечный фонд.</p>' * 9}{rows}</body></html>", headers=HTML
        )
        assert go(place, feed)[0].landed == 1


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("<pubDate>Пн, 02 фев 2026 10:00:00 +0500</pubDate>", date(2026, 2, 2)),
        ("<pubDate>02.02.2026 10:00</pubDate>", date(2026, 2, 2)),
        ("<pubDate>Sun, 01 Feb 2026 21:30:00 GMT</pubDate>", date(2026, 2, 2)),
        ("<dc:date>2026-02-01T23:10:00+05:00</dc:date>", date(2026, 2, 1)),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
        ("<pubDate>Thu, 01 Jan 2099 00:00:00 GMT</pubDate>", None),
        ("<pubDate>вчера</pubDate>", None),
    ],
)
def test_the_day_of_an_entry_is_the_one_in_kazakhstan(
    place: Place, site: Site, feed: Feed, stated: str, day: date | None
) -> None:
    site.pages["/rss"] = rss(f"<item><link>{site.url('/news/1')}</link>{stated}</item>")
    site.pages["/news/1"] = page()
    assert go(place, feed)[0].landed == 1
    assert place.reports[0]["published_on"] == day


def test_an_atom_entry_that_says_only_when_it_was_updated_is_dated_by_that(
    place: Place, site: Site, feed: Feed
) -> None:
    site.pages["/rss"], site.pages["/news/1"] = atom("2026-02-03T20:00:00Z"), page()
    go(place, feed)
    assert place.reports[0]["published_on"] == date(2026, 2, 4)


def test_a_key_of_a_session_makes_no_other_report(place: Place, site: Site, feed: Feed) -> None:
    for visit, key in enumerate(("4f1d9ab2c37e8065aa10", "99c0ffee12345678abcd", "7d00d0e1f2a3b4c5d6e7")):
        link = f"/news/1;jsessionid={key}?id=7&amp;PHPSESSID={key}&amp;utm_source=rss"
        site.pages["/rss"] = rss(f"<item><link>{site.url(link)}</link></item>")
        site.pages[link.replace("&amp;", "&")] = page(views=visit)
        go(place, feed)
    assert len(place.intake) == 1
    assert place.reports[0]["source_path"] == site.url("/news/1?id=7")
    assert place.reports[0]["source_url"] == site.url("/news/1?id=7")


def test_a_parameter_of_unknown_name_makes_no_other_report_of_the_same_text(
    place: Place, site: Site, feed: Feed
) -> None:
    for visit in (1, 2):
        link = f"/news/1?visitor={visit}"
        site.pages["/rss"] = rss(f"<item><link>{site.url(link)}</link></item>")
        site.pages[link] = page(views=visit)
        go(place, feed)
    assert len(place.intake) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.kz/n?sid=12&id=3", "https://a.kz/n?sid=12&id=3"),  # a section
        ("https://a.kz/n?sid=4f1d9ab2c37e8065aa10&id=3", "https://a.kz/n?id=3"),
        ("https://a.kz/n?fbclid=x&q=%D0%B0", "https://a.kz/n?q=%D0%B0"),
        ("https://a.kz/n?a=1&b=&c", "https://a.kz/n?a=1&b=&c"),
        ("https://a.kz/n;jsessionid=1?x=2", "https://a.kz/n?x=2"),
    ],
)
def test_only_what_tells_visitors_apart_leaves_an_address(given: str, kept: str) -> None:
    assert without_visitor(given) == kept


def test_links_of_a_listing_follow_its_base_and_never_lead_back_to_it(
    place: Place, site: Site, listing: Feed
) -> None:
    site.pages["/list/"] = Page(
        f"<html><head><base href='{site.url('/archive/')}'></head><body><div class='news'>"
        f"<a href='p12'>A</a><a href='{site.url('/list/')}#top'>Наверх</a></div></body></html>"
    )
    site.pages["/archive/p12"] = page()
    landing, harvest = go(place, listing)
    assert (landing.landed, harvest.problems) == (1, [])
    assert site.paths == ["/list/", "/archive/p12"]


@pytest.mark.parametrize("kind", ["feed", "page"])
def test_a_notice_of_maintenance_is_told_and_the_feed_is_asked_whole_again(
    place: Place, site: Site, feed: Feed, listing: Feed, kind: str
) -> None:
    source, path = (feed, "/rss") if kind == "feed" else (listing, "/list/")
    item = f"<item><link>{site.url('/news/1')}</link></item>"
    given = rss(item) if kind == "feed" else Page("<div class='news'><a href='/news/1'>A</a></div>")
    site.pages["/news/1"] = page()
    site.pages[path] = Page(MAINTENANCE, headers={**HTML, "ETag": '"closed"'})
    landing, harvest = go(place, source)
    assert landing.seen == 0
    assert "maintenance" in harvest.problems[0].reason
    with Web(manners(source)) as web, pytest.raises(NotFetchedError, match="maintenance"):
        news_count(source, web, load_cursor(place.zones, source.source))
    site.pages[path] = given
    assert go(place, source)[0].landed == 1
    assert "If-None-Match" not in site.asked[-2][1]


def test_a_feed_without_entries_is_no_problem(place: Place, site: Site, feed: Feed) -> None:
    site.pages["/rss"] = rss()
    landing, harvest = go(place, feed)
    assert (landing.seen, harvest.problems) == (0, [])


def test_what_a_feed_says_of_known_bytes_replaces_nothing(place: Place, site: Site, feed: Feed) -> None:
    place.drop("a.txt", "За год открыто 4 пункта.\n")
    place.drop("a.meta.yaml", "published_on: 2026-01-31\ntitle: Рукой\n")
    place.land()
    site.pages["/rss"] = rss(f"<item><title>Лента</title><link>{site.url('/news/a')}</link></item>")
    site.pages["/news/a"] = Page("За год открыто 4 пункта.\n", headers={"Content-Type": "text/plain"})
    assert go(place, feed)[0].duplicates == 1
    assert place.rows("raw", "sidecars.parquet") == []
    assert place.intake[1]["reason"] == "same_content"
