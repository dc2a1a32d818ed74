"""A ledger kept small: many small files made into few, and what nothing refers to any more cleared away.

Compacting changes no figure. Clearing away takes files that only older versions of the ledger refer to: these can then no
longer be opened by their number or by the time of a commit. What was reported by a past day stays (`Ledger.as_of` by
'recorded'). Sorting the files anew (z-order) was measured and does not pay: over a minute and 2.8 GB for 8 million figures, and
questions by period became slower.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

from danvan.kernel.errors import ExtraMissing, OutputError
from danvan.ledger import delta
from danvan.ledger.errors import ClearingTooSoon
from danvan.ledger.store import Ledger

try:
    from deltalake import WriterProperties
    from deltalake.exceptions import CommitFailedError, DeltaError
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

SHORTEST = timedelta(hours=1)
"""Files younger than this may belong to somebody who is writing just now."""
_ALL = {"enforce_retention_duration": False, "full": True}
_TARGET = 128 * 1024 * 1024
_WRITER = WriterProperties(compression="ZSTD", compression_level=3)


@dataclass(frozen=True, slots=True)
class Compacted:
    """Files and bytes of the newest version, before and after."""

    files_before: int
    files_after: int
    bytes_before: int
    bytes_after: int


@dataclass(frozen=True, slots=True)
class Clearing:
    """What clearing away takes: files, their bytes, and the versions that can no longer be opened, the last of them
    `last_version` (None: no version is lost, only what writers who failed left behind)."""

    files: tuple[Path, ...]
    bytes: int
    last_version: int | None


def compact(ledger: Ledger) -> Compacted:
    """Makes few files of many. Raises LedgerError, OutputError; others may write meanwhile."""
    table = delta.load(ledger.folder)
    before = _size(ledger)
    delta.check_writable(ledger.folder)
    try:
        table.optimize.compact(target_size=_TARGET, writer_properties=_WRITER)
    except CommitFailedError as error:
        raise OutputError(file=ledger.folder, reason=delta.OVERTAKEN) from error
    except (DeltaError, OSError) as error:
        raise delta.not_written(ledger.folder, error) from error
    after = _size(ledger)
    return Compacted(before[0], after[0], before[1], after[1])


def to_clear(ledger: Ledger, older_than: timedelta, now: datetime) -> Clearing:
    """What `clear` would take. Raises ClearingTooSoon, LedgerError."""
    hours = _hours(ledger, older_than)
    table = delta.load(ledger.folder)
    files = [ledger.folder / unquote(name) for name in table.vacuum(hours, dry_run=True, **_ALL)]
    # What a merging of files replaced is named in every version before it; other files were never named in any.
    lost = max((version - 1 for version, time in delta.merges(table).items() if time <= now - older_than), default=None)
    return Clearing(tuple(files), sum(file.stat().st_size for file in files), lost if files else None)


def clear(ledger: Ledger, older_than: timedelta, now: datetime) -> Clearing:
    """Takes away the files nothing current refers to, older than `older_than` (an hour at least), and says what they were.
    Raises ClearingTooSoon, OutputError."""
    found = to_clear(ledger, older_than, now)
    delta.check_writable(ledger.folder)
    try:
        delta.load(ledger.folder).vacuum(_hours(ledger, older_than), dry_run=False, **_ALL)
    except (DeltaError, OSError) as error:
        raise delta.not_written(ledger.folder, error) from error
    return found


def _hours(ledger: Ledger, older_than: timedelta) -> int:
    if older_than < SHORTEST:
        raise ClearingTooSoon(file=ledger.folder, found=older_than, allowed=SHORTEST)
    return int(older_than / timedelta(hours=1))


def _size(ledger: Ledger) -> tuple[int, int]:
    paths = ledger.snapshot().paths
    return len(paths), sum(path.stat().st_size for path in paths)
