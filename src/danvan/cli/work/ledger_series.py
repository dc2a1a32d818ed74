"""The work of `danvan ledger series`, and what it shares with `compare`: whose figures are told, on which boundaries."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from danvan.catalogue.models import Indicator
from danvan.cli.compare_json import series_json
from danvan.cli.compare_text import series_text
from danvan.cli.exits import CLEAN
from danvan.cli.naming import unit_named
from danvan.cli.options import day_of
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.period import Period
from danvan.ledger.comparison.errors import DaysReversed, UnitDivided
from danvan.ledger.comparison.identifier import Told
from danvan.ledger.comparison.model import Boundaries, Series, Weight
from danvan.ledger.comparison.reasons import day_said
from danvan.ledger.comparison.series import Past, last_day, unit_of
from danvan.ledger.engines import open_engine
from danvan.ledger.store import Ledger
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

AS_WAS, TODAY = "as-was", "today"


@dataclass(frozen=True, slots=True)
class Telling:
    """The command line: whose figure, on which boundaries ('as-was', 'today' or a day), shared out by what."""

    unit: str
    indicator: str
    boundaries: list[str]
    weight: str
    engine: str


@dataclass(frozen=True, slots=True)
class Years:
    """Which periods: every year, half, … of these years."""

    first: int
    last: int
    every: str

    def periods(self) -> list[Period]:
        """In the order of time. Raises DaysReversed."""
        if self.first > self.last:
            raise DaysReversed(first=self.first, last=self.last)
        return [period for year in range(self.first, self.last + 1) for period in _of_year(year, self.every)]


@dataclass(frozen=True, slots=True)
class Picture:
    """The file to draw into, if any, and how wide."""

    file: Path | None
    width: int


def series(folder: Path, telling: Telling, years: Years, picture: Picture, layout: str, session: Session) -> int:
    """Shows the series, one after the other; returns the exit code."""
    periods = years.periods()
    with opened(folder, telling, session) as past:
        indicator = indicator_named(telling.indicator, past)
        told = [whose(telling, boundaries, past.register, session) for boundaries in telling.boundaries]
        found = [past.series(indicator, unit, periods, each) for unit, each in told]
    if picture.file:
        _draw(found, picture.file, picture.width, session)
    if layout == "json":
        session.write(as_json(series_json(found, session.language)))
    else:
        for each in found:
            for piece in series_text(each, session.language):
                session.out.print(piece)
    return CLEAN


def _draw(found: Sequence[Series], file: Path, width: int, session: Session) -> None:
    from danvan.composing.charts import Chart, draw  # noqa: PLC0415 - a heavy, optional part

    draw(Chart(tuple(found), session.language.code, width), file)


@contextmanager
def opened(folder: Path, telling: Telling, session: Session) -> Iterator[Past]:
    """The ledger in `folder`, to be asked over time. Raises LedgerError and its kinds, ExtraMissing."""
    catalogue = session.catalogue()
    ledger = Ledger.open(folder, create=False)
    register = catalogue.derived(UnitRegister.load)
    with open_engine(telling.engine) as engine:
        past = Past.of(ledger, engine, catalogue, register)
        if session.err.is_terminal:
            with session.err.status(session.language("Working …")):
                yield past
        else:
            yield past


def indicator_named(code: str, past: Past) -> Indicator:
    """Raises OptionInvalid for a code the catalogue does not have."""
    known = past.catalogue.indicators
    if code not in known:
        area = [each for each in known if each.startswith(code.partition(".")[0] + ".")]
        raise OptionInvalid(option="--indicator", found=f"'{code}'", allowed=", ".join(area or known))
    return known[code]


def whose(telling: Telling, boundaries: str, register: UnitRegister, session: Session) -> tuple[Unit, Told]:
    """The unit told of, and how. On other boundaries it is the one its territory belongs to on that day.

    Raises UnitUnknown, UnitAmbiguous, UnitDivided, OptionInvalid.
    """
    today = session.now.date()
    asked = _asked(telling.unit, register, today)
    if boundaries == AS_WAS:
        return asked, Told(Boundaries.AS_WAS, last_day(asked, register, today), Weight(telling.weight))
    day = today if boundaries == TODAY else _day(boundaries)
    found = unit_of(register, asked, day)
    if len(found) != 1:
        choices = ", ".join(f"{unit.name} ({unit.code})" for unit in found) or "–"
        raise UnitDivided(unit=asked.name, code=asked.code, day=day_said(day), choices=choices)
    return found[0], Told(Boundaries.ON_DAY, day, Weight(telling.weight))


def _asked(words: str, register: UnitRegister, today: date) -> Unit:
    """The unit meant; of a code that other units had before, the one of that name, or else the newest."""
    code = unit_named(register, words, None)
    versions = register.history(code)
    if not words.strip().isdigit():
        return next(match.unit for match in register.resolve(words) if match.unit.code == code)
    return next((unit for unit in versions if unit.holds_at(today)), versions[-1])


def _day(words: str) -> date:
    try:
        return day_of("--boundaries", words)
    except OptionInvalid as error:
        raise OptionInvalid(option="--boundaries", found=f"'{words}'", allowed=f"{AS_WAS}, {TODAY}, 2025-06-30") from error


def _of_year(year: int, every: str) -> Iterator[Period]:
    match every:
        case "half":
            yield from (Period.half(year, number) for number in (1, 2))
        case "nine_months":
            yield Period.nine_months(year)
        case "quarter":
            yield from (Period.quarter(year, number) for number in (1, 2, 3, 4))
        case "month":
            yield from (Period.month(year, number) for number in range(1, 13))
        case _:
            yield Period.year(year)
