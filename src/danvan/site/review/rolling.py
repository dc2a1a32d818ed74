"""The figures of all units of a period, added up by the rules of the catalogue: one query, kept until something changes.

What counts is what was accepted (or, where that is asked for, what was sent too), exactly as it left with the last version. It
changes only with an event of the report, so that the last event tells whether what is kept is still true.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.blanks import MEANINGS
from danvan.ledger.figure import Blank
from danvan.ledger.rolled import RolledRow, RolledUp, Value
from danvan.ledger.rolling.recipe import recipes_of
from danvan.ledger.totals import Cell, Totals, Whole
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.remembering import Remembered
from danvan.site.figures.rules import rules_on
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report, ReportEvent, ReportVersion, State
from danvan.site.review.units import Awaited


@dataclass(frozen=True, slots=True)
class Counted:
    """`units`: all that report, in the order of codes. `counting`: the names (as in `rolled`) of those whose report counts;
    `blanks`: (indicator, name) -> why there is no number; `names`: code of a unit -> its name in `rolled`. `state`: changes
    whenever any figure may have."""

    period: Period
    rolled: RolledUp
    counting: frozenset[str]
    names: Mapping[str, str]
    state: str
    blanks: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def silent(self) -> list[str]:
        """The names of those that are in no total: nothing of theirs counts yet."""
        return [name for name in self.rolled.units if name not in self.counting]


_KEPT: Remembered[Counted] = Remembered(12)


def rolled_up(found: Awaited, *, sent: bool = False) -> Counted:
    """The figures of the units of `found`; with `sent` also of reports nobody has accepted yet. One small query when nothing
    has changed since, else two more."""
    reports = _reports(found, sent)
    state = _state(found, reports, sent)
    return _KEPT.of((found.office.pk, found.code, sent), state, lambda: _made(found, reports, state))


def _reports(found: Awaited, sent: bool) -> list[int]:
    """The offices whose report counts."""
    states = (State.ACCEPTED, State.SENT) if sent else (State.ACCEPTED,)
    series = [one.regime.code for one in found.by_level.values()]
    known = Report.objects.filter(office__in=[unit.pk for unit in found.units], period=found.code, regime__in=series)
    return sorted(known.filter(state__in=states).values_list("office_id", flat=True))


def _state(found: Awaited, offices: Sequence[int], sent: bool) -> str:
    events = ReportEvent.objects.filter(report__office__in=[unit.pk for unit in found.units], report__period=found.code)
    # A reminder changes no figure.
    last = events.exclude(did="reminded").aggregate(last=Max("pk"), at=Max("at"), count=Count("pk"))
    named = [(unit.pk, unit.name) for unit in found.units]
    said = [found.code, sent, list(offices), named, last["last"], last["count"], str(last["at"]), the_catalogue().version]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _made(found: Awaited, offices: Sequence[int], state: str) -> Counted:
    period = found.reported.period
    in_force = rules_on(period.end).catalogue
    names = unit_names(found.units)
    by_pk = {unit.pk: unit for unit in found.units}
    cells: dict[str, dict[str, Cell]] = {}
    blanks: dict[tuple[str, str], str] = {}
    for office, left, at in versions_of(found, offices).values_list("report__office_id", "figures", "at"):
        code, name = by_pk[office].code, names[by_pk[office].code]
        for indicator, (_key, value, blank) in left.items():
            known = in_force.indicators.get(indicator)
            if blank:
                blanks[indicator, name] = blank
            if value or (blank and MEANINGS[Blank(blank)].counts):
                quantity = _quantity(value or "0", known)
                cells.setdefault(indicator, {})[name] = Cell(f"{code}.{found.code}.{indicator}", quantity, at)
    whole = Whole(found.office.name, list(names.values()), period, None)
    totals = Totals(whole, in_force, cells)
    nothing: dict[str, Value | None] = dict.fromkeys(names.values())
    parts = {code: {part.code for part in recipe.parts} for code, recipe in in_force.derived(recipes_of).items()}
    rows = {
        # Most indicators nobody reports: their lines are all alike.
        code: totals.row(indicator)
        if code in cells or cells.keys() & parts.get(code, set())
        else RolledRow(indicator, nothing, None, tuple(nothing))
        for code, indicator in in_force.indicators.items()
    }
    unknown = tuple(sorted(cells.keys() - rows.keys()))
    rolled = RolledUp(period, tuple(names.values()), whole.name, rows, unknown)
    return Counted(period, rolled, frozenset(names[by_pk[pk].code] for pk in offices), names, state, blanks)


def versions_of(found: Awaited, offices: Sequence[int]) -> QuerySet[ReportVersion]:
    """What these offices sent last."""
    newest = ReportVersion.objects.filter(report=OuterRef("report")).order_by("-number").values("number")[:1]
    series = [one.regime.code for one in found.by_level.values()]
    about = {"report__office__in": list(offices), "report__period": found.code, "report__regime__in": series}
    return ReportVersion.objects.filter(**about, number=Subquery(newest))


def _quantity(value: str, known: Indicator | None) -> Quantity:
    """A rate keeps its decimals where its last digits are noughts."""
    number = Decimal(value)
    written = max(0, -int(number.as_tuple().exponent))
    rate = known.decimals if known and known.kind in ("ratio", "rate") else 0
    return Quantity(number, known.measure if known else "", max(written, rate))


def unit_names(units: Sequence[Office]) -> dict[str, str]:
    """Code -> name; of units of the same name with their code, for tables know them by name."""
    count: dict[str, int] = {}
    for unit in units:
        count[unit.name] = count.get(unit.name, 0) + 1
    return {unit.code: unit.name if count[unit.name] == 1 else f"{unit.name} ({unit.code})" for unit in units}


def now_utc() -> datetime:
    """For files that are made now."""
    return timezone.now().astimezone(UTC).replace(microsecond=0)
