"""Whatever the bytes: a reader reads, or refuses with a reason; nothing else comes out of it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.readers import Unreadable, read_document
from sources.readers.containers import expand
from sources.readers.guard import guarded
from tests.unit.readers.written_files import (
    docx_file,
    message_file,
    rtf_file,
    xlsx_file,
    zip_file,
)
from tests.unit.readers.written_pdf import pdf_file, pdf_lines

WHOLE = {
    "a.docx": docx_file(),
    "a.xlsx": xlsx_file(),
    "a.pdf": pdf_file([pdf_lines(["Пролечено 96 больных."])]),
    "a.eml": message_file("Пролечено 96.", attached={"a.txt": b"12"}),
    "a.rtf": rtf_file(),
    "a.zip": zip_file({"a.txt": b"12", "b.txt": b"13"}),
}


def opened(content: bytes, name: str) -> None:
    """Open a file and all files inside; a refusal is fine, any other error comes through."""
    with suppress(Unreadable):
        for member in expand(content, name):
            with suppress(Unreadable):
                read_document(member.content, member.name)


@given(name=st.sampled_from(sorted(WHOLE)), place=st.floats(0, 1), junk=st.binary(min_size=1, max_size=12))
def test_bytes_put_into_a_file_do_no_more_than_have_it_refused(name: str, place: float, junk: bytes) -> None:
    whole = WHOLE[name]
    start = int(place * len(whole))
    opened(whole[:start] + junk + whole[start + len(junk) :], name)


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.csv", "a.html", "a.eml", ""]))
def test_any_bytes_under_any_name_are_read_or_refused(content: bytes, name: str) -> None:
    opened(content, name)


@pytest.mark.parametrize(("raised", "reason"), [(IndexError("7"), "corrupt"), (MemoryError(), "too_large")])
def test_what_a_parser_raises_becomes_a_reason(raised: Exception, reason: str) -> None:
    def parser() -> None:
        raise raised

    with pytest.raises(Unreadable) as refused:
        guarded(parser)
    assert refused.value.reason == reason
    assert refused.value.__cause__ is raised


def test_an_interruption_is_no_damage() -> None:
    def parser() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(parser)
