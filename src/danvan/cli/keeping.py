"""Readings into a ledger, and which units of a ledger belong together: shared by `ledger`, `compose` and `run`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from danvan.catalogue.catalogue import Catalogue
from danvan.cli.batch import Outcome
from danvan.documents.opening import digest
from danvan.kernel.errors import DanvanError, LedgerError
from danvan.kernel.period import Period
from danvan.kernel.said import mark
from danvan.ledger.collect import Skipped, SkipReason, collect
from danvan.ledger.store import Ledger

WHY_SKIPPED = {
    SkipReason.TARGET: mark("targets"),
    SkipReason.CHANGE: mark("rises and falls"),
    SkipReason.AMBIGUOUS: mark("of which it is not sure which indicator they are"),
    SkipReason.UNMAPPED: mark("that are no indicator of the catalogue"),
    SkipReason.NO_UNIT: mark("of an unknown unit"),
    SkipReason.NO_PERIOD: mark("of an unknown period"),
    SkipReason.MEASURE: mark("in another unit of measure"),
    SkipReason.CONTRADICTORY: mark("that the report states in two ways"),
    SkipReason.REPEATED: mark("said again"),
}


class NothingToCompose(LedgerError):
    """Fields: file, period, periods."""

    template = "{file}: no unit has figures for {period}. Periods there are: {periods}."


class LevelsMixed(LedgerError):
    """A district's report counts its communes' work again: added together, every total would be false."""

    template = (
        "{file}: the units that reported are of several levels ({levels}): {units}. Added together, the same work would be"
        " counted twice. Say which with --level or --units."
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """What of one file went into the ledger: how many figures are new, how many were there; or the outcome's error."""

    outcome: Outcome
    added: int = 0
    known: int = 0
    skipped: tuple[Skipped, ...] = ()


def keep(
    outcome: Outcome, ledger: Ledger, catalogue: Catalogue, recorded: datetime, *, replaces: bool = False, beside: bool = False
) -> Kept:
    """The figures of `outcome` into `ledger`. A refusal of the ledger becomes the outcome's error."""
    if outcome.error:
        return Kept(outcome)
    try:
        found = collect(outcome.read, digest(outcome.file), catalogue, recorded)
        added = len(ledger.append(found.figures, replace=replaces, beside=beside))
    except DanvanError as error:
        return Kept(replace(outcome, error=error))
    return Kept(outcome, added, len(found.figures) - added, found.skipped)


def keep_all(outcomes: Sequence[Outcome], ledger: Ledger, catalogue: Catalogue, recorded: datetime) -> list[Outcome]:
    """The figures of all `outcomes` in one commit. Where they clash, one file after the other: the later one is refused."""
    read = [outcome for outcome in outcomes if not outcome.error]
    try:
        ledger.append([figure for one in read for figure in collect(one.read, digest(one.file), catalogue, recorded).figures])
    except DanvanError:
        return [keep(outcome, ledger, catalogue, recorded).outcome for outcome in outcomes]
    return list(outcomes)


def units_reporting(ledger: Ledger, period: Period, level: str = "") -> list[str]:
    """The units (of `level`, if given) that have figures of their own for `period`, computed totals aside.

    Raises NothingToCompose, and LevelsMixed when they are of more than one level.
    """
    figures = [figure for figure in ledger.figures() if figure.source.kind in ("words", "entry")]
    found = {figure.unit: figure.level for figure in figures if figure.period == period and level in ("", figure.level)}
    if not found:
        periods = ", ".join(dict.fromkeys(str(figure.period) for figure in figures)) or "–"
        raise NothingToCompose(file=ledger.folder, period=period, periods=periods)
    levels = sorted(set(found.values()))
    if len(levels) > 1:
        raise LevelsMixed(file=ledger.folder, levels=", ".join(levels), units=", ".join(found))
    return list(found)
