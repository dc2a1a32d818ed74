"""Footnotes: small type at the foot of a page, below a short line or behind a raised mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan.documents.docx.symbols import raised
from danvan.documents.page.rows import Row
from danvan.documents.page.text import PageText, in_one
from danvan.documents.page.words import Rule

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(r"(?:([⁰¹²³⁴-⁹]{1,3})|\[(\d{1,2})\]|\((\d{1,2})\)|(\d{1,3})(?=[.)]?\s*[^\W\d]|\s)|(\*{1,3}))[.)]?\s*(?=\S)")
_SURE = re.compile(r"[⁰¹²³⁴-⁹]{1,3}\s*\S")
_SMALL = 0.93
_FOOT = 0.3
"""Notes stand below that share of the page's height."""
_NARROW, _WIDE = 30.0, 0.62


@dataclass(slots=True)
class Note:
    """A note being put together. `mark` is '' where one goes on from the page before."""

    mark: str
    lines: list[PageText]

    @property
    def text(self) -> PageText:
        body = in_one(self.lines)
        if not self.mark:
            return body
        opening = f"{raised(self.mark)} "
        moved = tuple((start + len(opening), end + len(opening), sure) for start, end, sure in body.doubts)
        return PageText(opening + body.text, moved)


def notes_from(rows: Sequence[Row], rules: Sequence[Rule], body_size: float, width: float, height: float) -> int:
    """The first row of the notes at the foot of a page; the number of rows when there are none."""
    count = len(rows)
    first = count
    while first and _is_small(rows[first - 1], body_size):
        first -= 1
    small = first
    for rule in rules:
        if not _divides(rule, width, height):
            continue
        below = next((at for at, row in enumerate(rows) if row.top >= rule.top - 2), count)
        if below < count and (below >= small or _MARK.match(rows[below].text)) and _all_below(rows, below, body_size):
            return below
    marked = (at for at in range(small, count) if rows[at].top > _FOOT * height)
    return next((at for at in marked if _SURE.match(rows[at].text)), count)


def _all_below(rows: Sequence[Row], at: int, body_size: float) -> bool:
    """Whether the rows from here to the foot may be notes; those set as large as the body bear a raised mark."""
    rest = rows[at:]
    if all(_is_small(row, body_size) for row in rest):
        return True
    return all(row.size <= body_size for row in rest) and bool(_SURE.match(rest[0].text))


def _is_small(row: Row, body_size: float) -> bool:
    return row.size < _SMALL * body_size


def _divides(rule: Rule, width: float, height: float) -> bool:
    across = rule.right - rule.left
    return rule.top == rule.bottom and rule.top > _FOOT * height and _NARROW < across < _WIDE * width and rule.left < width / 2


def notes_of(rows: Sequence[Row]) -> list[Note]:
    """The notes that these rows hold."""
    found: list[Note] = []
    for row in rows:
        line = in_one((PageText(run.text, run.doubts) for run in row.runs), " ")
        match = _MARK.match(line.text)
        if match and (not found or _follows(found[-1].mark, match)):
            cut = match.end()
            doubts = tuple((max(0, start - cut), end - cut, sure) for start, end, sure in line.doubts if end > cut)
            found.append(Note(_mark(match), [PageText(line.text[cut:], doubts)]))
        elif found:
            found[-1].lines.append(line)
        else:
            found.append(Note("", [line]))
    return found


def _mark(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).translate(_PLAIN)


def _follows(last: str, match: re.Match[str]) -> bool:
    """Whether a mark is the one after the last: a line of a note may open with a number too."""
    mark = _mark(match)
    if match[1] or match[5] or not (last.isdigit() and mark.isdigit()):
        return True
    return int(mark) == int(last) + 1
