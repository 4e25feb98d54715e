"""Declarations of feeds and stores: what is declared is understood, or told with what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.connectors.declarations import DeclarationError, Declared, Feed, Store, load_declarations


def test_nothing_is_visited_unless_declared() -> None:
    assert load_declarations() == Declared()


def test_feeds_and_stores_are_read(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yml"
    file.write_text(
        "feeds:\n"
        "- {name: astana, url: 'https://example.kz/rss', region: kz-71}\n"
        "- {name: turkistan, url: 'https://example.kz/news', kind: page, links: 'h2 a',"
        " hosts: [files.example.kz]}\n"
        "stores:\n- {name: letters, url: 's3://bucket/letters', endpoint_url: 'http://store.local:9000'}\n"
    )
    declared = load_declarations(file)
    assert declared.feeds == (
        Feed("astana", "https://example.kz/rss", region="KZ-71"),
        Feed("turkistan", "https://example.kz/news", "page", links="h2 a", hosts=("files.example.kz",)),
    )
    assert declared.stores == (
        Store("letters", "s3://bucket/letters", endpoint_url="http://store.local:9000"),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("feed: []", "feeds and stores"),
        ("feeds: [{name: a}]", "url is missing"),
        ("feeds: [{url: 'http://a.kz'}]", "letters, digits"),
        ("feeds: [{name: 'a/b', url: 'http://a.kz'}]", "letters, digits"),
        ("feeds: [{name: a, url: 'ftp://a.kz'}]", "http://"),
        ("feeds: [{name: a, url: 'http://a.kz', kind: page}]", "CSS selector"),
        ("feeds: [{name: a, url: 'http://a.kz', links: 'a'}]", "kind: page"),
        ("feeds: [{name: a, url: 'http://a.kz', kind: page, links: 'a[['}]", "no CSS selector"),
        ("feeds: [{name: a, url: 'http://a.kz', region: KZ-99}]", "KZ-15"),
        ("feeds: [{name: a, url: 'http://a.kz', colour: red}]", "colour is unknown"),
        ("feeds: [{name: a, url: 'http://a.kz', delay_seconds: soon}]", "a number"),
        ("feeds: [{name: a, url: 'http://a.kz'}, {name: a, url: 'http://b.kz'}]", "same name"),
        ("stores: [{name: a, url: bucket}]", "s3://bucket/folder"),
    ],
)
def test_a_declaration_that_cannot_be_used_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "feeds.yml").write_text(text)
    with pytest.raises(DeclarationError, match=told):
        load_declarations(tmp_path / "feeds.yml")
