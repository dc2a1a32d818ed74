"""The work of `danvan ledger rollup --unit`: a unit's totals over all that stand under it."""

from dataclasses import dataclass
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.cli.asked_units import unit_asked
from danvan.cli.exits import CLEAN
from danvan.cli.progress import waiting
from danvan.cli.results import as_json
from danvan.cli.session import Session
from danvan.cli.tree_json import tree_json
from danvan.cli.tree_text import tree_text
from danvan.kernel.period import Period
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.rolling.listing import Absent, Difference, Outsider, absent, differences, outsiders
from danvan.ledger.rolling.over_time import over_time
from danvan.ledger.rolling.rolling import roll_up_tree
from danvan.ledger.rolling.totals import TreeTotals
from danvan.ledger.rolling.tree import NATION, NATION_LEVEL, NATION_NAME, UnitTree
from danvan.ledger.store import Ledger
from danvan.units.level import Level
from danvan.units.names import unit_key
from danvan.units.register import UnitRegister


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line as it was typed. `parts`: periods that `period` is made of, where units reported only these."""

    period: str
    unit: str
    level: str
    parts: list[str]
    engine: str


@dataclass(frozen=True, slots=True)
class Rolled:
    """What is shown: the totals of the unit of code `unit` and of a level under it, and the lists behind them."""

    unit: str
    period: Period
    level: str
    totals: TreeTotals
    absent: list[Absent]
    differences: list[Difference]
    outsiders: list[Outsider]


def rollup(folder: Path, asked: Asked, layout: str, session: Session) -> int:
    """Adds up; returns the exit code. Raises LedgerError, PeriodError, UnitError, ExtraMissing."""
    catalogue = session.catalogue()
    with waiting(session):
        rolled = _rolled(folder, asked, catalogue)
    if layout == "json":
        session.write(as_json(tree_json(rolled)))
    else:
        for piece in tree_text(rolled, catalogue, session.language):
            session.out.print(piece)
    return CLEAN


def _rolled(folder: Path, asked: Asked, catalogue: Catalogue) -> Rolled:
    period = Period.parse(asked.period)
    parts = sorted(Period.parse(words) for words in asked.parts)
    ledger = Ledger.open(folder, create=False)
    register = catalogue.derived(UnitRegister.load)
    unit = _code(asked.unit, period, register)
    levels = (*Level, NATION_LEVEL) if asked.level == Level.COMMUNE else ()
    tree = UnitTree.of(register, [period.end], levels, within=unit)
    with open_engine(asked.engine) as engine:
        record = current(engine.figures(ledger))
        record = over_time(record, catalogue, period, parts) if parts else record
        totals = roll_up_tree(engine, record, catalogue, tree, [period])
        return Rolled(
            unit=unit,
            period=period,
            level=asked.level,
            totals=totals,
            absent=absent(engine, record, totals, unit, period),
            differences=differences(engine, record, totals),
            # Under one unit alone, those of all others are 'outside': nothing to tell.
            outsiders=outsiders(engine, record, totals, period) if unit == NATION else [],
        )


def _code(words: str, period: Period, register: UnitRegister) -> str:
    if words.strip().upper() == NATION or unit_key(words) == unit_key(NATION_NAME):
        return NATION
    return unit_asked(words, period.end, register).code
