"""With JavaScript off everything can be read, and what one writes is saved."""

import pytest


@pytest.fixture
def plain(window):
    return lambda role: window(role, java_script_enabled=False)


def test_a_row_is_added_to_a_register(plain):
    page = plain("clerk_lived")
    page.goto("/so/petitions/petitions/")
    page.locator("form.quick [name=c-entry_no]").fill("77")
    page.locator("form.quick [name=c-received_on]").fill("2/9/2026")
    page.locator("form.quick [name=c-kind]").select_option("recommendation")
    page.locator("form.quick .btn-primary").click()
    page.goto("/so/petitions/petitions/?ky=tat-ca")
    assert "77" in page.locator("#rows").inner_text()


def test_a_mistake_is_told_beside_the_field(plain):
    page = plain("clerk_lived")
    page.goto("/so/petitions/petitions/")
    page.locator("form.quick [name=c-received_on]").fill("31/2/2026")
    page.locator("form.quick .btn-primary").click()
    assert page.locator(".field.wrong .mistake").first.is_visible()
    assert page.locator("[name=c-received_on]").input_value() == "31/2/2026"


def test_a_figure_is_typed_in(plain):
    page = plain("reporter_lived")
    page.goto("/so-lieu/2026-9m/admin_procedures.received/nhap/")
    page.locator("[name=value]").fill("1.637")
    page.locator("[name=reason]").fill("Sổ giấy")
    page.locator("main form .btn-primary").click()
    page.goto("/so-lieu/2026-9m/admin_procedures.received/")
    assert page.locator(".kpi b").inner_text().split()[0] == "1.637"


def test_the_words_of_a_report_are_saved(site, plain):
    page = plain("reporter_lived")
    page.goto(site.at("/bao-cao/{draft}/"))
    page.locator("#w-assessment").fill("Công tác dân vận được quan tâm.")
    page.locator("#words noscript button, #words .btn-primary").first.click()
    page.goto(site.at("/bao-cao/{draft}/"))
    assert page.locator("#w-assessment").input_value() == "Công tác dân vận được quan tâm."


@pytest.mark.parametrize(
    ("role", "path", "seen"),
    [
        ("clerk_lived", "/so/citizen_reception/receptions/?ky=tat-ca", "#rows table, #rows .list"),
        ("reporter_lived", "/so-lieu/2026-9m/?show=all&area=citizen_reception", "#area-citizen_reception table"),
        ("reviewer", "/tong-hop/2026-9m/", "main table"),
        ("reviewer", "/tiep-nhan/2026-9m/{sent}/", "main table"),
        ("clerk", "/danh-muc/", "main a"),
    ],
)
def test_pages_are_read(site, plain, role, path, seen):
    page = plain(role)
    page.goto(site.at(path))
    assert page.locator(seen).first.is_visible()


def test_on_a_telephone_the_pages_are_reached_without_the_menu_button(site, window):
    page = window("clerk", java_script_enabled=False, viewport={"width": 360, "height": 800})
    page.goto("/")
    assert page.locator("#pages a[href='/so/']").is_visible()
