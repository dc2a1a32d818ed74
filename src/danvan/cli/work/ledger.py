"""The work of `danvan ledger`."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.message import in_language
from danvan.cli.batch import attempt_all
from danvan.cli.bulk.sources import distinct, sources_in
from danvan.cli.exits import CLEAN
from danvan.cli.figures_json import figures_json, rolled_json
from danvan.cli.keeping import WHY_SKIPPED, Kept, keep, units_reporting
from danvan.cli.language import Language
from danvan.cli.results import as_json, complain_of
from danvan.cli.session import Session
from danvan.cli.tables import columns
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.period import Period
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledUp
from danvan.ledger.rollup import roll_up
from danvan.ledger.store import Ledger


def add(named: list[Path], folder: Path, session: Session, *, replaces: bool) -> int:
    """Reads the reports named, also those in folders and zips, and keeps their figures. A report that clashes with the ledger
    is named, the others go in."""
    catalogue = session.catalogue()
    ledger = Ledger.open(folder)
    outcomes = attempt_all(distinct(sources_in(named)), session, check=False)
    kept = [keep(outcome, ledger, catalogue, session.now, replaces=replaces) for outcome in outcomes]
    for one in kept:
        _say(one, session)
    return complain_of(session, [one.outcome for one in kept])


def _say(kept: Kept, session: Session) -> None:
    if kept.outcome.error:
        return
    _ = session.language
    said = _("{n} figures added, {known} were there already", n=kept.added, known=kept.known)
    session.out.print(Text(f"{kept.outcome.file}: {said}"))
    counts = Counter(skipped.reason for skipped in kept.skipped)
    reasons = "; ".join(f"{n} {_(WHY_SKIPPED[reason])}" for reason, n in counts.most_common())
    if reasons:
        session.out.print(Padding(Text(_("left out: {reasons}", reasons=reasons), "dim"), (0, 0, 0, 2), expand=False))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures to show; '' = all."""

    indicator: str
    unit: str
    period: str


def show(folder: Path, wanted: Wanted, layout: str, session: Session) -> int:
    """Lists figures; returns the exit code."""
    catalogue = session.catalogue()
    if wanted.indicator and wanted.indicator not in catalogue.indicators:
        raise OptionInvalid(option="--indicator", found=f"'{wanted.indicator}'", allowed=", ".join(catalogue.indicators))
    figures = Ledger.open(folder, create=False).figures(
        indicator=wanted.indicator or None,
        unit=wanted.unit or None,
        period=Period.parse(wanted.period) if wanted.period else None,
    )
    if layout == "json":
        session.write(as_json(figures_json(figures)))
    elif figures:
        session.out.print(_figures(figures, catalogue, session.language))
    else:
        session.err.print(session.language("The ledger has no such figure."), highlight=False)
    return CLEAN


def _figures(figures: list[Figure], catalogue: Catalogue, _: Language) -> Table:
    """The identifier stands under the name, where it is whole and can be copied."""
    table = columns(_("Unit"), _("Period"), _("Value"), _("Indicator"), right=(2,))
    for figure in figures:
        name = Text.assemble(_name(figure.indicator, catalogue, _), (f"\n{figure.id}", "cyan"))
        table.add_row(Text(figure.unit), Text(str(figure.period)), Text(str(figure.quantity)), name)
    return table


def _name(code: str, catalogue: Catalogue, _: Language) -> str:
    indicator = catalogue.indicators.get(code)
    return in_language(indicator.name, _.code) if indicator else code


@dataclass(frozen=True, slots=True)
class Asked:
    """What to roll up: a period, over these units, or over all (of a level)."""

    period: str
    units: list[str]
    level: str


def rollup(folder: Path, asked: Asked, layout: str, session: Session) -> int:
    """Adds up; returns the exit code."""
    period = Period.parse(asked.period)
    catalogue = session.catalogue()
    ledger = Ledger.open(folder, create=False)
    units = asked.units or units_reporting(ledger, period, asked.level)
    rolled = roll_up(ledger, catalogue, period, units, recorded=session.now)
    if layout == "json":
        session.write(as_json(rolled_json(rolled)))
    else:
        session.out.print(Text(f"{rolled.period}: {', '.join(rolled.units)}", "bold"))
        session.out.print(_rolled(rolled, session.language))
    return CLEAN


def _rolled(rolled: RolledUp, _: Language) -> Table:
    table = columns(_("Indicator"), _("Total"), _("Units in it"), _("Not in it"), right=(1, 2))
    for row in rolled.rows.values():
        given = sum(value is not None for value in row.values.values())
        if given:
            total = str(row.total.quantity) if row.total else _("cannot be added")
            name = in_language(row.indicator.name, _.code)
            table.add_row(Text(name), Text(total), Text(f"{given}/{len(rolled.units)}"), Text(", ".join(row.missing), "yellow"))
    return table
