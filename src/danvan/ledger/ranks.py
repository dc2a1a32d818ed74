"""Which of several sources of one figure is the figure of record.

What was signed stands before what was typed, that before what was counted from a register, that before what was computed, and
everything before a share of another unit's figure. The law asks only that report, forms and data packet agree
(01/2020/TT-VPCP, article 7); the order is this program's, so the others are kept as witnesses and their disagreement is listed.
"""

from danvan.kernel.said import mark
from danvan.ledger.figure import Blank, Figure

KINDS = ("words", "entry", "rows", "formula", "rollup", "shared")
"""Kinds of source, the one that stands for the others first."""
NOTHING = "nothing"
"""The strand of 'not reported': it says nothing, so it gives way to whatever does, and disagrees with nothing."""

OUTRANKED = mark("another source stands before it")
"""Why a figure of record became a witness."""
PROMOTED = mark("the source that stood before it was taken back")
"""Why a witness became the figure of record."""


def strand_of(figure: Figure) -> str:
    """Which of a place's strands a first version belongs to: its kind of source, or NOTHING."""
    return NOTHING if figure.blank is Blank.NOT_REPORTED else figure.source.kind


def rank_of(strand: str) -> int:
    """The place of a strand in the order; the least is the figure of record."""
    return len(KINDS) if strand == NOTHING else KINDS.index(strand)
