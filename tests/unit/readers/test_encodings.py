"""Which encoding a file is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.readers.document import Unreadable
from sources.readers.encodings import decode

RUSSIAN = (
    "Управление здравоохранения области сообщает: за девять месяцев пролечено 31 482 пациента, "
    "из них 9 517 детей. Укомплектованность врачами достигла 91,4 процента."
)
KAZAKH = (
    "Облыстық денсаулық сақтау басқармасының мәліметінше, өңірде 1 204 дәрігер жұмыс істейді. "
    "Ұлытау ауданында үш нысан іске қосылды, Һ әрпі де бар."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1251", "kz1048", "koi8-r", "cp866"]
)
def test_russian_is_read_in_every_encoding_without_a_mark(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "kz1048"])
def test_kazakh_letters_are_told_from_the_letters_windows_1251_has_in_their_places(encoding: str) -> None:
    decoded = decode(KAZAKH.encode(encoding))
    assert (decoded.text, decoded.encoding) == (KAZAKH, encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_not_part_of_the_text(encoding: str) -> None:
    assert decode(KAZAKH.encode(encoding)).text == KAZAKH


@pytest.mark.parametrize(
    ("written", "declared"),
    [
        ("utf-8", "windows-1251"),
        ("cp1251", "utf-8"),
        ("kz1048", "windows-1251"),
        ("koi8-r", "cp1251"),
        ("cp1251", "nonsense"),
    ],
)
def test_a_wrong_declaration_is_seen_by_the_text_it_gives(written: str, declared: str) -> None:
    text = RUSSIAN if written in ("cp1251", "koi8-r") else KAZAKH
    assert decode(text.encode(written), declared).text == text


def test_a_file_cut_inside_a_character_keeps_all_whole_characters() -> None:
    content = (RUSSIAN * 4).encode()[:-1]
    text = decode(content + "о".encode()[:1]).text
    assert text[:-1] == (RUSSIAN * 4)[:-1]
    assert text[-1] == "\ufffd"


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 20,
        "текст\x00и ещё".encode(),
        bytes(range(128, 256)) * 10,
        b"\x01\x02\x03\x04" * 40,
    ],
    ids=["all bytes", "null bytes", "upper half", "control characters"],
)
def test_binary_data_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(content)
    assert refused.value.reason == "undecodable"
    assert refused.value.remedy


LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВӘҒҚҢӨҰҮҺІәғқңөұүһі 0123456789.,-–«»\n\r\t№%"


@given(st.text(alphabet=LETTERS, min_size=1, max_size=300))
def test_valid_utf8_is_always_read_as_utf8(text: str) -> None:
    assert decode(f"Пациенты и врачи. {text}".encode()).text == f"Пациенты и врачи. {text}"


@given(st.lists(st.sampled_from(KAZAKH.split()), min_size=25, max_size=80))
def test_kazakh_words_in_any_order_survive_kz1048(words: list[str]) -> None:
    text = " ".join(words)
    assert decode(text.encode("kz1048")).text == text


def read_with(page: str, text: str) -> str:
    """Text as a program shows it that reads UTF-8 with a wrong page; bytes that the page leaves open stay."""
    shown = []
    for byte in text.encode():
        try:
            shown.append(bytes([byte]).decode(page))
        except UnicodeDecodeError:
            shown.append(chr(byte))
    return "".join(shown)


@pytest.mark.parametrize("page", ["cp1251", "cp1252", "latin-1", "cp866"])
@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH])
def test_utf8_that_was_read_with_a_wrong_page_and_saved_is_written_back(page: str, text: str) -> None:
    assert decode(read_with(page, text).encode()).text == text


def test_such_a_text_with_lost_characters_is_refused() -> None:
    with pytest.raises(Unreadable, match="wrong encoding"):
        decode(read_with("cp1251", RUSSIAN).replace("\u0402", "?").encode())


@pytest.mark.parametrize("text", ["Р Т У С, РФ и СССР; США", "Ð and Ñ are letters of Icelandic and Spanish"])
def test_letters_that_such_texts_are_made_of_may_stand_by_themselves(text: str) -> None:
    assert decode(text.encode()).text == text
