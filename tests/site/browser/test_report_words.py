"""What somebody types in a report is not lost: not when the line drops, not when the browser ends, not when two write."""

import pytest

PART = "#w-features"
SAVED = "#s-features [data-saved]"


@pytest.fixture
def browser_of(chromium, site, session_of):
    """`browser_of('reporter_lived')`: a browser of theirs; its pages share what is kept in it."""
    opened = []

    def made(role):
        context = chromium.new_context(locale="vi-VN", base_url=site.url, storage_state=session_of(role))
        context.set_default_timeout(20_000)
        opened.append(context)
        return context

    yield made
    for context in opened:
        context.close()


@pytest.fixture
def address(site):
    return site.at("/bao-cao/{draft}/")


def written(context, address):
    """What the server has, as a page without JavaScript's memory shows it."""
    page = context.new_page()
    page.goto(address)
    words = page.locator(PART).input_value()
    page.close()
    return words


def test_words_typed_while_the_line_is_down_are_saved_when_it_is_back(browser_of, address):
    context = browser_of("reporter_lived")
    page = context.new_page()
    page.goto(address)
    context.set_offline(True)
    page.locator(PART).fill("Gõ khi mất mạng.")
    page.locator("#s-features .unsent").wait_for()
    context.set_offline(False)
    page.locator(SAVED).wait_for()
    assert written(browser_of("chair_lived"), address) == "Gõ khi mất mạng."


def test_words_of_a_browser_that_ended_are_offered_again(browser_of, address):
    context = browser_of("reporter_lived")
    page = context.new_page()
    page.goto(address)
    context.set_offline(True)
    page.locator(PART).fill("Gõ ngay trước khi tắt máy.")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    offered = again.locator("#p-features .told")
    assert "Gõ ngay trước khi tắt máy." in offered.inner_text()
    offered.locator("button").first.click()
    again.locator(SAVED).wait_for()
    assert written(browser_of("chair_lived"), address) == "Gõ ngay trước khi tắt máy."


def test_whoever_saves_second_sees_the_others_words(browser_of, address):
    first, second = (browser_of(role).new_page() for role in ("reporter_lived", "chair_lived"))
    for page in (first, second):
        page.goto(address)
    first.locator(PART).fill("Lời của người viết.")
    first.locator(SAVED).wait_for()
    second.locator(PART).fill("Lời của Chủ tịch.")
    conflict = second.locator("[data-conflict=features]")
    assert "Lời của người viết." in conflict.inner_text()
    second.locator("[data-keep-mine=features]").click()
    second.locator(SAVED).wait_for()
    assert written(browser_of("reporter_lived"), address) == "Lời của Chủ tịch."


def test_a_figure_is_put_where_the_cursor_stands(browser_of, address):
    page = browser_of("reporter_lived").new_page()
    page.goto(address)
    page.locator(PART).fill("Đã tiếp ")
    page.locator("#pick").fill("luot tiep cong dan")
    page.locator("#picked button").first.click()
    assert page.locator(PART).input_value() == "Đã tiếp {{ citizen_reception.visits }}"
    page.locator("#s-features .reads .figure").wait_for()
