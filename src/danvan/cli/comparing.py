"""What reports are held against besides themselves: a ledger, and the other files of the run."""

from functools import lru_cache
from pathlib import Path

from danvan.checking.past import Past
from danvan.ledger.figure import Figure

Said = tuple[tuple[Path, tuple[Figure, ...]], ...]
"""Figures by the absolute path of the file that states them."""


def ledger_past(folder: Path) -> Past:
    """The ledger in `folder`, read once as long as nothing is added. Raises LedgerError, ExtraMissing."""
    return _past(folder, state_of(folder))


def state_of(folder: Path) -> str:
    """Changes when the ledger does: its newest commit."""
    log = folder / "_delta_log"
    return max((file.name for file in log.glob("*.json")), default="") if log.is_dir() else ""


@lru_cache(maxsize=4)
def _past(folder: Path, _state: str) -> Past:
    from danvan.ledger.past import LedgerPast  # noqa: PLC0415 - the storage engine takes most of a second to load

    return LedgerPast.open(folder)
