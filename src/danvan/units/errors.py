"""What is wrong with a unit somebody asked for; each is one sentence in any language."""

from danvan.kernel.errors import DanvanError


class UnitError(DanvanError):
    """A unit that cannot be used as asked."""


class UnitUnknown(UnitError):
    """No unit has this code, or this name. `hint`: near ones, or ''."""

    template = (
        "There is no unit '{unit}'{hint}. `danvan units resolve` finds the code of a name, with slips of the keyboard too."
    )


class UnitNotAlive(UnitError):
    """A code that has no unit on the day. `dates`: when it had; `successors`: what its territory belongs to on the day."""

    template = "{unit} ({code}) does not exist on {day}: it existed {dates}.{successors}"


class UnitAmbiguous(UnitError):
    """Words that several units are meant by. Never guessed."""

    template = "'{unit}' may be {n} units: {choices}. Name the unit above it as well, or give the code."


class UnitsContradict(UnitError):
    """Units and changes that do not fit together: a mistake in the data, not of who asks."""

    template = "{file}: {reason}."
