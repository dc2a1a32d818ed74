"""The ledger's table on disk: one Delta Lake table in one folder. The only file that knows the storage engine.

A commit is one new file in the table's log, so it is there whole or not at all; the table itself refuses deletions.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from danvan.kernel.errors import ExtraMissing, LedgerError, OutputError
from danvan.kernel.said import mark
from danvan.ledger.errors import DataDamaged, FolderUnusable, LedgerOutdated, LogDamaged, LogGone, NothingYet, VersionUnknown
from danvan.ledger.moments import clock
from danvan.ledger.rows import PLACES, Row

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    from deltalake import CommitProperties, DeltaTable, write_deltalake
    from deltalake.exceptions import CommitFailedError, DeltaError
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

NAME = "danvan ledger"
PARTITIONS = ["year", "level"]
_LOG = "_delta_log"
_CONFIGURATION = {
    "delta.appendOnly": "true",
    # The list of what was added is never shortened: every version, with its time, stays known.
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}
_FORBIDDEN = "[]^|%\\" if os.sep == "/" else "[]^|%"
"""Letters of a path the engine fails on: with some it stops, with others it writes into another folder."""


SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("unit_key", pa.string(), nullable=False),
        pa.field("unit_code", pa.string()),
        pa.field("period_kind", pa.string(), nullable=False),
        pa.field("period_start", pa.date32(), nullable=False),
        pa.field("period_end", pa.date32(), nullable=False),
        pa.field("value", pa.decimal128(38, PLACES)),
        pa.field("blank", pa.string()),
        pa.field("measure", pa.string(), nullable=False),
        pa.field("decimals", pa.int32(), nullable=False),
        pa.field("estimated", pa.bool_(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("source_kind", pa.string(), nullable=False),
        pa.field("digest", pa.string()),
        pa.field("recorded", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("person", pa.string(), nullable=False),
        pa.field("catalogue", pa.string(), nullable=False),
        pa.field("supersedes", pa.string()),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("withdrawn", pa.bool_(), nullable=False),
        pa.field("witness", pa.bool_(), nullable=False),
        pa.field("year", pa.int32(), nullable=False),
        pa.field("level", pa.string()),
    ]
)
"""One row is one version of a figure. `value` is empty for a figure without a number (`blank` says why, or `withdrawn`)."""
OLDER = frozenset({"id", "indicator", "unit_key", "value", "source", "supersedes", "year", "level"})
"""Columns a ledger of an earlier version of this program has."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of a ledger as files, for an engine that reads them itself: Parquet `files`, named from `folder` on, with the
    partition columns year and level in their paths. `table` names the ledger, wherever its folder is moved."""

    folder: Path
    table: str
    files: tuple[str, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(self.folder / file for file in self.files)


# The engine wraps these in its own words; what people need is in them.
OVERTAKEN = mark("others keep writing to it; try again")
_SYSTEM_WORDS = (
    mark("No space left on device"),
    mark("Disk quota exceeded"),
    mark("File too large"),
    mark("Read-only file system"),
    mark("Permission denied"),
    mark("Input/output error"),
)


class Overtaken(Exception):
    """Somebody else committed since the table was read."""


def open_table(folder: Path, *, create: bool) -> Any:
    """The table in `folder`, at its newest version; a new one when there is none and `create`.

    Raises LedgerError when the folder holds something else or a damaged ledger, OutputError when it must be written and cannot.
    """
    _check_name(folder)
    if has_log(folder):
        if create:
            check_writable(folder)
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


def has_log(folder: Path) -> bool:
    """Whether there is a list of what was added in `folder`, as in every ledger."""
    return (folder / _LOG).is_dir()


def load(folder: Path, version: int | None = None, *, older: bool = False) -> Any:
    """The table in `folder` at `version` (None: the newest); `older`: also one with the columns of an earlier program.

    Raises LedgerError (damaged, outdated, not ours), VersionUnknown.
    """
    try:
        table = DeltaTable(str(folder))
        ours = pa.schema(table.schema()).equals(SCHEMA) and table.metadata().partition_columns == PARTITIONS
        newest = table.version()
    except (DeltaError, OSError, ValueError, TypeError) as error:
        raise LogDamaged(file=folder) from error
    outdated = not ours and table.metadata().name == NAME and {field.name for field in table.schema().fields} >= OLDER
    if outdated and not older:
        raise LedgerOutdated(file=folder)
    if not ours and not outdated:
        raise LedgerError(file=folder, reason="this is a table, but not a ledger of this program. Choose another folder.")
    if version is None or version == newest:
        return table
    if not 0 <= version <= newest:
        raise VersionUnknown(file=folder, found=version, allowed=newest)
    return DeltaTable(str(folder), version=version)


def snapshot(table: Any, folder: Path) -> Snapshot:
    """The files of `table`, in order. Raises DataDamaged when one of them is gone."""
    files = sorted(pa.table(table.get_add_actions())["path"].to_pylist())
    if not all((folder / file).is_file() for file in files):
        raise DataDamaged(file=folder)
    return Snapshot(folder, str(table.metadata().id), tuple(files))


def version_at(folder: Path, moment: datetime) -> int:
    """The newest version that was there at `moment`. Raises NothingYet when the ledger was made later."""
    times = _times(load(folder))
    before = [version for version, time in times.items() if time <= moment]
    if not before:
        raise NothingYet(file=folder, found=clock(moment), allowed=clock(min(times.values())))
    return max(before)


def merges(table: Any) -> dict[int, datetime]:
    """The versions that only made few files of many, with their times."""
    times = _times(table)
    return {entry["version"]: times[entry["version"]] for entry in table.history() if entry["operation"] == "OPTIMIZE"}


def _times(table: Any) -> dict[int, datetime]:
    return {entry["version"]: datetime.fromtimestamp(entry["timestamp"] / 1000, UTC) for entry in table.history()}


def dataset(table: Any, folder: Path) -> Any:
    """The rows of `table` as a lazy Arrow data set over its Parquet files. Raises LedgerError when one of them is gone."""
    snapshot(table, folder)
    return table.to_pyarrow_dataset()


def recorded_by(moment: datetime) -> Any:
    """The condition (of Arrow) that a row had been recorded by then."""
    return pc.field("recorded") <= moment


def commit(table: Any, folder: Path, rows: Sequence[Row]) -> None:
    """Adds `rows` in one commit on top of the version `table` was read at.

    Raises Overtaken when that is no longer the newest version, OutputError when the folder cannot be written.
    """
    commit_table(table, folder, pa.Table.from_pylist([dict(row) for row in rows], schema=SCHEMA))


def commit_table(table: Any, folder: Path, data: Any) -> None:
    """`commit`, of an Arrow table or a stream of batches in SCHEMA."""
    check_writable(folder)
    try:
        # No retries: what was decided holds for the version it was decided on, and for no other.
        write_deltalake(table, data, mode="append", commit_properties=CommitProperties(max_commit_retries=0))
    except CommitFailedError as error:
        # The engine calls every failed commit so; only where somebody else made a version was it a race.
        if load(folder).version() == table.version():
            raise not_written(folder, error) from error
        raise Overtaken from error
    except (DeltaError, OSError) as error:
        raise not_written(folder, error) from error


def not_written(folder: Path, error: Exception) -> OutputError:
    """What the storage engine says of a folder it cannot write to, in the words of the operating system where it has them."""
    told = str(error)
    reason = next((words for words in _SYSTEM_WORDS if words in told), told.splitlines()[0] if told else type(error).__name__)
    return OutputError(file=folder, reason=reason)


def _create(folder: Path) -> Any:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_writable(folder)
        table = DeltaTable.create(
            str(folder),
            SCHEMA,
            mode="ignore",
            partition_by=PARTITIONS,
            name=NAME,
            configuration=_CONFIGURATION,
        )
    except (DeltaError, OSError) as error:
        raise not_written(folder, error) from error
    return table


def _check_name(folder: Path) -> None:
    found = [letter for letter in _FORBIDDEN if letter in str(folder.absolute())]
    if found:
        raise FolderUnusable(file=folder, found=" ".join(found))


def check_writable(folder: Path) -> None:
    """Raises OutputError when this account may not write to the folder."""
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(file=folder, reason="the folder is read-only")
