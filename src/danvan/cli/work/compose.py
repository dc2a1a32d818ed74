"""The work of `danvan compose`."""

import errno
import os
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.forms.choosing import form_at
from danvan.catalogue.models import Outline
from danvan.checking.message import in_language
from danvan.cli import consolidating
from danvan.cli.danvan_toml import office_said
from danvan.cli.exits import CLEAN
from danvan.cli.expected import Asking, Expected, expected_under
from danvan.cli.heard import Heard, heard_in, say_heard
from danvan.cli.judging import codes_of
from danvan.cli.keeping import units_reporting
from danvan.cli.options import day_of, moment_of
from danvan.cli.session import Session, program
from danvan.cli.terms import units_of_years
from danvan.composing.folding import folded
from danvan.composing.form_xlsx import write_form
from danvan.composing.from_below import FromBelow
from danvan.composing.model import ReportModel
from danvan.composing.office import Office
from danvan.composing.outlines import usual_outline
from danvan.composing.prose.merging import Merged
from danvan.composing.writing import refuse_open
from danvan.kernel.errors import OptionInvalid, OutputError
from danvan.kernel.period import Period
from danvan.ledger.rollup import roll_up
from danvan.ledger.store import Ledger
from danvan.units.level import level_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command, as they were typed."""

    period: str
    units: list[str]
    level: str
    outline: str
    issuer: str
    place: str
    day: str
    of: str = ""
    form: str = ""
    text: Path | None = None
    replace: bool = False
    appendix: bool = False
    charts: bool = True
    under: str = ""
    words: tuple[Path, ...] = ()
    deadline: str = ""


def compose(wanted: Wanted, folder: Path, outs: Sequence[Path], session: Session) -> int:
    """Writes the report in each format asked for; returns the exit code."""
    for out in outs:
        _writable(out)
    period, made = Period.parse(wanted.period), moment_of(wanted.day, session.now)
    catalogue = session.catalogue()
    if wanted.form:
        return _form(wanted, period, made, folder, outs, session)
    outline = outline_of(wanted.outline or _usual(wanted.of, period, catalogue), catalogue)
    ledger = Ledger.open(folder, create=False)
    _refuse_of_and_below(wanted)
    expected = _expected(wanted, period, made.date(), outline, ledger, catalogue)
    units = wanted.units or (expected.units if expected else _reporting(wanted, ledger, period))
    said = heard_in(wanted.words, period, session) if wanted.words else None
    office = _office(wanted, outs[0].resolve().parent, made.date(), catalogue)
    order = consolidating.Order(period, units, outline, office, made, text=wanted.text, replace=wanted.replace,
                                appendix=wanted.appendix, charts=wanted.charts, below=_below(said, expected))  # fmt: skip
    if expected:
        order = replace(order, whole=expected.upper.name)
    if wanted.of:
        composed = consolidating.compose_own(order, wanted.of, ledger, catalogue, outs)
    else:
        composed = consolidating.compose(order, ledger, catalogue, outs)
    _say(composed.model, outs, folder, session)
    if said:
        say_heard(said, session)
    if composed.undrawn:
        _ = session.language
        session.out.print(Text(_("Without charts: for them the extra 'charts' must be installed"), "yellow"))
    if composed.merged:
        _say_merged(composed.merged, session)
    _say_unshown(composed.unshown, session)
    return CLEAN


def _refuse_of_and_below(wanted: Wanted) -> None:
    """A unit's own report is made of nobody else's words."""
    if wanted.of and (wanted.under or wanted.words):
        option, found = ("--under", wanted.under) if wanted.under else ("--words", str(wanted.words[0]))
        raise OptionInvalid(option=option, found=f"'{found}' (--of)", allowed="--of | --under, --words")


def _reporting(wanted: Wanted, ledger: Ledger, period: Period) -> Sequence[str]:
    """The units that reported `period`; of several years also those that reported any year of it."""
    if wanted.of:
        return [wanted.of]
    return units_of_years(period, ledger, wanted.level) or units_reporting(ledger, period, wanted.level)


def _expected(
    wanted: Wanted, period: Period, day: date, outline: Outline, ledger: Ledger, catalogue: Catalogue
) -> Expected | None:
    deadline = day_of("--deadline", wanted.deadline) if wanted.deadline else None
    asking = Asking(wanted.under, wanted.level, period, day, deadline)
    return expected_under(asking, outline, ledger, catalogue) if wanted.under else None


def _below(said: Heard | None, expected: Expected | None) -> FromBelow:
    completeness = expected.completeness if expected else None
    return FromBelow(said.told, said.reports, completeness) if said else FromBelow(completeness=completeness)


def _form(wanted: Wanted, period: Period, made: datetime, folder: Path, outs: Sequence[Path], session: Session) -> int:
    for out in outs:
        _writable(out, (".xlsx",))
    catalogue = session.catalogue()
    form = form_at(catalogue, wanted.form, period.end)
    ledger = Ledger.open(folder, create=False)
    units = [wanted.of] if wanted.of else wanted.units or units_reporting(ledger, period, wanted.level)
    filled = roll_up(ledger, catalogue, period, units)
    _ = session.language
    for out in outs:
        done = write_form(form, filled, catalogue, out, made=made)
        session.out.print(Text(_("{file}: {name}", file=out, name=in_language(form.name, _.code)), "bold"))
        said = _("columns with figures: {given}; computed: {computed}; left open to fill in: {open}",
                 given=len(done.given), computed=len(done.computed), open=len(done.left_open))  # fmt: skip
        session.out.print(Text(said, "dim"))
    return CLEAN


def _writable(out: Path, suffixes: Sequence[str] = consolidating.FORMATS) -> None:
    if out.suffix.lower() not in suffixes:
        allowed = ", ".join(f"…{suffix}" for suffix in suffixes)
        raise OptionInvalid(option="--out", found=f"'{out.name}'", allowed=allowed)
    if not os.access(out.parent, os.W_OK):
        raise OutputError(file=out, reason=os.strerror(errno.EACCES if out.parent.is_dir() else errno.ENOENT))
    refuse_open(out)


def _office(wanted: Wanted, folder: Path, day: date, catalogue: Catalogue) -> Office:
    """Who issues the report: as `danvan.toml` says, then the options; a unit's own report is its People's Committee's."""
    said: dict[str, Any] = {**office_said(folder, codes_of(catalogue))}
    if wanted.of:
        said.setdefault("issuer", f"Ủy ban nhân dân {wanted.of}")
    typed = {key: words for key, words in (("issuer", wanted.issuer), ("place", wanted.place)) if words}
    return Office(**{**said, **typed}, day=day)


def _usual(unit: str, period: Period, catalogue: Catalogue) -> str:
    """The outline taken when none is named: for a unit's own report the one recommended to its level for the period."""
    if not unit:
        above = (each for each in catalogue.at(period.end).outlines.values() if each.kind == "consolidated")
        return next((each.code for each in above if each.recommended and period.kind in each.periods), "consolidated")
    found = usual_outline(level_of(unit, period.end), period.kind, period.end, catalogue)
    if found is None:
        own = ", ".join(each.code for each in catalogue.outlines.values() if each.kind == "unit")
        raise OptionInvalid(option="--outline", found=f"'' ({unit}, {period})", allowed=own)
    return found.code


def outline_of(code: str, catalogue: Catalogue) -> Outline:
    """The outline called `code`. Raises OptionInvalid."""
    if code not in catalogue.outlines:
        raise OptionInvalid(option="--outline", found=f"'{code}'", allowed=", ".join(catalogue.outlines))
    return catalogue.outlines[code]


def _say_merged(merged: Merged, session: Session) -> None:
    """What became of people's words in the report that was there."""
    _ = session.language
    said = [(_("People's own paragraphs kept: {n}", n=merged.kept), "")] if merged.kept else []
    if merged.framed:
        said.append((_("The letterhead or the signature was changed by hand: kept as it is"), "yellow"))
    said += [(_("Its part is no more, put at the end: {words}", words=_short(words)), "yellow") for words in merged.unplaced]
    said += [(_("Taken out or written anew by hand, not put again: {words}", words=_short(words)), "yellow")
             for words in merged.taken_out]  # fmt: skip
    said += [(_("Typed over by hand in a table, written anew: {number} ({figure})", number=number, figure=figure), "yellow")
             for number, figure in merged.typed]  # fmt: skip
    for words, style in said:
        session.out.print(Text(words, style))


def _say_unshown(unshown: Iterable[tuple[Path, tuple[str, ...]]], session: Session) -> None:
    _ = session.language
    for file, letters in unshown:
        named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters)
        words = _("{file}: no typeface here has these letters, their codes stand in their place: {letters}",
                  file=file, letters=named)  # fmt: skip
        session.out.print(Text(words, "yellow"))


def _short(words: str) -> str:
    return f"“{words}”" if len(words) <= 80 else f"“{words[:79]}…”"


def _say(model: ReportModel, outs: Sequence[Path], folder: Path, session: Session) -> None:
    _ = session.language
    for out in outs:
        session.out.print(Text(_("{file}: {period}, {n} units", file=out, period=model.period, n=len(model.units)), "bold"))
    if model.silent:
        session.out.print(Text(_("Gave no figure: {units}", units=folded(model.silent)), "yellow"))
    if model.left_out:
        session.out.print(Text(_("Not in this outline: {codes}", codes=", ".join(model.left_out)), "dim"))
    traced = next((out for out in outs if out.suffix.lower() == ".docx"), None)
    if traced is None:
        return
    example = f"{program()} explain {shlex.quote(str(traced))} {_('NUMBER')} --ledger {shlex.quote(str(folder))}"
    session.out.print(Text(_("Where a number comes from: {command}", command=example), "dim"))
