"""The work of `danvan ledger correct|withdraw|history|disagreements|at`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.cli.exits import CLEAN, FINDINGS
from danvan.cli.figure_words import name_of, source_of, value_of
from danvan.cli.figures_json import figure_json, figures_json
from danvan.cli.language import Language
from danvan.cli.options import day_of
from danvan.cli.reading_json import VERSION, number
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.cli.work.ledger import figures_table, known_indicator
from danvan.cli.work.ledger_consequences import number_of
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity, vietnamese
from danvan.ledger.blanks import blank_of
from danvan.ledger.disagreements import Disagreement, disagreements
from danvan.ledger.figure import Blank, Entry, Figure
from danvan.ledger.moments import clock
from danvan.ledger.rules import Rules
from danvan.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Said:
    """Why and by whom a figure is changed."""

    reason: str
    person: str

    def checked(self) -> "Said":
        """Raises OptionInvalid when one of them is empty."""
        for option, words in (("--reason", self.reason), ("--person", self.person)):
            if not words.strip():
                raise OptionInvalid(option=option, found="''", allowed="…")
        return Said(self.reason.strip(), self.person.strip())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures; '' = all."""

    indicator: str
    unit: str
    period: str

    def asked(self, catalogue: Catalogue) -> dict[str, Any]:
        """For `Ledger.figures` and `disagreements`. Raises OptionInvalid, PeriodError."""
        known_indicator(self.indicator, catalogue)
        return {
            "indicator": self.indicator or None,
            "unit": self.unit or None,
            "period": Period.parse(self.period) if self.period else None,
        }


@dataclass(frozen=True, slots=True)
class Past:
    """A day in words, and which clock is meant."""

    day: str
    by: Literal["recorded", "commit"]


def correct(folder: Path, name: str, value: str, said: Said, session: Session) -> int:
    """Corrects a figure; returns the exit code."""
    said = said.checked()
    ledger = Ledger.open(folder, create=False, rules=Rules(session.catalogue()))
    old = ledger.figure(name)
    quantity, blank = _given(value, old, session)
    source = Entry(said.person, said.reason)
    new = replace(old, quantity=quantity, blank=blank, estimated=False, withdrawn=False, source=source, recorded=session.now)
    return _changed(ledger, ledger.supersede(name, new, said.reason, said.person), session)


def withdraw(folder: Path, name: str, said: Said, session: Session) -> int:
    """Takes a figure back; returns the exit code."""
    said = said.checked()
    ledger = Ledger.open(folder, create=False)
    return _changed(ledger, ledger.withdraw(name, said.reason, said.person, session.now), session)


def history(folder: Path, name: str, layout: str, session: Session) -> int:
    """Lists the versions of a figure and what other sources say; returns the exit code."""
    ledger = Ledger.open(folder, create=False)
    versions = ledger.history(name)
    last = versions[-1]
    at_place = ledger.figures(indicator=last.indicator, unit=last.unit_code or last.unit, period=last.period, witnesses=True)
    others = [figure for figure in at_place if figure.id != last.id]
    if layout == "json":
        session.write(as_json(figures_json(versions) | {"others": [figure_json(figure) for figure in others]}))
        return CLEAN
    _ = session.language
    session.out.print(Text(f"{name_of(last, session.catalogue(), _)}, {last.unit}, {last.period}", "bold"))
    _print(_versions(versions, _), session)
    if others:
        session.out.print(Text("\n" + _("What other sources say of it:"), "bold"))
        _print(_versions(others, _), session)
    return CLEAN


def disagreeing(folder: Path, wanted: Wanted, layout: str, session: Session) -> int:
    """Lists disagreements; returns the exit code."""
    catalogue, _ = session.catalogue(), session.language
    found = disagreements(Ledger.open(folder, create=False), **wanted.asked(catalogue))
    if layout == "json":
        session.write(as_json({"version": VERSION, "disagreements": [_disagreement_json(each) for each in found]}))
    elif found:
        _print(_disagreements(found, catalogue, _), session)
    else:
        session.err.print(_("No two sources disagree."), highlight=False)
    return FINDINGS if found else CLEAN


def at(folder: Path, past: Past, wanted: Wanted, layout: str, session: Session) -> int:
    """Lists the figures as of a day; returns the exit code."""
    catalogue = session.catalogue()
    day = day_of("DAY", past.day)
    figures = Ledger.open(folder, create=False).as_of(day, by=past.by).figures(**wanted.asked(catalogue))
    if layout == "json":
        session.write(as_json(figures_json(figures)))
    elif figures:
        session.out.print(figures_table(figures, catalogue, session.language))
    else:
        session.err.print(session.language("The ledger has no such figure."), highlight=False)
    return CLEAN


def _print(lines: Iterable[Text], session: Session) -> None:
    for line in lines:
        session.out.print(line, soft_wrap=True)


def _given(value: str, old: Figure, session: Session) -> tuple[Quantity | None, Blank | None]:
    """The number or the blank that was typed."""
    indicator = session.catalogue().indicators.get(old.indicator)
    measure = old.quantity.measure if old.quantity else indicator.measure if indicator else ""
    blank = blank_of(value)
    if blank:
        return (Quantity(Decimal(0), measure) if blank is Blank.NONE_HAPPENED else None), blank
    told = number_of(value)
    return Quantity(told, measure, max(0, -int(told.as_tuple().exponent))), None


def _changed(ledger: Ledger, name: str, session: Session) -> int:
    _ = session.language
    now = ledger.figure(name)
    before = ledger.figure(now.supersedes) if now.supersedes else now
    said = _("{old} → {new}: {figure}", old=value_of(before, _), new=value_of(now, _), figure=name)
    session.out.print(Text(said), soft_wrap=True)
    return CLEAN


def _versions(figures: list[Figure], _: Language) -> Iterator[Text]:
    """When, what and whence on one line; below it the reason, and the name where it is whole and can be copied."""
    widths = [
        max(map(len, column)) for column in zip(*((clock(each.recorded), value_of(each, _)) for each in figures), strict=True)
    ]
    for figure in figures:
        when, value = clock(figure.recorded).ljust(widths[0]), value_of(figure, _).rjust(widths[1])
        yield Text.assemble(f"{when}  ", (value, "bold"), f"  {_source_and_person(figure, _)}")
        if figure.reason:
            yield Text(f"    {_(figure.reason)}", "yellow")
        yield Text(f"    {figure.id}", "cyan")


def _source_and_person(figure: Figure, _: Language) -> str:
    source = source_of(figure, _)
    typed = isinstance(figure.source, Entry)
    return source if typed or not figure.person else _("{source}, recorded by {person}", source=source, person=figure.person)


def _disagreements(found: list[Disagreement], catalogue: Catalogue, _: Language) -> Iterator[Text]:
    for each in found:
        record = each.record
        yield Text.assemble(
            (f"{record.unit}, {record.period}: {name_of(record, catalogue, _)}", "bold"), (f"  {_apart(each, _)}", "yellow")
        )
        said = [value_of(figure, _) for figure in (record, each.witness)]
        for figure, value in zip((record, each.witness), said, strict=True):
            yield Text(f"    {value.rjust(max(map(len, said)))}  {source_of(figure, _)}")
            yield Text(f"    {figure.id}", "cyan")


def _apart(each: Disagreement, _: Language) -> str:
    """'+3 lượt'; of shares in percentage points; '' where there is nothing to subtract."""
    difference = each.difference
    if difference is None:
        return ""
    sign = "+" if difference.value > 0 else ""
    if difference.measure == "%":
        return sign + _("{number} percentage points", number=vietnamese(difference.value, difference.decimals))
    return f"{sign}{difference}"


def _disagreement_json(each: Disagreement) -> dict[str, Any]:
    difference = each.difference
    return {
        "record": figure_json(each.record),
        "witness": figure_json(each.witness),
        "difference": None if difference is None else number(difference.value),
    }
