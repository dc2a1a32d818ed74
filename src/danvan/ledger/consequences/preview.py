"""All consequences of a correction or a withdrawal at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.scorecards import Scorecard
from danvan.catalogue.scoring import Score, Scoring
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.comparison.against import Asked, compared
from danvan.ledger.comparison.identifier import Told
from danvan.ledger.comparison.model import Against, Boundaries, Comparison
from danvan.ledger.comparison.series import Past
from danvan.ledger.consequences.kept import kept_above
from danvan.ledger.consequences.model import Compared, Consequences, Scored
from danvan.ledger.consequences.supposed import Supposed, suppose
from danvan.ledger.consequences.upwards import ratios_of_unit, totals_above
from danvan.ledger.engines.base import Engine
from danvan.ledger.identities import Failure, check_identities
from danvan.ledger.rules import Counted, Rules
from danvan.ledger.scores import Scored as UnitScored
from danvan.ledger.scores import score_units
from danvan.ledger.store import Ledger
from danvan.units.names import unit_key
from danvan.units.register import UnitRegister


@dataclass(frozen=True, slots=True)
class Preview:
    """What it takes to look ahead. `register` is None where no list of units is installed: then nothing above is told."""

    ledger: Ledger
    engine: Engine
    catalogue: Catalogue
    register: UnitRegister | None

    def of(self, identifier: str, new: Quantity | None) -> Consequences:
        """What changes when figure `identifier` becomes `new`, or is taken back (None). Nothing is written.

        Raises FigureUnknown, FigureSuperseded; for a value that may not be, what adding it raises: CountNegative, MeasureWrong.
        """
        supposed = suppose(self.ledger, self.engine, identifier, new)
        figure = supposed.figure
        if new is not None:
            counted = Counted(figure.indicator, new.measure, figure.period, new.value)
            Rules(self.catalogue).check_indicator(counted, self.ledger.folder)
        if figure.witness:
            return Consequences(figure, new)
        placed = self._placed(supposed)
        above = totals_above(supposed, self.engine, self.catalogue, placed) if placed else ()
        begin, cease = self._identities(supposed)
        return Consequences(
            figure,
            new,
            totals=(*ratios_of_unit(supposed, self._values(supposed), self.catalogue), *above),
            kept=kept_above(supposed, self.engine, self.ledger, self.catalogue),
            begin=begin,
            cease=cease,
            scores=tuple(self._scores(supposed)),
            comparisons=tuple(self._comparisons(supposed, placed)) if placed else (),
            unplaced=placed is None,
        )

    def _placed(self, supposed: Supposed) -> UnitRegister | None:
        figure = supposed.figure
        known = self.register and figure.unit_code and self.register.alive(figure.unit_code, figure.period.end)
        return self.register if known else None

    def _of_unit(self, record: Any, supposed: Supposed) -> Any:
        """Of `record`, the figures of the unit and the period."""
        figure = supposed.figure
        same = record.unit_code == figure.unit_code if figure.unit_code else record.unit_key == unit_key(figure.unit)
        return record.filter(same, record.period_start == figure.period.start, record.period_end == figure.period.end)

    def _values(self, supposed: Supposed) -> dict[str, Quantity]:
        own = self._of_unit(supposed.records[0], supposed)
        rows = self.engine.run(own.filter(own.value.notnull()).select("indicator", "value", "measure", "decimals")).to_pylist()
        return {row["indicator"]: Quantity(row["value"], row["measure"], row["decimals"]) for row in rows}

    def _identities(self, supposed: Supposed) -> tuple[tuple[Failure, ...], tuple[Failure, ...]]:
        """Those that would begin and those that would cease to fail, for the unit and the period."""
        before, after = (
            {
                failure.identity.code: failure
                for failure in check_identities(self._of_unit(record, supposed), self.catalogue, self.engine.run).failures
            }
            for record in supposed.records
        )
        begin = tuple(failure for code, failure in after.items() if code not in before)
        return begin, tuple(failure for code, failure in before.items() if code not in after)

    def _scores(self, supposed: Supposed) -> Iterator[Scored]:
        catalogue = self.catalogue.at(supposed.figure.period.end)
        for card in catalogue.scorecards.values():
            scoring = Scoring.of(card, catalogue)
            if supposed.figure.indicator in scoring.codes:
                before, after = (self._scored(record, supposed, card, catalogue) for record in supposed.records)
                if before and after and before.score != after.score:
                    yield _scored(card, before, after)

    def _scored(self, record: Any, supposed: Supposed, card: Scorecard, catalogue: Catalogue) -> UnitScored | None:
        """The unit among all of its level, so that its rank is told."""
        figure = supposed.figure
        period = figure.period
        peers = record.filter(
            record.period_start == period.start, record.period_end == period.end, record.level == figure.level
        )
        units = score_units(peers, card, catalogue, period, self.engine.run).units
        key = figure.unit_code or unit_key(figure.unit)
        return next((unit for unit in units if unit.reported.key == key), None)

    def _comparisons(self, supposed: Supposed, register: UnitRegister) -> Iterator[Compared]:
        """With the year before and the year after, as they were."""
        figure = supposed.figure
        code, day = figure.unit_code, figure.period.end
        if figure.indicator not in self.catalogue.indicators:
            return
        pasts = [Past(self.engine, record, self.catalogue, register) for record in supposed.records]
        unit = register.unit(code, day)
        told = Told(Boundaries.AS_WAS, day)
        for period in (figure.period, _following(figure.period)):
            asked = Asked(self.catalogue.indicators[figure.indicator], unit, period, told)
            old, new = (compared(past, asked, [Against.SAME_PERIOD])[0] for past in pasts)
            if _result(old) != _result(new):
                yield Compared(old, new)


def _following(period: Period) -> Period:
    """The same period of the year after."""
    span = period.end.year - period.start.year + 1 if period.kind == "years" else 1
    return replace(period, start=_later(period.start, span), end=_later(period.end, span))


def _later(day: date, years: int) -> date:
    leap = day.month == 2 and day.day == 29
    return date(day.year + years, day.month, 28 if leap else day.day)


def _result(comparison: Comparison) -> tuple[object, ...]:
    return comparison.change, comparison.rate, comparison.why and comparison.why.code


def _scored(card: Scorecard, before: UnitScored, after: UnitScored) -> Scored:
    old, new = before.score, after.score
    pairs = zip((*old.criteria, *old.deductions), (*new.criteria, *new.deductions), strict=True)
    gates = [(gate.code, _gate(gate.code, old), _gate(gate.code, new)) for gate in card.gates]
    return Scored(
        card,
        parts=tuple((one.code, one.points, other.points) for one, other in pairs if one.points != other.points),
        least=(old.least, new.least),
        total=(old.total, new.total),
        rank=(before.standing.rank, after.standing.rank),
        gates=tuple(gate for gate in gates if gate[1] != gate[2]),
        grade=(old.grade.name.vi if old.grade else "", new.grade.name.vi if new.grade else ""),
    )


def _gate(code: str, score: Score) -> bool | None:
    """Whether a gate is open; None when that is not known."""
    return None if code in score.open_gates else code not in score.closed_gates
