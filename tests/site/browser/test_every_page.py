"""Every page as it is seen: nothing axe finds, nothing wider than a telephone, light on a slow line, all of it by keyboard."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_pages import DESK, NO_PAGES, PAGES, PHONE, WALKED
from django.urls import URLPattern, get_resolver

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
HEAVIEST = 150_000
"""Bytes over the line, without fonts."""
EACH = pytest.mark.parametrize(("role", "name", "path"), PAGES, ids=[f"{name}-{role or 'nobody'}" for role, name, _ in PAGES])


def our_routes():
    for each in get_resolver().url_patterns:
        if isinstance(each, URLPattern):
            yield each.name
        elif not each.namespace:
            yield from (inner.name for inner in each.url_patterns)


def test_every_route_is_looked_at_or_said_to_be_no_page():
    assert set(our_routes()) - {"set_language"} == {name for _, name, _ in PAGES} | WALKED | NO_PAGES


@pytest.mark.walk
@EACH
@pytest.mark.parametrize(
    ("scheme", "viewport"), [("light", DESK), ("dark", DESK), ("light", PHONE)], ids=["light", "dark", "telephone"]
)
def test_axe_finds_nothing(site, window, role, name, path, scheme, viewport):
    page = window(role, color_scheme=scheme, viewport=viewport)
    page.goto(site.at(path))
    page.wait_for_load_state("networkidle")
    assert found_by_axe(page) == []


@pytest.mark.walk
@EACH
def test_nothing_is_wider_than_a_telephone(site, window, role, name, path):
    page = window(role, viewport=PHONE)
    page.goto(site.at(path))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.walk
@EACH
def test_a_page_is_light(site, window, role, name, path):
    page = window(role)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    fonts, sizes = set(), {}
    line.on("Network.responseReceived", lambda told: fonts.add(told["requestId"]) if told["type"] == "Font" else None)
    line.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
    page.goto(site.at(path))
    page.wait_for_load_state("networkidle")
    assert sum(size for key, size in sizes.items() if key not in fonts) <= HEAVIEST


@pytest.mark.walk
@EACH
def test_the_keyboard_gets_everywhere(site, window, role, name, path):
    page = window(role)
    page.goto(site.at(path))
    page.evaluate(NUMBERED)
    everything = set(page.evaluate("[...document.querySelectorAll('[data-n]')].map((one) => one.dataset.n)"))
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    reached = set()
    for _ in range(len(everything) + 80):  # what is shown in a frame has stops of its own
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('[data-n]')?.dataset.n"))
        if everything <= reached:
            break
    assert everything - reached == set()


def test_the_first_tab_leads_past_the_head(site, window):
    page = window("clerk")
    page.goto(site.at("/"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_is_asked_of_another_server(site, window):
    page = window("reporter_lived")
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url)))
    for path in ("/", "/so/", "/bao-cao/{draft}/"):
        page.goto(site.at(path))
        page.wait_for_load_state("networkidle")
    assert {each.netloc for each in asked if each.scheme != "data"} == {urlsplit(site.url).netloc}


def found_by_axe(page):
    """What is wrong: rule, element, what to do."""
    answer = Axe().run(page, options=RULES)
    return [
        (each["id"], node["html"][:200], node["failureSummary"][:300])
        for each in answer.response["violations"]
        for node in each["nodes"]
    ]


NUMBERED = """() => {
  const what = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const groups = new Set();
  [...document.querySelectorAll(what)].forEach((one, n) => {
    if (one.disabled || !one.checkVisibility({ visibilityProperty: true })) return;
    if (one.type === "radio") { if (groups.has(one.name)) return; groups.add(one.name); }
    one.dataset.n = n;
  });
}"""
"""Marks what can be pressed or written in and is seen; of several buttons of one choice the first: arrows lead on."""
