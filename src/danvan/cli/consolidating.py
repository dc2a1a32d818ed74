"""A ledger's figures into one consolidated report, its totals kept: shared by `compose` and `run`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.composing.consolidate import consolidate
from danvan.composing.docx import write_docx
from danvan.composing.model import ReportModel
from danvan.composing.office import Office
from danvan.kernel.period import Period
from danvan.ledger.rolled import RolledUp
from danvan.ledger.rollup import WHOLE, roll_up
from danvan.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Order:
    """A consolidated report to be made: its period, its units (all that reported, if none), what totals are called."""

    period: Period
    units: Sequence[str]
    outline: Outline
    office: Office
    made: datetime
    whole: str = WHOLE


def compose(order: Order, ledger: Ledger, catalogue: Catalogue, file: Path) -> ReportModel:
    """Rolls up, keeps the totals in the ledger (so that each can be explained), and writes the report to `file`."""
    rolled = roll_up(ledger, catalogue, order.period, order.units, whole=order.whole, recorded=order.made)
    ledger.append(rolled.totals, replace=True)
    model = consolidate(_as_kept(rolled, ledger), order.outline, catalogue)
    write_docx(model, file, made=order.made, office=order.office)
    return model


def _as_kept(rolled: RolledUp, ledger: Ledger) -> RolledUp:
    """The totals under the identifiers the ledger gave them: one computed again is a new version with a new name."""
    kept = {figure.indicator: figure for figure in ledger.figures(unit=rolled.whole, period=rolled.period)}
    rows = {code: replace(row, total=row.total and kept[code]) for code, row in rolled.rows.items()}
    return replace(rolled, rows=rows)
