"""The work of `danvan ledger`."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.message import in_language
from danvan.cli.asked_units import register_of
from danvan.cli.batch import attempt_all
from danvan.cli.bulk.sources import distinct, sources_in
from danvan.cli.exits import CLEAN
from danvan.cli.figure_words import source_of, value_of
from danvan.cli.figures_json import figures_json, rolled_json
from danvan.cli.keeping import WHY_SKIPPED, Kept, keep, units_reporting
from danvan.cli.language import Language
from danvan.cli.results import as_json, complain_of
from danvan.cli.session import Session
from danvan.cli.tables import columns
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.period import Period
from danvan.kernel.said import mark
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledUp
from danvan.ledger.rollup import roll_up
from danvan.ledger.rules import Rules
from danvan.ledger.store import Ledger

UNKNOWN = mark(
    "The register of units does not know {units}: kept under the name alone. Check the spelling; --strict refuses such figures."
)


@dataclass(frozen=True, slots=True)
class How:
    """What becomes of a figure that says something else than the ledger; which unit above the reporting ones is meant; whether
    unknown units are refused."""

    replaces: bool = False
    beside: bool = False
    within: str = ""
    strict: bool = False


def add(named: list[Path], folder: Path, how: How, session: Session) -> int:
    """Reads the reports named, also those in folders and zips, and keeps their figures. A report that clashes with the ledger
    is named, the others go in."""
    if how.replaces and how.beside:
        raise OptionInvalid(option="--replace, --beside", found="--replace --beside", allowed="--replace | --beside")
    catalogue = session.catalogue()
    rules = Rules(catalogue, register_of(catalogue), within=how.within, strict=how.strict)
    ledger = Ledger.open(folder, rules=rules)
    outcomes = attempt_all(distinct(sources_in(named)), session, check=False)
    kept = [keep(outcome, ledger, catalogue, session.now, replaces=how.replaces, beside=how.beside) for outcome in outcomes]
    for one in kept:
        say_kept(one, session)
    if rules.unknown:
        told = session.language(UNKNOWN, units=", ".join(sorted(rules.unknown)))
        session.err.print(Text(told, "yellow"), highlight=False, soft_wrap=True)
    return complain_of(session, [one.outcome for one in kept])


def say_kept(kept: Kept, session: Session) -> None:
    """What of one report went in and what did not."""
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
    witnesses: bool = False


def show(folder: Path, wanted: Wanted, layout: str, session: Session) -> int:
    """Lists figures; returns the exit code."""
    catalogue = session.catalogue()
    known_indicator(wanted.indicator, catalogue)
    figures = Ledger.open(folder, create=False).figures(
        indicator=wanted.indicator or None,
        unit=wanted.unit or None,
        period=Period.parse(wanted.period) if wanted.period else None,
        witnesses=wanted.witnesses,
    )
    if layout == "json":
        session.write(as_json(figures_json(figures)))
    elif figures:
        session.out.print(figures_table(figures, catalogue, session.language))
    else:
        session.err.print(session.language("The ledger has no such figure."), highlight=False)
    return CLEAN


def known_indicator(code: str, catalogue: Catalogue) -> None:
    """Raises OptionInvalid for a code the catalogue does not know; '' is fine."""
    if code and code not in catalogue.indicators:
        raise OptionInvalid(option="--indicator", found=f"'{code}'", allowed=", ".join(catalogue.indicators))


def figures_table(figures: list[Figure], catalogue: Catalogue, _: Language) -> Table:
    """The identifier stands under the name, where it is whole and can be copied; a witness says whose word it is."""
    table = columns(_("Unit"), _("Period"), _("Value"), _("Indicator"), right=(2,))
    for figure in figures:
        name = Text.assemble(_name(figure.indicator, catalogue, _), (f"\n{figure.id}", "cyan"))
        if figure.witness:
            name.append("\n" + _("other source: {source}", source=source_of(figure, _)), "yellow")
        table.add_row(Text(figure.unit), Text(str(figure.period)), Text(value_of(figure, _)), name)
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
