"""Which units a ledger has figures of, without a Python object for each figure."""

from danvan.kernel.errors import ExtraMissing
from danvan.kernel.period import Period
from danvan.ledger.store import Ledger

try:
    import pyarrow.compute as pc
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error


def reporters(ledger: Ledger, period: Period) -> list[tuple[str, str]]:
    """(name, code or '') of every unit with a row for `period`, each once, those that were corrected or taken back since among
    them; what was computed is left out. In the order of the names."""
    own = pc.field("source_kind").isin(["words", "entry", "rows"])
    inside = (pc.field("period_start") == period.start) & (pc.field("period_end") == period.end)
    rows = ledger.dataset().to_table(columns=["unit", "unit_code"], filter=inside & own)
    found = rows.group_by(["unit", "unit_code"]).aggregate([]).to_pylist()
    return sorted((row["unit"], row["unit_code"] or "") for row in found)
