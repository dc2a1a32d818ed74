"""Versions of figures: a value is kept when it changed, the one before stays; which of several kinds of source is of record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from danvan.catalogue.regimes.periods import Reported
from danvan.ledger.ranks import KINDS
from danvan.site.accounts.models import User
from danvan.site.core.catalogue import the_catalogue
from danvan.site.figures.locking import Lock, lock_of
from danvan.site.figures.models import Blank, FigureValue, Kind, Pending, Published
from danvan.site.figures.periods import code_of
from danvan.site.offices.models import Office
from danvan.site.reports.models import ReportVersion

COUNTED = (Kind.ROWS, Kind.FORMULA)
"""What the site works out itself, and can work out again from rows that are all kept."""
_PLACES = Decimal(1).scaleb(-12)
Slot = tuple[str, str]
"""Indicator and kind of source: where there is one current version."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What is to stand in a slot. `value` None without `blank`: nothing, what stood there is taken back."""

    value: Decimal | None = None
    blank: str = ""
    decimals: int = 0
    source: Mapping[str, Any] = field(default_factory=dict)

    def same_as(self, other: "FigureValue | Pending | None") -> bool:
        """Whether that says this already."""
        if other is None or getattr(other, "withdrawn", False):
            return self.is_nothing
        return (self.value, self.blank) == (other.value, getattr(other, "blank", ""))

    @property
    def is_nothing(self) -> bool:
        return self.value is None and not self.blank


@dataclass(frozen=True, slots=True)
class By:
    """Who changes figures, and why. Nobody, for what is counted."""

    person: User | None = None
    reason: str = ""


@dataclass
class Place:
    """The figures of an office and period while they are changed: under a lock, so that nobody counts in between."""

    office: Office
    reported: Reported
    lock: Lock
    _current: dict[str, dict[str, FigureValue]] = field(default_factory=dict)
    """By indicator and kind of source."""

    def load(self, codes: Iterable[str]) -> None:
        """Reads the current versions of these indicators."""
        current = FigureValue.objects.filter(office=self.office, period=code_of(self.reported), superseded=False)
        for each in current.filter(indicator__in=set(codes)):
            self.keep((each.indicator, each.kind), each)

    def of_record(self, code: str) -> FigureValue | None:
        """The figure that counts now."""
        return next((each for each in self.at(code) if each.of_record), None)

    def current(self, slot: Slot) -> FigureValue | None:
        return self._current.get(slot[0], {}).get(slot[1])

    def put(self, stated: Mapping[Slot, Stated], by: By, *, corrects: bool = False) -> int:
        """Keeps what changed, and gives how many versions that made. What is locked waits, unless this `corrects`."""
        held = {} if corrects else {slot: each for slot, each in stated.items() if self.lock.holds(slot[0])}
        _wait(self, held)
        changed = {slot: each for slot, each in stated.items() if slot not in held and not each.same_as(self.current(slot))}
        return _store(self, changed, by) if changed else 0

    def keep(self, slot: Slot, figure: FigureValue) -> None:
        """From now on this is the current one."""
        self._current.setdefault(slot[0], {})[slot[1]] = figure

    def at(self, code: str) -> list[FigureValue]:
        """Every current one of an indicator."""
        return list(self._current.get(code, {}).values())


def opened(office: Office, reported: Reported) -> Place:
    """The figures of a period, to be changed. Must be called inside a transaction."""
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    return Place(office, reported, lock_of(office, code_of(reported)))


def put(office: Office, reported: Reported, stated: Mapping[Slot, Stated], by: By, *, corrects: bool = False) -> int:
    """Keeps these figures where they changed; all or none. Gives how many did."""
    with transaction.atomic():
        place = opened(office, reported)
        place.load(code for code, _ in stated)
        return place.put(stated, by, corrects=corrects)


def rank(figure: FigureValue) -> int:
    """The place of a figure among those of other kinds at its place, as in the ledger: 'not reported' gives way to all."""
    return len(KINDS) if figure.blank == Blank.NOT_REPORTED else KINDS.index(figure.kind)


def _store(place: Place, changed: Mapping[Slot, Stated], by: By) -> int:
    now = timezone.now()
    seen = _last_kept(place, now)
    new, again = [], []
    for slot, stated in changed.items():
        old = place.current(slot)
        if old and _is_of_today(old, now, seen) and not stated.is_nothing:
            again.append(_filled(old, stated, now))
        else:
            new.append(_version(place, slot, stated, by, now))
            place.keep(slot, new[-1])
    FigureValue.objects.filter(pk__in=[each.supersedes_id for each in new if each.supersedes_id]).update(superseded=True)
    _settle(place, {code for code, _ in changed}, new)
    FigureValue.objects.bulk_update(again, ["value", "blank", "decimals", "source", "recorded", "catalogue"])
    return len(changed)


def _settle(place: Place, codes: Iterable[str], new: list[FigureValue]) -> None:
    """Exactly one of the current figures of each indicator is of record: first those go that no longer are."""
    down: list[int] = []
    up: list[int] = []
    for code in codes:
        standing = sorted((each for each in place.at(code) if not each.withdrawn), key=rank)
        for at, figure in enumerate(standing):
            if figure.of_record != (at == 0):
                figure.of_record = at == 0
                if figure.pk:
                    (up if at == 0 else down).append(figure.pk)
    FigureValue.objects.filter(pk__in=down).update(of_record=False)
    FigureValue.objects.bulk_create(new)
    FigureValue.objects.filter(pk__in=up).update(of_record=True)


def _version(place: Place, slot: Slot, stated: Stated, by: By, now: datetime) -> FigureValue:
    old, period = place.current(slot), place.reported.period
    return FigureValue(
        office=place.office, indicator=slot[0], period=code_of(place.reported), start=period.start, end=period.end,
        value=stated.value, blank=stated.blank, decimals=stated.decimals, kind=slot[1], source=dict(stated.source),
        of_record=not stated.is_nothing, withdrawn=stated.is_nothing, supersedes=old, reason=by.reason, person=by.person,
        recorded=now, catalogue=the_catalogue().version,
    )  # fmt: skip


def _filled(figure: FigureValue, stated: Stated, now: datetime) -> FigureValue:
    figure.value, figure.blank, figure.decimals = stated.value, stated.blank, stated.decimals
    figure.source, figure.recorded, figure.catalogue = dict(stated.source), now, the_catalogue().version
    return figure


def _is_of_today(figure: FigureValue, now: datetime, seen: datetime | None) -> bool:
    """Whether a count is only the count of a row ago: of a day the last one is kept, of what stands in a report each."""
    today = timezone.localdate(figure.recorded) == timezone.localdate(now)
    return figure.kind in COUNTED and today and not figure.withdrawn and (seen is None or figure.recorded > seen)


def _last_kept(place: Place, now: datetime) -> datetime | None:
    """When today a report last took these figures along, or the newest of those that are in the ledger was counted."""
    code = code_of(place.reported)
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    left = ReportVersion.objects.filter(report__office=place.office, report__period=code, at__gte=today)
    in_ledger = Published.objects.filter(figure__office=place.office, figure__period=code, recorded__gte=today)
    kept, published = left.aggregate(last=Max("at")), in_ledger.aggregate(last=Max("recorded"))
    return max((each["last"] for each in (kept, published) if each["last"]), default=None)


def _wait(place: Place, held: Mapping[Slot, Stated]) -> None:
    """What is locked: kept beside the figure where it differs, and no longer where it does not."""
    if not held:
        return
    waiting = Pending.objects.filter(office=place.office, period=code_of(place.reported))
    known = {(each.indicator, each.kind): each for each in waiting.filter(indicator__in={code for code, _ in held})}
    differs = {slot: each for slot, each in held.items() if not each.same_as(place.current(slot))}
    gone = [
        each.pk for slot, each in known.items() if slot in held and (slot not in differs or not differs[slot].same_as(each))
    ]
    Pending.objects.filter(pk__in=gone).delete()
    Pending.objects.bulk_create(
        Pending(
            office=place.office, period=code_of(place.reported), indicator=slot[0], kind=slot[1],
            value=each.value, decimals=each.decimals, source=dict(each.source),
        )
        for slot, each in differs.items()
        if slot not in known or known[slot].pk in gone
    )  # fmt: skip


def quantised(value: Decimal) -> Decimal:
    """As the column holds it."""
    return value.quantize(_PLACES)
