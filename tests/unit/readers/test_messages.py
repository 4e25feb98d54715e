"""E-mail, rich text and archives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.readers import Document, Unreadable, read_document
from sources.readers.containers import expand, harmless_name
from tests.unit.readers.written_files import PARAGRAPHS, docx_file, message_file, zip_file


def in_role(document: Document, role: str) -> list[str]:
    return [document.text[one.char_start : one.char_end] for one in document.blocks if one.role == role]


def test_subject_body_and_sender_of_a_message_are_read() -> None:
    document = read_document(message_file("\n".join(PARAGRAPHS)), "a.eml")
    assert document.text.splitlines() == ["Итоги полугодия", *PARAGRAPHS]
    assert document.metadata["author"] == "Пресс-служба <press@health.example>"
    assert "published" not in document.metadata


def test_signature_and_quoted_history_are_furniture() -> None:
    body = f"{PARAGRAPHS[1]}\n-- \nтел. 50-00-00\n> прошлое письмо: 77\n"
    document = read_document(message_file(body), "a.eml")
    assert in_role(document, "furniture") == ["--", "тел. 50-00-00"]
    assert in_role(document, "quoted") == ["> прошлое письмо: 77"]


def test_a_table_written_into_the_body_is_a_table() -> None:
    body = (
        f"{PARAGRAPHS[1]}\n\nГруппа | 2023 | 2024\nВрачи | 41 | 44\nСёстры | 120 | 131\n-- \nтел. 50-00-00\n"
    )
    document = read_document(message_file(body), "a.eml")
    cells = [b for b in document.blocks if b.kind == "cell"]
    assert [(b.row, b.column, b.header) for b in cells[:4]] == [
        (0, 0, True),
        (0, 1, True),
        (0, 2, True),
        (1, 0, False),
    ]
    assert document.text[cells[5].char_start : cells[5].char_end] == "44"
    assert "Сёстры\t120\t131" in document.text


def test_a_message_in_html_is_read_as_a_page() -> None:
    document = read_document(message_file("", html="<p>Пролечено <b>1 204</b> пациента.</p>"), "a.eml")
    assert document.text == "Итоги полугодия\nПролечено 1 204 пациента."


def test_a_page_saved_as_one_file_keeps_what_the_page_says() -> None:
    content = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://news.example/1\r\nSubject: P\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head>"
        "<meta property='article:published_time' content='2025-10-14'></head><body><nav>Меню 5</nav>"
        f"<article><p>{PARAGRAPHS[1]}</p></article></body></html>"
    )
    document = read_document(content.encode(), "page.mht")
    assert document.metadata["published"] == "2025-10-14"
    assert document.metadata["source_url"] == "https://news.example/1"
    assert [block.role for block in document.blocks] == ["body", "furniture", "body"]


def test_attachments_are_members_beside_the_message_itself() -> None:
    content = message_file("Таблица приложена.", attached={"кадры.docx": docx_file()})
    members = expand(content, "письмо.eml")
    assert [member.name for member in members] == ["письмо.eml", "письмо.eml/кадры.docx"]
    assert read_document(members[1].content, members[1].name).reader == "word"


def test_archives_in_archives_are_taken_apart_and_office_files_are_not() -> None:
    inner = zip_file({"б.txt": b"12", "в.docx": docx_file()})
    members = expand(zip_file({"а.txt": b"7", "внутри.zip": inner}), "всё.zip")
    assert [member.name for member in members] == [
        "всё.zip/а.txt",
        "всё.zip/внутри.zip/б.txt",
        "всё.zip/внутри.zip/в.docx",
    ]


def test_a_file_that_is_no_container_is_its_own_only_member() -> None:
    assert [(m.name, m.content) for m in expand(b"12", "a.txt")] == [("a.txt", b"12")]


def test_a_damaged_archive_inside_stays_a_member_to_be_rejected_by_itself() -> None:
    broken = zip_file({"б.txt": b"12" * 400})[:60]
    members = expand(zip_file({"а.txt": b"7", "внутри.zip": broken}), "всё.zip")
    assert [member.name for member in members] == ["всё.zip/а.txt", "всё.zip/внутри.zip"]


def test_archives_nested_too_deeply_are_refused() -> None:
    content = b"12"
    for _ in range(6):
        content = zip_file({"a.zip": content})
    with pytest.raises(Unreadable) as refused:
        expand(content, "a.zip")
    assert refused.value.reason == "unsafe_archive"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Unreadable) as refused:
        expand(zip_file({"a.txt": b"\x00" * 30_000_000}), "a.zip")
    assert refused.value.reason == "unsafe_archive"


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/abs/a.txt", "abs/a.txt"),
        ("C:\\Users\\a.txt", "C_/Users/a.txt"),
        ("a\nb\x00.txt", "a b.txt"),
        ("..", "unnamed"),
        ("папка/отчёт.docx", "папка/отчёт.docx"),
    ],
)
def test_names_are_made_harmless(name: str, harmless: str) -> None:
    assert harmless_name(name) == harmless


@given(st.text(max_size=600))
def test_no_name_can_leave_its_folder_or_break_a_file_system(name: str) -> None:
    parts = harmless_name(name).split("/")
    assert all(part not in ("", ".", "..") for part in parts)
    assert all(len(part.encode()) <= 200 and part.isprintable() for part in parts)
