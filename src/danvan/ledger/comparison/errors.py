"""What cannot be asked of a comparison."""

from danvan.kernel.errors import LedgerError
from danvan.units.errors import UnitError


class UnitDivided(UnitError):
    """A unit whose territory is in several units of the day asked for, or consists of several."""

    template = (
        "The territory of {unit} ({code}) is that of several units on {day}: {choices}."
        " Name the one you ask about, by its code."
    )


class PlanDamaged(LedgerError):
    """A table of targets that cannot be read."""

    template = (
        "{file}, row {row}: {found}. Needed: a table (CSV) with the columns {allowed}; periods as in 'năm 2025', targets as"
        " plain numbers (1250, 83.5)."
    )


class DaysReversed(LedgerError):
    """A series that ends before it begins."""

    template = "--from {first} is after --to {last}. Give the earlier year first."
