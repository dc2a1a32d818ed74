"""The work of `danvan compose`."""

import errno
import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.cli import consolidating
from danvan.cli.exits import CLEAN
from danvan.cli.keeping import units_reporting
from danvan.cli.options import moment_of
from danvan.cli.session import Session, program
from danvan.composing.model import ReportModel
from danvan.composing.office import Office
from danvan.kernel.errors import OptionInvalid, OutputError
from danvan.kernel.period import Period
from danvan.ledger.store import Ledger


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


def compose(wanted: Wanted, folder: Path, out: Path, session: Session) -> int:
    """Writes the report; returns the exit code."""
    if out.suffix.lower() != ".docx":
        raise OptionInvalid(option="--out", found=f"'{out.name}'", allowed="….docx")
    if not os.access(out.parent, os.W_OK):
        raise OutputError(file=out, reason=os.strerror(errno.EACCES if out.parent.is_dir() else errno.ENOENT))
    period, made = Period.parse(wanted.period), moment_of(wanted.day, session.now)
    catalogue = session.catalogue()
    outline = outline_of(wanted.outline, catalogue)
    ledger = Ledger.open(folder, create=False)
    units = wanted.units or units_reporting(ledger, period, wanted.level)
    office = Office(issuer=wanted.issuer, place=wanted.place, day=made.date())
    model = consolidating.compose(consolidating.Order(period, units, outline, office, made), ledger, catalogue, out)
    _say(model, out, folder, session)
    return CLEAN


def outline_of(code: str, catalogue: Catalogue) -> Outline:
    """The outline called `code`. Raises OptionInvalid."""
    if code not in catalogue.outlines:
        raise OptionInvalid(option="--outline", found=f"'{code}'", allowed=", ".join(catalogue.outlines))
    return catalogue.outlines[code]


def _say(model: ReportModel, out: Path, folder: Path, session: Session) -> None:
    _ = session.language
    session.out.print(Text(_("{file}: {period}, {n} units", file=out, period=model.period, n=len(model.units)), "bold"))
    if model.silent:
        session.out.print(Text(_("Gave no figure: {units}", units=", ".join(model.silent)), "yellow"))
    if model.left_out:
        session.out.print(Text(_("Not in this outline: {codes}", codes=", ".join(model.left_out)), "dim"))
    example = f"{program()} explain {shlex.quote(str(out))} {_('NUMBER')} --ledger {shlex.quote(str(folder))}"
    session.out.print(Text(_("Where a number comes from: {command}", command=example), "dim"))
