"""Every text that a page asks for is there, in three languages."""

from __future__ import annotations

import re

from checks.reference import codes
from orchestration.explorer.languages import LANGUAGES, interface
from orchestration.explorer.pages.overview import tiles
from orchestration.explorer.rendering import TEMPLATES

ASKED = re.compile(r'\bt\("([a-z_.]+)"\)')
NAV = re.compile(r'"(nav\.[a-z]+)"')


def test_no_page_asks_for_a_text_that_is_not_there() -> None:
    for template in TEMPLATES.glob("*.html"):
        source = template.read_text(encoding="utf-8")
        assert set(ASKED.findall(source)) | set(NAV.findall(source)) <= interface().keys(), template.name


def test_every_text_is_there_in_three_languages() -> None:
    assert [key for key, texts in interface().items() if not all(texts[code] for code in LANGUAGES)] == []


def test_templates_bring_no_style_or_script_of_their_own() -> None:
    for template in TEMPLATES.glob("*.html"):
        source = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|\|\s*safe\b|https?://", source), template.name


def test_each_region_lies_on_a_tile_of_its_own() -> None:
    assert {tile["region_code"] for tile in tiles()} == codes("regions") - {"KZ"}
    assert len({(tile["row"], tile["column"]) for tile in tiles()}) == len(tiles())
