"""What every engine does: give the figures of a ledger as an Ibis table, and run expressions over it."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from danvan.kernel.errors import ExtraMissing

try:
    import ibis
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="ledger") from error

if TYPE_CHECKING:
    from danvan.ledger.store import Ledger


def told_by_then(figures: Any, ledger: "Ledger") -> Any:
    """Of `figures`, what had been recorded by the time `ledger` is asked as of; all of them when it is asked as of now."""
    if ledger.moment is None:
        return figures
    return figures.filter(figures.recorded <= ibis.literal(ledger.moment, type="timestamp('UTC')"))


class Engine(ABC):
    """An open connection, to be closed: `with open_engine() as engine:`. `address` is how people name it, no password in it."""

    address: str

    @abstractmethod
    def figures(self, ledger: "Ledger") -> Any:
        """Every row of `ledger` as an Ibis table with the columns of `danvan.ledger.delta.SCHEMA`. It stays the version it was,
        whatever is added to the ledger later. Raises LedgerError and its kinds, EngineFailed."""

    @abstractmethod
    def run(self, expression: Any) -> Any:
        """The answer of an Ibis expression, as an Arrow table. Raises DataDamaged, EngineFailed."""

    @abstractmethod
    def close(self) -> None:
        """Ends the connection."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
