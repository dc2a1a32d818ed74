"""A new ledger from an old one: every version of every figure, as it was recorded. Nothing is decided anew.

Ledgers of earlier programs are taken too: what their rows did not say is filled in from their sources.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from danvan.kernel.errors import ExtraMissing, LedgerError
from danvan.kernel.said import mark
from danvan.ledger import delta
from danvan.ledger.delta import SCHEMA
from danvan.ledger.store import Ledger

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

NOT_EMPTY = mark("this ledger has figures already. Choose a new or an empty folder.")
SAME = mark("a ledger cannot be made from itself. Choose a new or an empty folder.")


def is_ledger(folder: Path) -> bool:
    """Whether `folder` looks like a ledger, of this program or an earlier one."""
    return delta.has_log(folder)


def copied(old: Path, new: Ledger) -> int:
    """Copies every row of the ledger in `old` into `new`, which must be empty, in one commit; gives how many.

    Identifiers, corrections and times of recording stay, so that a past day is what it was; numbers of versions start anew.
    Raises LedgerError, DataDamaged, OutputError.
    """
    if old.resolve() == new.folder.resolve():
        raise LedgerError(file=old, reason=SAME)
    if new.version or new.dataset().count_rows():
        raise LedgerError(file=new.folder, reason=NOT_EMPTY)
    rows = delta.dataset(delta.load(old, older=True), old)
    count = int(rows.count_rows())
    if count:
        batches = pa.RecordBatchReader.from_batches(SCHEMA, _as_now(rows))
        delta.commit_table(delta.load(new.folder), new.folder, batches)
    return count


def _as_now(rows: Any) -> Iterator[Any]:
    for batch in rows.to_batches():
        if batch.num_rows:
            yield pa.RecordBatch.from_arrays([_column(batch, field) for field in SCHEMA], schema=SCHEMA)


def _column(batch: Any, field: Any) -> Any:
    """A column as it is kept now; one the old ledger did not have is told by its source, or empty."""
    if field.name in batch.schema.names:
        return batch.column(field.name).cast(field.type)
    match field.name:
        case "source_kind":
            return _in_source(batch, "kind")
        case "person":
            return pc.fill_null(_in_source(batch, "person"), "")
        case "unit_code" | "blank":
            return pa.nulls(batch.num_rows, pa.string())
        case _:
            return pa.array([False] * batch.num_rows)


def _in_source(batch: Any, key: str) -> Any:
    """A value of the source's JSON. A quotation mark inside a text is escaped there, so that the key is found nowhere else."""
    found = pc.extract_regex(batch.column("source"), rf'(?:^\{{|,)"{key}":"(?P<value>[^"\\]*)"')
    return pc.struct_field(found, "value")
