"""The rows of a page: what stands on one base line, in runs that wide white space keeps apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan.documents.docx.symbols import raised
from danvan.documents.page.words import Word

DOUBTFUL_BELOW = 60
"""Percent: a word recognised with less confidence is reported as doubtful."""
WIDE = 1.1
"""Times the size of the type: white space between columns is wider, between words it is narrower."""
_SPACE = 0.13
_LEAST_LAP = 0.4
"""The share of the lower of two boxes that must overlap for both to stand on one row."""
_TWIN = 0.6
_RAISED_HEIGHT, _RAISED_BY, _MARK = 0.52, 0.25, 2

Doubt = tuple[int, int, int]
"""From character, to character, confidence in percent."""


@dataclass(slots=True)
class Run:
    """Words of a row with ordinary spaces between them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    doubts: tuple[Doubt, ...] = ()


class Row:
    """Runs from left to right. `size` is that of most of its letters."""

    __slots__ = ("bottom", "left", "right", "runs", "size", "top")

    def __init__(self, runs: list[Run]) -> None:
        first = runs[0]
        self.runs = runs
        self.left, self.top, self.right, self.bottom, self.size = first.left, first.top, first.right, first.bottom, first.size
        if len(runs) > 1:
            self.right = runs[-1].right
            self.top, self.bottom = min(run.top for run in runs), max(run.bottom for run in runs)
            self.size = max(runs, key=_length).size

    @property
    def text(self) -> str:
        return self.runs[0].text if len(self.runs) == 1 else " ".join(run.text for run in self.runs)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """All words in rows, from the top of the page down."""
    groups: list[list[Run]] = []
    top = bottom = 0.0
    for word in sorted(words, key=_middle):
        if not word.text:
            continue
        run = _run(word)
        if groups and run.top < bottom and _stands_in(run, groups[-1], top, bottom):
            groups[-1].append(run)
            top, bottom = min(top, run.top), max(bottom, run.bottom)
        else:
            groups.append([run])
            top, bottom = run.top, run.bottom
    return [Row(merged(group) if len(group) > 1 else group) for group in groups]


def merged(runs: list[Run], wide: float = WIDE) -> list[Run]:
    """Runs of one row from left to right, those that no wide white space parts made one."""
    runs.sort(key=_left)
    made = [runs[0]]
    for run in runs[1:]:
        last = made[-1]
        gap = run.left - last.right
        if _is_twin(last, run):
            continue
        if run.text.isdigit() and _is_raised(run, last):
            run.text = raised(run.text)
        if gap > wide * max(last.size, run.size):
            made.append(run)
            continue
        made[-1] = joined(last, run, " " if gap > _SPACE * min(last.size, run.size) else "")
    return made


def joined(first: Run, then: Run, between: str) -> Run:
    """Two runs of one row as one."""
    longer = max(first, then, key=_length)
    shift = len(first.text) + len(between)
    doubts = (*first.doubts, *((start + shift, end + shift, sure) for start, end, sure in then.doubts))
    return Run(
        first.text + between + then.text,
        min(first.left, then.left),
        min(first.top, then.top),
        max(first.right, then.right),
        max(first.bottom, then.bottom),
        longer.size,
        longer.bold,
        doubts,
    )


def usual_size(rows: Sequence[Row]) -> float:
    """The size of the type that most letters are set in, to half a point."""
    letters: dict[float, int] = {}
    for row in rows:
        for run in row.runs:
            size = round(run.size * 2) / 2
            letters[size] = letters.get(size, 0) + len(run.text)
    return max(letters, key=lambda size: letters[size]) if letters else 0.0


def _run(word: Word) -> Run:
    text, left, top, right, bottom, size, bold, sure = word
    doubts = ((0, len(text), sure),) if sure < DOUBTFUL_BELOW else ()
    return Run(text, left, top, right, bottom, size or bottom - top, bold, doubts)


def _stands_in(run: Run, group: Sequence[Run], top: float, bottom: float) -> bool:
    """Whether a run stands on the row that reaches from `top` to `bottom`: it overlaps it by enough."""
    lap = min(run.bottom, bottom) - max(run.top, top)
    if lap <= 0 or lap < _LEAST_LAP * min(run.bottom - run.top, bottom - top):
        return False
    # Lines set tight overlap each other a little; words beside each other need not overlap by more than that.
    return lap > _TWIN * (run.bottom - run.top) or all(run.left >= one.right - 1 or run.right <= one.left + 1 for one in group)


def _is_twin(first: Run, then: Run) -> bool:
    """The same words drawn twice, a hair apart, to look bold."""
    return first.text == then.text and then.left - first.left < _TWIN * (first.right - first.left) and len(first.text) > 0


def _is_raised(run: Run, last: Run) -> bool:
    """The mark of a note, or the exponent of a measure, behind what it belongs to."""
    return (
        run.left - last.right < last.size
        and len(run.text) <= _MARK
        and run.bottom - run.top < _RAISED_HEIGHT * last.size
        and last.bottom - run.bottom > _RAISED_BY * last.size
    )


def _left(run: Run) -> float:
    return run.left


def _middle(word: Word) -> float:
    return word.top + word.bottom


def _length(run: Run) -> int:
    return len(run.text)
