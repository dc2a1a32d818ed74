"""The work of `danvan simulate`."""

import errno
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.cli.bulk.processes import Lost, shared_out
from danvan.cli.bulk.terms import Terms
from danvan.cli.exits import CLEAN
from danvan.cli.folder import made_whole
from danvan.cli.progress import progress
from danvan.cli.session import Session
from danvan.kernel.errors import OptionInvalid, OutputError
from danvan.kernel.period import PeriodKind
from danvan.kernel.said import mark
from danvan.ledger.ids import period_code
from danvan.ledger.store import Ledger
from danvan.simulate.blocks import Block, YearOfBlock
from danvan.simulate.errors import BlockLost, FolderNotEmpty
from danvan.simulate.plan import Plan, Rates, reported_by_year
from danvan.simulate.stream import Share, Start, blocks_of
from danvan.simulate.stream import simulate as simulated
from danvan.simulate.writing import LEDGER, Tally, Written
from danvan.units.level import kind_of
from danvan.units.names import slug
from danvan.units.register import UnitRegister

WHAT = ("registers", "figures", "reports")
_REPORTS = 3
"""Communes whose own report is written, each of its last period."""
_LIMIT = 3600.0
"""Seconds a block may take."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command, as they were typed."""

    provinces: tuple[str, ...]
    years: str
    communes: int | None
    seed: int
    what: str
    regime: str
    registers: str
    workers: int


def simulate(out: Path, wanted: Wanted, rates: tuple[float, float, float, float], session: Session) -> int:
    """Writes everything or nothing; returns the exit code."""
    plan, what = _plan(wanted, Rates(*rates)), _what(wanted.what)
    if wanted.registers not in ("parquet", "csv"):
        raise OptionInvalid(option="--registers", found=f"'{wanted.registers}'", allowed="parquet, csv")
    _refuse_filled(out)
    catalogue = session.catalogue()
    register = catalogue.derived(UnitRegister.load)
    blocks = blocks_of(plan, catalogue, register)
    with made_whole(out) as folder:
        job = _Job(folder, plan, catalogue, what, wanted.registers, wanted.workers)
        tally = _written(job, register, blocks, session)
    _say(out, blocks, tally, session)
    return CLEAN


def _plan(wanted: Wanted, rates: Rates) -> Plan:
    found = re.fullmatch(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", wanted.years.strip())
    if not found:
        raise OptionInvalid(option="--years", found=f"'{wanted.years}'", allowed="2024, 2023-2025")
    first, last = int(found[1]), int(found[2] or found[1])
    provinces = tuple(dict.fromkeys(wanted.provinces))
    return Plan(provinces, tuple(range(first, last + 1)), wanted.seed, wanted.communes, wanted.regime, rates)


def _what(words: str) -> frozenset[str]:
    found = [word.strip() for word in words.split(",") if word.strip()]
    if not found or not set(found) <= set(WHAT):
        raise OptionInvalid(option="--what", found=f"'{words}'", allowed=", ".join(WHAT))
    return frozenset(found)


def _refuse_filled(out: Path) -> None:
    try:
        if out.is_dir() and any(out.iterdir()):
            raise FolderNotEmpty(file=out)
    except OSError as error:
        raise OutputError(file=out, reason=os.strerror(error.errno or errno.EIO)) from error


@dataclass(frozen=True, slots=True)
class _Job:
    """What is written where, by which rules."""

    folder: Path
    plan: Plan
    catalogue: Catalogue
    what: frozenset[str]
    registers: str
    workers: int


def _written(job: _Job, register: UnitRegister, blocks: Sequence[Block], session: Session) -> Tally:
    registers = job.registers if "registers" in job.what else ""
    files = Written(job.folder, job.plan, job.catalogue, registers=registers, figures=bool(job.what & {"figures", "reports"}))
    years = len(job.plan.years)
    try:  # a full disk, a folder taken away: said as what cannot be written
        with progress(session, session.language("Simulating"), len(blocks) * years) as bar:
            for year in simulated(job.plan, job.catalogue, register, _share(job, len(blocks))):
                files.add(year)
                bar()
        tally = files.finish()
    except OSError as error:
        raise OutputError(file=job.folder, reason=os.strerror(error.errno or errno.EIO)) from error
    finally:
        files.close()
    if "reports" in job.what:
        tally.more("documents", _reports(job, blocks, session))
    return tally


def _share(job: _Job, blocks: int) -> Share | None:
    """Several processes, where there is work for them."""
    terms = Terms(job.workers, _LIMIT, ahead=0)
    number = terms.workers_for(blocks)
    if number == 1:
        return None

    def lost(block: Block, _: Lost) -> list[YearOfBlock]:
        raise BlockLost(found=block.name, allowed=f"{timedelta(seconds=_LIMIT)}")

    def share(work: Sequence[Block], start: Start) -> Iterator[list[YearOfBlock]]:
        return shared_out(work, start, lost, Terms(number, _LIMIT, ahead=number + 1))

    return share


def _reports(job: _Job, blocks: Sequence[Block], session: Session) -> int:
    """The own reports of the first communes, of the last period each is there for; how many there are."""
    from danvan.cli import consolidating  # noqa: PLC0415 - only reports need what writes Word
    from danvan.composing.office import Office  # noqa: PLC0415 - the same

    ledger = Ledger.open(job.folder / LEDGER, create=False)
    reported = reported_by_year(job.plan, job.catalogue)[job.plan.years[-1]][-1]
    period, made = reported.period, session.now
    outline = next((each for each in job.catalogue.at(period.end).outlines.values() if _fits(each, period.kind)), None)
    if outline is None:
        return 0
    folder, written = job.folder / "reports", 0
    folder.mkdir()
    for name in _names_alone(blocks, reported.closing):
        if written == _REPORTS:
            break
        order = consolidating.Order(period, [name], outline, Office(**_office(name, reported.closing)), made)
        if ledger.figures(unit=name, period=period):
            file = folder / f"{slug(name)}.{period_code(period)}.docx"
            consolidating.compose_own(order, name, ledger, job.catalogue, [file])
            written += 1
    return written


def _office(name: str, closing: date) -> dict[str, Any]:
    """Who signs the report of the commune `name`, the day after its figures were closed: fields of `composing.office.Office`.
    Nobody's name: the one that stands for any."""
    kind = kind_of(name)
    place = name[len(kind.word) :].strip() if kind else name
    return {
        "issuer": f"Ủy ban nhân dân {name}",
        "symbol": "BC-UBND",
        "place": place,
        "day": closing + timedelta(1),
        "recipients": ("Thường trực Đảng ủy", "Thường trực Hội đồng nhân dân", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân"),
        "signs": ("TM. Ủy ban nhân dân", "Chủ tịch"),
        "name": "Nguyễn Văn A",
    }


def _fits(outline: Outline, kind: PeriodKind) -> bool:
    return outline.kind == "unit" and outline.recommended and "commune" in outline.levels and kind in outline.periods


def _names_alone(blocks: Sequence[Block], day: date) -> list[str]:
    """Names that only one of the communes there on `day` has."""
    names = Counter(unit.name for block in blocks for unit in block.units if unit.holds_at(day))
    return [name for name, times in names.items() if times == 1]


def _say(out: Path, blocks: Sequence[Block], tally: Tally, session: Session) -> None:
    _ = session.language
    units = sum(len(block.units) for block in blocks)
    session.out.print(Text(_("{file}: {n} communes, all of it invented", file=out, n=units), "bold"))
    for name, says in _COUNTED.items():
        if name in tally:
            session.out.print(Text(_(says, n=_grouped(tally[name]))))
    if "figures" in tally:
        session.out.print(Text(_("Figures: danvan ledger show --ledger {folder}", folder=out / LEDGER), "dim"))


_COUNTED = {
    "rows": mark("{n} rows of registers, in registers/"),
    "reports": mark("{n} reports owed; when each was sent: submissions.csv"),
    "figures": mark("{n} figures, in ledger/"),
    "errors": mark("{n} of them wrong on purpose: errors.csv"),
    "corrections": mark("{n} of those corrected later"),
    "documents": mark("{n} reports in Word, in reports/"),
}


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
