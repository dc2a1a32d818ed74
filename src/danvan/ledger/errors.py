"""Refusals of the ledger that need more blanks than a file and a reason.

They belong under LedgerError in the tree of `danvan.kernel.errors`; each is one sentence in any language.
"""

from danvan.kernel.errors import LedgerError


class FigureConflict(LedgerError):
    """Two figures say different things about one indicator, unit and period. `others`: how many more such pairs there are."""

    template = (
        "{file}: {indicator} of {unit}, {period}, is {found} in figure {old} ({old_source}) "
        "and {given} in figure {new} ({new_source}); {others} more like it. Nothing was added. If the new document "
        "replaces the old one, add it as a replacement; otherwise correct one of them."
    )


class FigureSuperseded(LedgerError):
    """A correction of a figure that was corrected already."""

    template = "{file}: figure {found} was already corrected by {newer}. Correct {newer} instead; nothing was changed."


class FigureRefused(LedgerError):
    """A figure the ledger cannot keep."""

    template = "{file}: figure {found} cannot be kept: {reason}. Nothing was added."


class SourceMissing(LedgerError):
    """A computed figure whose parts are not kept."""

    template = (
        "{file}: figure {found} is computed from {missing}, which is not in the ledger. "
        "Add the parts first, or in the same call before it; nothing was added."
    )


class VersionUnknown(LedgerError):
    """A version of the ledger that does not exist."""

    template = "{file}: the ledger has no version {found}. Allowed: 0 to {allowed}."


class LogDamaged(LedgerError):
    """The list of what was added cannot be read."""

    template = "{file}: the ledger's log is damaged. Restore the folder from a copy, or build a new ledger from the reports."


class LogGone(LedgerError):
    """Data files without the list of what was added."""

    template = "{file}: the ledger's log (_delta_log) is gone. Restore it from a copy, or build a new ledger from the reports."


class DataDamaged(LedgerError):
    """A file of figures is gone, cut short, or not ours."""

    template = "{file}: a data file of the ledger is missing or damaged. Restore the folder from a copy, or build a new ledger."


class FigureTwice(LedgerError):
    """Two current figures for one thing: never written by us."""

    template = (
        "{file}: figures {found} and {other} both stand for one indicator, unit and period. "
        "Correct one of them, or build a new ledger from the reports."
    )


class FolderUnusable(LedgerError):
    """A folder name the storage engine cannot work with."""

    template = "{file}: a ledger cannot be kept under a name with {found} in it. Choose a folder without such a character."
