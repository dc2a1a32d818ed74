"""One value of an indicator for a unit and a period: from the figures themselves, from shorter periods, from its formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IndicatorFormula, parse_indicator
from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity, rounded
from danvan.kernel.said import Said
from danvan.ledger.comparison.gathering import Gathered, Given, key_text
from danvan.ledger.comparison.identifier import Told, computed_id
from danvan.ledger.comparison.lineage import BILLION, Lineage, Share
from danvan.ledger.comparison.model import Boundaries, Part, Point
from danvan.ledger.comparison.periods import tilings
from danvan.ledger.comparison.reasons import BLANKS, Note, Reason, Why, day_said, distinct, reason
from danvan.ledger.figure import Blank
from danvan.units.unit import Unit


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one unit. `lineages`: of each period its figures may be of; `told`: as they were, or on which
    boundaries."""

    catalogue: Catalogue
    lineages: Mapping[Period, Lineage]
    gathered: Gathered
    told: Told

    def point(self, code: str, period: Period) -> Point:
        """The value of an indicator for a period: what was reported of it as a whole, or else put together."""
        indicator = self.catalogue.indicators[code]
        if outside := _outside(indicator, period):
            return self._empty(indicator, period, outside)
        direct = self._direct(indicator, period)
        own = self.told.boundaries is Boundaries.AS_WAS and direct.quantity
        if indicator.rollup == "ratio" and not own:
            computed = self._ratio(indicator, period)
            return computed if computed.quantity or not direct.quantity else direct
        return direct if direct.quantity else self._put_together(indicator, period, direct)

    def _direct(self, indicator: Indicator, period: Period) -> Point:
        lineage = self.lineages[period]
        empty = self._empty(indicator, period, lineage.why)
        if lineage.why:
            return empty
        given = self.gathered.of(indicator.code, lineage)
        if problem := self._problem(indicator, lineage, given):
            return replace(empty, why=problem)
        parts = tuple(_part(each, lineage) for each in given)
        value = sum((part.amount for part in parts), Decimal(0))
        decimals = max(part.reported.decimals for part in parts)
        left_out = _left_out(lineage, given)
        return replace(
            empty,
            id=parts[0].figure if len(parts) == 1 and parts[0].whole else empty.id,
            quantity=Quantity(value, indicator.measure, decimals),
            estimated=any(part.estimated for part in parts) or bool(left_out),
            notes=(*lineage.notes, *left_out),
            parts=parts,
        )

    def _problem(self, indicator: Indicator, lineage: Lineage, given: Sequence[Given]) -> Reason | None:
        """Why what was found makes no value."""
        unit, period = lineage.target.name, lineage.period
        missing = self._missing(indicator, lineage, given)
        blank = next((said for source in missing if (said := self._blank(indicator, source, period))), None)
        if not given:
            return blank or reason(Why.NO_FIGURE, unit=unit, period=period)
        twice = next((pair for pair in pairwise(given) if pair[0].source == pair[1].source), None)
        if twice:
            return reason(Why.NOT_COUNTED_TWICE, unit=unit, period=period, found=twice[0].figure, other=twice[1].figure)
        if indicator.rollup != "sum" and not lineage.same:
            return reason(Why.RULE_NONE)
        other = next((each for each in given if each.reported.measure != indicator.measure), None)
        if other:
            return reason(Why.MEASURE, unit=unit, found=other.reported.measure or "–", allowed=indicator.measure or "–")
        if not missing:
            return None
        return blank or reason(Why.PART_MISSING, period=period, units=", ".join(source.name for source in missing))

    def _missing(self, indicator: Indicator, lineage: Lineage, given: Sequence[Given]) -> list[Unit]:
        """The units whose figure is needed and not there. One that said the indicator does not apply to it is not needed, where
        others gave a number."""
        there = {each.source for each in given}
        absent = [share.source for share in lineage.shares if share.required and key_text(share.source.key) not in there]
        if not given:
            return absent
        return [unit for unit in absent if self.gathered.blank(indicator.code, lineage.period, unit) != Blank.NOT_APPLICABLE]

    def _blank(self, indicator: Indicator, source: Unit, period: Period) -> Reason | None:
        """What a unit gave instead of a number."""
        blank = self.gathered.blank(indicator.code, period, source)
        return reason(Why.BLANK, unit=source.name, period=period, blank=Said(BLANKS[blank])) if blank in BLANKS else None

    def _put_together(self, indicator: Indicator, period: Period, direct: Point) -> Point:
        """From shorter periods, by the indicator's rule over time; `direct` where that cannot be."""
        instead: Reason | None = None
        for tiling in tilings(period):
            if all(piece in self.lineages for piece in tiling):
                pieces = [self._direct(indicator, piece) for piece in tiling]
                if all(piece.quantity for piece in pieces):
                    return self._over_time(indicator, direct, pieces)
                instead = instead or next(piece.why for piece in pieces if not piece.quantity)
        if instead and direct.why and direct.why.code is Why.STRADDLES:
            return replace(direct, why=instead)
        return self._partly(indicator, direct)

    def _partly(self, indicator: Indicator, direct: Point) -> Point:
        """Of a unit that was there for a part of the period only: what it reported of that part, told beside."""
        partly = (Note.PARTLY_ALIVE, Note.PARTLY_UNTIL, Note.PARTLY_SINCE)
        note = next((each for each in self.lineages[direct.period].notes if each.code in partly), None)
        shorter = [each for each in self.lineages if each != direct.period and _within(each, direct.period)] if note else []
        points = [point for each in shorter if (point := self._direct(indicator, each)).quantity]
        return replace(direct, why=note, points=tuple(points)) if points else direct

    def _over_time(self, indicator: Indicator, direct: Point, pieces: Sequence[Point]) -> Point:
        periods = ", ".join(str(piece.period) for piece in pieces)
        quantity: Quantity | None
        match indicator.rollup_over_time:
            case "sum":
                found = [piece.quantity for piece in pieces if piece.quantity]
                value = sum((quantity.value for quantity in found), Decimal(0))
                quantity = Quantity(value, indicator.measure, max(each.decimals for each in found))
                used, note = tuple(pieces), reason(Note.ADDED_UP, periods=periods)
            case "last":
                used = tuple(pieces[-1:])
                quantity = used[0].quantity
                note = reason(Note.LAST_OF, periods=periods)
            case _:
                return replace(direct, why=reason(Why.RULE_NONE_OVER_TIME, period=direct.period))
        told = distinct(each for piece in used for each in piece.notes)
        estimated = any(piece.estimated for piece in used)
        return replace(direct, quantity=quantity, why=None, estimated=estimated, notes=(note, *told), points=used)

    def _ratio(self, indicator: Indicator, period: Period) -> Point:
        """The formula over the values of its parts: a ratio is never shared out or added itself."""
        formula = parse_indicator(indicator, self.catalogue)
        empty = self._empty(indicator, period, reason(Why.NO_RATIO, codes=_codes(formula)))
        if formula is None or not formula.depends_on:
            return empty
        points = tuple(self.point(code, period) for code in formula.depends_on)
        if without := next((point for point in points if point.quantity is None), None):
            return replace(empty, why=without.why, points=points, formula=indicator.formula)
        values = {point.indicator: Fraction(point.quantity.value) for point in points if point.quantity}
        exact = formula.evaluate(values)
        if exact is None:
            return replace(empty, points=points, formula=indicator.formula)
        quantity = Quantity(rounded(exact, indicator.decimals), indicator.measure, indicator.decimals)
        notes = distinct(note for point in points for note in point.notes)
        estimated = any(point.estimated for point in points)
        return replace(
            empty, quantity=quantity, why=None, estimated=estimated, notes=notes, points=points, formula=indicator.formula
        )

    def _empty(self, indicator: Indicator, period: Period, why: Reason | None) -> Point:
        unit = self.lineages[period].target
        return Point(computed_id(indicator.code, unit, period, self.told), indicator.code, unit.name, period, why=why)


def codes_needed(indicator: Indicator, catalogue: Catalogue) -> set[str]:
    """The indicator, and all it is computed from. Raises FormulaError."""
    found: set[str] = set()
    waiting = [indicator.code]
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            formula = parse_indicator(catalogue.indicators[code], catalogue)
            waiting += formula.depends_on if formula else ()
    return found


def _codes(formula: IndicatorFormula | None) -> str:
    return ", ".join(formula.depends_on) if formula and formula.depends_on else "–"


def _outside(indicator: Indicator, period: Period) -> Reason | None:
    """Why a period has no such indicator."""
    if indicator.since and period.end < indicator.since:
        return reason(Why.INDICATOR_BEGAN, day=day_said(indicator.since))
    if indicator.until and period.start > indicator.until:
        return reason(Why.INDICATOR_ENDED, day=day_said(indicator.until))
    return None


def _within(one: Period, other: Period) -> bool:
    return other.start <= one.start and one.end <= other.end


def _part(given: Given, lineage: Lineage) -> Part:
    share = _share(given, lineage)
    weight = Decimal(share.weight or 0) / BILLION
    return Part(
        figure=given.figure,
        unit=share.source.name,
        code=share.source.code,
        period=lineage.period,
        reported=given.reported,
        weight=weight,
        amount=given.amount or Decimal(0),
        estimated=given.estimated,
        basis=share.basis,
    )


def _share(given: Given, lineage: Lineage) -> Share:
    return next(share for share in lineage.shares if key_text(share.source.key) == given.source)


def _left_out(lineage: Lineage, given: Sequence[Given]) -> tuple[Reason, ...]:
    """Units that ended within the period and reported nothing for it."""
    there = {each.source for each in given}
    gone = [share.source for share in lineage.shares if not share.required and key_text(share.source.key) not in there]
    return tuple(reason(Note.PREDECESSOR_ENDED, unit=unit.name, day=day_said(unit.until)) for unit in gone)
