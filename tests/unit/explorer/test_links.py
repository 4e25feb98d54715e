"""Links that reports and files can be made into stay what they are."""

from __future__ import annotations

import pytest

from orchestration.explorer.rendering import address, web_address


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("https://gov.kz/a?b=1", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("//elsewhere.example/x", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(text: str | None, opened: bool) -> None:
    assert web_address(text) == (text if opened else None)


def test_what_an_address_is_made_of_cannot_leave_its_place() -> None:
    assert address("ru", "region", "../x?y", q="a&b") == "/ru/region/..%2Fx%3Fy?q=a%26b"
