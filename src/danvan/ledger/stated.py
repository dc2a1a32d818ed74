"""Where units stated why there is no number: the blanks of a period, told apart in what is printed."""

from collections.abc import Mapping

from danvan.kernel.period import Period
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.figure import Blank
from danvan.ledger.store import Ledger
from danvan.units.names import unit_key


def stated_blanks(ledger: Ledger, period: Period) -> Mapping[tuple[str, str], Blank]:
    """(indicator, key of the unit's name) -> its blank, of the figures of record of `period` that have no value."""
    with open_engine() as engine:
        record = current(engine.figures(ledger), period)
        without = record.filter(record.value.isnull(), record.blank.notnull()).select("indicator", "unit", "blank")
        rows = engine.run(without).to_pylist()
    return {(row["indicator"], unit_key(row["unit"])): Blank(row["blank"]) for row in rows}
