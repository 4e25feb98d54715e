"""Web pages: the report apart from the page around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.readers.document import Document
from sources.readers.html import read_html, read_markup

OPENING = (
    "В Семее после капитального ремонта открылась детская больница на 120 коек, сообщили в управлении "
    "здравоохранения. На работы направили 2,4 млрд тенге из местного бюджета."
)
FIGURES = (
    "За девять месяцев здесь пролечено 5 614 маленьких пациентов, из них 1 208 прооперировано. "
    "В штате 84 врача и 197 медсестёр, ещё шесть специалистов приедут до конца года."
)
SPEECH = (
    "— Очередь на плановую госпитализацию сократилась вдвое, — рассказал главный врач. — Теперь дети из "
    "районов ждут не больше семи дней, а новый томограф работает в две смены."
)


def texts(document: Document, role: str) -> list[str]:
    return [
        document.text[block.char_start : block.char_end] for block in document.blocks if block.role == role
    ]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [
        (block.kind, document.text[block.char_start : block.char_end])
        for block in document.blocks
        if block.role == "body"
    ]


def test_menus_asides_and_footers_are_furniture_and_keep_their_place() -> None:
    document = read_markup(
        "<header><nav><a href='/'>Главная</a></nav><div>USD 496,31</div></header><main><article>"
        "<h1>Больница</h1>"
        f"<p>{OPENING}</p><p>{FIGURES}</p></article></main>"
        "<aside><h3>Популярное</h3><p>Дорога за 540 млн</p></aside>"
        "<footer>© 2009, тел. 24-00-00</footer>"
    )
    assert kinds(document) == [("title", "Больница"), ("paragraph", OPENING), ("paragraph", FIGURES)]
    assert texts(document, "furniture") == [
        "Главная",
        "USD 496,31",
        "Популярное",
        "Дорога за 540 млн",
        "© 2009, тел. 24-00-00",
    ]


def test_without_names_the_report_is_found_by_the_density_of_its_paragraphs() -> None:
    document = read_markup(
        f"<div><div><a href=1>Раздел 1</a><a href=2>Раздел 2</a></div><div>Семей +4° USD 500,1</div><div>"
        f"<h1>Больница открылась</h1><div>{OPENING}</div><div>{FIGURES}</div></div>"
        "<div>Посетителей: 10 204</div></div>"
    )
    assert texts(document, "body") == ["Больница открылась", OPENING, FIGURES]


def test_a_page_laid_out_with_tables_inside_a_form_is_read_like_any_other() -> None:
    document = read_markup(
        "<form><table><tr><td><a href='/'>Главная</a> USD 512.3</td></tr><tr>"
        "<td><ul><li><a href=1>Врачи 24 часа</a></li></ul>Опрос: да 45%</td>"
        f"<td><h1>Больница</h1>14.10.2025<br>{OPENING}<br><br>{FIGURES}"
        "<table><tr><td>Отделение</td><td>Койки</td></tr><tr><td>Хирургия</td><td>40</td></tr></table></td>"
        "</tr><tr><td>Тел. 52-00-00</td></tr></table></form>"
    )
    assert kinds(document) == [
        ("title", "Больница"),
        ("dateline", "14.10.2025"),
        ("paragraph", OPENING),
        ("paragraph", FIGURES),
        ("cell", "Отделение"),
        ("cell", "Койки"),
        ("cell", "Хирургия"),
        ("cell", "40"),
    ]


@pytest.mark.parametrize(
    ("dateline", "date", "counters"),
    [
        ("<p class='meta'><time>24 февраля 2026, 16:20</time> <span class='views'>2 387</span></p>",
         "24 февраля 2026, 16:20", ["2 387"]),
        ("<div class='date'>20 шілде 2021 · <span>846 рет оқылды</span></div>",
         "20 шілде 2021 ·", ["846 рет оқылды"]),
        ("<p class='info'>26 февраля 2026 18:15 <i>6 018</i></p>", "26 февраля 2026 18:15", ["6 018"]),
        ("<p>30.01.2024 10:42 Просмотров: 1 914</p>", "30.01.2024 10:42", ["Просмотров: 1 914"]),
        ("<p class='byline'>July 2, 2018 12:40</p>", "July 2, 2018 12:40", []),
    ],
)  # fmt: skip
def test_counters_are_set_apart_from_the_dateline(dateline: str, date: str, counters: list[str]) -> None:
    document = read_markup(f"<article><h1>Больница</h1>{dateline}<p>{OPENING}</p></article>")
    assert kinds(document)[1] == ("dateline", date)
    assert texts(document, "furniture") == counters


def test_bare_numbers_right_after_the_dateline_are_counters_with_a_picture() -> None:
    listed = "<ul><li class='date'>14-10-2025, 10:05</li><li>231</li><li>0</li></ul>"
    document = read_markup(f"<article><h1>Больница</h1>{listed}<p>{OPENING}</p></article>")
    assert kinds(document)[1] == ("dateline", "14-10-2025, 10:05")
    assert texts(document, "furniture") == ["231", "0"]


def test_a_headline_is_told_from_the_name_of_the_site_by_the_page_title() -> None:
    document = read_markup(
        "<title>Новая больница | Портал</title><div><h1><a href='/'>Управление</a></h1></div>"
        f"<div class='item-page'><h2>Новая больница</h2><p>{OPENING}</p><p>{FIGURES}</p></div>"
    )
    assert kinds(document) == [("title", "Новая больница"), ("paragraph", OPENING), ("paragraph", FIGURES)]
    assert document.metadata["title"] == "Новая больница"


def test_cards_that_are_wholly_links_lead_elsewhere() -> None:
    document = read_markup(
        f"<main><h1>Больница</h1><p>{OPENING}</p><p>{FIGURES}</p>"
        "<a href='/2'><h3>Открыто 300 школ</h3><p>Об этом сообщили вчера вечером.</p></a></main>"
    )
    assert texts(document, "furniture") == ["Открыто 300 школ", "Об этом сообщили вчера вечером."]


def test_a_date_after_a_link_is_a_word_of_its_own() -> None:
    document = read_markup("<p><a href='/1'>Новость о врачах</a><span class='date'>01.10.2025</span></p>")
    assert "врачах 01.10.2025" in document.text


def test_a_sentence_with_a_date_is_no_dateline() -> None:
    document = read_markup(
        f"<article><h1>Больница</h1><p>15 июня врачей поздравили.</p><p>{OPENING}</p></article>"
    )
    assert kinds(document)[1][0] == "paragraph"


def test_other_headlines_end_where_the_report_goes_on_and_comments_never_end() -> None:
    document = read_markup(
        f"<article><h1>Больница</h1><p>{OPENING}</p>"
        "<p><b>Читайте также:</b></p><ul><li><a href=1>Три новых ФАПа</a>"
        f"</li></ul><p>{FIGURES}</p><h3>Комментарии (2)</h3><p>{SPEECH}</p></article>"
    )
    assert texts(document, "body") == ["Больница", OPENING, FIGURES]


def test_an_element_named_like_furniture_that_holds_most_of_the_page_is_the_report() -> None:
    document = read_markup(
        f"<div class='sidebar-left'><p>{OPENING}</p><p>{FIGURES}</p></div><p class='tags'>врачи 3</p>"
    )
    assert texts(document, "body") == [OPENING, FIGURES]


def test_scripts_and_styles_leave_no_trace() -> None:
    document = read_markup(
        "<article><h1>Больница</h1><script>var a = 99;</script><style>p {margin: 7px}</style>"
        f"<!-- 77 --><template>88</template><p>{OPENING}</p></article>"
    )
    assert document.text == f"Больница\n{OPENING}"


def test_tables_become_cells_with_heads_and_spans_laid_out() -> None:
    document = read_markup(
        "<table><tr><th rowspan=2>Район</th><th colspan=2>Врачи</th></tr><tr><th>2024</th><th>2025</th></tr>"
        "<tr><td>Абайский</td><td>41</td><td>44</td></tr></table>"
    )
    cells = [(b.row, b.column, b.header, document.text[b.char_start : b.char_end]) for b in document.blocks]
    assert cells == [
        (0, 0, True, "Район"),
        (0, 1, True, "Врачи"),
        (1, 1, True, "2024"),
        (1, 2, True, "2025"),
        (2, 0, False, "Абайский"),
        (2, 1, False, "41"),
        (2, 2, False, "44"),
    ]
    assert document.blocks[-1].locator == "table 1, row 3, column 3"


def test_a_table_written_into_preformatted_lines_is_a_table() -> None:
    document = read_markup(
        f"<p>{OPENING}</p><pre>Кадры района\n<b>Группа       2023   2024</b>\n-------------------------\n"
        "Врачи          41     44\nСёстры        120    —\n</pre><p>Итог подвели в мае.</p>"
    )
    lines = [(b.row, b.column, b.header, document.text[b.char_start : b.char_end]) for b in document.blocks]
    assert lines[1:-1] == [
        (None, None, False, "Кадры района"),
        (0, 0, True, "Группа"),
        (0, 1, True, "2023"),
        (0, 2, True, "2024"),
        (1, 0, False, "Врачи"),
        (1, 1, False, "41"),
        (1, 2, False, "44"),
        (2, 0, False, "Сёстры"),
        (2, 1, False, "120"),
        (2, 2, False, "—"),
    ]
    assert lines[-1][-1] == "Итог подвели в мае."


def test_preformatted_lines_that_are_no_table_stay_lines() -> None:
    document = read_markup(f"<p>{OPENING}</p><pre>Открыты  две школы.\nПриняты   44 врача.</pre>")
    assert document.text.splitlines()[1:] == ["Открыты две школы.", "Приняты 44 врача."]


def test_numbers_on_two_lines_of_a_cell_are_not_run_together() -> None:
    document = read_markup(
        "<table><tr><th>Год</th><th>Врачи</th></tr><tr><td>2024</td><td>12<br>345</td></tr></table>"
    )
    assert document.text.endswith("12\n345")


def test_the_head_of_the_page_gives_title_date_address_and_author() -> None:
    page = (
        "<html lang='kk'><head><title>Аурухана - Портал</title><meta property='og:title' content='Аурухана'>"
        "<meta property='article:published_time' content='2025-07-20T11:05:00+05:00'>"
        "<link rel='canonical' href='https://news.example/1'><meta name='author' content='Айнұр С.'>"
        "<meta property='og:site_name' content='Портал'></head>"
        f"<body><article><p>{OPENING}</p></article></body></html>"
    )
    assert read_html(page.encode(), "a.html").metadata == {
        "title": "Аурухана",
        "published": "2025-07-20T11:05:00+05:00",
        "source_url": "https://news.example/1",
        "language": "kk",
        "author": "Айнұр С.",
        "site": "Портал",
    }


def test_json_ld_and_time_elements_of_the_report_date_it_but_widgets_do_not() -> None:
    linked = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-10-14"}</script>'
    )
    widget = "<div class='weather'><time datetime='2026-03-01'>сегодня</time></div>"
    own = "<time datetime='2025-10-13'>13 октября</time>"
    assert read_markup(f"{linked}<article><p>{OPENING}</p></article>").metadata["published"] == "2025-10-14"
    assert (
        read_markup(f"{widget}<article>{own}<p>{OPENING}</p></article>").metadata["published"] == "2025-10-13"
    )
    assert "published" not in read_markup(f"{widget}<article><p>{OPENING}</p></article>").metadata


def test_a_page_that_misdeclares_its_encoding_is_read_right() -> None:
    page = f"<html><head><meta charset='utf-8'></head><body><p>{OPENING}</p></body></html>"
    document = read_html(page.encode("cp1251"), "a.html")
    assert (document.text, document.encoding) == (OPENING, "cp1251")


def test_nesting_thousands_deep_is_read() -> None:
    document = read_markup("<div>" * 4_000 + OPENING + "</div>" * 4_000)
    assert document.text == OPENING


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "<table><tr><td>",
                "</table>",
                "<b>",
                "врач 12",
                "<br>",
                "<a>",
                "<ul><li>",
            ]
        )
    )
)
def test_any_soup_of_tags_gives_blocks_in_order_that_cover_all_writing(parts: list[str]) -> None:
    document = read_markup("".join(parts))
    assert document.text.count("врач 12") == parts.count("врач 12")
    end = 0
    for block in document.blocks:
        assert block.char_start >= end
        assert not document.text[end : block.char_start].strip()
        end = block.char_end
