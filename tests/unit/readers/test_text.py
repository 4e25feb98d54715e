"""Plain text and its lines."""

from hypothesis import given
from hypothesis import strategies as st

from sources.readers.document import Document
from sources.readers.text import line_blocks, read_text


def written(document: Document) -> list[str]:
    return [document.text[block.char_start : block.char_end] for block in document.blocks]


def test_the_text_is_the_decoded_file_with_its_line_ends() -> None:
    content = "\ufeffИтоги\r\n\r\n  Пролечено 10 231 больных.\r\n".encode()
    document = read_text(content, "a.txt")
    assert document.text == "Итоги\r\n\r\n  Пролечено 10 231 больных.\r\n"
    assert [
        (block.locator, text) for block, text in zip(document.blocks, written(document), strict=True)
    ] == [
        ("line 1", "Итоги"),
        ("line 3", "Пролечено 10 231 больных."),
    ]


def test_lines_broken_at_a_fixed_width_form_one_block() -> None:
    text = (
        "Управление здравоохранения сообщает, что в районных больницах\n"
        "области начали работу новые отделения, на их оснащение ушло\n"
        "412 млн тенге, а в штат приняты двадцать врачей и сорок семь\n"
        "медицинских сестёр, которые приехали из соседних районов, и\n"
        "трое резидентов.\n\nВторой абзац короткий.\n"
    )
    assert [block.locator for block in line_blocks(text)] == ["lines 1-5", "line 7"]


def test_short_lines_of_a_widget_stay_apart() -> None:
    text = "Актау\n+4°\nЖанаозен\n+2°\nАтырау\n-3°\n\nВ области открыли четыре амбулатории.\n"
    assert len(line_blocks(text)) == 7


def test_bullets_and_numbers_make_list_items() -> None:
    text = "Приобретено:\n• 3 томографа;\n- 2 аппарата УЗИ;\n1) автомобиль;\n— Дела идут.\n-8 мороза\n"
    kinds = [block.kind for block in line_blocks(text)]
    assert kinds == ["paragraph", "list_item", "list_item", "list_item", "paragraph", "paragraph"]


@given(st.text(alphabet="абв 12,.\n\r\u2028-•", max_size=400))
def test_blocks_are_ordered_do_not_overlap_and_leave_out_only_white_space(text: str) -> None:
    blocks = line_blocks(text)
    end = 0
    for block in blocks:
        assert end <= block.char_start < block.char_end
        assert not text[end : block.char_start].strip()
        end = block.char_end
    assert not text[end:].strip()
