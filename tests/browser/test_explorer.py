"""The pages of the warehouse, in a browser: all of them, in three languages, over reports that mean harm.

The published file is that of the samples; what its reports say is replaced by hostile texts, because a report
is what anybody can send.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import httpx
import pytest
import uvicorn
import yaml
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from orchestration.explorer.app import build_app
from orchestration.explorer.database import Warehouse
from orchestration.explorer.languages import LANGUAGES
from orchestration.explorer.pages.questions import questions
from orchestration.explorer.site import write_site
from orchestration.settings import PROJECT_ROOT, Settings
from sources.reading.output.corrections import load_corrections

pytestmark = pytest.mark.browser

PICTURES = PROJECT_ROOT / "logs" / "browser"
HOSTILE = "<script>document.title='taken'</script><img src=x onerror=document.title='taken'>\"'{{7*7}}"
WIDTHS = (360, 1600)


@pytest.fixture(scope="module")
def published(refreshed: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the published file in which titles, sentences, files and places mean harm."""
    copy = tmp_path_factory.mktemp("hostile") / "warehouse.duckdb"
    shutil.copyfile(refreshed.published_database, copy)
    with duckdb.connect(str(copy)) as warehouse:
        warehouse.execute("update dim_report set title = $1, source_url = 'javascript:alert(1)'", [HOSTILE])
        warehouse.execute("update report_text set text = text || $1", [HOSTILE])
        for table in ("fct_observations", "mart_series", "mart_series_breakdown", "mart_latest_by_region"):
            warehouse.execute(f"update {table} set sentence = coalesce(sentence, '') || $1", [HOSTILE])
        warehouse.execute("update mart_rivals set sentence = $1, rival_sentence = $1", [HOSTILE])
        warehouse.execute("update fct_observations set place = $1, dimensions = $1", [HOSTILE])
    return copy


@pytest.fixture(scope="module")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("decisions") / "corrections.yml"


@pytest.fixture(scope="module")
def explorer(published: Path, decisions: Path) -> Iterator[str]:
    """The address of the pages, served as `make show` does."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(build_app(published, decisions), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def one(published: Path, query: str) -> str:
    with duckdb.connect(str(published), read_only=True) as warehouse:
        found = warehouse.execute(query).fetchone()
    assert found is not None
    return str(found[0])


@pytest.fixture(scope="module")
def addresses(published: Path) -> dict[str, str]:
    """A page of every kind."""
    report = one(published, "select report_id from dim_report order by figures_count desc, report_id limit 1")
    observation = one(
        published, f"select min(observation_id) from fct_observations where report_id = '{report}'"
    )
    series = one(
        published,
        "select concat(region_code, '/', indicator_code) from mart_series"
        " group by region_code, indicator_code order by count(*) desc, 1 limit 1",
    )
    region, indicator = series.split("/")
    return {
        "overview": "",
        "indicators": "indicators",
        "indicator": f"indicator/{indicator}",
        "region": f"region/{region}",
        "series": f"region/{series}",
        "reports": "reports",
        "report": f"report/{report}",
        "observation": f"observation/{observation}",
        "search": "search?q=врачей",
        "work": "work",
        "tables": "tables",
        "table": "tables/fct_observations",
        "questions": "questions",
        "question": "questions/1",
        "missing": "region/XX",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_shows_hostile_texts_as_text_and_fits(
    browser: webdriver.Chrome, explorer: str, addresses: dict[str, str], language: str
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, path in addresses.items():
        browser.get(f"{explorer}/{language}/{path}")
        assert browser.title != "taken", name
        assert browser.find_elements(By.CSS_SELECTOR, "img, main script") == [], name
        assert browser.find_elements(By.CSS_SELECTOR, "a[href^='javascript:']") == [], name
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == language
        for width in WIDTHS:
            browser.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
            )
            wide = browser.execute_script("return document.documentElement.scrollWidth")
            if language == LANGUAGES[0]:
                browser.save_screenshot(str(PICTURES / f"explorer-{name}-{width}.png"))
            assert wide <= width, f"{name} is {wide} wide at {width}"
    refused = [entry["message"] for entry in browser.get_log("browser") if "404" not in entry["message"]]
    assert refused == []


def test_a_figure_opens_what_it_was_read_as(
    browser: webdriver.Chrome, explorer: str, addresses: dict[str, str]
) -> None:
    browser.get(f"{explorer}/ru/{addresses['report']}")
    assert browser.find_elements(By.CSS_SELECTOR, ".card")
    assert not _visible(browser, ".card")
    browser.find_element(By.CSS_SELECTOR, ".figure.d-observation").send_keys(Keys.ENTER)
    (card,) = _visible(browser, ".card")
    assert "Уверенность" in card.text
    card.find_element(By.CSS_SELECTOR, "a[href*='/observation/']").click()
    assert browser.find_elements(By.CSS_SELECTOR, "blockquote mark")


def _visible(browser: webdriver.Chrome, selector: str) -> list[webdriver.remote.webelement.WebElement]:
    return [found for found in browser.find_elements(By.CSS_SELECTOR, selector) if found.is_displayed()]


def test_the_switch_keeps_the_page(
    browser: webdriver.Chrome, explorer: str, addresses: dict[str, str]
) -> None:
    browser.get(f"{explorer}/ru/{addresses['search']}")
    browser.find_element(By.CSS_SELECTOR, ".languages a[lang=en]").click()
    assert "/en/search?q=" in browser.current_url
    assert browser.find_elements(By.CSS_SELECTOR, ".hits li")


def test_a_decision_is_made_by_keyboard_and_kept(
    browser: webdriver.Chrome, explorer: str, decisions: Path
) -> None:
    browser.get(f"{explorer}/en/work?kind=doubtful_observation")
    before = len(browser.find_elements(By.CSS_SELECTOR, "[data-item]"))
    browser.find_element(By.ID, "by").send_keys("Aigerim", Keys.ESCAPE)
    browser.execute_script("document.querySelector('[data-item]').focus()")
    browser.switch_to.active_element.send_keys("c")
    browser.switch_to.active_element.send_keys("the directorate confirmed it", Keys.ESCAPE)
    browser.switch_to.active_element.send_keys("c")
    WebDriverWait(browser, 20).until(
        lambda _: len(browser.find_elements(By.CSS_SELECTOR, "[data-item]")) == before - 1
    )
    (entry,) = yaml.safe_load(decisions.read_text(encoding="utf-8"))
    assert entry["decided_by"] == "Aigerim"
    assert entry["reason"] == "the directorate confirmed it"
    assert entry["expect"]["indicator_code"]
    assert entry["decided_at"].tzinfo is not None
    assert "correct" not in entry


@pytest.mark.parametrize("change", [{"seal": "guessed"}, {"origin": "http://elsewhere.example"}])
def test_a_foreign_page_decides_nothing(explorer: str, decisions: Path, change: dict[str, str]) -> None:
    page = httpx.get(f"{explorer}/en/work").text
    seal = page.split('name="seal" value="')[1].split('"')[0]
    figure = page.split('name="figure_id" value="')[1].split('"')[0]
    form = {"seal": seal, "figure_id": figure, "decision": "withdraw", "by": "x", "reason": "y"}
    headers = {"origin": change["origin"]} if "origin" in change else {}
    before = decisions.read_text(encoding="utf-8") if decisions.exists() else None
    given = form | {name: value for name, value in change.items() if name != "origin"}
    assert httpx.post(f"{explorer}/en/work", data=given, headers=headers).status_code == 403
    assert (decisions.read_text(encoding="utf-8") if decisions.exists() else None) == before


def form_of(explorer: str) -> dict[str, str]:
    """What the form of the first doubtful observation carries."""
    page = httpx.get(f"{explorer}/en/work?kind=doubtful_observation").text
    fields = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("seal", "figure_id")}
    return {**fields, "by": "Aigerim", "reason": "by telephone"}


@pytest.mark.parametrize(
    "given",
    [
        {"decision": "correct", "field": "value", "to": "many"},
        {"decision": "correct", "field": "sentence", "to": "anything"},
        {"decision": "correct", "field": "unit", "to": "furlong"},
        {"decision": "confirm", "reason": ""},
        {"decision": "confirm", "figure_id": "no such figure"},
        {"decision": "drop table"},
    ],
)
def test_what_cannot_be_decided_is_told_and_not_written(
    explorer: str, decisions: Path, given: dict[str, str]
) -> None:
    before = decisions.read_text(encoding="utf-8") if decisions.exists() else None
    assert httpx.post(f"{explorer}/en/work", data=form_of(explorer) | given).status_code == 400
    assert (decisions.read_text(encoding="utf-8") if decisions.exists() else None) == before


def test_a_corrected_field_is_written_as_the_reading_takes_it(explorer: str, decisions: Path) -> None:
    form = form_of(explorer) | {"decision": "correct", "field": "value", "to": "1 250,5"}
    assert httpx.post(f"{explorer}/en/work", data=form).status_code == 303
    last = load_corrections(decisions)[-1]
    assert last.correct == {"value": 1250.5}
    assert last.expect["indicator_code"]


def test_only_loopback_is_answered_unless_a_token_is_brought(published: Path) -> None:
    def status(app: object, **headers: str) -> int:
        transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]

        async def ask() -> int:
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                answer = await client.get("/ru/questions", headers=headers)
                assert "default-src 'none'" in answer.headers["content-security-policy"]
                return answer.status_code

        return asyncio.run(ask())

    own = build_app(published)
    assert status(own) == 200
    assert status(own, host="rebound.example") == 403
    behind = build_app(published, token="secret")
    assert status(behind, host="health.example") == 403
    assert status(behind, host="health.example", authorization="Bearer secret") == 200


def test_a_table_downloads_as_it_is_filtered(explorer: str, tmp_path: Path) -> None:
    for form in ("csv", "parquet"):
        file = tmp_path / f"table.{form}"
        answer = httpx.get(f"{explorer}/download/mart_series.{form}", params={"region_code": "KZ-39"})
        file.write_bytes(answer.content)
        found = duckdb.sql(f"select distinct region_code from '{file}'").fetchall()
        assert found == [("KZ-39",)]


def test_every_question_is_answered(explorer: str) -> None:
    for number in range(1, len(questions()) + 1):
        assert httpx.get(f"{explorer}/en/questions/{number}").status_code == 200


def test_a_new_publication_shows_without_a_restart(published: Path, tmp_path: Path) -> None:
    served = tmp_path / "warehouse.duckdb"
    shutil.copyfile(published, served)
    warehouse = Warehouse(served)
    with warehouse.snapshot() as snapshot:
        before = snapshot.rows("select count(*) as n from dim_report")
    fresh = tmp_path / "fresh.duckdb"
    shutil.copyfile(published, fresh)
    with duckdb.connect(str(fresh)) as writer:
        writer.execute("delete from dim_report")
    fresh.replace(served)
    with warehouse.snapshot() as snapshot:
        assert before != snapshot.rows("select count(*) as n from dim_report") == [{"n": 0}]
    warehouse.close()


def test_the_pages_as_files_lead_from_a_region_to_its_sentence(
    browser: webdriver.Chrome, published: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few.duckdb"
    shutil.copyfile(published, few)
    with duckdb.connect(str(few)) as warehouse:
        for table in ("dim_indicator", "mart_latest_by_region", "mart_series"):
            warehouse.execute(f"delete from {table} where indicator_code <> 'HR.DOC.N'")
    write_site(few, tmp_path / "site", reports=1)
    browser.get((tmp_path / "site" / "ru" / "index.html").as_uri())
    assert browser.find_element(By.CSS_SELECTOR, ".brand").value_of_css_property("font-weight") == "700"
    browser.find_element(By.CSS_SELECTOR, "tbody td.right a").click()
    assert browser.find_elements(By.CSS_SELECTOR, "blockquote.evidence mark")
    browser.find_element(By.CSS_SELECTOR, ".languages a[lang=kk]").click()
    assert "/kk/observation/" in browser.current_url
