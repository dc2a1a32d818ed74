"""The work of `danvan letter`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from rich.text import Text

from danvan.checking.message import message
from danvan.checking.report import CheckReport
from danvan.cli.batch import attempt
from danvan.cli.danvan_toml import office_said
from danvan.cli.exits import CLEAN
from danvan.cli.judging import codes_of, judging_of
from danvan.cli.language import LANGUAGES, Language
from danvan.cli.options import day_of, moment_of
from danvan.cli.places import place
from danvan.cli.session import Session
from danvan.composing.letters.docx import write_letter
from danvan.composing.letters.letter import Kind, figures_in, letter
from danvan.composing.letters.letter import day as in_words
from danvan.composing.naming import named
from danvan.composing.office import Office
from danvan.kernel.errors import InputError, OptionInvalid
from danvan.kernel.finding import Severity
from danvan.kernel.period import Period
from danvan.ledger.store import Ledger
from danvan.units.names import unit_key

_LETTER_SYMBOL = "UBND-…"


class NothingToSay(InputError):
    """Fields: file."""

    template = "{file}: no error and no warning was found, so there is nothing to return it for."


class FactsNotCorrected(InputError):
    """Fields: file, found."""

    template = (
        "{file}: '{found}' changes a number. A number is corrected by a new report of the same kind that replaces the old one"
        " (Decree 30/2020, article 18), not by a letter: `danvan compose` it again."
    )


class Everybody(InputError):
    """Fields: file, period."""

    template = "{file}: every unit named has figures for {period}, so there is nobody to remind."


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the letter goes, and its days as they were typed."""

    out: Path
    due: str
    new_due: str
    day: str


def remind(period: str, units: Sequence[str], folder: Path, frame: Frame, session: Session) -> int:
    """A letter to those of `units` without a figure; returns the exit code."""
    if not units:
        raise OptionInvalid(option="--units", found="''", allowed="'xã A, xã B'")
    wanted = Period.parse(period)
    reported = {unit_key(figure.unit) for figure in Ledger.open(folder, create=False).figures(period=wanted)}
    silent = [unit for unit in units if unit_key(unit) not in reported]
    if not silent:
        raise Everybody(file=folder, period=wanted)
    return _write("remind", silent, frame, session, to=tuple(f"Ủy ban nhân dân {unit}" for unit in silent), period=str(wanted))


def send_back(report: Path, frame: Frame, session: Session) -> int:
    """A letter with what was found in `report`; returns the exit code."""
    catalogue = session.catalogue()
    outcome = attempt(report, catalogue, judging=judging_of([report], catalogue, session.now.date()))
    if outcome.error:
        raise outcome.error
    found = _items(outcome.checked)
    if not found:
        raise NothingToSay(file=report)
    head = outcome.read.letterhead
    unit = head.unit or ""
    issued = in_words(head.date)
    named = f"Báo cáo{f' số {head.number}' if head.number else ''}{f' ngày {issued}' if issued else ''}"
    period = str(head.period or "")
    to = (f"Ủy ban nhân dân {unit}",) if unit else ()
    return _write("return", found, frame, session, to=to, report=named, unit=to[0] if to else "", period=period)


def correct(document: str, slips: Sequence[str], frame: Frame, session: Session) -> int:
    """A letter that corrects slips of form; returns the exit code."""
    pairs = [slip.partition("=") for slip in slips]
    if bad := next((slip for slip, (old, _, new) in zip(slips, pairs, strict=True) if not (old.strip() and new.strip())), None):
        raise OptionInvalid(option="--slip", found=f"'{bad}'", allowed="OLD=NEW")
    if facts := figures_in(slips):
        raise FactsNotCorrected(file=frame.out, found=facts[0])
    items = [f"Tại văn bản đã in “{old.strip()}”, nay đính chính là “{new.strip()}”" for old, _, new in pairs]
    return _write("correct", items, frame, session, report=document)


def _items(report: CheckReport) -> list[str]:
    """'Đoạn 36: 19 / 22 × 100 = 86,36%, không phải 90,48%', worst first; notes are not worth a letter."""
    language = Language(LANGUAGES[0])
    grave = [finding for finding in report.findings if finding.severity is not Severity.NOTE]
    told = []
    for finding in grave:
        where = place(report.document, finding.span, language)
        told.append(f"{where[:1].upper()}{where[1:]}: {message(report.cards[finding.code], finding, LANGUAGES[0])}")
    return told


def _write(kind: Kind, items: Sequence[str], frame: Frame, session: Session, to: tuple[str, ...] = (), **blanks: str) -> int:
    if frame.out.suffix.lower() != ".docx":
        raise OptionInvalid(option="--out", found=f"'{frame.out.name}'", allowed="….docx")
    made = moment_of(frame.day, session.now)
    office = replace(_office(frame.out, session), symbol=_LETTER_SYMBOL, addressees=to, day=made.date())
    days = {"due": _day("--due", frame.due), "new_due": _day("--new-due", frame.new_due), "today": in_words(made.date())}
    text = letter(kind, items, issuer=office.issuer, **days, **blanks)
    text = replace(text, paragraphs=named(text.paragraphs, session.catalogue()))
    write_letter(text, frame.out, made=made, office=office)
    session.out.print(
        Text(session.language("{file}: {n} lines listed. Read it before it is signed.", file=frame.out, n=len(items)))
    )
    return CLEAN


def _office(out: Path, session: Session) -> Office:
    said: dict[str, Any] = {**office_said(out.resolve().parent, codes_of(session.catalogue()))}
    return Office(**said)


def _day(option: str, words: str) -> str:
    found: date | None = day_of(option, words) if words else None
    return in_words(found)
