"""What must fit, told as arithmetic; shares and small charts."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from danvan.catalogue.expressions import FormulaText
from danvan.catalogue.formulas import parse_comparison
from danvan.catalogue.models import Identity
from danvan.catalogue.place import NOWHERE
from danvan.site.core.catalogue import the_catalogue, today
from danvan.site.figures import charts
from danvan.site.figures.fitting import fits_of
from danvan.site.figures.ratios import share_of
from danvan.site.figures.rules import rules_on

AREA = "admin_procedures"


def told(formula, **values):
    """The arithmetic of one comparison over figures of an area."""
    catalogue = the_catalogue().at(today())
    parsed = parse_comparison("c", FormulaText(formula, NOWHERE), AREA, catalogue)
    rules = SimpleNamespace(about=lambda _code: [(Identity.model_construct(code="c"), parsed)])
    found = fits_of("c", rules, {f"{AREA}.{name}": Decimal(number) for name, number in values.items()})
    return found[0].text if found else None


@pytest.mark.parametrize(
    ("formula", "values", "text"),
    [
        ("received = received_online + received_in_person", (320, 206, 129), "206 + 129 = 335 ≠ 320"),
        ("received = received_online + received_in_person", (335, 206, 129), "206 + 129 = 335"),
        ("received_online + received_in_person <= received", (320, 206, 129), "206 + 129 = 335 > 320"),
        ("received_online + received_in_person <= received", (340, 206, 129), "206 + 129 = 335 ≤ 340"),
        ("received >= received_online", (100, 206, 0), "100 < 206"),
        ("received = 2 * received_online", (100, 60, 0), "2 × 60 = 120 ≠ 100"),
    ],
)
def test_an_identity_is_told_as_arithmetic(formula, values, text):
    assert told(formula, **dict(zip(("received", "received_online", "received_in_person"), values, strict=True))) == text


def test_an_identity_with_a_figure_missing_is_not_told():
    assert told("received = received_online + received_in_person", received=320, received_online=206) is None


def share(code, **values):
    formula = rules_on(today()).formulas[f"{AREA}.{code}"]
    return share_of(formula, {f"{AREA}.{name}": Decimal(number) for name, number in values.items()})


def test_a_share_knows_its_part_and_its_whole():
    found = share("in_time_rate", resolved_in_time=317, resolved=320)
    assert (found.part, found.whole, found.is_small) == (317, 320, False)


def test_a_share_of_fewer_than_ten_is_small():
    assert share("in_time_rate", resolved_in_time=2, resolved=3).is_small


def test_a_share_of_a_sum_adds_it_up():
    assert share("apologies_rate", apologies=1, resolved_late=2, pending_late=3).whole == 5


def test_a_chart_says_what_it_shows_to_those_who_do_not_see_it():
    drawn = charts.lines([Decimal(1), None, Decimal(3)], [Decimal(2)], 'Tỷ lệ "đúng hạn"')
    assert 'role="img" aria-label="Tỷ lệ &quot;đúng hạn&quot;"' in drawn


@pytest.mark.parametrize("draw", [charts.lines, charts.bars])
@pytest.mark.parametrize("now", [[], [None], [Decimal(0)], [Decimal(5)], [Decimal(7)] * 12, [None, Decimal(1), None]])
def test_a_chart_of_anything_can_be_drawn(draw, now):
    assert draw(now, [], "x").startswith("<svg")
