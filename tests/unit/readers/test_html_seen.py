"""What a person sees on a web page is its text; what nobody sees stands apart with its reason."""

from __future__ import annotations

import pytest

from sources.readers import Document, Unreadable, read_document
from sources.readers.html import read_markup

OPENING = (
    "В Семее после ремонта открылась детская больница, сообщили в управлении здравоохранения области, "
    "где подвели итоги полугодия и рассказали о планах на следующий год."
)


def read(inside: str, head: str = "") -> Document:
    return read_markup(
        f"<html><head>{head}</head><body><article><h1>Больница</h1><p>{OPENING}</p>{inside}</article></body></html>"
    )


def by_role(document: Document, role: str) -> list[str]:
    """The texts of a role below headline and opening."""
    found = [document.text[one.char_start : one.char_end] for one in document.blocks if one.role == role]
    return found[2:] if role == "body" else found


@pytest.mark.parametrize(
    "unseen",
    [
        "<span hidden>741 </span>",
        "<span aria-hidden='true'>741 </span>",
        "<span style='display:none'>741 </span>",
        "<span style='color:red; visibility: hidden'>741 </span>",
        "<span style='opacity:0'>741 </span>",
        "<span style='font-size:0px'>741 </span>",
        "<span style='position:absolute;left:-9999px'>741 </span>",
        "<span style='color:#fff'>741 </span>",
        "<font color='white'>741 </font>",
        "<span class='sr-only'>741 </span>",
        "<span class='old'>741 </span>",
        "<span id='gone'>741 </span>",
        "<del>741 </del>",
        "<s>741 </s>",
        "<span style='text-decoration: line-through'>741 </span>",
    ],
)
def test_what_nobody_sees_stands_behind_its_line(unseen: str) -> None:
    rules = "<style>.old {display: none} #gone, .x {visibility:hidden}</style>"
    document = read(f"<p>Принято {unseen}96 врачей.</p>", rules)
    assert by_role(document, "body") == ["Принято 96 врачей."]
    assert by_role(document, "hidden") == ["741"]


@pytest.mark.parametrize(
    "seen",
    [
        "<span style='opacity:0.8'>96</span>",
        "<span style='font-size:0.9em'>96</span>",
        "<span style='background:#036;color:#fff'>96</span>",
        "<span class='tab active'>96</span>",
        "<span class='noprint'>96</span>",
        "<ins>96</ins>",
    ],
)
def test_what_can_be_seen_is_read(seen: str) -> None:
    rules = (
        "<style>.tab{display:none} .tab.active{display:block} @media print{.noprint{display:none}}</style>"
    )
    assert by_role(read(f"<p>Принято {seen} врачей.</p>", rules), "body") == ["Принято 96 врачей."]


def test_what_is_only_closed_can_be_opened() -> None:
    document = read("<details><summary>Кадры</summary><p>Принято 96 врачей.</p></details>")
    assert by_role(document, "body") == ["Кадры", "Принято 96 врачей."]


def test_a_page_of_unseen_text_alone_is_empty() -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(b"<!DOCTYPE html><html><body><p hidden>96</p></body></html>", "a.html")
    assert refused.value.reason == "empty"


def test_a_cell_that_nobody_sees_keeps_its_place() -> None:
    document = read(
        "<table><tr><th>Район</th><th style='display:none'>Код</th><th>Врачи</th></tr>"
        "<tr><td>Абай</td><td style='display:none'>741</td><td>41</td></tr></table>"
    )
    cells = [
        (one.row, one.column, document.text[one.char_start : one.char_end])
        for one in document.blocks
        if one.kind == "cell"
    ]
    assert cells == [(0, 0, "Район"), (0, 1, ""), (0, 2, "Врачи"), (1, 0, "Абай"), (1, 1, ""), (1, 2, "41")]
    assert by_role(document, "hidden") == ["Код", "741"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("418<sup>2</sup> врачей", "418² врачей"),
        ("418<sup><a href='#n'>[2]</a></sup> врачей", "418[²] врачей"),
        ("418<sup>*</sup> врачей", "418* врачей"),
        ("418<span style='vertical-align:super'>2</span> врачей", "418² врачей"),
        ("3·10<sup>4</sup> доз", "3·10⁴ доз"),
        ("12 м<sup>2</sup>", "12 м²"),
        ("1<sup>1</sup>⁄<sub>2</sub> ставки", "1 1⁄2 ставки"),
        ("1<wbr>418 вра&shy;чей", "1418 врачей"),
        ("1&#8203;418 врачей", "1418 врачей"),
        ("1&amp;nbsp;418 врачей", "1\u00a0418 врачей"),
        ("<math><mn>1 418</mn></math> врачей", "1 418 врачей"),
        ("<math><mfrac><mn>2</mn><mn>3</mn></mfrac></math> ставки", "2/3 ставки"),
        ("<math><msup><mn>10</mn><mn>4</mn></msup><annotation>7</annotation></math> доз", "10⁴ доз"),
    ],
)
def test_numbers_stay_whole(written: str, text: str) -> None:
    assert by_role(read(f"<p>{written}</p>"), "body") == [text]
    table = f"<table><tr><th>Что</th><th>Сколько</th></tr><tr><td>а</td><td>{written}</td></tr></table>"
    assert by_role(read(table), "body")[-1] == text


def test_a_cell_may_reach_down_to_the_last_row() -> None:
    document = read(
        "<table><tr><th>Район</th><th>Год</th><th>Врачи</th></tr><tr><td rowspan=0>Абай</td><td>2024</td>"
        "<td>41</td></tr><tr><td>2025</td><td>44</td></tr></table>"
    )
    last = [one.column for one in document.blocks if one.kind == "cell" and one.row == 2]
    assert last == [1, 2]


def test_words_in_a_drawing_and_scripts_apart_are_told_and_read() -> None:
    document = read("<svg><text>Врачи 41</text></svg><noscript><p>Принято 96 врачей.</p></noscript>")
    assert by_role(document, "body") == ["Принято 96 врачей."]
    assert by_role(document, "furniture") == ["Врачи 41"]


LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s"}</script>'
TOLD = "В районе принято 96 врачей.\\nУволено 7."


def test_a_report_that_only_machines_are_told_is_read() -> None:
    page = f"<head>{LINKED % TOLD}</head><body><article><h1>Кадры</h1><div id=app></div></article></body>"
    assert read_markup(f"<html>{page}</html>").text == "Кадры\nВ районе принято 96 врачей.\nУволено 7."


def test_a_report_that_the_page_shows_is_read_once() -> None:
    assert by_role(read("<p>Уволено 7.</p>", LINKED % TOLD), "body") == ["Уволено 7."]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<p>Отделение открыто <time datetime='2025-03-10'>10 марта</time> после ремонта при всех врачах.</p>",
        "<div class='comments'><time datetime='2025-03-10'>10.03.2025</time></div>",
        "<table><tr><th>День</th><th>Врачи</th></tr><tr><td><time datetime='2025-03-10'>10</time></td>"
        "<td>4</td></tr></table>",
        "<blockquote><time datetime='2025-03-10'>10.03.2025</time></blockquote>",
    ],
)
def test_the_dates_of_other_things_do_not_date_the_page(elsewhere: str) -> None:
    assert "published" not in read(elsewhere).metadata


def test_the_first_date_that_is_one_dates_the_page() -> None:
    head = (
        "<meta property='article:published_time' content='{{date}}'>"
        "<meta name='pubdate' content='1738701000'>"
    )
    assert read("", head).metadata["published"] == "1738701000"


def test_parts_of_a_date_in_elements_of_their_own_stay_apart() -> None:
    document = read_markup(
        "<article><h1>Больница</h1><div class='date'><span>Мар</span><span>14</span><span>2025</span></div>"
        f"<p>{OPENING}</p></article>"
    )
    dateline = next(one for one in document.blocks if one.kind == "dateline")
    assert document.text[dateline.char_start : dateline.char_end] == "Мар 14 2025"


@pytest.mark.parametrize("title", ["Кадры районов | Портал", "Портал — Кадры районов", "Кадры районов"])
def test_a_title_is_the_headline_and_not_the_name_of_the_site(title: str) -> None:
    head = f"<title>{title}</title><meta property='og:site_name' content='Портал'>"
    document = read_markup(f"<html><head>{head}</head><body><p>{OPENING}</p></body></html>")
    assert document.metadata["title"] == "Кадры районов"
