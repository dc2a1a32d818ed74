"""What a page lacks by law, and where it is mended."""

import pytest
from publishing import publication, wave

from danvan.site.public.models import Promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(at_work, commune):
    return lambda role="reporter": at_work(role, commune).get(f"/cong-khai/{commune.code}/sua/").content.decode()


def test_what_is_missing_leads_to_the_book_it_is_written_in(page, commune):
    said = page()
    assert said.count('class="finding"') == 8 + 1 + 1
    assert said.count('class="finding warning"') == 6
    for book in ("/so/public_disclosure/publications/", "/so/public_disclosure/lists/", "/so/citizen_reception/schedule/"):
        assert book in said


def test_what_was_published_is_missing_no_longer(page, commune):
    publication(commune)
    publication(commune, content="procedures", standing=True)
    assert page("chair").count('class="finding"') == 8 - 2 + 2


def test_what_has_to_stand_always_and_does_not_is_told(page, commune):
    publication(commune, content="procedures", shown_to="2026-09-03")
    assert "13. Thủ tục hành chính" in page()


def test_a_survey_nobody_opened_is_told(page, commune):
    row = wave(commune, state="planned")
    assert f"/so/satisfaction/waves/dong/{row.pk}/" in page()


@pytest.mark.parametrize(("role", "status"), [("clerk", 403), ("auditor", 403), ("reporter", 200), ("chair", 200)])
def test_it_is_for_who_publishes(at_work, commune, role, status):
    assert at_work(role, commune).get(f"/cong-khai/{commune.code}/sua/").status_code == status


def test_it_is_of_ones_own_unit_only(at_work, commune, neighbour):
    assert at_work("chair", neighbour).get(f"/cong-khai/{commune.code}/sua/").status_code == 403


@pytest.mark.parametrize(("days", "kept"), [("7", True), ("0", False), ("61", False), ("x", False), ("", False)])
def test_an_office_promises_days_that_can_be_kept(at_work, commune, days, kept):
    categories = ("environment", "roads", "order", "urban_order", "utilities", "service", "other")
    at_work("chair", commune).post(f"/cong-khai/{commune.code}/sua/", {f"days_{each}": days for each in categories})
    assert Promise.objects.filter(office=commune).exists() == kept
