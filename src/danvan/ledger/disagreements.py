"""Where sources disagree about one figure: the figure of record against each witness, with the difference."""

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.ledger.current import current
from danvan.ledger.engines.base import Engine
from danvan.ledger.engines.opening import open_engine
from danvan.ledger.figure import Blank, Figure
from danvan.ledger.store import Ledger
from danvan.units.names import unit_key

try:
    import ibis
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

_NO = ibis.literal(value=False)
_PLACE = ("indicator", "period_start", "period_end")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`witness` says something else than `record` of one indicator, unit and period."""

    record: Figure
    witness: Figure

    @property
    def difference(self) -> Quantity | None:
        """What the witness says more (less: negative) than the record; None where one of them has no number, or they are in
        different units of measure."""
        record, witness = self.record.quantity, self.witness.quantity
        if record is None or witness is None or record.measure != witness.measure:
            return None
        return Quantity(witness.value - record.value, record.measure, max(record.decimals, witness.decimals))


def disagreements(
    ledger: Ledger,
    *,
    indicator: str | None = None,
    unit: str | None = None,
    period: Period | None = None,
    engine: Engine | None = None,
) -> list[Disagreement]:
    """Every witness that does not say what the figure of record says, of an indicator, a unit (name or code), a period, or of
    all; the largest difference in proportion first. 'Not reported' says nothing and disagrees with nothing.

    Raises LedgerError and its kinds, EngineFailed.
    """
    with open_engine() if engine is None else nullcontext(engine) as opened:
        expression = _differing(opened.figures(ledger), indicator, unit, period)
        pairs = [(row["record"], row["witness"]) for row in opened.run(expression).to_pylist()]
    found = ledger.figures_called({name for pair in pairs for name in pair})
    return [Disagreement(found[record], found[witness]) for record, witness in pairs]


def _differing(figures: Any, indicator: str | None, unit: str | None, period: Period | None) -> Any:
    """Expression: the identifiers of record and witness."""
    standing = current(figures, period, witnesses=True)
    if indicator is not None:
        standing = standing.filter(standing.indicator == indicator)
    if unit is not None:
        standing = standing.filter((standing.unit_key == unit_key(unit)) | (standing.unit_code == unit))
    standing = standing.mutate(of=ibis.coalesce(standing.unit_code, standing.unit_key))
    record, witness = standing.filter(~standing.witness), standing.filter(standing.witness)
    # Mostly both go by the same code or name; one of them may have come before the unit's code was known.
    nameless = record.unit_code.isnull() | witness.unit_code.isnull()
    by_name = _apart(record.inner_join(witness, [*_PLACE, "unit_key", nameless], rname="{name}_2"))
    pairs = _apart(record.inner_join(witness, [*_PLACE, "of"], rname="{name}_2")).union(by_name, distinct=True)
    return pairs.order_by(ibis.desc("apart"), "record", "witness")


def _apart(pairs: Any) -> Any:
    """Expression: the identifiers of those pairs that differ, with how far apart they are in proportion."""
    same_number = (pairs.value == pairs.value_2) & (pairs.measure == pairs.measure_2)
    same_blank = pairs.value.isnull() & pairs.value_2.isnull() & (pairs.blank == pairs.blank_2)
    alike = same_number.fill_null(_NO) | same_blank.fill_null(_NO)
    says = pairs.blank_2.fill_null("") != Blank.NOT_REPORTED.value
    apart = (pairs.value_2 - pairs.value).abs().cast("float64") / ibis.greatest(pairs.value.abs().cast("float64"), 1.0)
    return pairs.filter(~alike & says).select(record="id", witness="id_2", apart=apart.fill_null(0.0))
