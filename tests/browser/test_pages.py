"""The pages of Dagster show what people look for: the lineage, the regions, the checks, the run."""

from __future__ import annotations

import re

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from orchestration.settings import PROJECT_ROOT

pytestmark = pytest.mark.browser

PATIENCE_SECONDS = 60
PICTURES = PROJECT_ROOT / "logs" / "browser"


def shown(browser: webdriver.Chrome, address: str, name: str, *expected: str) -> str:
    """Open a page, wait until all of `expected` stands on it, keep a picture, return its text."""
    browser.get(address)

    def text(_: object = None) -> str:
        body: str = browser.execute_script("return document.body.textContent")
        return body

    def is_there(_: object) -> bool:
        return all(part in text() for part in expected)

    try:
        WebDriverWait(browser, PATIENCE_SECONDS).until(is_there)
    finally:
        PICTURES.mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(PICTURES / f"{name}.png"))
    return text()


def test_the_lineage_reaches_from_the_inbox_to_the_published_file(
    browser: webdriver.Chrome, pages: str
) -> None:
    shown(browser, f"{pages}/asset-groups", "lineage", "landing", "marts", "publication")


def test_an_asset_shows_which_regions_reported(browser: webdriver.Chrome, pages: str) -> None:
    text = shown(browser, f"{pages}/assets/accepted/reports?view=partitions", "regions", "KZ-55", "KZ-79")
    assert re.search(r"KZ-55\s+Павлодарская область", text)


def test_an_asset_shows_its_checks(browser: webdriver.Chrome, pages: str) -> None:
    address = f"{pages}/assets/accepted/reports?view=checks"
    shown(browser, address, "checks", "reports_are_sound", "region_passed", "region_is_on_time")


def test_the_run_of_the_terminal_shows(browser: webdriver.Chrome, pages: str) -> None:
    shown(browser, f"{pages}/runs", "runs", "refresh", "Success")


def test_the_sensor_and_the_nightly_stand_there(browser: webdriver.Chrome, pages: str) -> None:
    shown(browser, f"{pages}/automation", "automation", "inbox", "nightly", "02:00 AM")
