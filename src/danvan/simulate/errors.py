"""What a simulation refuses; each is one sentence in any language."""

from danvan.kernel.errors import DanvanError, InputError


class NobodyReports(InputError):
    """No unit of the province existed on a closing date of the years asked for."""

    template = (
        "Province {place}: no commune of it existed in {years}. "
        "`danvan units at {day}` lists the provinces of that time with their codes."
    )


class NothingToReport(InputError):
    """A regime without periods, or one that ruled nothing in the years asked for."""

    template = "--regime {found}: it has nothing reported in {years}. Allowed: {allowed}."


class FolderNotEmpty(InputError):
    """The folder for the results holds something."""

    template = "{file}: this folder is not empty. Choose a new one: nothing that is there is overwritten."


class BlockLost(DanvanError):
    """A process that worked on some units died, or took too long."""

    template = (
        "The units of block {found} could not be simulated: the process died or took more than {allowed}. Try fewer workers."
    )
