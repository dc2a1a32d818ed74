"""A ledger's figures with one more version, as an engine's table: supposed, never written."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.kernel.quantity import Quantity
from danvan.ledger import delta
from danvan.ledger.current import current
from danvan.ledger.engines.base import Engine
from danvan.ledger.errors import FigureSuperseded
from danvan.ledger.figure import Figure
from danvan.ledger.rows import to_row
from danvan.ledger.store import Ledger

try:
    import ibis
    import pyarrow as pa
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

SUPPOSED = "supposed"
"""What the identifier of the version that is not written ends in."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """Every row of a ledger, as it is and with the version supposed."""

    figure: Figure
    version: Figure
    is_now: Any
    would_be: Any

    @property
    def records(self) -> tuple[Any, Any]:
        """The figures of record, both ways."""
        return current(self.is_now), current(self.would_be)


def suppose(ledger: Ledger, engine: Engine, identifier: str, new: Quantity | None) -> Supposed:
    """Figure `identifier` with the value `new`; taken back when it is None.

    Raises FigureUnknown; FigureSuperseded when it was corrected already.
    """
    figure = ledger.figure(identifier)
    newest = ledger.history(identifier)[-1]
    if newest.id != identifier:
        raise FigureSuperseded(file=Path(ledger.folder), found=identifier, newer=newest.id)
    version = replace(
        figure,
        id=f"{identifier}-{SUPPOSED}",
        quantity=new,
        blank=None,
        withdrawn=new is None,
        estimated=False,
        supersedes=identifier,
        reason=SUPPOSED,
    )
    rows = engine.figures(ledger).select(*delta.SCHEMA.names)
    added = ibis.memtable(pa.Table.from_pylist([to_row(version)], schema=delta.SCHEMA)).select(*delta.SCHEMA.names)
    return Supposed(figure, version, rows, ibis.union(rows, added.cast(rows.schema())))
