"""The catalogue's cards of changes, laid over the national list: what was before it, and what comes after."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from danvan.catalogue.models.unit_changes import UnitChange, UnitFacts
from danvan.units.change import Change, Move
from danvan.units.level import Level
from danvan.units.timeline import DAY, cut
from danvan.units.unit import Unit, level_of_code


def changes_of(cards: Iterable[UnitChange]) -> tuple[Change, ...]:
    """The changes the cards tell, the earliest first."""
    return tuple(map(_change, sorted(cards, key=lambda card: card.since)))


def _change(card: UnitChange) -> Change:
    return Change(
        card.since,
        tuple(Move(each.old, each.new, each.extent == "whole", each.area_km2, each.people) for each in card.moves),
        card.decided,
        card.starts_work,
        card.source.instrument or card.source.seen,
        card.code,
        (card.name.vi, card.name.en),
        frozenset(card.before.keys() & card.after.keys()),
        card.source.certainty,
        (card.since_source or card.source).certainty,
    )


def with_cards(units: Iterable[Unit], cards: Iterable[UnitChange]) -> list[Unit]:
    """`units` with what the cards know of them: names and numbers before and after, units that are no more or are new."""
    versions: dict[str, list[Unit]] = {}
    for unit in units:
        versions.setdefault(unit.code, []).append(unit)
    for card in sorted(cards, key=lambda card: card.since):
        for code in card.before.keys() | card.after.keys():
            versions[code] = _told(versions.get(code, []), code, card)
    return [unit for each in versions.values() for unit in each]


def _told(versions: list[Unit], code: str, card: UnitChange) -> list[Unit]:
    """The versions of one code, as the card tells them."""
    ends, begins = code not in card.after, code not in card.before
    parted = [part for unit in versions for part in cut(unit, card.since, ends=ends)]
    if begins:  # what a list without dates takes for older than it is
        parted = [unit for unit in parted if unit.since is not None or unit.until != card.since - DAY]
    told = [_with_facts(unit, card) for unit in parted]
    if not begins and not any(unit.until == card.since - DAY for unit in told):
        told.append(_made(code, card.before[code], None, card.since - DAY))
    if not ends and not any(unit.since == card.since for unit in told):
        told.append(_made(code, card.after[code], card.since, None))
    return sorted(told, key=lambda unit: unit.since or date.min)


def _with_facts(unit: Unit, card: UnitChange) -> Unit:
    if unit.until == card.since - DAY and unit.code in card.before:
        return _known(unit, card.before[unit.code])
    if unit.since == card.since and unit.code in card.after:
        return _known(unit, card.after[unit.code])
    return unit


def _known(unit: Unit, facts: UnitFacts) -> Unit:
    """What the card says; where it is silent, what was known."""
    said: Mapping[str, object] = {
        "name": facts.name,
        "parent": facts.parent,
        "area_km2": facts.area_km2,
        "people": facts.people,
    }
    kept = {field: value for field, value in said.items() if value is not None}
    return replace(unit, **kept)  # type: ignore[arg-type]  # the fields are the unit's own


def _made(code: str, facts: UnitFacts, since: date | None, until: date | None) -> Unit:
    level = level_of_code(code) or Level.COMMUNE
    return Unit(facts.name, level, code, facts.parent or "", since, until, area_km2=facts.area_km2, people=facts.people)
