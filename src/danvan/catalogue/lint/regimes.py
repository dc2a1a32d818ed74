"""The lint of regimes: what a civil servant could not keep to, or the law does not allow."""

from collections.abc import Iterator
from itertools import combinations

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import listed
from danvan.catalogue.models import Certainty, Dated
from danvan.catalogue.models.regimes import Regime
from danvan.catalogue.place import Place
from danvan.catalogue.regimes.due import Obligation, Reporter, obligations
from danvan.catalogue.regimes.items import given, missing
from danvan.catalogue.regimes.periods import reported_in
from danvan.catalogue.regimes.working_days import WorkingDays
from danvan.kernel.errors import CatalogueError

Problems = Iterator[CatalogueError]

_NUMBERS = {"month": 12, "quarter": 4, "half": 2}
_YEARS_TRIED = 6
"""Over so many years a date falls on most days of the week, and on Tết at least once."""


_PROVINCES = ("tỉnh ", "thành phố ", "Thành phố ", "Thủ đô ")


def regime_problems(catalogue: Catalogue) -> Problems:
    """Dates, versions, items, periods, windows and deadlines of every regime."""
    for regime in catalogue.regimes.values():
        place = catalogue.place(regime)
        if regime.place and not regime.place.startswith(_PROVINCES):
            yield place.inside("place").error(
                "the place '{place}'", "a province by its full name: 'tỉnh …' or 'thành phố …'", "CA12", place=regime.place
            )
        yield from _dates(regime, place)
        yield from _items(regime, place)
        yield from _periods(regime, place)
        yield from _windows(regime, place)
        yield from _deadlines(regime, place, catalogue)
    yield from _versions(catalogue)


def _dates(regime: Regime, place: Place) -> Problems:
    steps: list[tuple[Dated, Place]] = [(step, place.inside("sends", at)) for at, step in enumerate(regime.sends)]
    for card, where in [(regime, place), *steps]:
        if card.since and card.until and card.until < card.since:
            yield where.error(
                "{code} holds since {since}, until {until}",
                "an end after the start",
                "CA03",
                code=regime.code,
                since=card.since,
                until=card.until,
            )


def _versions(catalogue: Catalogue) -> Problems:
    for one, other in combinations(catalogue.regimes.values(), 2):
        if (one.series, one.place) == (other.series, other.place) and one.overlaps(other):
            yield (
                catalogue.place(other)
                .inside("since")
                .error(
                    "{first} and {second} are versions of '{series}' that hold at the same time",
                    "versions that follow each other, or a series of its own",
                    "CA03",
                    first=one.code,
                    second=other.code,
                    series=one.series,
                )
            )


def _items(regime: Regime, place: Place) -> Problems:
    for item in missing(regime):
        yield place.error(
            "{regime} says nothing of item '{item}', which a {kind} regime must have",
            "the item, or '{item}' in not_found",
            "CA12",
            regime=regime.code,
            item=item,
            kind=regime.kind,
        )
    for item in sorted(set(regime.not_found) & given(regime)):
        yield place.inside("not_found").error(
            "{regime} has item '{item}', and says it was not found",
            "only what the card does not tell",
            "CA12",
            regime=regime.code,
            item=item,
        )
    lawless = not regime.source.instrument and regime.source.certainty is not Certainty.OBSERVED
    if regime.kind == "periodic" and lawless:
        yield place.inside("source").error(
            "{regime} names no legal text, and only one can make a report periodic",
            "an instrument, or certainty: observed for what is only usual",
            "CA12",
            regime=regime.code,
        )


def _periods(regime: Regime, place: Place) -> Problems:
    for at, each in enumerate(regime.periods):
        most = _NUMBERS.get(each.kind, 0)
        for number in each.only:
            if not 1 <= number <= most:
                yield place.inside("periods", at, "only").error(
                    "number {number} of the kind '{kind}'",
                    "1 to {most}" if most else "no 'only' here",
                    "CA12",
                    number=number,
                    kind=each.kind,
                    most=most,
                )
    kinds = {each.kind for each in regime.periods}
    for at, step in enumerate(regime.sends):
        for kind in sorted(set(step.periods) - kinds):
            yield place.inside("sends", at, "periods").error(
                "a deadline for '{kind}', which {regime} does not have reported",
                "{kinds}",
                "CA12",
                kind=kind,
                regime=regime.code,
                kinds=listed(kinds),
            )
        if step.by and step.working_days is not None:
            yield place.inside("sends", at).error("both a day (by) and a number of working days", "one of them", "CA12")


def _windows(regime: Regime, place: Place) -> Problems:
    for reported in reported_in(regime, _first_year(regime)):
        if reported.closing < reported.first:
            yield place.inside("window").error(
                "data from {first} to {closing} ({regime}, {kind})",
                "a first day before the last",
                "CA12",
                first=reported.first,
                closing=reported.closing,
                regime=regime.code,
                kind=reported.of.kind,
            )
            return


def _deadlines(regime: Regime, place: Place, catalogue: Catalogue) -> Problems:
    """At least one working day from the closing date to the deadline (Nghị định 09/2019/NĐ-CP art. 8(5))."""
    days = WorkingDays.of(catalogue)
    first = _first_year(regime)
    for at, step in enumerate(regime.sends):
        who = Reporter(step.level, regime.place)
        tried = obligations(catalogue, who, range(first, first + _YEARS_TRIED), only=regime.code)
        short = [one for one in tried if one.sending is step and _too_short(one, days)]
        if short:
            yield place.inside("sends", at).error(
                "{regime} closes on {closing} and is to be sent by {deadline} ({level})",
                "at least one working day between the two",
                "CA12",
                regime=regime.code,
                closing=short[0].reported.closing,
                deadline=short[0].day,
                level=step.level,
            )


def _too_short(one: Obligation, days: WorkingDays) -> bool:
    return one.deadline is not None and one.deadline.day < days.add_working_days(one.reported.closing, 1)


def _first_year(regime: Regime) -> int:
    """A year with which the regime is tried out."""
    if regime.since:
        return regime.since.year
    return regime.until.year - _YEARS_TRIED if regime.until else 2024
