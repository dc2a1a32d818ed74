"""The ledger's table on disk: one Delta Lake table in one folder. The only file that knows the storage engine.

A commit is one new file in the table's log, so it is there whole or not at all; the table itself refuses deletions.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from danvan.kernel.errors import ExtraMissing, LedgerError, OutputError
from danvan.ledger.errors import DataDamaged, FolderUnusable, LogDamaged, LogGone, VersionUnknown
from danvan.ledger.rows import PLACES, Row

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    from deltalake import CommitProperties, DeltaTable, write_deltalake
    from deltalake.exceptions import CommitFailedError, DeltaError
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

NAME = "danvan ledger"
_PARTITIONS = ["year", "level"]
_LOG = "_delta_log"
_FORBIDDEN = "[]^|%\\" if os.sep == "/" else "[]^|%"
"""Letters of a path the engine fails on: with some it stops, with others it writes into another folder."""


def _text(name: str) -> Any:
    return pa.field(name, pa.string(), nullable=False)


SCHEMA = pa.schema(
    [
        _text("id"),
        _text("indicator"),
        _text("unit"),
        _text("unit_key"),
        _text("period_kind"),
        pa.field("period_start", pa.date32(), nullable=False),
        pa.field("period_end", pa.date32(), nullable=False),
        pa.field("value", pa.decimal128(38, PLACES), nullable=False),
        _text("measure"),
        pa.field("decimals", pa.int32(), nullable=False),
        _text("source"),
        pa.field("digest", pa.string()),
        pa.field("recorded", pa.timestamp("us", tz="UTC"), nullable=False),
        _text("catalogue"),
        pa.field("supersedes", pa.string()),
        _text("reason"),
        pa.field("year", pa.int32(), nullable=False),
        pa.field("level", pa.string()),
    ]
)


class Overtaken(Exception):
    """Somebody else committed since the table was read."""


def open_table(folder: Path, *, create: bool) -> Any:
    """The table in `folder`, at its newest version; a new one when there is none and `create`.

    Raises LedgerError when the folder holds something else or a damaged ledger, OutputError when it must be written and cannot.
    """
    _check_name(folder)
    if (folder / _LOG).is_dir():
        if create:
            _check_writable(folder)
        return load(folder)
    if folder.exists() and not folder.is_dir():
        raise LedgerError(file=folder, reason="this is a file. A ledger is a folder: choose a new one.")
    if folder.is_dir() and any(folder.iterdir()):
        if any(entry.name.startswith("year=") for entry in folder.iterdir()):
            raise LogGone(file=folder)
        raise LedgerError(file=folder, reason="this folder is not a ledger and not empty. Choose a new or an empty folder.")
    if not create:
        raise LedgerError(file=folder, reason="there is no ledger in this folder. Check the name, or add reports to make one.")
    return _create(folder)


def load(folder: Path, version: int | None = None) -> Any:
    """The table in `folder` at `version` (None: the newest). Raises LedgerError (damaged, not ours), VersionUnknown."""
    try:
        table = DeltaTable(str(folder))
        ours = pa.schema(table.schema()).equals(SCHEMA) and table.metadata().partition_columns == _PARTITIONS
        newest = table.version()
    except (DeltaError, OSError, ValueError, TypeError) as error:
        raise LogDamaged(file=folder) from error
    if not ours:
        raise LedgerError(file=folder, reason="this is a table, but not a ledger of this program. Choose another folder.")
    if version is None or version == newest:
        return table
    if not 0 <= version <= newest:
        raise VersionUnknown(file=folder, found=version, allowed=newest)
    return DeltaTable(str(folder), version=version)


def dataset(table: Any, folder: Path) -> Any:
    """The rows of `table` as a lazy Arrow data set over its Parquet files. Raises LedgerError when one of them is gone."""
    paths = pa.table(table.get_add_actions())["path"].to_pylist()
    if not all((folder / path).is_file() for path in paths):
        raise DataDamaged(file=folder)
    return table.to_pyarrow_dataset()


def column(name: str) -> Any:
    """A column, to be compared: `column("unit_key") == "xã trà sơn"`."""
    return pc.field(name)


def among(name: str, values: Iterable[str]) -> Any:
    """The condition that a column holds one of `values`."""
    return pc.field(name).isin(pa.array(list(values), pa.string()))


def scan(table: Any, folder: Path, condition: Any = None, columns: Sequence[str] | None = None) -> list[Row]:
    """The rows that fulfil `condition` (an Arrow expression). Raises LedgerError when a data file is gone or broken."""
    try:
        found = dataset(table, folder).to_table(filter=condition, columns=list(columns) if columns else None)
        return list(found.to_pylist())
    except (DeltaError, OSError, pa.ArrowInvalid) as error:
        raise DataDamaged(file=folder) from error


def commit(table: Any, folder: Path, rows: Sequence[Row]) -> None:
    """Adds `rows` in one commit on top of the version `table` was read at.

    Raises Overtaken when that is no longer the newest version, OutputError when the folder cannot be written.
    """
    _check_writable(folder)
    data = pa.Table.from_pylist([dict(row) for row in rows], schema=SCHEMA)
    try:
        # No retries: what was decided holds for the version it was decided on, and for no other.
        write_deltalake(table, data, mode="append", commit_properties=CommitProperties(max_commit_retries=0))
    except CommitFailedError as error:
        raise Overtaken from error
    except (DeltaError, OSError) as error:
        raise OutputError(file=folder, reason=str(error).splitlines()[0]) from error


def _create(folder: Path) -> Any:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _check_writable(folder)
        table = DeltaTable.create(
            str(folder),
            SCHEMA,
            mode="ignore",
            partition_by=_PARTITIONS,
            name=NAME,
            configuration={"delta.appendOnly": "true"},
        )
    except (DeltaError, OSError) as error:
        raise OutputError(file=folder, reason=str(error).splitlines()[0]) from error
    return table


def _check_name(folder: Path) -> None:
    found = [letter for letter in _FORBIDDEN if letter in str(folder.absolute())]
    if found:
        raise FolderUnusable(file=folder, found=" ".join(found))


def _check_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(file=folder, reason="the folder is read-only")
