"""Scorecards: by figures, by the unit itself, by the level above; units ranked with ties and with what is missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from reviewing import PERIOD, accepted

from danvan.catalogue.scoring import Scoring
from danvan.site.figures.rules import rules_on
from danvan.site.offices.models import Office
from danvan.site.review.models import GivenPoints
from danvan.site.review.rolling import rolled_up
from danvan.site.review.scoring.ranking import cards_of, points_words, ranking
from danvan.site.review.units import awaited

CARD = "bac_kan_2017"
URL, OWN = f"/cham-diem/{PERIOD}/21001/?card={CARD}", f"/tu-cham/{PERIOD}/?card={CARD}"


@pytest.fixture(autouse=True)
def ledger(settings, tmp_path):
    settings.LEDGER = tmp_path / "ledger"


@pytest.fixture
def reviewer(at_work, province):
    return at_work("reviewer", province)


@pytest.fixture
def reporter(at_work, commune):
    return at_work("reporter", commune)


def card():
    return cards_of(rules_on(date(2026, 9, 30)))[CARD]


def full(office):
    """Every figure of the card, and every point people give, so that the unit has a total."""
    codes = Scoring.of(card(), rules_on(date(2026, 9, 30)).catalogue).codes
    figures = {code.replace(".", "__", 1): 5 for code in codes} | {"discipline__harassment": 0}
    accepted(office, **figures)


def given(office, by="above", **points):
    for criterion, number in points.items():
        GivenPoints.objects.create(office=office, period=PERIOD, card=CARD, criterion=criterion, by=by, points=number)


def everything(office, by="above"):
    given(office, by, **{each.code: each.maximum for each in card().criteria if not each.formula}, superior=card().superior)


def ranked(province):
    found = awaited(province, PERIOD)
    return ranking(found, rolled_up(found), card())


def test_a_unit_with_anything_missing_has_no_rank_and_no_nought(province, commune):
    one = ranked(province).verified.units[0]
    assert (one.standing.rank, one.score.total) == (None, None)
    assert one.between[0] < one.between[1]


def test_units_with_the_same_points_share_a_rank(province, commune, neighbour):
    for office in (commune, neighbour):
        full(office)
        everything(office)
    assert [(one.standing.rank, one.standing.tied) for one in ranked(province).verified.units] == [(1, 1), (1, 1)]


def test_points_of_the_level_above_decide_and_the_units_own_stand_beside_them(province, commune, neighbour):
    for office in (commune, neighbour):
        full(office)
        everything(office)
        everything(office, "self")
    GivenPoints.objects.filter(office=neighbour, by="above", criterion="welfare").update(points=1)
    found = ranked(province)
    assert [one.reported.unit for one in found.verified.units] == ["xã Suối Đào", "xã Nghĩa Hòa"]
    assert found.own["21002"].score.total == found.own["21001"].score.total


def test_a_unit_gives_itself_points_with_what_shows_it(reporter, commune):
    reporter.post(OWN, {"points-welfare": "3,5", "evidence-welfare": "Quyết định 12/QĐ-UBND"})
    kept = GivenPoints.objects.get()
    assert (kept.points, kept.by, kept.evidence) == (Decimal("3.5"), "self", "Quyết định 12/QĐ-UBND")


@pytest.mark.parametrize("typed", ["4,5", "-1", "ba", "NaN", "1,2345"])
def test_points_outside_the_scale_are_refused_and_nothing_is_saved(reporter, commune, typed):
    answer = reporter.post(OWN, {"points-targets": "1", "points-welfare": typed})
    assert answer.status_code == 422
    assert not GivenPoints.objects.exists()


def test_a_criterion_that_is_computed_takes_no_points(reporter, commune):
    reporter.post(OWN, {"points-plans": "3", "points-superior": "10"})
    assert not GivenPoints.objects.exists()


def test_changed_points_are_a_new_version(reporter, commune):
    for points in ("3", "2", "2"):
        reporter.post(OWN, {"points-welfare": points})
    assert list(GivenPoints.objects.values_list("points", "current")) == [(2, True), (3, False)]


def test_what_was_verified_the_unit_no_longer_changes(reporter, commune):
    given(commune, "self", welfare=4)
    given(commune, "above", welfare=3)
    reporter.post(OWN, {"points-welfare": "1"})
    assert GivenPoints.objects.get(by="self", current=True).points == 4


def test_the_level_above_verifies_and_gives_its_own_points(reviewer, commune):
    reviewer.post(URL, {"points-welfare": "3", "evidence-welfare": "Thiếu minh chứng", "points-superior": "8"})
    assert dict(GivenPoints.objects.filter(by="above").values_list("criterion", "points")) == {"welfare": 3, "superior": 8}


def test_every_point_is_taken_apart_to_its_figures(reviewer, commune):
    full(commune)
    apart = reviewer.get(URL).context["apart"]
    (mark,) = (mark for _group, marks in apart.groups for mark in marks if mark.code == "reports")
    assert mark.arithmetic == "5 / 5"
    assert mark.points == Fraction(2)


def test_the_ranking_takes_a_bounded_number_of_queries(reviewer, commune, neighbour, django_assert_max_num_queries):
    full(commune)
    with django_assert_max_num_queries(15):
        reviewer.get(f"/cham-diem/{PERIOD}/?card={CARD}")


def test_a_commune_scores_only_itself(at_work, commune, neighbour):
    client = at_work("chair", commune)
    assert client.get(OWN).status_code == 200
    assert client.get(f"/cham-diem/{PERIOD}/{neighbour.code}/").status_code == 403


def test_a_reviewer_of_another_province_gives_no_points(at_work, commune):
    other = Office.objects.create(code="52", name="tỉnh Khác", level="province")
    assert at_work("reviewer", other).post(URL, {"points-welfare": "1"}).status_code == 403


def test_points_are_written_as_people_do():
    assert [points_words(each) for each in (Fraction(8), Fraction(35, 2), Fraction(20, 3))] == ["8", "17,5", "6,67"]
