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


class IndicatorUnknown(LedgerError):
    """A code that is no indicator's."""

    template = (
        "{file}: the catalogue knows no indicator {found}. `danvan catalogue list indicators` lists those there are; "
        "nothing was added."
    )


class IndicatorNotInForce(LedgerError):
    """An indicator in a period in which it was not counted."""

    template = (
        "{file}: indicator {found} ({name}) was not reported in {period}. It holds on these days: {allowed}. "
        "Check the period and the indicator; nothing was added."
    )


class MeasureWrong(LedgerError):
    """A number in another unit of measure than its indicator's."""

    template = (
        "{file}: {indicator} is given in '{found}'. It is kept in '{allowed}': convert the number first, or correct the unit "
        "of measure; nothing was added."
    )


class CountNegative(LedgerError):
    """A count below nothing."""

    template = (
        "{file}: {indicator} is {found} for {period}, and a count is never below 0. If it is a change, it is another "
        "indicator; nothing was added."
    )


class UnitNotKnown(LedgerError):
    """A unit the register has never had."""

    template = (
        "{file}: the register of units knows no '{found}' in {period}. `danvan units resolve` finds what may be meant; "
        "nothing was added."
    )


class UnitNotThere(LedgerError):
    """A unit that was not there in the period."""

    template = (
        "{file}: {found} did not exist in {period}, only on these days: {allowed}. `danvan units history` tells what it "
        "became; nothing was added."
    )


class LevelNotAlive(LedgerError):
    """A unit of a kind that did not exist in the period."""

    template = "{file}: there was no such unit as {found} in {period}: units of its kind existed {allowed}. Nothing was added."


class BulkColumns(LedgerError):
    """A table of figures without the columns it needs, or with others."""

    template = "{file}: the table of figures lacks the columns {missing} and has columns of no use: {found}. Nothing was added."


class BulkInexact(LedgerError):
    """Values that are no exact numbers."""

    template = (
        "{file}: the values of the table are {found}. Give them as whole numbers or as decimals with at most 12 decimals; "
        "nothing was added."
    )


class SourceMissing(LedgerError):
    """A computed figure whose parts are not kept."""

    template = (
        "{file}: figure {found} is computed from {missing}, which is not in the ledger. "
        "Add the parts first, or in the same call before it; nothing was added."
    )


class VersionUnknown(LedgerError):
    """A version of the ledger that does not exist."""

    template = "{file}: the ledger has no version {found}. Allowed: 0 to {allowed}."


class VersionCleared(LedgerError):
    """A version whose files were cleared away."""

    template = (
        "{file}: the files of version {found} were cleared away. Ask by day instead: what had been recorded by a day is kept."
    )


class ClearingTooSoon(LedgerError):
    """Files so young that somebody may be writing them."""

    template = "{file}: files younger than {allowed} may be in use, so {found} is too short. Choose a longer time."


class NothingYet(LedgerError):
    """A time before the ledger was made."""

    template = "{file}: the ledger was not there yet at {found}; it was made at {allowed}. Choose a later time."


class LedgerOutdated(LedgerError):
    """A ledger of an earlier version of this program, with other columns."""

    template = (
        "{file}: an earlier version of this program kept this ledger, with other columns. Make a new one from it, or from the "
        "reports: danvan ledger rebuild THIS_FOLDER_OR_REPORTS --ledger NEW_FOLDER. The old one is left as it is."
    )


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
