"""Figures as pieces of text: Vietnamese numbers that carry their figure's identifier, and the marks of notes."""

import re
from collections.abc import Mapping, Sequence

from danvan.composing.folding import WHERE, folded, is_folded
from danvan.composing.model import Line, Run
from danvan.kernel.quantity import Quantity, vietnamese
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledRow

_BLANK = re.compile(r"\{([^{}]*)\}")
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm)(?: thêm| được)? $", re.IGNORECASE)


def digits(quantity: Quantity) -> str:
    """The number without its unit of measure, as offices write it."""
    return vietnamese(quantity.value, quantity.decimals)


def measured(figure: Figure, measure: str) -> Line:
    """The number with its unit of measure ('1.637 lượt', '83,39%'); only the number is the figure's."""
    glue = "" if measure == "%" or not measure else " "
    tail = f"{glue}{measure}"
    return (Run(digits(figure.amount), figure.id), *((Run(tail),) if tail else ()))


def is_change(before: str) -> bool:
    """Whether a number behind the words `before` is a rise or a fall: how that in turn changed cannot be told in brackets
    behind it, for 'giảm 2 đầu mối (tăng 1 đầu mối)' says two things at once."""
    return bool(_CHANGE.search(before))


def filled(text: str, blanks: Mapping[str, Line]) -> Line:
    """`text` with each {name} replaced by its pieces."""
    pieces: list[Run] = []
    for at, part in enumerate(_BLANK.split(text)):
        pieces.extend(blanks[part] if at % 2 else (Run(part),) if part else ())
    return tuple(pieces)


def capitalised(line: Line) -> Line:
    """`line` beginning with a capital letter."""
    if not line or line[0].figure:
        return line
    first = line[0].text
    return (Run(first[:1].upper() + first[1:]), *line[1:])


def joined(lines: list[Line], glue: str) -> Line:
    """The lines one after the other, `glue` between them."""
    pieces: list[Run] = []
    for at, line in enumerate(lines):
        pieces.extend(((Run(glue),) if at else ()) + line)
    return tuple(pieces)


class Marks:
    """What stands behind a figure: the mark (a), (b)… of the note that names the units missing from a total, one for each set
    of units; and how it changed (`changes`: indicator -> words in brackets)."""

    def __init__(self, changes: Mapping[str, Line] | None = None) -> None:
        self._marks: dict[tuple[str, ...], str] = {}
        self._changes = changes or {}

    def behind(self, row: RolledRow, above: str = "") -> Line:
        """The mark of a row's total and its change; the mark of the whole it stands under (`above`) is not repeated."""
        return (*self.raised(row, above), *self.change(row))

    def raised(self, row: RolledRow, above: str = "") -> Line:
        """The mark alone."""
        mark = self.of(row)
        return (Run(f"({mark})", raised=True),) if mark and mark != above else ()

    def change(self, row: RolledRow) -> Line:
        """How a row's total changed, in brackets; nothing where it is not compared."""
        return self._changes.get(row.indicator.code, ())

    def of(self, row: RolledRow) -> str:
        """The mark of a row's total, '' when no unit is missing from it."""
        if not row.missing or row.total is None:
            return ""
        return self._marks.setdefault(row.missing, _letters(len(self._marks)))

    def notes(self) -> list[Line]:
        return [(Run(f"({mark}) Chưa có số liệu của: {_units(missing)}."),) for missing, mark in self._marks.items()]


def _units(names: Sequence[str]) -> str:
    return f"{folded(names)}; {WHERE}" if is_folded(names) else folded(names)


def _letters(at: int) -> str:
    """a … z, aa, ab …"""
    before, last = divmod(at, 26)
    return (_letters(before - 1) if before else "") + chr(ord("a") + last)
