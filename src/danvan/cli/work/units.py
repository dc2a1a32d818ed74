"""The work of `danvan units`."""

from dataclasses import dataclass
from datetime import date

from danvan.cli.exits import CLEAN
from danvan.cli.naming import unit_named
from danvan.cli.options import day_of
from danvan.cli.session import Session
from danvan.cli.units_json import as_text, history_json, matches_json, shown_json, trace_json, units_json
from danvan.cli.units_text import Names, change_text, count_text, history_text, list_lines, matches_text, trace_text, unit_text
from danvan.units.descent import WEIGHTS
from danvan.units.folding import fold
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.timeline import lifetime
from danvan.units.trace import Trace
from danvan.units.unit import Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to resolve; '' = any day, anywhere."""

    words: str
    on: str
    within: str
    most: int


@dataclass(frozen=True, slots=True)
class Tracing:
    """A unit to trace; '' = its last day, today, by whatever is known."""

    unit: str
    day: str
    target: str
    by: str


def show(unit: str, on: str, layout: str, session: Session) -> int:
    """Shows a unit on a day; returns the exit code."""
    register = session.catalogue().derived(UnitRegister.load)
    day = day_of("--on", on) if on else session.now.date()
    found = register.unit(unit_named(register, unit, day if on else None), day) if on else _newest(register, unit, day)
    when = day if found.holds_at(day) else found.until or day
    upper, below, changes = register.parents(found, when), register.children(found.code, when), register.changes(found.code)
    if layout == "json":
        session.write(as_text(shown_json(when, found, upper, below, changes)))
        return CLEAN
    for piece in unit_text(found, upper, below, session.language):
        session.out.print(piece)
    for change in changes:
        for piece in change_text(change, _names(register), session.language):
            session.out.print(piece)
    return CLEAN


def _newest(register: UnitRegister, words: str, day: date) -> Unit:
    """The unit of today; where it is no more, or was called otherwise, of the last day it was called so."""
    versions = register.history(unit_named(register, words, None))
    if words.strip().isdigit():
        return next((each for each in versions if each.holds_at(day)), versions[-1])
    called = [each for each in versions if fold(each.proper) in fold(words)]
    return next((each for each in called if each.holds_at(day)), called[-1])


def history(unit: str, layout: str, session: Session) -> int:
    """Shows every version of a code; returns the exit code."""
    register = session.catalogue().derived(UnitRegister.load)
    code = unit_named(register, unit, None)
    versions, changes = register.history(code), register.changes(code)
    if layout == "json":
        session.write(as_text(history_json(versions, changes)))
        return CLEAN
    for piece in history_text(versions, changes, _names(register), session.language):
        session.out.print(piece)
    return CLEAN


def list_at(day: str, level: str, within: str, layout: str, session: Session) -> int:
    """Lists the units of a day; returns the exit code."""
    on = day_of("DAY", day)
    register = session.catalogue().derived(UnitRegister.load)
    wanted = Level(level) if level else None
    units = register.at(on, wanted)
    if within:
        top = unit_named(register, within, on)
        units = tuple(unit for each in ([wanted] if wanted else Level) for unit in register.descendants(top, on, each))
    if layout == "json":
        session.write(as_text(units_json(on, units)))
        return CLEAN
    if not units:
        session.err.print(session.language("There was no such unit on that day."), highlight=False)
        return CLEAN
    session.write(list_lines(units, lambda unit: register.parents(unit, on), session.language))
    for piece in count_text(units, on, register.changes(), session.language):
        session.out.print(piece)
    return CLEAN


def resolve(asked: Asked, layout: str, session: Session) -> int:
    """Lists what a name may mean; returns the exit code."""
    register = session.catalogue().derived(UnitRegister.load)
    day = day_of("--on", asked.on) if asked.on else None
    within = unit_named(register, asked.within, day) if asked.within else None
    matches = register.resolve(asked.words, day, within)
    _ = session.language
    if layout == "json":
        session.write(as_text(matches_json(asked.words, matches[: asked.most])))
    elif matches:
        session.out.print(matches_text(matches[: asked.most], lambda unit: lifetime(register.history(unit.code), unit), _))
        left = len(matches) - asked.most
        if left > 0:
            session.out.print(_("{n} more; --most {all} lists them.", n=left, all=len(matches)))
    else:
        session.err.print(_("No unit has a name like '{words}'.", words=asked.words), markup=False, highlight=False)
    return CLEAN


def trace(asked: Tracing, layout: str, session: Session) -> int:
    """Traces a unit to another day; returns the exit code."""
    register = session.catalogue().derived(UnitRegister.load)
    target = day_of("--to", asked.target) if asked.target else session.now.date()
    day = day_of("--from", asked.day) if asked.day else None
    code = unit_named(register, asked.unit, day)
    if day is None:
        last = register.history(code)[-1]
        day = last.until or session.now.date()
    traced = register.trace(code, day, target, (asked.by,) if asked.by else WEIGHTS)
    if layout == "json":
        session.write(as_text(trace_json(traced, session.language)))
        return CLEAN
    for piece in trace_text(traced, _mixed(traced, register), _names(register), session.language):
        session.out.print(piece)
    return CLEAN


def _mixed(traced: Trace, register: UnitRegister) -> Unit | None:
    """The first piece of a later day that was made of more than the unit."""
    if traced.target_day <= traced.day or traced.same:
        return None
    backward = ((each.unit, register.trace(each.unit.code, traced.target_day, traced.day)) for each in traced.pieces)
    return next((unit for unit, back in backward if any(each.unit.code != traced.unit.code for each in back.pieces)), None)


def _names(register: UnitRegister) -> Names:
    """The name of a code on a day, or the code where it had none."""

    def name(code: str, day: date) -> str:
        return register.unit(code, day).name if register.alive(code, day) else code

    return name
