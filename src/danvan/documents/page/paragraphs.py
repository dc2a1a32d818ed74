"""The rows of a column pieced together to paragraphs by where they stand: margins, indents, and room left at a line's end."""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from danvan.documents.page.columns import Column
from danvan.documents.page.rows import Row
from danvan.documents.page.text import PageText, in_one

_INDENT = 0.6
_ROOM = 0.4
"""Times the size: so much more than the next word needs must be free before a line counts as ended on purpose."""
_UNFINISHED = 0.25
"""The share of the column that may be free behind a line that stops in the middle of a sentence."""
_SPREAD = 1.65
"""Times the usual distance of lines: more is a new paragraph."""
_OTHER_SIZE = 0.09
_STEP = 2.0
_FEW_LETTERS = 1
_NEAR = 8
_FULL_SHARE, _FEW_SHARE = 0.2, 0.03
_BULLET = re.compile(r"[-–—+*•▪●○◦§·➢✓]\s")
_OPENING = re.compile(r"(?:[-–—+*•▪●○◦§·➢✓]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/]|[IVXLC]{1,5}[.)]|\d{1,2}(?:\.\d{1,2})+)\s")
_ENDED = re.compile(r"[.;:!?…][\"”’»)\s]*$")


@dataclass(slots=True)
class PageParagraph:
    """The lines of a paragraph; `pages` tells with which line it goes on over a page break."""

    lines: list[PageText]
    size: float
    bold: bool
    last: Row
    column: Column
    pages: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> PageText:
        return in_one(self.lines)

    @property
    def style(self) -> str:
        return f"{self.size:g} bold" if self.bold else f"{self.size:g}"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: the distance of its lines in points (0 unknown), and whether paragraphs begin indented."""

    pitch: float
    indented: bool


def margins_of(rows: Sequence[Row]) -> tuple[float, float]:
    """The margins rows keep: the leftmost place where several begin, the place where most end if they are set flush."""
    if not rows:
        return 0.0, 0.0
    lefts, rights = _counted(row.left for row in rows), _counted(row.right for row in rows)
    least = max(2, _FEW_SHARE * len(rows))
    left = next((at for at in sorted(lefts) if _near(lefts, at) >= least), None)
    full = max(rights, key=lambda at: _near(rights, at))
    if _near(rights, full) < max(3, _FULL_SHARE * len(rows)):
        full = max(rights)
    return (
        min(row.left for row in rows if left is None or int(row.left / _STEP + 0.5) >= left),
        max(row.right for row in rows if int(row.right / _STEP + 0.5) <= full + 1),
    )


def _counted(places: Iterable[float]) -> Counter[int]:
    return Counter([int(place / _STEP + 0.5) for place in places])


def _near(counts: Counter[int], at: int) -> int:
    return counts[at - 1] + counts[at] + counts[at + 1]


def setting_of(columns: Sequence[Column]) -> Setting:
    """What the columns of prose have in common."""
    steps: list[float] = []
    indented = flush = 0
    for column in columns:
        for above, below in zip(column.rows, column.rows[1:], strict=False):
            steps.append(below.bottom - above.bottom)
            if above.right < column.right - 2 * above.size or below.right < column.right - 2 * below.size:
                continue
            if above.left > column.left + _INDENT * above.size:
                indented += below.left < above.left - _INDENT * above.size
                flush += below.left >= above.left - _INDENT * above.size
    return Setting(statistics.median(steps) if steps else 0.0, indented > flush)


def paragraphs_of(column: Column, setting: Setting, before: PageParagraph | None, page: int) -> list[PageParagraph]:
    """The paragraphs of a column. The first may go on with `before`, which ended the page before: it is not given again."""
    found: list[PageParagraph] = []
    current = before
    for number, row in enumerate(column.rows):
        following = column.rows[number + 1] if number + 1 < len(column.rows) else None
        line = _line(row)
        crossing = current is before and before is not None
        if current is not None and _goes_on(current, row, line.text, following, column, setting, crossing=crossing):
            if crossing:
                current.pages.append((page, len(current.lines)))
            current.lines.append(line)
            current.bold = current.bold and _is_bold(row)
            current.last, current.column = row, column
        else:
            current = PageParagraph([line], row.size, _is_bold(row), row, column)
            found.append(current)
    return found


def _line(row: Row) -> PageText:
    if len(row.runs) == 1:
        return PageText(row.runs[0].text, row.runs[0].doubts)
    return in_one((PageText(run.text, run.doubts) for run in row.runs), " ")


def _is_bold(row: Row) -> bool:
    return row.runs[0].bold if len(row.runs) == 1 else all(run.bold for run in row.runs)


def _goes_on(
    paragraph: PageParagraph,
    row: Row,
    text: str,
    following: Row | None,
    column: Column,
    setting: Setting,
    *,
    crossing: bool,
) -> bool:
    """Whether `row` is the next line of the paragraph."""
    if _stands_apart(paragraph, row, column, setting, crossing=crossing):
        return False
    above = paragraph.lines[-1].text
    ended = _ENDED.search(above, max(0, len(above) - _NEAR)) is not None
    capitals, opens = _is_capitals(text), _OPENING.match(text) is not None
    other_weight = ended and not text[:1].islower() and _is_bold(paragraph.last) != _is_bold(row)
    if other_weight or _is_capitals(above) != capitals or (opens and ended):
        return False
    room = _room(paragraph, row, text)
    unfinished = (capitals or text[:1].islower()) and not opens and not ended
    if unfinished and room < _UNFINISHED * (column.right - column.left):
        return True
    if room > _ROOM * row.size:
        return False
    return not _is_indented(paragraph, row, text, following, column, setting)


def _stands_apart(paragraph: PageParagraph, row: Row, column: Column, setting: Setting, *, crossing: bool) -> bool:
    """Whether a row is set in another column or size, or further below, than the next line of the paragraph would be."""
    last, size = paragraph.last, row.size
    if column.lines or paragraph.column.lines or column.whole != paragraph.column.whole:
        return True
    if abs(last.size - size) > _OTHER_SIZE * max(size, last.size):
        return True
    return not crossing and setting.pitch > 0 and row.bottom - last.bottom > _SPREAD * max(setting.pitch, size)


def _is_capitals(text: str) -> bool:
    """Whether a line is set in capitals only, as headings are."""
    return text.isupper() and sum(letter.isalpha() for letter in text) > _FEW_LETTERS


def _room(paragraph: PageParagraph, row: Row, text: str) -> float:
    """How much more than the next line's first word needs was free at the end of the last line, in points."""
    last, column = paragraph.last, paragraph.column
    word = text.split(" ", 1)[0]
    needed = (row.right - row.left) * len(word) / max(len(text), 1)
    centred = (last.left - column.left) - (column.right - last.right)
    free = column.right - last.right
    if abs(centred) < last.size and free > 2 * last.size:
        free *= 2
    return free - needed - 0.25 * row.size


def _is_indented(
    paragraph: PageParagraph, row: Row, text: str, following: Row | None, column: Column, setting: Setting
) -> bool:
    """Whether the row begins further in, as the first line of a paragraph does."""
    step = _INDENT * row.size
    inside = row.left - column.left
    above = paragraph.last.left - paragraph.column.left
    if inside <= step:
        return False
    if len(paragraph.lines) == 1 and inside > above + step and _OPENING.match(paragraph.lines[0].text):
        # The item of a list whose later lines hang below its words.
        return not (following is not None and following.left >= row.left - step and not _OPENING.match(text))
    if inside > above + step:
        return True
    if inside < above - step:
        return False
    return setting.indented and len(paragraph.lines) == 1
