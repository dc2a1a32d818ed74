"""What a correction would change, and that looking changes nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from danvan.catalogue.models import Certainty, Identity, Source, Words
from danvan.catalogue.models.scorecards import Criterion, Grade, Group, Scorecard
from danvan.kernel.errors import FigureUnknown
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.consequences.preview import Preview
from danvan.ledger.engines import open_engine
from danvan.ledger.errors import CountNegative, FigureSuperseded, MeasureWrong
from danvan.ledger.figure import RollUp
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

YEAR = Period.year(2024)
SON, TAN = "10001", "10002"
SAID = Words(vi="x", en="x")
SOURCE = Source(certainty=Certainty.CONFIRMED)
REGISTER = UnitRegister(
    [
        Unit("tỉnh Sông Bé", Level.PROVINCE, "51"),
        Unit("huyện Trà", Level.DISTRICT, "528", "51", until=date(2025, 6, 30)),
        Unit("xã Trà Sơn", Level.COMMUNE, SON, "528"),
        Unit("xã Trà Tân", Level.COMMUNE, TAN, "528"),
    ]
)
CARD = Scorecard(
    code="card",
    name=SAID,
    total=Decimal(10),
    groups=(
        Group(
            code="all",
            name=SAID,
            maximum=Decimal(10),
            criteria=(Criterion(code="speed", name=SAID, maximum=Decimal(10), formula='"work"."on_time" / "work"."received"'),),
        ),
    ),
    grades=(Grade(name=Words(vi="Tốt", en="Good"), at_least=Decimal(9)), Grade(name=SAID, at_least=Decimal(0))),
    source=SOURCE,
)


@pytest.fixture(scope="module")
def rules(catalogue):
    fits = Identity(code="work.fits", area="work", formula="on_time <= received", name=SAID, source=SOURCE)
    return replace(catalogue, identities=(fits,), scorecards={"card": CARD})


@pytest.fixture
def kept(ledger, make):
    """Two communes with two years of work, and a district total that somebody kept."""
    rows = [("received", 100, 300), ("on_time", 90, 297), ("visits", 206, 129)]
    for name, son, tan in rows:
        for year in (2023, 2024):
            for code, unit, value in ((SON, "xã Trà Sơn", son), (TAN, "xã Trà Tân", tan)):
                ledger.append(
                    [
                        make(
                            name,
                            value + year - 2024,
                            unit=unit,
                            unit_code=code,
                            period=Period.year(year),
                            digest=f"{unit}{year}",
                        )
                    ]
                )
    parts = tuple(f"xa-tra-{name}.2024.work.visits" for name in ("son", "tan"))
    total = make("visits", 335, unit="huyện Trà", level="district", unit_code="528", period=YEAR)
    ledger.append([replace(total, source=RollUp(parts))])
    return ledger


@pytest.fixture
def preview(kept, rules):
    with open_engine() as engine:
        yield Preview(kept, engine, rules, REGISTER)


def visits(value):
    return Quantity(Decimal(value), "lượt", 0)


def dossiers(value):
    return Quantity(Decimal(value), "hồ sơ", 0)


def test_every_level_above_is_told_old_and_new_with_the_way_it_goes_up(preview):
    found = preview.of("xa-tra-son.2024.work.visits", visits(306))
    assert [(each.unit, each.old, each.new) for each in found.totals] == [
        ("huyện Trà", 335, 435),
        ("tỉnh Sông Bé", 335, 435),
        ("cả nước", 335, 435),
    ]
    assert found.totals[-1].through == ("huyện Trà", "tỉnh Sông Bé")


def test_ratios_of_the_unit_and_above_it_change_with_their_parts(preview):
    found = preview.of("xa-tra-son.2024.work.on_time", dossiers(80))
    ratios = [(each.unit, each.old, each.new) for each in found.totals if each.formula]
    assert ratios[0] == ("xã Trà Sơn", Decimal("90.00"), Decimal("80.00"))
    assert ratios[-1] == ("cả nước", Decimal("96.75"), Decimal("94.25"))


def test_a_figure_taken_back_leaves_the_totals_without_it(preview):
    found = preview.of("xa-tra-son.2024.work.visits", None)
    assert [(each.old, each.new) for each in found.totals] == [(335, 129)] * 3


def test_a_total_kept_in_the_ledger_is_told_as_out_of_date(preview):
    found = preview.of("xa-tra-son.2024.work.visits", visits(306))
    assert [(each.figure.unit, each.old.value, each.new) for each in found.kept] == [("huyện Trà", 335, 435)]


def test_an_identity_that_would_begin_to_fail_is_told_with_both_sides(preview):
    found = preview.of("xa-tra-son.2024.work.on_time", dossiers(101))
    assert [(each.identity.code, each.left, each.right) for each in found.begin] == [("work.fits", 101, 100)]
    assert found.cease == ()


def test_an_identity_that_would_no_longer_fail_is_told(preview, kept, make):
    wrong = make("on_time", 120, unit="xã Trà Sơn", unit_code=SON, period=YEAR)
    corrected = kept.supersede("xa-tra-son.2024.work.on_time", replace(wrong, recorded=wrong.recorded), "gõ nhầm")
    found = preview.of(corrected, dossiers(95))
    assert ([each.identity.code for each in found.cease], found.begin) == (["work.fits"], ())


def test_points_rank_and_grade_change_with_their_inputs(preview):
    scored = preview.of("xa-tra-son.2024.work.on_time", dossiers(100)).scores[0]
    assert scored.parts == (("speed", Fraction(9), Fraction(10)),)
    assert scored.rank == (2, 1)


def test_the_comparison_with_the_year_before_changes(preview):
    found = preview.of("xa-tra-son.2024.work.visits", visits(306))
    assert [(each.old.change, each.new.change) for each in found.comparisons] == [(1, 101)]


def test_a_base_changes_the_comparison_of_the_year_after(preview):
    found = preview.of("xa-tra-son.2023.work.visits", visits(105))
    assert [(each.new.now.period, each.old.change, each.new.change) for each in found.comparisons][-1] == (YEAR, 1, 101)


def test_the_same_value_changes_nothing(preview):
    assert preview.of("xa-tra-son.2024.work.visits", visits(206)).none


def test_looking_writes_nothing(preview, kept):
    before = kept.version
    preview.of("xa-tra-son.2024.work.visits", visits(306))
    assert (kept.version, kept.figure("xa-tra-son.2024.work.visits").quantity.value) == (before, 206)


def test_without_a_list_of_units_nothing_above_is_told_and_that_is_said(kept, rules):
    with open_engine() as engine:
        found = Preview(kept, engine, rules, None).of("xa-tra-son.2024.work.on_time", dossiers(101))
    assert found.unplaced
    assert [each.unit for each in found.totals] == ["xã Trà Sơn"]
    assert found.begin


@pytest.mark.parametrize(
    ("identifier", "new", "error"),
    [
        ("no.such.figure", visits(1), FigureUnknown),
        ("xa-tra-son.2024.work.visits", visits(-1), CountNegative),
        ("xa-tra-son.2024.work.visits", Quantity(Decimal(1), "đồng", 0), MeasureWrong),
    ],
)
def test_a_value_that_may_not_be_is_refused(preview, identifier, new, error):
    with pytest.raises(error):
        preview.of(identifier, new)


def test_a_figure_that_was_corrected_already_is_refused(preview, kept, make):
    newer = make("visits", 207, unit="xã Trà Sơn", unit_code=SON, period=YEAR)
    kept.supersede("xa-tra-son.2024.work.visits", newer, "gõ nhầm")
    with pytest.raises(FigureSuperseded, match="was already corrected by"):
        preview.of("xa-tra-son.2024.work.visits", visits(1))
