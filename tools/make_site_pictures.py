"""Makes the pictures of the site in docs/images from the demonstration that `danvan serve` sets up.

Run it after a change of how the site looks: `python tools/make_site_pictures.py`. Needs Chromium.
"""

import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1280, 860
MOST = 250_000
"""Bytes of a picture."""
TODAY = "2026-09-07"
PERIOD = "2026-9m"
COMMUNES = 8
WRONG = "Tỷ lệ hộ dân tham gia họp là 3/4, đạt 80%. Có 18/20 thôn đã họp, đạt 95%."


@dataclass(frozen=True)
class Site:
    """Where it is, and the password of everybody."""

    url: str
    password: str


def main() -> None:
    """Writes docs/images/site-*.png."""
    only = sys.argv[1:]
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for name, (user, taken) in PICTURES.items():
            if not only or name in only:
                keep(IMAGES / f"site-{name}.png", taken(logged_in(browser, site, user)))
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """The demonstration, until the block ends."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "danvan", "serve", "--port", str(port), "--communes", str(COMMUNES), "--data", str(folder)]
    environment = os.environ | {"DANVAN_TODAY": TODAY, "DANVAN_DATA": str(folder), "DANVAN_LANG": "vi"}
    running = subprocess.Popen(command, env=environment)  # noqa: S603 - our own command
    try:
        url = f"http://127.0.0.1:{port}"
        while True:
            try:
                urllib.request.urlopen(f"{url}/suc-khoe/", timeout=5).close()  # noqa: S310 - our own server
                break
            except (urllib.error.URLError, OSError):
                if running.poll() is not None:
                    raise SystemExit("the site did not start") from None
                time.sleep(0.5)
        yield Site(url, json.loads((folder / "demo.json").read_text(encoding="utf-8"))["password"])
    finally:
        running.terminate()
        running.wait(30)


def logged_in(browser: Browser, site: Site, user: str) -> Page:
    """A window of somebody of the demonstration; of nobody for ''."""
    context = browser.new_context(
        base_url=site.url, viewport={"width": WIDTH, "height": HEIGHT}, locale="vi-VN", color_scheme="light"
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    if user:
        page.goto("/dang-nhap/")
        page.locator("[name=username]").fill(user)
        page.locator("[name=password]").fill(site.password)
        page.locator("main button[type=submit]").click()
        page.wait_for_url("/")
    return page


def seen(page: Page, path: str) -> bytes:
    """The page as it stands when nothing is loading any more."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return page.screenshot()


def report(page: Page) -> bytes:
    """A draft with two things wrong in it, and what was found."""
    page.goto("/bao-cao/")
    begin = page.locator(f"form:has(input[name=period][value='{PERIOD}']) button")
    if begin.count():
        begin.click()
    else:
        page.locator("main table.owed a.btn").first.click()
    page.wait_for_url(re.compile(r"/bao-cao/\d+/$"))
    page.locator("#w-assessment").fill(WRONG)
    page.locator("#findings .finding:not(.note) >> nth=1").wait_for()
    page.evaluate("document.querySelector('#w-assessment').scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    return page.screenshot()


def check(page: Page) -> bytes:
    """One of the reports that are kept for trying, looked through."""
    page.goto("/soat/")
    page.locator("#file").set_input_files(ROOT / "examples" / "xa-dien-lo.txt")
    page.locator("#drop .btn-primary").click()
    page.wait_for_url(re.compile(r"/soat/[0-9a-f-]{36}/$"))
    page.locator(".verdicthead").wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelector('#n4').scrollIntoView({block: 'center'})")
    return page.screenshot()


def public(page: Page) -> bytes:
    """What citizens of the first commune see."""
    page.goto("/cong-khai/")
    page.get_by_role("link", name=re.compile("Cẩm Thành")).first.click()
    page.wait_for_load_state("networkidle")
    return page.screenshot()


PICTURES: Mapping[str, tuple[str, Callable[[Page], bytes]]] = {
    "desk": ("tonghop", lambda page: seen(page, "/")),
    "register": ("vanthu", lambda page: seen(page, "/so/citizen_reception/receptions/")),
    "figures": ("tonghop", lambda page: seen(page, f"/so-lieu/{PERIOD}/?show=all&area=admin_procedures")),
    "report": ("tonghop", report),
    "check": ("tonghop", check),
    "review": ("sonoivu", lambda page: seen(page, "/tiep-nhan/2026-h1/")),
    "rollup": ("sonoivu", lambda page: seen(page, "/tong-hop/2026-h1/")),
    "public": ("", public),
}
"""Name -> who looks, what is taken."""


def keep(path: Path, picture: bytes) -> None:
    """With as many colours as it takes to stay under the most a picture may have."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST:
            return
    raise SystemExit(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
