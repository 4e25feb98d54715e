"""What of a message is the report: quoted, forwarded and signed mail, several parts, broken lines."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from sources.readers import Document, Unreadable, read_document
from sources.readers.containers import expand
from sources.readers.mail_body import unflowed
from sources.reading.attributes.observation import ReportReading
from sources.reading.report import read_report

REPORT = "В больницах Мангистауской области пролечено 31 482 пациента."
OLDER = "Сообщите, почему на участках работают 412 терапевтов."
OUTLOOK = "{0}: Минздрав\n{1}: 5 января 2026 г. 9:40\n{2}: Управление\n{3}: Запрос\n"
RU = OUTLOOK.format("От", "Отправлено", "Кому", "Тема")
KK = OUTLOOK.format("Кімнен", "Жіберілді", "Кімге", "Тақырып")
EN = OUTLOOK.format("From", "Sent", "To", "Subject")


def letter(body: str = "", *, subject: str = "Итоги года", html: str | None = None, **params: str) -> bytes:
    message = EmailMessage()
    message["From"] = "press@health.example"
    message["To"] = "warehouse@health.example"
    message["Subject"] = subject
    message["Date"] = "Thu, 08 Jan 2026 23:30:00 +0000"
    if body or html is None:
        message.set_content(body, params=params or None)
    if html is not None and body:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def read(body: str = "", *, subject: str = "Итоги года", html: str | None = None) -> Document:
    return read_document(letter(body, subject=subject, html=html), "a.eml")


def in_role(document: Document, role: str) -> list[str]:
    return [document.text[one.char_start : one.char_end] for one in document.blocks if one.role == role]


def reading(content: bytes) -> ReportReading:
    return read_report(read_document(content, "a.eml"))


QUOTED = [
    f"{RU}\n{OLDER}",
    f"{KK}\n{OLDER}",
    f"{EN}\n{OLDER}",
    f"________________________________\n*From:* М\n*Sent:* 5 января 2026 г.\n*To:* У\n\n{OLDER}",
    f"-----Original Message-----\n{OLDER}",
    f"-----Исходное сообщение-----\n{RU}\n{OLDER}",
    f"-----Бастапқы хабарлама-----\n{KK}\n{OLDER}",
    f"пн, 5 янв. 2026 г. в 09:40, Минздрав <m@h.example>:\n\n> {OLDER}",
    f"05.01.2026 9:40, Минздрав пишет:\n> {OLDER}",
    f"On Mon, Jan 5, 2026 at 9:40 AM Ministry of Health\n<m@h.example> wrote:\n> {OLDER}",
    f"Понедельник, 5 января 2026, 9:40 +05:00 от Минздрав <m@h.example>:\n{OLDER}",
    f"> {OLDER}",
]


@pytest.mark.parametrize("older", QUOTED)
def test_what_an_answer_quotes_is_no_part_of_the_report(older: str) -> None:
    document = read(f"{REPORT}\n\n{older}\n", subject="Re: Запрос")
    assert in_role(document, "body") == ["Re: Запрос", REPORT]
    assert in_role(document, "quoted")[-1].removeprefix("> ") == OLDER


def test_numbers_of_quoted_mail_stand_in_the_ledger_with_their_reason() -> None:
    found = {
        row.quote: (row.disposition, row.reason)
        for row in reading(letter(f"{REPORT}\n\n{RU}\n{OLDER}")).ledger
    }
    assert found["412"] == ("boilerplate", "quoted_mail")
    assert found["31 482"][0] == "observation"


def test_an_answer_of_greetings_alone_does_not_make_the_question_a_report() -> None:
    document = read(f"Добрый день, коллеги!\n\n{RU}\n{OLDER}", subject="Re: Запрос")
    assert OLDER in in_role(document, "quoted")


def test_answers_between_quoted_lines_are_the_senders_own() -> None:
    document = read(f"> Сколько пролечено? Нужны 2 числа.\n\n{REPORT}\n\n> Спасибо за 1-й ответ.\n\nЭто всё.")
    assert in_role(document, "body") == ["Итоги года", REPORT, "Это всё."]


def test_a_quoted_line_that_a_program_wrapped_is_quoted_to_its_end() -> None:
    wrapped = "> Просим подтвердить число терапевтов на участках по состоянию на\nконец года: 412\n\n"
    document = read(wrapped + REPORT)
    assert in_role(document, "body") == ["Итоги года", REPORT]


FORWARDED = [
    "-------- Пересылаемое сообщение --------\nОт: Управление\nТема: Итоги\n\n",
    "------ Forwarded message -----\nFrom: У <u@h.example>\nDate: пн, 5 янв. 2026 г.\nSubject: Итоги\n\n",
    "Начало переадресованного сообщения:\n\nОт: Управление\nДата: 5 января 2026 г., 9:40\nКому: Минздрав\n\n",
    "-------- Перенаправленное сообщение --------\nТема: \tИтоги\nДата: \t5 января 2026\nОт: \tУ\n\n",
    "----- Қайта жіберілген хабарлама -----\nКімнен: Басқарма\nТақырып: Қорытынды\n\n",
]


@pytest.mark.parametrize("above", FORWARDED)
@pytest.mark.parametrize(
    "note", ["", "Добрый день! Пересылаю данные за 6 месяцев, исх. № 12-4 от 05.01.2026.\n\n"]
)
def test_a_report_sent_on_with_a_covering_note_is_read_where_it_stands(above: str, note: str) -> None:
    document = read(f"{note}{above}{REPORT}\n\nС уважением,\nтел. 50-00-00")
    assert in_role(document, "body")[-1] == REPORT
    assert in_role(document, "furniture") == ["С уважением,", "тел. 50-00-00"]
    assert document.metadata["forwarded"] == "yes"


def test_the_subject_tells_that_an_older_message_was_sent_on() -> None:
    assert REPORT in in_role(read(f"К сведению.\n\n{RU}\n{REPORT}", subject="FW: Итоги"), "body")
    assert REPORT in in_role(read(f"{EN}\n{REPORT}"), "body")


def test_a_report_sent_on_behind_marks_of_quotation_is_read_without_them() -> None:
    headers = "> От: Управление\n> Дата: 5 января 2026\n> Тема: Итоги\n>\n"
    body = f"Начало пересылаемого сообщения:\n\n{headers}> {REPORT}\n"
    assert in_role(read(body), "body")[-1].strip() == REPORT


def test_a_report_sent_on_twice_is_read_at_the_bottom() -> None:
    inner = f"Направляем.\n\n{FORWARDED[0]}{REPORT}"
    assert in_role(read(f"Коллеги, примите.\n\n{FORWARDED[1]}{inner}"), "body")[-1] == REPORT


def test_what_is_sent_on_below_a_report_is_not_read() -> None:
    document = read(f"{REPORT}\n\n{FORWARDED[0]}{OLDER}")
    assert in_role(document, "body") == ["Итоги года", REPORT]
    assert "forwarded" not in document.metadata


def test_signatures_and_what_programs_add_are_no_report_but_a_postscript_is() -> None:
    below = "С уважением, пресс-служба\nкаб. 305\n\nP. S. Принято 96 врачей.\n\nОтправлено с iPhone 15\n"
    body = f"{REPORT}\n\n{below}"
    document = read(body)
    assert in_role(document, "body") == ["Итоги года", REPORT, "P. S. Принято 96 врачей."]
    assert in_role(document, "furniture")[-1] == "Отправлено с iPhone 15"


def test_a_sentence_that_holds_the_words_of_a_sign_off_is_no_signature() -> None:
    body = "С уважением относясь к труду медиков, область наградила 96 врачей.\n" + REPORT
    assert in_role(read(body), "furniture") == []


def test_quotations_of_a_letter_in_html_are_told_by_their_element() -> None:
    html = f"<div>{REPORT}</div><div>5 января 2026 г., 9:40, Минздрав &lt;m@h.example&gt;:</div>"
    html += f"<blockquote type='cite'><p>{OLDER}</p></blockquote>"
    document = read(html=html)
    assert in_role(document, "body") == ["Итоги года", REPORT]
    assert in_role(document, "quoted")[-1] == OLDER


def test_an_indented_block_of_a_letter_is_no_quotation() -> None:
    html = f"<p>Сообщаем:</p><blockquote style='margin-left:40px'><p>{REPORT}</p></blockquote>"
    assert REPORT in in_role(read(html=html), "body")


def test_headers_inside_a_letter_in_html_begin_what_it_quotes() -> None:
    html = f"<p>{REPORT}</p><div style='border-top:1pt'>"
    html += "<p><b>От:</b> М<br><b>Отправлено:</b> 5 января 2026 г. 9:40<br>"
    html += f"<b>Кому:</b> У<br><b>Тема:</b> Запрос</p></div><p>{OLDER}</p>"
    assert in_role(read(html=html), "body") == ["Итоги года", REPORT]


def test_a_plain_form_that_only_points_to_the_other_is_not_the_report() -> None:
    document = read("Ваша программа не показывает HTML.", html=f"<p>{REPORT}</p>")
    assert in_role(document, "body") == ["Итоги года", REPORT]


def test_of_two_forms_that_say_the_same_the_plain_one_is_read() -> None:
    assert read(REPORT, html=f"<p>{REPORT}</p>").encoding == "utf-8"


def test_a_table_is_read_from_the_form_that_has_it_as_a_table() -> None:
    html = "<table><tr><th>Район</th><th>Врачи</th></tr><tr><td>Бейнеу</td><td>96</td></tr></table>"
    document = read("Район\n\nВрачи\n\nБейнеу\n\n96", html=html)
    assert [one.header for one in document.blocks if one.kind == "cell"] == [True, True, False, False]


def test_all_written_parts_of_a_message_are_its_body() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@h.example", "b@h.example", "Итоги года"
    message.set_content("Сообщаем данные.")
    message.add_attachment(b"12", maintype="application", subtype="octet-stream", filename="a.txt")
    message.add_attachment(REPORT, subtype="plain", disposition="inline")
    message.add_attachment("<p>Принято 96 врачей.</p>", subtype="html", disposition="inline")
    assert in_role(read_document(message.as_bytes(), "a.eml"), "body")[1:] == [
        "Сообщаем данные.", REPORT, "Принято 96 врачей.",
    ]  # fmt: skip


def test_a_message_inside_a_message_is_a_report_of_its_own() -> None:
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "u@h.example", "m@h.example", "Итоги года"
    inner.set_content(REPORT)
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "m@h.example", "b@h.example", "Fwd"
    outer.set_content("Пересылаю.")
    outer.add_attachment(inner)
    del outer.get_payload()[1]["Content-Disposition"]  # type: ignore[index,union-attr]
    members = expand(outer.as_bytes(), "a.eml")
    assert [one.name for one in members] == ["a.eml", "a.eml/message.eml"]
    assert REPORT in read_document(members[1].content, "message.eml").text


def test_a_document_without_a_name_is_attached_all_the_same() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@h.example", "b@h.example", "Итоги"
    message.set_content("Отчёт приложен.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", disposition="inline")
    assert [one.name for one in expand(message.as_bytes(), "a.eml")] == ["a.eml", "a.eml/attachment.pdf"]


def test_parts_that_cannot_be_read_are_told() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@h.example", "b@h.example", "Итоги"
    message.set_content(REPORT)
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", disposition="inline")
    assert in_role(read_document(message.as_bytes(), "a.eml"), "unread") == ["[text/calendar part]"]


def test_an_encrypted_message_is_refused_as_such() -> None:
    content = (
        b"From: a@h.example\r\nTo: b@h.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nMIIBAAAA\r\n"
    )
    with pytest.raises(Unreadable) as refused:
        read_document(content, "a.eml")
    assert refused.value.reason == "encrypted"


def test_winmail_dat_is_refused_with_the_way_to_send_without_it() -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(b"\x78\x9f\x3e\x22\x01\x00" + bytes(300), "winmail.dat")
    assert refused.value.reason == "unsupported_type"
    assert "send again without winmail.dat" in refused.value.remedy


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8"])
def test_headers_in_an_undeclared_code_page_are_read(encoding: str) -> None:
    subject = "Итоги года в области".encode(encoding)
    content = b"From: a@h.example\nTo: b@h.example\nSubject: " + subject + b"\nMIME-Version: 1.0\n\n96\n"
    assert read_document(content, "a.eml").metadata["title"] == "Итоги года в области"


@pytest.mark.parametrize(
    ("sent", "delete_space", "whole"),
    [
        ("принято 4 \n310 врачей", False, "принято 4 310 врачей"),
        ("принято 4 3 \n10 врачей", True, "принято 4 310 врачей"),
        ("одна\nдругая", False, "одна\nдругая"),
        (" >не цитата", False, ">не цитата"),
        ("> раз \n> два\nтри", False, "> раз два\nтри"),
        ("> раз \nдва", False, "> раз \nдва"),
        ("раз \n-- \nподпись", False, "раз \n-- \nподпись"),
    ],
)
def test_lines_sent_as_flowed_are_whole_again(sent: str, delete_space: bool, whole: str) -> None:
    assert unflowed(sent, delete_space=delete_space) == whole


def test_a_number_that_a_flowed_line_cut_is_one_number() -> None:
    content = letter("В больницах области принято 4 \n310 пациентов.", format="flowed")
    assert "4 310" in [row.quote for row in reading(content).ledger]


def test_a_letter_is_dated_by_the_day_it_was_sent_in_the_time_of_kazakhstan() -> None:
    assert reading(letter(REPORT)).publication.on == date(2026, 1, 9)


def test_the_date_that_a_letter_prints_outranks_the_day_it_was_sent() -> None:
    assert reading(letter(f"Опубликовано: 6 января 2026 года\n\n{REPORT}")).publication.on == date(2026, 1, 6)


@pytest.mark.parametrize("body", [f"{RU}\n{REPORT}", f"{FORWARDED[1]}{REPORT}", f"{FORWARDED[2]}{REPORT}"])
def test_a_report_that_was_sent_on_has_neither_date_of_the_mail(body: str) -> None:
    assert reading(letter(body)).publication.on is None


def test_a_quoted_date_does_not_date_the_answer() -> None:
    published = reading(letter(f"{REPORT}\n\n{RU}\nОпубликовано: 5 января 2026 года\n{OLDER}")).publication
    assert published.on == date(2026, 1, 9)
