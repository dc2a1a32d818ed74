"""The table of submissions: a small Delta Lake table of its own inside the ledger's folder, to which events are only added."""

from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from danvan.kernel.errors import ExtraMissing, LedgerError, OutputError
from danvan.kernel.period import Period, PeriodKind
from danvan.ledger.errors import DataDamaged, LogDamaged
from danvan.ledger.submissions import Event, Submission

try:
    import pyarrow as pa
    from deltalake import CommitProperties, DeltaTable, write_deltalake
    from deltalake.exceptions import CommitFailedError, DeltaError
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

FOLDER = "_submissions"
"""Under a name with '_' in front, which the cleaning of the ledger's own table leaves alone."""
_ATTEMPTS = 50
_TEXTS = ("unit", "unit_code", "regime", "period_kind", "digest", "file", "reason", "person")
_MOMENT = pa.timestamp("us", tz="UTC")
SCHEMA = pa.schema(
    [pa.field("event", pa.string(), nullable=False)]
    + [pa.field(name, pa.string(), nullable=False) for name in _TEXTS]
    + [pa.field(name, pa.date32(), nullable=False) for name in ("period_start", "period_end")]
    + [pa.field(name, _MOMENT, nullable=False) for name in ("at", "recorded")]
)


class Submissions:
    """The submissions of the ledger in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.ledger = folder
        self.folder = folder / FOLDER

    def events(self) -> list[Submission]:
        """Every event, in the order it was recorded. Raises LogDamaged, DataDamaged."""
        return self._read(self._open())

    def add(self, decide: Callable[[Sequence[Submission]], Submission | None]) -> Submission | None:
        """Adds what `decide` makes of the events there are, in one commit; nothing when it gives None. It is asked anew when
        somebody else was faster. Raises what `decide` raises, LedgerError, OutputError."""
        added = self._add(lambda known: [event] if (event := decide(known)) else [])
        return added[0] if added else None

    def carry_over(self, other: "Submissions") -> int:
        """Adds the events of another ledger that are not here yet, in one commit: how many. Raises LedgerError, OutputError."""
        return self.add_all(other.events())

    def add_all(self, events: Sequence[Submission]) -> int:
        """Adds those of `events` that are not here yet, in one commit: how many. Whether one may follow another is not asked:
        they come from where that was decided. Raises LedgerError, OutputError."""

        def new(known: Sequence[Submission]) -> list[Submission]:
            there = set(known)
            return [event for event in events if event not in there]

        return len(self._add(new)) if events else 0

    def _add(self, decide: Callable[[Sequence[Submission]], list[Submission]]) -> list[Submission]:
        for _ in range(_ATTEMPTS):
            table = self._open() or self._create()
            events = decide(self._read(table))
            if not events or self._commit(table, events):
                return events
        raise LedgerError(file=self.folder, reason="others keep writing to this ledger. Nothing was added; try again.")

    def _open(self) -> Any:
        if not (self.folder / "_delta_log").is_dir():
            return None
        try:
            table = DeltaTable(str(self.folder))
            ours = pa.schema(table.schema()).equals(SCHEMA)
        except (DeltaError, OSError, ValueError, TypeError) as error:
            raise LogDamaged(file=self.folder) from error
        if not ours:
            raise LogDamaged(file=self.folder)
        return table

    def _create(self) -> Any:
        try:
            self.folder.mkdir(exist_ok=True)
            return DeltaTable.create(
                str(self.folder), SCHEMA, mode="ignore", name="danvan submissions", configuration={"delta.appendOnly": "true"}
            )
        except (DeltaError, OSError) as error:
            raise OutputError(file=self.folder, reason=str(error).splitlines()[0]) from error

    def _read(self, table: Any) -> list[Submission]:
        if table is None:
            return []
        try:
            rows = table.to_pyarrow_table().to_pylist()
            return sorted(map(_from_row, rows), key=lambda event: (event.recorded, event.at))
        except (DeltaError, OSError, pa.ArrowInvalid, ValueError) as error:
            raise DataDamaged(file=self.folder) from error

    def _commit(self, table: Any, events: Sequence[Submission]) -> bool:
        """Whether they are in: not when somebody else committed since the table was read."""
        data = pa.Table.from_pylist([_to_row(event) for event in events], schema=SCHEMA)
        try:
            write_deltalake(table, data, mode="append", commit_properties=CommitProperties(max_commit_retries=0))
        except CommitFailedError:
            return False
        except (DeltaError, OSError) as error:
            raise OutputError(file=self.folder, reason=str(error).splitlines()[0]) from error
        return True


def _to_row(event: Submission) -> dict[str, Any]:
    period = event.period
    return {
        "event": event.event.value,
        "unit": event.unit,
        "unit_code": event.unit_code,
        "regime": event.regime,
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
        "at": event.at.astimezone(UTC),
        "recorded": event.recorded.astimezone(UTC),
        "digest": event.digest,
        "file": event.file,
        "reason": event.reason,
        "person": event.person,
    }


def _from_row(row: dict[str, Any]) -> Submission:
    """Raises ValueError for a row we did not write."""
    return Submission(
        event=Event(row["event"]),
        unit=row["unit"],
        unit_code=row["unit_code"],
        regime=row["regime"],
        period=Period(row["period_start"], row["period_end"], PeriodKind(row["period_kind"])),
        at=row["at"].astimezone(UTC),
        recorded=row["recorded"].astimezone(UTC),
        digest=row["digest"],
        file=row["file"],
        reason=row["reason"],
        person=row["person"],
    )
