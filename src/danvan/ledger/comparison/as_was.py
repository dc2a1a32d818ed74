"""Lineages of figures told as they were: each period's is of the unit itself, on its boundary of then."""

from collections.abc import Sequence
from datetime import date

from danvan.kernel.period import Period
from danvan.ledger.comparison.lineage import BILLION, Lineage, Share
from danvan.ledger.comparison.reasons import Note, Reason, Why, day_said, lifetime, reason
from danvan.units.names import unit_key
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit


def lives(unit: Unit, register: UnitRegister) -> tuple[Unit, ...]:
    """The versions of `unit`, whose boundary and unit above may have changed: same code, same name, on end."""
    return tuple(each for each in register.history(unit.code) if unit_key(each.name) == unit_key(unit.name))


def as_was(unit: Unit, period: Period, register: UnitRegister) -> Lineage:
    """The lineage of `unit` in `period`, as it was then."""
    versions = [each for each in lives(unit, register) if _during(each, period)]
    if not versions:
        every = lives(unit, register)
        codes = (Why.NOT_ALIVE, Why.GONE, Why.NOT_YET)
        return Lineage(unit, period, why=lifetime(unit.name, every[0].since, every[-1].until, codes))
    return Lineage(versions[-1], period, (Share(versions[-1], BILLION),), _notes(versions, lives(unit, register), period))


def territory_changed(unit: Unit, one: date, other: date, register: UnitRegister) -> Reason | None:
    """Why the figures of `unit` of these two days are not of one territory; None when they are."""
    first, last = sorted((one, other))
    start = next((each for each in lives(unit, register) if each.holds_at(first)), None)
    if start is None:
        return None
    trace = register.trace(start.code, first, last)
    if trace.same:
        return None
    end = next((each for each in lives(unit, register) if each.holds_at(last)), None)
    back = register.trace(end.code, last, first).changes if end else ()
    change = next(iter((*trace.changes, *back)), None)
    day, basis = (day_said(change.since), change.basis) if change else (day_said(last), "–")
    return reason(Why.TERRITORY, unit=unit.name, day=day, basis=basis or "–")


def _during(unit: Unit, period: Period) -> bool:
    return (unit.since or date.min) <= period.end and period.start <= (unit.until or date.max)


def _notes(versions: Sequence[Unit], life: Sequence[Unit], period: Period) -> tuple[Reason, ...]:
    name = versions[-1].name
    moved = [
        reason(Note.BOUNDARY_MOVED, unit=name, day=day_said(each.since))
        for each in versions[1:]
        if each.since and period.start < each.since
    ]
    first, last = life[0].since, life[-1].until
    if (first and first > period.start) or (last and last < period.end):
        moved.append(lifetime(name, first, last, (Note.PARTLY_ALIVE, Note.PARTLY_UNTIL, Note.PARTLY_SINCE)))
    return tuple(moved)
