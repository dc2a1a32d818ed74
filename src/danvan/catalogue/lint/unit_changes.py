"""The lint of changes of units: every unit is named on its side, territory is neither lost nor made, numbers add up."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.unit_changes import UnitChange, UnitFacts, UnitMove
from danvan.catalogue.place import Place
from danvan.kernel.errors import CatalogueError

Problems = Iterator[CatalogueError]
Side = Literal["before", "after"]
_CARD = "CA16"
_KINDS: Mapping[int, tuple[str, ...]] = {
    2: ("tỉnh", "thành phố"),
    3: ("huyện", "quận", "thị xã", "thành phố"),
    5: ("xã", "phường", "thị trấn", "đặc khu"),
}
"""Digits of a code -> the kinds of unit that have such codes (124/2004/QĐ-TTg, 19/2025/QĐ-TTg)."""


def unit_change_problems(catalogue: Catalogue) -> Problems:
    """Problems of every change, and units that two changes take apart on one day."""
    taken: dict[tuple[str, object], str] = {}
    for card in catalogue.unit_changes.values():
        place = catalogue.place(card)
        yield from _days(card, place)
        yield from _names(card, place)
        yield from _ends(card, place)
        yield from _wholes(card, place)
        yield from _sums(card, place)
        for old in dict.fromkeys(move.old for move in card.moves):
            first = taken.setdefault((old, card.since), card.code)
            if first != card.code:
                yield place.inside("moves").error(
                    "{code} is taken apart on {since} by {first} too",
                    "one card for what becomes of a unit on a day",
                    "CA04",
                    code=old,
                    since=card.since,
                    first=first,
                )


def _days(card: UnitChange, place: Place) -> Problems:
    if card.since < card.decided:
        yield place.inside("since").error(
            "in effect from {since}, decided on {decided}",
            "the day of the resolution, or a later one",
            "CA03",
            since=card.since,
            decided=card.decided,
        )
    if card.starts_work and card.starts_work < card.decided:
        yield place.inside("starts_work").error(
            "work from {since}, decided on {decided}",
            "the day of the resolution, or a later one",
            "CA03",
            since=card.starts_work,
            decided=card.decided,
        )


def _names(card: UnitChange, place: Place) -> Problems:
    for side in ("before", "after"):
        units: Mapping[str, UnitFacts] = getattr(card, side)
        for code, facts in units.items():
            where, kinds = place.inside(side, code), _KINDS[len(code)]
            if not facts.name.startswith(tuple(f"{kind} " for kind in kinds)):
                yield where.inside("name").error(
                    "'{name}' with the code {code}", "{kinds}", _CARD, name=facts.name, code=code, kinds=", ".join(kinds)
                )
            if len(facts.parent or "") >= len(code) or (len(code) > 2 and not facts.parent):
                yield where.error(
                    "{code} under '{parent}'",
                    "the code of the unit above: fewer digits; none for a province",
                    _CARD,
                    code=code,
                    parent=facts.parent or "",
                )


def _ends(card: UnitChange, place: Place) -> Problems:
    """Who gives was there before, who takes is there after; who is on one side only ends or begins by a move."""
    sides: tuple[tuple[Side, Literal["old", "new"]], ...] = (("before", "old"), ("after", "new"))
    for side, end in sides:
        known: Mapping[str, UnitFacts] = getattr(card, side)
        for at, move in enumerate(card.moves):
            code = getattr(move, end)
            if code not in known:
                yield place.inside("moves", at, end).error(
                    "{code}, which is not in '{side}'", "{codes}", _CARD, code=code, side=side, codes=", ".join(known)
                )
        moved = {getattr(move, end) for move in card.moves}
        for code in known.keys() - moved - (card.before.keys() & card.after.keys()):
            yield place.inside(side, code).error(
                "{code} is only in '{side}', and no move says what became of it or what it was made of",
                "a move of its territory, or the unit on the other side too",
                _CARD,
                code=code,
                side=side,
            )


def _wholes(card: UnitChange, place: Place) -> Problems:
    for at, move in enumerate(card.moves):
        others = [each for each in card.moves if each.old == move.old]
        if move.extent == "whole" and len(others) > 1:
            yield place.inside("moves", at).error(
                "the whole of {code} moves, and {n} moves take from it",
                "one move of the whole, or parts",
                _CARD,
                code=move.old,
                n=len(others),
            )
        if move.extent == "part" and len(others) == 1 and move.old not in card.after:
            yield place.inside("moves", at).error(
                "a part of {code} moves, and the rest is nowhere",
                "the other parts, or {code} in 'after' with what is left of it",
                _CARD,
                code=move.old,
            )


def _sums(card: UnitChange, place: Place) -> Problems:
    """What goes out is no more than there was; what comes together is what there is after, where all of it is told."""
    for number in ("area_km2", "people"):
        for code, facts in card.before.items():
            there, gone = getattr(facts, number), _total(number, [move for move in card.moves if move.old == code])
            if there is not None and gone is not None and gone > there:
                yield place.inside("before", code).error(
                    "{field}: {gone} goes out of {code}, which has {there}",
                    "no more than there is",
                    _CARD,
                    field=number,
                    gone=gone,
                    code=code,
                    there=there,
                )
        for code, facts in card.after.items():
            there, come = getattr(facts, number), _come(card, code, number)
            if there is not None and come is not None and come != there:
                yield place.inside("after", code).error(
                    "{field}: {come} comes together in {code}, which has {there}",
                    "the sum of what comes, and of what stays",
                    _CARD,
                    field=number,
                    come=come,
                    code=code,
                    there=there,
                )


def _total(number: str, moves: list[UnitMove]) -> Decimal | int | None:
    """The sum of the moves' numbers; None when one is not told."""
    numbers = [getattr(move, number) for move in moves]
    return None if None in numbers else sum(numbers)


def _come(card: UnitChange, code: str, number: str) -> Decimal | int | None:
    """What a unit has after the change: what comes, and what stays; None when a part is not told."""
    come = _total(number, [move for move in card.moves if move.new == code])
    going = [move for move in card.moves if move.old == code]
    if code not in card.before or come is None or any(move.extent == "whole" or move.new == code for move in going):
        return come
    before, gone = getattr(card.before[code], number), _total(number, going)
    return None if before is None or gone is None else come + before - gone
