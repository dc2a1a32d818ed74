"""Tracing a unit to another day: pieces, shares, and whether figures can be compared."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from danvan.kernel.said import Said
from danvan.units.descent import ALL, Descent, Key, Link, carried
from danvan.units.level import Level
from danvan.units.near import names, shown
from danvan.units.trace import Piece, Trace
from danvan.units.unit import Unit

Children = Callable[[Unit], Sequence[Unit]]
"""The units right under one on the last day of it."""


def traced(unit: Unit, days: tuple[date, date], descent: Descent, children: Children) -> Trace:
    """The trace of `unit` from the first of the two days to the second."""
    day, target_day = days
    if target_day >= day or unit.holds_at(target_day):
        landed = forward(unit, target_day, descent, children)
    else:
        olds = descent.origins(unit, target_day)
        landed = {old.key: _seen_from(old, unit, descent.landing(old, day)) for old in olds}
    pieces = tuple(sorted(map(_piece, landed.values()), key=_largest))
    later = target_day >= day
    codes = {unit.code, *(below.code for below in (children(unit) if later else ()) if not unit.holds_at(target_day))}
    between = descent.moves.onward(codes, (day, target_day)) if later else descent.moves.origin(codes, (target_day, day))
    reason = _why_not(unit, pieces, target_day, later=later)
    return Trace(unit, day, target_day, pieces, between, reason, same=_is_same(unit, day, pieces, descent, later=later))


def _is_same(unit: Unit, day: date, pieces: Sequence[Piece], descent: Descent, *, later: bool) -> bool:
    if len(pieces) != 1 or not pieces[0].whole:
        return False
    return not later or [old.key for old in descent.origins(pieces[0].unit, day)] == [unit.key]


def forward(unit: Unit, day: date, descent: Descent, children: Children) -> Mapping[Key, Link]:
    """Where the territory of `unit` lies on `day`. A level that ended left nothing but its units: a district is where its
    communes are."""
    landed = descent.landing(unit, day)
    below = children(unit) if not landed else ()
    if not below:
        return landed
    people = [None if each.people is None else Fraction(each.people) for each in below]
    whole = sum((share for share in people if share), Fraction(0))
    known = whole > 0 and all(share is not None for share in people)
    links = [
        Link(each, share / whole if known and share is not None else None, "people" if known else "")
        for each, share in zip(below, people, strict=True)
    ]
    return carried(links, [descent.landing(each, day) for each in below])


def _seen_from(old: Unit, unit: Unit, landed: Mapping[Key, Link]) -> Link:
    """The link of an older unit to `unit`, as one to the older."""
    link = landed[unit.key]
    return Link(old, link.share, link.basis, link.main)


def _piece(link: Link) -> Piece:
    whole = link.share == ALL
    return Piece(link.to, whole, link.share, "" if whole else link.basis, link.main)


def _largest(piece: Piece) -> tuple[bool, Fraction, str]:
    return not (piece.whole or piece.main), -(piece.share or Fraction(0)), piece.unit.code


def _why_not(unit: Unit, pieces: Sequence[Piece], day: date, *, later: bool) -> Said | None:
    if not pieces:
        gone = Said("what became of {unit} ({code}) by {day} is not known", unit=unit.name, code=unit.code, day=shown(day))
        made = Said("what {unit} ({code}) was on {day} is not known", unit=unit.name, code=unit.code, day=shown(day))
        return gone if later else made
    unmeasured = [piece.unit for piece in pieces if piece.share is None]
    if not unmeasured:
        return None
    if unit.level is Level.DISTRICT and later:
        return Said(
            "{unit} is no more, and how much of its figures belongs to each of the units of its communes is not known: {units}",
            unit=unit.name,
            units=names(unmeasured),
        )
    if later:
        return Said(
            "{unit} was divided, and how much of it went to each is not known: {units}", unit=unit.name, units=names(unmeasured)
        )
    return Said(
        "only a part of these came to {unit}, and how much is not known: {units}", unit=unit.name, units=names(unmeasured)
    )
