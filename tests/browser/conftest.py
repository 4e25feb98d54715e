"""A browser without a screen, and the pages of Dagster on loopback over a warehouse that was refreshed once.

Everything is real: the samples, the job, the web server, the browser. Without Chromium the tests say so and
are skipped.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from orchestration.settings import PROJECT_ROOT, SAMPLES, Settings, child_environment
from sources.landing.lock import exclusive

START_SECONDS = 120
BROWSER_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1600,1100",
)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Chromium, with a profile of its own."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("no browser: install Debian's chromium and chromium-driver to look at the pages")
    options = Options()
    options.binary_location = chromium
    for argument in BROWSER_ARGUMENTS:
        options.add_argument(argument)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    opened = webdriver.Chrome(options=options, service=Service(driver))
    yield opened
    opened.quit()


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Settings:
    """A data root that was refreshed from the samples: one for all workers, which only read it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    settings = Settings(data_root=shared / "refreshed", workers=2)
    with exclusive(shared / "refreshed.lock"):
        if not settings.published_database.exists():
            done = subprocess.run(
                [sys.executable, "-m", "orchestration", "refresh", "--inbox", str(SAMPLES)],
                cwd=PROJECT_ROOT,
                env=child_environment(settings),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return settings


@pytest.fixture(scope="session")
def pages(refreshed: Settings) -> Iterator[str]:
    """The address of the pages of Dagster over that data root."""
    settings = refreshed
    environment = child_environment(settings)
    port = _free_port()
    log = settings.data_root / "webserver.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [
                str(Path(sys.executable).with_name("dagster-webserver")),
                *("-m", "orchestration.definitions", "-h", "127.0.0.1", "-p", str(port)),
            ],
            cwd=PROJECT_ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/server_info", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"the pages did not come up:\n{log.read_text()[-4000:]}")
