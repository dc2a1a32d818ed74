"""The catalogue as pages: everything in it has one."""

import pytest

from danvan.catalogue.entries import entries
from danvan.site.catalogue_pages.views import KINDS
from danvan.site.core.catalogue import the_catalogue


@pytest.fixture
def clerk(at_work, commune):
    return at_work("clerk", commune)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_list(clerk, kind):
    page = clerk.get("/danh-muc/", {"loai": kind, "tat-ca": "1"}).context["page"]
    assert page.paginator.count == sum(entry.kind == kind for entry in entries(the_catalogue()))


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_of_every_kind_has_a_page(clerk, kind):
    code = next(entry.code for entry in entries(the_catalogue()) if entry.kind == kind)
    assert clerk.get(f"/danh-muc/{code}/").status_code == 200


def test_a_card_is_found_without_accents(clerk):
    page = clerk.get("/danh-muc/", {"tim": "luot tiep cong dan"}).context["page"]
    assert any(entry.code == "citizen_reception.visits" for entry in page)


def test_an_indicator_says_where_it_is_used(clerk):
    uses = clerk.get("/danh-muc/citizen_reception.visits/").context["uses"]
    assert {"identity", "phrase"} & {entry.kind for entry, _ in uses}


def test_what_is_not_in_the_catalogue_has_no_page(clerk):
    assert clerk.get("/danh-muc/citizen_reception.none/").status_code == 404
