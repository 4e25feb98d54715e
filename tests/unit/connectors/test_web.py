"""Requests to the web keep their manners, and go nowhere they were not meant to go."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from sources.connectors.web import Manners, NotFetchedError, Web, is_public
from tests.unit.connectors.site import Page, Site

LOOPBACK = Manners(delay_seconds=0.0, request_seconds=5.0, private_hosts=frozenset({"127.0.0.1"}))


class Time:
    """A clock that goes on only when somebody pauses or looks."""

    def __init__(self, tick: float = 0.0) -> None:
        self.moment = 1_000.0
        self.tick = tick
        self.pauses: list[float] = []

    def clock(self) -> float:
        self.moment += self.tick
        return self.moment

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.moment += seconds


def refused(web: Web, address: str) -> str:
    with pytest.raises(NotFetchedError) as refusal:
        web.fetch(address)
    return str(refusal.value)


def test_a_page_is_fetched_with_its_headers(site: Site) -> None:
    site.pages["/a"] = Page("текст", headers={"Content-Type": "text/plain", "ETag": '"1"'})
    with Web(LOOPBACK) as web:
        answer = web.fetch(site.url("/a"))
    assert (answer.status, answer.content.decode(), answer.headers["etag"]) == (200, "текст", '"1"')
    headers = dict(site.asked)["/a"]
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert headers["User-Agent"] == "kazakhstan-health-warehouse"


def test_unchanged_pages_are_not_sent_again(site: Site) -> None:
    site.pages["/a"] = Page("x", headers={"ETag": '"1"'})
    with Web(LOOPBACK) as web:
        assert web.fetch(site.url("/a"), {"If-None-Match": '"1"'}).status == 304


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.kz/a", "gopher://x", "/a", "", "http://", "http://[x"]
)
def test_only_http_and_https_are_fetched(address: str) -> None:
    with Web() as web:
        assert "only http and https" in refused(web, address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.5.5",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_private_addresses_are_not_visited(address: str) -> None:
    assert not is_public(address)
    with Web(resolve=lambda host, port: [address]) as web:
        assert "no public address" in refused(web, "http://directorate.kz/a")


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with Web(resolve=lambda host, port: ["93.184.216.34", "127.0.0.1"]) as web:
        assert "127.0.0.1" in refused(web, "http://directorate.kz/a")


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    """A name that answers differently the second time leads nowhere else: it is asked once per request."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    site.pages["/a"] = Page("x")
    manners = replace(LOOPBACK, private_hosts=frozenset({"directorate.kz"}))
    with Web(manners, resolve=resolve) as web:
        assert web.fetch(site.url("/a", "directorate.kz")).content == b"x"
    assert asked == ["directorate.kz"] * len(site.asked)
    assert dict(site.asked)["/a"]["Host"] == f"directorate.kz:{site.port}"


def test_redirects_are_followed_and_checked_again(site: Site) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    site.pages["/b"] = Page("x")
    site.pages["/private"] = Page(status=301, headers={"Location": site.url("/b", "localhost")})
    site.pages["/file"] = Page(status=302, headers={"Location": "file:///etc/passwd"})
    with Web(LOOPBACK) as web:
        assert web.fetch(site.url("/a")).address == site.url("/b")
        assert "no public address" in refused(web, site.url("/private"))
        assert "only http and https" in refused(web, site.url("/file"))


def test_redirects_are_bounded(site: Site) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/a"})
    with Web(LOOPBACK) as web:
        assert "more than 5 redirects" in refused(web, site.url("/a"))
    assert len(site.paths) == 6


def test_robots_txt_is_respected_and_asked_once(site: Site) -> None:
    site.pages["/robots.txt"] = Page("User-agent: *\nDisallow: /closed\n")
    site.pages["/open"] = site.pages["/closed/a"] = Page("x")
    site.pages["/way"] = Page(status=302, headers={"Location": "/closed/a"})
    with Web(LOOPBACK) as web:
        assert web.fetch(site.url("/open")).content == b"x"
        assert "robots.txt" in refused(web, site.url("/closed/a"))
        assert "robots.txt" in refused(web, site.url("/way"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/open", "/way"]


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = Page(status=503)
    site.pages["/a"] = Page("x")
    with Web(LOOPBACK) as web:
        assert "503" in refused(web, site.url("/a"))
    assert site.paths == []


def test_a_host_is_asked_at_most_once_per_delay(site: Site) -> None:
    site.pages["/a"] = Page("x")
    time = Time()
    with Web(replace(LOOPBACK, delay_seconds=3.0), clock=time.clock, pause=time.pause) as web:
        for _ in range(3):
            web.fetch(site.url("/a"))
    assert time.pauses == [3.0, 3.0, 3.0]


def test_a_longer_delay_that_the_site_asks_for_is_kept(site: Site) -> None:
    site.pages["/robots.txt"] = Page("User-agent: *\nCrawl-delay: 7\n")
    site.pages["/a"] = Page("x")
    time = Time()
    with Web(LOOPBACK, clock=time.clock, pause=time.pause) as web:
        web.fetch(site.url("/a"))
    assert time.pauses == [7.0]


def test_large_answers_are_broken_off_compressed_ones_too(site: Site) -> None:
    site.pages["/a"] = Page(b"x" * 300_000)
    site.pages["/b"] = Page(gzip.compress(b"x" * 300_000), headers={"Content-Encoding": "gzip"})
    with Web(replace(LOOPBACK, max_bytes=100_000)) as web:
        assert "more than 100000 bytes" in refused(web, site.url("/a"))
        assert "more than 100000 bytes" in refused(web, site.url("/b"))


def test_an_answer_that_drips_is_broken_off(site: Site) -> None:
    site.pages["/a"] = Page(b"x" * 1_000_000)
    time = Time(tick=20.0)
    with Web(LOOPBACK, clock=time.clock, pause=time.pause) as web:
        assert "not complete after 60 seconds" in refused(web, site.url("/a"))


def test_errors_of_server_and_network_are_told(site: Site) -> None:
    site.pages["/a"] = Page(status=500)
    with Web(LOOPBACK) as web:
        assert "answered 500" in refused(web, site.url("/a"))
        assert "answered 404" in refused(web, site.url("/none"))
        assert "no answer" in refused(web, "http://127.0.0.1:1/a")

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with Web(LOOPBACK, resolve=unknown) as web:
        assert "not known" in refused(web, "http://nowhere.kz/a")
