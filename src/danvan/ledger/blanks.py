"""The kinds of blank: what each means where figures are added up, and the words people type for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from danvan.kernel.said import mark
from danvan.ledger.figure import Blank, Figure


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a blank does: `counts` it is in a total (as a zero), `expected` a total without it is incomplete, `mark` stands in
    tables, `said` tells people."""

    counts: bool
    expected: bool
    mark: str
    said: str


MEANINGS: Mapping[Blank, Meaning] = {
    Blank.NONE_HAPPENED: Meaning(True, True, "0", mark("none happened: a zero, and in the total")),
    Blank.NOT_REPORTED: Meaning(False, True, "…", mark("not reported: the total is without it, and says so")),
    Blank.NOT_APPLICABLE: Meaning(False, False, "x", mark("not applicable: the total is whole without it")),
    Blank.NOT_COMPARABLE: Meaning(False, True, "≠", mark("not comparable: the total is without it, and says so")),
    Blank.WITHHELD: Meaning(False, True, "*", mark("withheld: the total is without it, and says so")),
}
"""Kept by Blank. A total that leaves out an expected figure names its unit as missing."""

ZERO = Decimal(0)

# What offices write in a cell that has no number (spaces and case do not count), and what is typed at the command line.
_WRITTEN: Mapping[Blank, str] = {
    Blank.NONE_HAPPENED: r"không phát sinh|không có phát sinh|chưa phát sinh|ko phát sinh|kps|none happened",
    Blank.NOT_REPORTED: r"chưa báo cáo|không báo cáo|chưa có số liệu|chưa có báo cáo|…|\.{3,}|not reported",
    Blank.NOT_APPLICABLE: r"không áp dụng|không thuộc đối tượng|không có chức năng|x|not applicable|n/a",
    Blank.NOT_COMPARABLE: r"không so sánh được|không so sánh|≠|not comparable",
    Blank.WITHHELD: r"không công bố|bảo mật|\*|withheld",
}
_READ = {blank: re.compile(words, re.IGNORECASE) for blank, words in _WRITTEN.items()}


def blank_of(words: str) -> Blank | None:
    """The blank that `words` are ('không phát sinh', 'x', 'withheld', 'not_reported'); None for anything else.

    A dash or an empty cell says nothing of why it is empty: None.
    """
    plain = " ".join(words.split()).strip(" .,;()").casefold().replace("_", " ") or words.strip()
    return next((blank for blank, pattern in _READ.items() if pattern.fullmatch(plain)), None)


def is_expected(figure: Figure | None) -> bool:
    """Whether a total that lacks this figure's number is incomplete. None: nothing was said at all."""
    return figure is None or figure.blank is None or MEANINGS[figure.blank].expected


def is_consistent(figure: Figure) -> bool:
    """Whether number and blank fit: a figure taken back has neither, none_happened is a zero, other blanks have no number."""
    if figure.withdrawn:
        return figure.quantity is None and figure.blank is None
    if figure.blank is Blank.NONE_HAPPENED:
        return figure.quantity is not None and figure.quantity.value == ZERO
    return (figure.quantity is None) == (figure.blank is not None)
