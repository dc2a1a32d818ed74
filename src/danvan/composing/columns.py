"""How wide the columns of a table must be so that no number and no syllable is cut, and where a wide table is parted.

Widths are reckoned from the letters, in millimetres: a document is laid out by whoever opens it, so we leave room to spare.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from danvan.composing.model import Table
from danvan.composing.styles import TEXT_WIDTH

ORDINAL = 11.0
"""The column 'TT'."""
PADDING = 1.3
"""Left and right of what a cell holds."""
_SAFETY = 1.6
"""More than the letters take: where Times New Roman is missing, its stand-in is wider."""
_NAME_LEAST, _NAME_MOST, _NAME_CUT = 40.0, 60.0, 80.0
"""Of the column of names: the narrowest, the widest one likes, and where a name without a space has to be broken."""
_COMFORTABLE, _WIDEST = 24.0, 40.0
_HEAD, _BODY = 11.0, 12.0
_MM_PER_POINT = 25.4 / 72

# Widths of the letters of Times New Roman in thousandths of the type size; a mark above or below a letter adds none.
_LETTERS = {
    250: " .,", 278: "iljt/:;", 333: "frI-()", 389: "sJ", 444: "aceză", 500: "bdghknopquvxyơưđ0123456789–",
    556: "FPS", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠƯ", 778: "m", 833: "%", 889: "M", 944: "W",
}  # fmt: skip
_WIDTH = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_BOLD = 1.08


@lru_cache(maxsize=65_536)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Millimetres `text` takes on one line at `size` points."""
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    thousandths = sum(_WIDTH.get(letter, 500) for letter in letters)
    return thousandths / 1000 * size * _MM_PER_POINT * (_BOLD if bold else 1)


def lines(text: str, size: float, room: float) -> list[str]:
    """Bold `text` as it breaks into lines in `room` millimetres."""
    made: list[str] = []
    for word in text.split():
        longer = f"{made[-1]} {word}" if made else word
        if made and text_width(longer, size, bold=True) <= room:
            made[-1] = longer
        else:
            made.append(word)
    return made or [""]


def even_width(text: str, size: float, room: float) -> float:
    """The narrowest width in which bold `text` takes no more lines than in `room`: its lines are then about as long."""
    count = len(lines(text, size, room))
    width = room
    while width > 20 and len(lines(text, size, width - 1)) <= count:
        width -= 1
    return width


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table on the page: which columns of the whole it shows, and widths (ordinal, name, then these columns)."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]


def lay_out(table: Table) -> list[Sheet]:
    """The sheets `table` is shown on: one where it fits across the page, else as few and as even as can be."""
    names = [row.name for row in (*table.rows, table.total)]
    longest_syllable = max((text_width(word, _BODY, bold=True) for name in names for word in name.split()), default=0)
    name = min(max(_NAME_LEAST, longest_syllable + 2 * PADDING), _NAME_CUT)
    narrowest = [least(table, at) for at in range(len(table.columns))]
    room = TEXT_WIDTH - ORDINAL - name
    return [_sheet(table, group, narrowest, names) for group in _groups(narrowest, room)]


def least(table: Table, at: int, head: float = _HEAD, body: float = _BODY) -> float:
    """The narrowest column that breaks neither a syllable of its head nor a number, in letters of `head` and `body` points."""
    column = table.columns[at]
    words = [text_width(word, head, bold=True) for word in column.name.split()]
    cells = {(row.cells[at].text, row.cells[at].mark) for row in (*table.rows, table.total)}
    numbers = [text_width(text + mark, body, bold=True) for text, mark in cells]
    return max([*words, *numbers, text_width(f"({column.measure})", head)]) + 2 * PADDING + _SAFETY


def _groups(narrowest: Sequence[float], room: float) -> list[tuple[int, ...]]:
    """Columns in runs that fit `room`: the smallest number of runs, as even in number as they can be."""
    count = len(narrowest)
    for parts in range(1, count + 1):
        bounds = [round(count * part / parts) for part in range(parts + 1)]
        runs = [tuple(range(start, end)) for start, end in pairwise(bounds)]
        if all(sum(narrowest[at] for at in run) <= room for run in runs):
            return runs
    return [(at,) for at in range(count)]


def _sheet(table: Table, group: tuple[int, ...], narrowest: Sequence[float], names: list[str]) -> Sheet:
    """Widths for one run: the names of units get what they need, then the tallest heads; names take what is left."""
    longest = max(text_width(name, _BODY, bold=True) for name in names) + 2 * PADDING + 1
    spare = TEXT_WIDTH - ORDINAL - min(max(longest, _NAME_LEAST), _NAME_MOST) - sum(narrowest[at] for at in group)
    columns = widened([table.columns[at].name for at in group], [narrowest[at] for at in group], spare)
    return Sheet(group, (ORDINAL, TEXT_WIDTH - ORDINAL - sum(columns), *columns))


def widened(heads: list[str], widths: list[float], spare: float) -> list[float]:
    """`widths` with `spare` millimetres handed out one by one, each to the column whose head has most lines (of equals the
    narrowest), as long as that head has more than two lines or its column is under a comfortable width."""
    widened = list(widths)
    while spare >= 1:
        wants = [
            at
            for at, width in enumerate(widened)
            if width < _WIDEST and (width < _COMFORTABLE or _height(heads[at], width) > 2)
        ]
        if not wants:
            break
        at = max(wants, key=lambda each: (_height(heads[each], widened[each]), -widened[each]))
        widened[at] += 1
        spare -= 1
    return widened


def _height(head: str, width: float) -> int:
    return len(lines(head, _HEAD, width - 2 * PADDING - _SAFETY))
