"""What Markdown adds to the lines of a text: notes, and lines that say how the text is to look, not what it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan.documents.text.lines import PAGE_BREAK, Line

_NOTE = re.compile(r"\s{0,3}\[\^([\w-]{1,20})\]:")
_HEADING = re.compile(r"(#{1,6})\s+\S")
_FENCE = re.compile(r"(?:`{3,}|~{3,})\s*[\w+-]{0,20}")
_TAGS = re.compile(r"(?:</?(?!t(?:able|head|body|foot|r|d|h)\b)[a-z][^<>]*>\s*)+|<!--(?:(?!-->).)*-->", re.IGNORECASE)
_COMMENT_STARTS, _COMMENT_ENDS = "<!--", "-->"
_TARGET = re.compile(r"\[[^\]^]{1,80}\]:\s+<?(?:https?://|[./#])\S*(?:\s+[\"'(].*)?")
_FRONT = "---"
_ENTRY = re.compile(r"[\w-]+\s*:(?:\s.*)?|\s+\S.*|-\s.*|#.*")
_LONGEST = 60
"""Lines of a head of settings, or of a comment."""


@dataclass(frozen=True, slots=True)
class Marks:
    """By line: which only concern the look, and which begin a note, with its mark and the line after its last."""

    furniture: frozenset[int]
    notes: dict[int, tuple[str, int]]


def find_marks(lines: Sequence[Line]) -> Marks:
    """The marks of a text; one that is no Markdown has none."""
    furniture = {at for at, line in enumerate(lines) if _is_look(line.stripped)}
    furniture |= _front(lines)
    furniture |= _comments(lines)
    notes = {
        at: (found[1], _after_note(lines, at))
        for at, line in enumerate(lines)
        if at not in furniture and (found := _NOTE.match(line.raw))
    }
    return Marks(frozenset(furniture), notes)


def heading_of(line: Line) -> str:
    """The style of a heading's line, called as Word calls it; '' for any other line."""
    found = _HEADING.match(line.stripped)
    return f"heading {len(found[1])}" if found else ""


def _is_look(line: str) -> bool:
    """A fence of a block of code, tags alone, a comment, the target of a link."""
    if line[:1] not in {"`", "~", "<", "["}:
        return False
    return any(pattern.fullmatch(line) for pattern in (_FENCE, _TAGS, _TARGET))


def _front(lines: Sequence[Line]) -> set[int]:
    """The settings at the head of a file, between two lines '---'."""
    if not lines or lines[0].raw.rstrip() != _FRONT:
        return set()
    end = next((at for at in range(1, min(len(lines), _LONGEST)) if lines[at].raw.rstrip() in {_FRONT, "..."}), 0)
    inside = range(1, end)
    named = any(":" in lines[at].raw for at in inside)
    return set(range(end + 1)) if named and all(lines[at].blank or _ENTRY.fullmatch(lines[at].raw) for at in inside) else set()


def _comments(lines: Sequence[Line]) -> set[int]:
    """Comments over several lines."""
    found: set[int] = set()
    stop = 0
    for at, line in enumerate(lines):
        if at < stop or not line.stripped.startswith(_COMMENT_STARTS) or _COMMENT_ENDS in line.raw:
            continue
        near = range(at + 1, min(len(lines), at + _LONGEST))
        end = next((below for below in near if lines[below].stripped.endswith(_COMMENT_ENDS)), None)
        if end is not None:
            found |= set(range(at, end + 1))
            stop = end + 1
    return found


def _after_note(lines: Sequence[Line], at: int) -> int:
    """The line after a note: it runs to the next blank line, note, heading or table."""
    stop = at + 1
    while stop < len(lines) and lines[stop - 1].end != PAGE_BREAK and not _ends_note(lines[stop]):
        stop += 1
    return stop


def _ends_note(line: Line) -> bool:
    return line.blank or bool(_NOTE.match(line.raw)) or line.stripped.startswith(("#", "|", "<", "```"))
