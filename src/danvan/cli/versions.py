"""The versions of the figures a report was printed with."""

from collections.abc import Collection

from danvan.ledger.figure import Figure
from danvan.ledger.store import Ledger


class LedgerVersions:
    """For each identifier what was printed, and the newest version of it; asked of the ledger once, all together."""

    def __init__(self, ledger: Ledger, identifiers: Collection[str]) -> None:
        asked = set(identifiers)
        self._printed = ledger.figures_called(asked)
        self._newest = ledger.newest(asked)

    def of(self, identifier: str) -> tuple[Figure, Figure] | None:
        """None when the ledger does not know the figure."""
        printed = self._printed.get(identifier)
        return (printed, self._newest[identifier]) if printed else None
