"""Whose figures of a period, and how much of them, make a unit's on the boundary of another day."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from danvan.kernel.period import Period
from danvan.ledger.comparison.model import Weight
from danvan.ledger.comparison.reasons import Note, Reason, Why, day_said, reason, weight_said
from danvan.units.names import unit_key
from danvan.units.register import UnitRegister
from danvan.units.timeline import version_at
from danvan.units.trace import Piece, Trace
from danvan.units.unit import Unit

BILLION = 10**9
"""Weights are whole billionths: sharing is done in integers, so that no engine rounds on its own."""

Key = tuple[str, date | None]


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the figures of `source` is the target's: `weight` billionths, None when the size of the part is not known.
    `required`: a unit that was there to the end of the period, without which the target's figure is not whole."""

    source: Unit
    weight: int | None
    basis: tuple[str, ...] = ()
    required: bool = True

    @property
    def estimated(self) -> bool:
        return self.weight != BILLION


@dataclass(frozen=True, slots=True)
class Lineage:
    """What makes `target` in `period`, and what is to be said of it. With `why` it cannot be told."""

    target: Unit
    period: Period
    shares: tuple[Share, ...] = ()
    notes: tuple[Reason, ...] = ()
    why: Reason | None = None

    @property
    def same(self) -> bool:
        """Whether it is the territory of one unit, all of it."""
        return len(self.shares) == 1 and not self.shares[0].estimated


@dataclass
class Lineages:
    """Lineages onto the boundary of the day `on`, shares measured by `weight` alone."""

    register: UnitRegister
    on: date
    weight: Weight
    _cuts: dict[tuple[Key, date], Mapping[Key, int | None]] = field(default_factory=dict, init=False, repr=False)
    _names: dict[date, Counter[str]] = field(default_factory=dict, init=False, repr=False)

    def of(self, target: Unit, period: Period) -> Lineage:
        """The lineage of `target`, a unit of the day `on`."""
        trace = self._trace(target, self.on, period.end)
        sources = [piece.unit for piece in trace.pieces]
        if not sources:
            told = reason(Why.NOT_TRACED, unit=target.name, day=day_said(period.end), reason=trace.reason or "–")
            return Lineage(target, period, why=told)
        if any(source.level is not target.level for source in sources):
            return Lineage(target, period, why=reason(Why.LEVEL_GONE, day=day_said(period.end)))
        if newcomer := next((source for source in sources if self.began_within(source, period)), None):
            told = reason(Why.STRADDLES, unit=newcomer.name, day=day_said(newcomer.since), period=period)
            return Lineage(target, period, why=told)
        shares = [self._share(source, period.end, target, trace) for source in sources]
        ended = list(self._ended(target, sources, period))
        return self._with_notes(Lineage(target, period, (*shares, *ended)))

    def billionths(self, source: Unit, day: date) -> Mapping[Key, int | None]:
        """How the figures of `source`, a unit of `day`, are shared out over the units of the day `on`: whole billionths that
        add to a billion, or None for parts whose size is not known."""
        key = source.key, day
        if key not in self._cuts:
            self._cuts[key] = self._forward(source) if self.on >= day else self._back(source, day)
        return self._cuts[key]

    def identities(self, unit: Unit, day: date) -> tuple[str, ...]:
        """What figures may name `unit` by: its code; and its name, where no other unit of that day has it."""
        if day not in self._names:
            self._names[day] = Counter(unit_key(each.name) for each in self.register.at(day))
        key = unit_key(unit.name)
        return (unit.code, key) if self._names[day][key] == 1 else (unit.code,)

    def _forward(self, source: Unit) -> dict[Key, int | None]:
        """Each part of an older unit is as large as its share."""
        landed = self.register.descent((self.weight,)).landing(source, self.on)
        return _cut({key: link.share for key, link in landed.items()})

    def _back(self, source: Unit, day: date) -> dict[Key, int | None]:
        """A newer unit consists of parts of older ones, each as large as its share of that older unit."""
        pieces = self._trace(source, day, self.on).pieces
        if len(pieces) == 1:
            return {pieces[0].unit.key: BILLION}
        return _cut({piece.unit.key: _size(piece, self.weight) for piece in pieces})

    def _trace(self, unit: Unit, day: date, target_day: date) -> Trace:
        return self.register.trace(unit.code, day, target_day, weights=(self.weight,))

    def _share(self, source: Unit, day: date, target: Unit, trace: Trace, *, required: bool = True) -> Share:
        weight = self.billionths(source, day).get(target.key)
        basis = tuple(dict.fromkeys(change.basis for change in trace.changes if change.basis and change.touches(source.code)))
        return Share(source, weight, basis, required)

    def began_within(self, source: Unit, period: Period) -> bool:
        """Whether a unit that reports at the end of the period is another than reported at its beginning. Some days do not
        count where data are cut off within a month: a year that begins on 15 December is called by the next."""
        grace = _first_of_next_month(period.start) if period.start.day > 1 else period.start
        if source.since is None or source.since <= grace:
            return False
        before = version_at(self.register.history(source.code), period.start)
        if before and unit_key(before.name) == unit_key(source.name):
            return False
        return not self._trace(source, period.end, period.start).same

    def _ended(self, target: Unit, sources: Sequence[Unit], period: Period) -> Iterator[Share]:
        """Units that ended within the period, some of whose territory is the target's."""
        going_on = {source.code for source in sources}
        start = self._trace(target, self.on, period.start)
        for piece in start.pieces:
            unit, until = piece.unit, piece.unit.until
            if unit.code in going_on or not until or not period.start <= until < period.end:
                continue
            after = version_at(self.register.history(unit.code), period.end)
            if after is None or unit_key(after.name) != unit_key(unit.name):
                yield self._share(unit, until, target, start, required=False)

    def _with_notes(self, lineage: Lineage) -> Lineage:
        unknown = next((share for share in lineage.shares if share.weight is None), None)
        if unknown:
            return replace(lineage, why=self._size_unknown(unknown, lineage.target))
        estimated = any(share.estimated for share in lineage.shares)
        estimate = (reason(Note.ESTIMATE, weight=weight_said(self.weight)),) if estimated else ()
        return replace(lineage, notes=(*estimate, *self._moved(lineage)))

    def _moved(self, lineage: Lineage) -> Iterator[Reason]:
        """Boundaries that moved within the period; not where all that moved stayed within the target."""
        period = lineage.period
        moved = [share.source for share in lineage.shares if _within(share.source.since, period)]
        if not moved or all(piece.whole for piece in self._trace(lineage.target, self.on, period.start).pieces):
            return
        yield from (reason(Note.BOUNDARY_MOVED, unit=unit.name, day=day_said(unit.since)) for unit in moved)

    def _size_unknown(self, share: Share, target: Unit) -> Reason:
        basis = ", ".join(share.basis) or "–"
        return reason(Why.SIZE_UNKNOWN, unit=share.source.name, to=target.name, basis=basis, weight=weight_said(self.weight))


def _within(since: date | None, period: Period) -> bool:
    return since is not None and period.start < since <= period.end


def _size(piece: Piece, weight: Weight) -> Fraction | None:
    size = piece.unit.people if weight is Weight.PEOPLE else piece.unit.area_km2
    return None if piece.share is None or size is None else piece.share * Fraction(size)


def _cut(sizes: Mapping[Key, Fraction | None]) -> dict[Key, int | None]:
    """A billion shared out by largest remainder; nothing is known while one size is not."""
    known = {key: size for key, size in sizes.items() if size is not None}
    total = sum(known.values(), Fraction(0))
    if len(known) < len(sizes) or not total:
        return dict.fromkeys(sizes)
    exact = {key: size / total * BILLION for key, size in known.items()}
    down: dict[Key, int | None] = {key: int(share) for key, share in exact.items()}
    order = sorted(exact, key=lambda key: (int(exact[key]) - exact[key], key[0], key[1] or date.min))
    for key in order[: BILLION - sum(map(int, exact.values()))]:
        down[key] = int(exact[key]) + 1
    return down


def _first_of_next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
