"""Figures rolled up over units: what roll-up gives and composing writes out."""

from collections.abc import Mapping
from dataclasses import dataclass

from danvan.catalogue.models import Indicator
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.figure import Figure


@dataclass(frozen=True, slots=True)
class Value:
    """What one unit reported: the identifier of its figure, and its quantity. A reported zero is a Value; nothing is None."""

    id: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class RolledRow:
    """One indicator over the units.

    `values` has every unit asked for, in that order; None where it did not report. `total` is None when the indicator cannot
    be added (rule 'none') or no unit gave what it takes. `missing` names the units that are not in the total.
    """

    indicator: Indicator
    values: Mapping[str, Value | None]
    total: Figure | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RolledUp:
    """All indicators in force at the period's end, in the catalogue's order, over `units`.

    `whole` is the name the totals go by. `unknown` lists indicators the ledger has figures of for these units and this
    period, but the catalogue does not know: they are in no total.
    """

    period: Period
    units: tuple[str, ...]
    whole: str
    rows: Mapping[str, RolledRow]
    unknown: tuple[str, ...] = ()

    @property
    def totals(self) -> tuple[Figure, ...]:
        """Every total, parts before what is computed from them: ready for `Ledger.append`."""
        found = [row.total for row in self.rows.values() if row.total]
        return tuple(sorted(found, key=lambda figure: figure.source.kind == "formula"))
