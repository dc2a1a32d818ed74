"""A figure held against another: the same period of last year, the period before, a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.models import Indicator
from danvan.catalogue.models.regimes import Regime
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity, rounded
from danvan.ledger.comparison.as_was import territory_changed
from danvan.ledger.comparison.identifier import Told
from danvan.ledger.comparison.model import Against, Boundaries, Comparison, Point
from danvan.ledger.comparison.periods import convention, period_before
from danvan.ledger.comparison.reasons import Reason, Why, reason
from danvan.ledger.comparison.series import Past
from danvan.units.unit import Unit

RATE_PLACES = 2
Plan = Mapping[tuple[str, str, date, date], Decimal]
"""Targets by indicator, code of the unit, first and last day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared. `regimes`: the versions of the regime that tells between which days the data are counted."""

    indicator: Indicator
    unit: Unit
    period: Period
    told: Told
    regimes: tuple[Regime, ...] = ()


def compared(past: Past, asked: Asked, against: Sequence[Against], plan: Plan | None = None) -> tuple[Comparison, ...]:
    """The comparisons asked for, in that order, each on one boundary or with the reason why it cannot be made."""
    bases = {each: _base(each, asked.period) for each in against}
    periods = list(dict.fromkeys([asked.period, *(base for base in bases.values() if base)]))
    found = dict(zip(periods, past.points(asked.indicator, asked.unit, periods, asked.told), strict=True))
    now = found[asked.period]
    made = {
        each: _with_plan(asked, now, plan or {}) if each is Against.PLAN else _with_period(past, asked, each, now, base, found)
        for each, base in bases.items()
    }
    return tuple(made[each] for each in against)


def _base(against: Against, period: Period) -> Period | None:
    match against:
        case Against.SAME_PERIOD:
            return period.previous()
        case Against.PREVIOUS:
            return period_before(period)
        case _:
            return None


def _with_period(
    past: Past, asked: Asked, against: Against, now: Point, base: Period | None, found: Mapping[Period, Point]
) -> Comparison:
    if base is None:
        nothing = replace(now, quantity=None, parts=(), points=(), notes=())
        return Comparison(against, now, nothing, why=reason(Why.NO_PERIOD, period=asked.period))
    held = Comparison(against, now, found[base])
    if why := _stands_in_the_way(past, asked, held):
        return replace(held, why=why)
    return _worked_out(held, asked.indicator)


def _stands_in_the_way(past: Past, asked: Asked, held: Comparison) -> Reason | None:
    without = next((point for point in (held.now, held.base) if point.quantity is None), None)
    if without:
        return without.why
    one, other = (convention(point.period, asked.regimes) for point in (held.now, held.base))
    if one != other:
        return reason(Why.CONVENTIONS, period=held.now.period, one=one, other_period=held.base.period, other=other)
    if asked.told.boundaries is Boundaries.AS_WAS:
        return territory_changed(asked.unit, held.base.period.end, held.now.period.end, past.register)
    return None


def _with_plan(asked: Asked, now: Point, plan: Plan) -> Comparison:
    period, indicator = asked.period, asked.indicator
    target = plan.get((indicator.code, asked.unit.code, period.start, period.end))
    base = replace(now, id="", quantity=None, estimated=False, notes=(), parts=(), points=(), why=None)
    if target is None:
        return Comparison(Against.PLAN, now, base, why=reason(Why.NO_PLAN, unit=asked.unit.name, period=period))
    decimals = max(0, -int(target.as_tuple().exponent))
    held = Comparison(Against.PLAN, now, replace(base, quantity=Quantity(target, indicator.measure, decimals)))
    return replace(held, why=now.why) if now.quantity is None else _worked_out(held, indicator)


def _worked_out(held: Comparison, indicator: Indicator) -> Comparison:
    """Difference and rate. Of ratios the difference is in percentage points, and there is no rate."""
    now, base = held.now.quantity, held.base.quantity
    assert now is not None  # noqa: S101 - looked at before
    assert base is not None  # noqa: S101 - the same
    made = replace(held, change=now.value - base.value)
    if indicator.kind in ("ratio", "rate"):
        return made
    if not base.value:
        return replace(made, why=reason(Why.ZERO_BASE))
    if held.against is Against.PLAN:
        return replace(made, reached=_hundredths(now.value, base.value))
    return replace(made, rate=_hundredths(now.value - base.value, base.value))


def _hundredths(part: Decimal, whole: Decimal) -> Decimal:
    return rounded(100 * Fraction(part) / Fraction(whole), RATE_PLACES)
