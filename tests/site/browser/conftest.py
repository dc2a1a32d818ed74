"""The site as it is served, and Chromium before it. They never touch the database: they press what is there."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from browser_pages import DESK  # noqa: E402 - from this folder

TODAY = "2026-09-07"
TOLD = "status of 422"
"""The answer to a mistake somebody made, which the page tells."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass(frozen=True)
class Site:
    """Where it is, who can log in, where what is to be seen stands."""

    url: str
    password: str
    people: dict
    places: dict

    def at(self, path):
        return self.url + path.format(**self.places)


@pytest.fixture(scope="session")
def site(request):
    """A province in a folder of its own, served as `danvan serve` does it."""
    if CHROMIUM is None:
        if "CI" in os.environ:
            pytest.fail("Chromium is missing: install the package chromium.")
        pytest.skip("Chromium is missing: the pages were not looked at.")
    with tempfile.TemporaryDirectory(prefix="danvan-browser-") as folder, database() as url:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DANVAN_", "DATABASE_", "DJANGO_"))}
        kept |= {"DANVAN_DATA": folder, "DANVAN_TODAY": TODAY, "DJANGO_SETTINGS_MODULE": "danvan.site.settings", **url}
        laid = subprocess.run([sys.executable, HERE / "province.py"], env=kept, capture_output=True, text=True, check=False)
        assert laid.returncode == 0, laid.stderr
        with served(Path(folder), kept) as address:
            yield Site(address, **json.loads(laid.stdout))


@contextmanager
def database():
    """A database of its own on the PostgreSQL the other tests use; nothing for SQLite."""
    if os.environ.get("DANVAN_TEST_DATABASE") != "postgres":
        yield {}
        return
    import psycopg  # noqa: PLC0415 - only where it is asked for

    where, _, name = os.environ["DATABASE_URL"].rpartition("/")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("CREATE DATABASE browser")
    yield {"DATABASE_URL": f"{where}/browser" + ("?" + name.partition("?")[2] if "?" in name else "")}


@contextmanager
def served(folder, environment):
    """The server and its worker, until the block ends."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "danvan.site.serving", "--data", folder, "--host", "127.0.0.1", "--port", str(port)]
    log = folder / "server.log"
    with log.open("w") as out:
        running = subprocess.Popen(
            [*command, "--workers", "1", "--communes", "1", "--empty"], env=environment, stdout=out, stderr=out
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/suc-khoe/", running, log)
        yield address
    finally:
        running.terminate()
        running.wait(30)


def wait_for(address, running, log, seconds=120):
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        assert running.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"The server does not answer: {log.read_text()}")


@pytest.fixture(scope="module")
def chromium(site):
    """For one file of tests only: where Playwright runs, Django believes itself in an event loop and refuses its database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def session_of(site, chromium):
    """Role -> cookies of somebody who logged in once; None for nobody."""
    known = {"": None}

    def session(role):
        if role not in known:
            context = chromium.new_context(locale="vi-VN")
            page = context.new_page()
            page.goto(site.at("/dang-nhap/"))
            page.locator("[name=username]").fill(site.people[role])
            page.locator("[name=password]").fill(site.password)
            page.locator("main button[type=submit]").click()
            page.wait_for_url(site.at("/"))
            known[role] = context.storage_state()
            context.close()
        return known[role]

    return session


@pytest.fixture
def window(site, chromium, session_of):
    """`window('clerk', viewport=PHONE)`: a page of somebody with that role. What its console complains of fails the test."""
    opened, complaints = [], []

    def made(role="", **how):
        context = chromium.new_context(
            locale="vi-VN", base_url=site.url, storage_state=session_of(role), **({"viewport": DESK} | how)
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" and TOLD not in said.text else None
        )
        opened.append(context)
        return page

    yield made
    for context in opened:
        context.close()
    assert not complaints
