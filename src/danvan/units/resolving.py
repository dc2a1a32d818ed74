"""Units by their names: an index of exact keys first, and slips of the keyboard only where that finds nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from danvan.units.descent import Descent
from danvan.units.folding import fold, forms
from danvan.units.level import Level
from danvan.units.match import Match, Why
from danvan.units.names import unit_key
from danvan.units.national import LAST_DAY
from danvan.units.slips import near_names, numbers, ratio
from danvan.units.unit import Unit
from danvan.units.wording import Wording, wordings

COST: Mapping[Why, int] = {
    Why.UNACCENTED: 3,
    Why.ACCENTS: 12,
    Why.MISSPELT: 15,
    Why.NO_KIND: 3,
    Why.OTHER_KIND: 15,
    Why.UPPER_MISSPELT: 6,
    Why.OTHER_UPPER: 35,
    Why.OLD_NAME: 25,
    Why.SUCCESSOR: 20,
}
"""What speaks against a match, in points of 100."""
_GOOD = 70
"""A best score below this is looked for among misspelt names too."""
_WORST = 40
_NEAR_UPPER = 80


class Kin(Protocol):
    """What resolving asks of the register."""

    @property
    def old_names(self) -> Mapping[str, tuple[str, ...]]: ...
    def versions(self) -> Iterator[Unit]: ...
    def history(self, code: str) -> Sequence[Unit]: ...
    def parents(self, unit: Unit, day: date | None = None) -> tuple[Unit, ...]: ...
    def descent(self) -> Descent: ...


@dataclass(frozen=True, slots=True)
class _Found:
    """A unit, whatever the day, with what speaks for and against it; `slip`: how far the spelling is off, in points."""

    unit: Unit
    why: tuple[Why, ...]
    upper: tuple[Unit, ...]
    slip: int = 0

    @property
    def score(self) -> int:
        return 100 - sum(COST.get(why, 0) for why in self.why) - self.slip


class Resolver:
    """Made from the register when a name is first asked for."""

    def __init__(self, kin: Kin) -> None:
        self._kin = kin
        self._by_proper: dict[str, list[Unit]] = {}
        for unit in _newest(kin.versions()):
            self._by_proper.setdefault(fold(unit.proper), []).append(unit)
        self._alike: dict[tuple[str, ...], list[str]] = {}
        for proper in self._by_proper:
            self._alike.setdefault(numbers(proper), []).append(proper)
        self._names: dict[str, tuple[str, ...]] = {}
        highest = (unit for unit in kin.versions() if unit.level is not Level.COMMUNE)
        self._uppers = {form for unit in highest for form in forms(unit.kind, fold(unit.proper))}
        self._by_old_name: dict[str, list[Unit]] = {}
        for code, names in kin.old_names.items():
            for name in names:
                self._by_old_name.setdefault(name, []).extend(unit for unit in kin.history(code) if unit.until == LAST_DAY)
        self._only: dict[tuple[str, date, str | None], str | None] = {}

    def matches(self, words: str, day: date | None, within: str | None) -> list[Match]:
        """The units `words` may mean, ranked."""
        readings = list(wordings(words))
        found = self._exact(readings)
        on_day = self._on_day(found, day, within)
        if max((match.score for match in on_day), default=0) < _GOOD:
            found = [*found, *self._old_names(readings), *self._misspelt(readings)]
            on_day = self._on_day(found, day, within)
        return sorted(_ambiguous(on_day), key=lambda match: (-match.score, match.unit.code, str(match.unit.since)))

    def only_code(self, name: str, day: date, within: str | None) -> str | None:
        """The one code that can be meant, or None."""
        key = (name, day, within)
        if key not in self._only:
            self._only[key] = self._the_one(name, day, within)
        return self._only[key]

    def _the_one(self, name: str, day: date, within: str | None) -> str | None:
        above = within if within is None or within.isdigit() else self.only_code(within, day, None)
        if within and not above:
            return None
        certain = [found for found in self._exact(list(wordings(name))) if set(found.why) <= {Why.NAME, Why.UPPER}]
        codes = {match.unit.code for match in self._on_day(certain, day, above) if match.was is None}
        return codes.pop() if len(codes) == 1 else None

    def _exact(self, readings: Iterable[Wording]) -> list[_Found]:
        """Units that have the very letters of a reading, accents aside."""
        found: dict[tuple[str, str, object], _Found] = {}
        for reading in readings:
            for unit in self._by_proper.get(reading.proper, ()):
                one = self._judged(unit, reading, _spelling(unit, reading), 0)
                if one:
                    _keep(found, one)
        return list(found.values())

    def _misspelt(self, readings: Iterable[Wording]) -> list[_Found]:
        found: dict[tuple[str, str, object], _Found] = {}
        for reading in readings:
            for proper, likeness in near_names(reading.proper, self._alike.get(numbers(reading.proper), ())):
                for unit in self._by_proper[proper]:
                    one = self._judged(unit, reading, Why.MISSPELT, _slip(unit, reading, likeness))
                    if one:
                        _keep(found, one)
        return list(found.values())

    def _old_names(self, readings: Iterable[Wording]) -> Iterator[_Found]:
        for reading in readings:
            for key in (fold(reading.kind) + reading.proper, reading.proper):
                for unit in self._by_old_name.get(key.replace(" ", ""), ()):
                    # A name of old tells nothing of the kind of the unit it is now in.
                    one = self._judged(unit, replace(reading, kind=unit.kind), Why.OLD_NAME, 0)
                    if one:
                        yield one

    def _judged(self, unit: Unit, reading: Wording, spelling: Why, slip: int) -> _Found | None:
        """What speaks for the unit, or None when words are left over that mean nothing with it."""
        upper = self._kin.parents(unit)
        why = [spelling]
        if not reading.kind:
            why.append(Why.NO_KIND)
        elif reading.kind != unit.kind:
            why.append(Why.OTHER_KIND)
        names = [self._all_names(unit) for unit in upper]
        if reading.rest:
            fits = self._fits(reading.rest, names)
            if fits is None:
                return None
            why.append(fits)
        why += dict.fromkeys(self._fits(part, names) or Why.OTHER_UPPER for part in reading.uppers)
        return _Found(unit, tuple(dict.fromkeys(why)), upper, slip)

    def _fits(self, words: str, named: Sequence[Sequence[str]]) -> Why | None:
        """Whether folded words name the units above, whose names these are, the nearest first; None when they do not."""
        every = [form for each in named for form in each]
        every += [f"{one} {other}" for one in (named[0] if named else ()) for each in named[1:] for other in each]
        if words in every:
            return Why.UPPER
        if words in self._uppers:
            return None  # another unit's name is no slip of this one's
        return Why.UPPER_MISSPELT if any(ratio(words, form) >= _NEAR_UPPER for form in every) else None

    def _all_names(self, unit: Unit) -> tuple[str, ...]:
        """What a unit above may be called, folded: by the names it had at any time."""
        if unit.code not in self._names:
            versions = {each.name: each for each in self._kin.history(unit.code)}
            named = (forms(each.kind, fold(each.proper)) for each in versions.values())
            self._names[unit.code] = tuple(dict.fromkeys(form for each in named for form in each))
        return self._names[unit.code]

    def _on_day(self, found: Iterable[_Found], day: date | None, within: str | None) -> list[Match]:
        """The matches that exist on `day`, and the successors of those that do not; under `within`, where one is asked for."""
        best: dict[object, Match] = {}
        for one in found:
            for match in self._matched(one, day):
                known = best.get(match.unit.key)
                if match.score >= _WORST and _is_within(match, within) and (known is None or known.score < match.score):
                    best[match.unit.key] = match
        return list(best.values())

    def _matched(self, one: _Found, day: date | None) -> Iterator[Match]:
        if day is None or one.unit.holds_at(day):
            yield Match(one.unit, one.score, one.why, one.upper)
            return
        descent = self._kin.descent()
        later = one.unit.until is not None and one.unit.until < day
        others = [link.to for link in descent.landing(one.unit, day).values()] if later else descent.origins(one.unit, day)
        for unit in others:
            if unit.code == one.unit.code and unit.name == one.unit.name:
                yield Match(unit, one.score, one.why, self._kin.parents(unit, day))
            else:
                score = one.score - COST[Why.SUCCESSOR]
                yield Match(unit, score, (*one.why, Why.SUCCESSOR), self._kin.parents(unit, day), one.unit)


def _newest(units: Iterable[Unit]) -> Iterator[Unit]:
    """Of versions of a code that differ in territory alone, the newest."""
    kept: dict[tuple[str, str, str], Unit] = {}
    for unit in units:
        kept[unit.code, unit.name, unit.parent] = unit
    return iter(kept.values())


def _keep(found: dict[tuple[str, str, object], _Found], one: _Found) -> None:
    key = (one.unit.code, one.unit.name, one.unit.since)
    if key not in found or found[key].score < one.score:
        found[key] = one


def _spelling(unit: Unit, reading: Wording) -> Why:
    if name_key(unit.proper) == name_key(reading.written):
        return Why.NAME
    return Why.UNACCENTED if reading.written.isascii() else Why.ACCENTS


def name_key(name: str) -> str:
    """A name to compare letter by letter; hyphens and the kind of apostrophe do not count."""
    return unit_key(name).replace("-", " ").replace("’", "'")


def _slip(unit: Unit, reading: Wording, likeness: float) -> int:
    """How far a misspelt name is from the unit's, in points: accents count where there are any."""
    if not reading.written.isascii():
        likeness = (likeness + ratio(reading.written.casefold(), unit.proper.casefold())) / 2
    return round((100 - likeness) * 1.5)


def _is_within(match: Match, within: str | None) -> bool:
    return within is None or within in {match.unit.code, *(unit.code for unit in match.upper)}


def _ambiguous(matches: list[Match]) -> Iterator[Match]:
    """The matches, those that share the best score marked: nothing tells them apart."""
    top = max((match.score for match in matches), default=0)
    several = len({match.unit.code for match in matches if match.score == top}) > 1
    for match in matches:
        unsaid = several and match.score == top and Why.UPPER not in match.why
        yield replace(match, why=(*match.why, Why.UPPER_UNSAID)) if unsaid else match
