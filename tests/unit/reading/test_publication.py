"""The date of publication is stated, printed as a dateline, or unknown; other dates are never taken for
it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.readers.document import Document, Piece, assemble
from sources.reading.about.publication import metadata_date, publication_date

BODY = (
    "Областное управление здравоохранения подвело итоги работы стационаров и рассказало, сколько человек "
    "получили помощь, какое оборудование поступило в районы и каких специалистов не хватает сегодня на селе."
)
DAY = date(2025, 2, 5)


def plain(*lines: str) -> Document:
    return Document("\n".join(lines), (), "text/plain", "text")


DATELINES = [
    "5 февраля 2025",
    "5 февраль 2025, Среда",
    "05.02.2025 10:42   Просмотров: 1 914",
    "05.02.2025 10:42",
    "5 февраля 2025 | 11:08 | 3 481 просмотр | автор: Имя Фамилия",
    "5 ақпан, 2025   1 204 рет оқылды",
    "2025 жылғы 5 ақпан",
    "Опубликовано: 05.02.2025, 09:12",
    "Дата публикации: 05.02.2025",
    "Жарияланған күні: 05.02.2025",
    "Фото: example.kz 05.02.2025 08:25 632",
    "Пресс-релиз от 5 февраля 2025 года",
    "Актобе, 5 февраля 2025 г.",
    "5 February 2025",
    "February 5, 2025 12:40",
    "Published on 5 February 2025",
]


@pytest.mark.parametrize("line", DATELINES)
def test_a_dateline_beside_the_title_is_the_date_of_publication(line: str) -> None:
    document = plain("Больницы области получили новое оборудование", line, "", BODY)
    found = publication_date(document, None)
    assert (found.on, found.basis) == (DAY, "dateline")
    assert found.start is not None
    assert document.text[found.start : found.end].strip() in line


WIDGETS = "Ауа райы: Талғар +6, Қонаев +9"


@pytest.mark.parametrize(
    "head",
    [
        [WIDGETS, "5 ақпан 2025, 10:05   312 рет оқылды"],
        [WIDGETS, "05.02.2025 Просмотров: 41"],
        ["Талғар +6° … +9°", "Талғарда жаңа емхана салынды", "5 ақпан 2025 ж. 10:05"],
    ],
)
def test_a_date_with_readers_or_below_a_short_title_is_of_the_text_beside_widgets(head: list[str]) -> None:
    assert publication_date(plain(*head, "Жаңа емхана жұмысын бастады, дейді басқарма", BODY), None).on == DAY


@pytest.mark.parametrize("between", ["Басты бет", "Главная Новости Регион Спорт"])
def test_a_date_beside_widgets_is_the_day_of_page_load(between: str) -> None:
    assert publication_date(plain(WIDGETS, between, "05.02.2025", BODY), None).on is None


def test_the_opening_of_a_wire_report_is_a_dateline() -> None:
    document = plain("Больницы получили оборудование", f"КОКШЕТАУ. 5 февраля 2025 – {BODY}", BODY)
    assert publication_date(document, None).on == DAY


NOT_DATELINES = [
    "Сегодня 5 февраля 2025, среда",
    "Бүгін 5 ақпан 2025",
    "Курсы валют на 05.02.2025: USD 480,1",
    "Погода на 05.02.2025: Актобе -5°",
    "© 2025 Редакция, свидетельство от 05.02.2025",
    "5 февраля",
    "05.02.",
    "Обновлено: 05.02.2025",
    "Кадры по состоянию на 05.02.2025",
]


@pytest.mark.parametrize("line", NOT_DATELINES)
def test_what_is_not_a_dateline_leaves_the_date_unknown(line: str) -> None:
    document = plain("Больницы области получили новое оборудование", line, "", BODY)
    assert publication_date(document, None).on is None


def test_a_date_of_an_event_is_not_the_date_of_publication() -> None:
    assert (
        publication_date(plain("Заголовок", f"5 февраля 2025 года прошло совещание. {BODY}"), None).on is None
    )


def test_a_date_after_the_body_is_not_taken() -> None:
    document = plain("Заголовок новости о больницах области", BODY, BODY, "05.02.2025", "Другая новость")
    assert publication_date(document, None).on is None


def test_a_letter_can_bear_its_date_under_the_text() -> None:
    document = plain("Справка о состоянии отрасли", BODY, BODY, BODY, "г. Кокшетау, 5 февраля 2025 года")
    assert publication_date(document, None).on == DAY


def test_the_day_of_page_load_above_the_menu_gives_way_to_the_dateline() -> None:
    document = plain(
        "12.07.2025", "В стране", "", "Больницы области получили аппараты", "05.02.2025 12:29", BODY
    )
    assert publication_date(document, None).on == DAY


def test_the_day_of_page_load_alone_is_no_date_of_publication() -> None:
    document = plain("12.07.2025", "Войти | Поиск", "Больницы области получили аппараты", BODY)
    assert publication_date(document, None).on is None


def test_a_label_decides_between_two_dates() -> None:
    document = plain("Заголовок", "01.02.2025", "Опубликовано: 05.02.2025", BODY)
    assert publication_date(document, None).on == DAY


def test_the_sidecar_outranks_the_metadata_and_the_metadata_the_text() -> None:
    document = Document(
        f"Заголовок\n01.01.2020\n{BODY}",
        (),
        "text/html",
        "html",
        metadata={"published": "2025-02-05T10:00:00+05:00"},
    )
    assert publication_date(document, date(2024, 3, 1)).on == date(2024, 3, 1)
    assert (publication_date(document, None).on, publication_date(document, None).basis) == (DAY, "metadata")


def test_the_day_an_office_file_was_made_is_not_a_publication() -> None:
    document = Document(BODY, (), "application/pdf", "pdf", metadata={"published": "2025-02-05T10:00:00"})
    assert publication_date(document, None).on is None


@pytest.mark.parametrize(
    "printed",
    [
        "2025-02-05",
        "2025-02-05T10:00:00+05:00",
        "Wed, 05 Feb 2025 10:00:00 +0500",
        "05.02.2025",
        "5 февраля 2025",
    ],
)
def test_metadata_is_read_as_formats_print_it(printed: str) -> None:
    assert metadata_date(printed) == DAY


@pytest.mark.parametrize("printed", ["", "yesterday", "2025-13-45", "02.2025", "version 4.2.1"])
def test_metadata_that_is_no_date_is_none(printed: str) -> None:
    assert metadata_date(printed) is None


@settings(max_examples=60, deadline=None)
@given(day=st.dates(date(1995, 1, 1), date(2060, 12, 31)))
def test_any_day_survives_being_printed_as_a_dateline(day: date) -> None:
    document = plain("Больницы области получили новое оборудование", f"{day:%d.%m.%Y} 09:30", BODY)
    assert publication_date(document, None).on == day


def page(*blocks: tuple[str, str, str]) -> Document:
    """A page of blocks, each with kind, role and text."""
    text, found = assemble([Piece(text, kind, "", role) for kind, role, text in blocks])  # type: ignore[arg-type]
    return Document(text, found, "text/html", "html")


TITLE = ("title", "body", "Больницы области получили новое оборудование")
PROSE = ("paragraph", "body", BODY)


def test_the_date_of_a_comment_is_not_the_date_of_publication() -> None:
    comment = ("paragraph", "furniture", "Айгуль 05.02.2025")
    assert publication_date(page(TITLE, PROSE, comment), None).on is None
    assert publication_date(page(TITLE, ("paragraph", "hidden", "05.02.2025"), PROSE), None).on is None


def test_a_date_beside_the_title_counts_though_the_page_sets_it_apart() -> None:
    above = ("paragraph", "furniture", "05.02.2025")
    assert publication_date(page(("paragraph", "furniture", "Новости"), above, TITLE, PROSE), None).on == DAY


@pytest.mark.parametrize(
    "lines",
    [
        ("Больницы получили оборудование", "Фев", "05", "2025", BODY),
        ("Больницы получили оборудование", "05", "Фев", "2025", BODY),
        ("Больницы получили оборудование", "Фев / 05 / 2025", BODY),
        ("Больницы получили оборудование", "5 фев. 2025", BODY),
        ("Больницы получили оборудование", BODY, "Фев", "05", "2025"),
    ],
)
def test_a_date_may_be_shortened_or_stand_on_three_lines(lines: tuple[str, ...]) -> None:
    document = plain(*lines)
    found = publication_date(document, None)
    assert (found.on, found.basis) == (DAY, "dateline")
    assert "2025" in document.text[found.start : found.end]


def test_several_dates_on_three_lines_are_other_headlines() -> None:
    lines = ("Больницы получили оборудование", BODY, "Фев", "05", "2025", "Другое", "Фев", "06", "2025")
    assert publication_date(plain(*lines), None).on is None


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2099, 1, 1)])
def test_a_day_on_which_no_report_can_be_published_is_none(day: date) -> None:
    written = Document(BODY, (), "text/html", "html", metadata={"published": day.isoformat()})
    assert publication_date(written, None, DAY).on is None
    assert publication_date(plain(BODY), day, DAY).on is None
    assert (
        publication_date(plain("Больницы получили оборудование", f"{day:%d.%m.%Y}", BODY), None, DAY).on
        is None
    )


def test_a_moment_in_another_zone_is_told_in_the_time_of_kazakhstan() -> None:
    written = Document(BODY, (), "text/html", "html", metadata={"published": "2025-02-04T20:30:00Z"})
    assert publication_date(written, None).on == DAY


@pytest.mark.parametrize("line", ["Загружено 05.02.2025", "Дата обращения: 05.02.2025"])
def test_the_day_of_loading_a_page_is_not_the_date_of_publication(line: str) -> None:
    assert publication_date(plain("Больницы получили оборудование", line, BODY), None).on is None


OPENINGS = [
    "date 2025-02-05 ",
    "Дата: 05.02.2025 ",
    "Опубликовано 5 февраля 2025, 14:05. ",
    "2025-02-05 17:38 - ",
    "05.02.2025 09:40 | ",
    "Жарияланды: 2025 ж. 5 ақпан – ",
]


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("text", ["41 койка добавлена в больницах области за прошлый год", BODY])
def test_a_date_that_opens_the_line_of_a_title_or_a_text_is_the_date_of_publication(
    opening: str, text: str
) -> None:
    document = plain(opening + text, BODY)
    found = publication_date(document, None)
    assert (found.on, found.basis) == (DAY, "dateline")
    assert document.text[found.start : found.end].strip() in opening


def test_dates_that_open_several_titles_are_a_list_of_headlines() -> None:
    first, second = (f"2025-02-0{day} 10:20 - Открыт новый корпус больницы" for day in (5, 6))
    assert publication_date(plain(first, second, BODY), None).on is None


@pytest.mark.parametrize(
    "head",
    [
        ("Среда, 5 февраля, 2025", "-11.2 C", "Кокшетау"),
        ("наверх", "-7 C", "Павлодар", "Среда, 5 февраля, 2025"),
        ("сәрсенбі, 5 ақпан, 2025", "USD: 512.10 ₸ EUR: 540.02 ₸"),
    ],
)
def test_a_date_beside_the_weather_or_the_rates_is_the_day_on_which_the_page_was_opened(
    head: tuple[str, ...],
) -> None:
    title = "Больницы области получили новое оборудование"
    assert publication_date(plain(*head, title, "", BODY), None).on is None
    assert publication_date(plain(*head, title, "", "03.02.2025", BODY), None).on == date(2025, 2, 3)


@pytest.mark.parametrize(
    "clock",
    ["Среда, 5 Февраля 2025", "сәрсенбі, 5 ақпан, 2025", "Wednesday, 5 February 2025", "Ср, 05.02.2025"],
)
def test_a_weekday_with_the_day_above_the_title_is_the_calendar_of_the_site(clock: str) -> None:
    title = "Больницы области получили новое оборудование"
    assert publication_date(plain(clock, title, BODY), None).on is None
    dated = plain(clock, title, "03.02.2025 | 214 просмотров", BODY)
    assert publication_date(dated, None).on == date(2025, 2, 3)


@pytest.mark.parametrize("line", ["Среда, 5 февраля 2025 14:05", "Среда, 5 февраля 2025"])
def test_a_weekday_with_the_day_below_the_title_or_with_an_hour_is_a_dateline(line: str) -> None:
    title = "Больницы области получили новое оборудование"
    assert publication_date(plain(title, line, BODY), None).on == DAY
