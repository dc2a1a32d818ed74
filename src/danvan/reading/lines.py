"""What the opening of a line says: a bullet, a number, a note's mark, a rule; and its text as a person would read it."""

import re

from danvan.kernel.mapped import Mapped
from danvan.reading.letters import UPPER

BULLET = re.compile(r"\s*(?:[-–—+*•▪●○◦§·])\s+(?=\S)")
_PARTS = r"\d{1,2}(?:\s?\.\s?\d{1,2})"
NUMBERING = re.compile(
    r"\s*(?:(?i:phần|chương|mục)\s+(?:[IVXLC]+|\d{1,2}|(?i:thứ)\s+\w+)"
    rf"(?:\s?[.:/–-]+\s*(?=$|[{UPPER}“\"(])|\s*$|\s+(?=[{UPPER}]{{2}}))"
    r"|[IVXLC]{1,5}\s*[./)-]\s*(?=[^\W\d]|[“\"(])"
    rf"|[A-HĐ]\s?[./)-]\s*(?=[{UPPER}“\"(])"
    rf"|{_PARTS}{{1,4}}(?:(?:\.\)?|\))\s*(?=[^\W\d])|\s+(?=[{UPPER}“\"]))"
    rf"|{_PARTS}{{0,3}}\.?[-–]\s+(?=[{UPPER}“\"])(?!\S*/)"
    rf"|\d{{1,2}}\.[a-zđ]\s?[.)]\s*(?=[{UPPER}])"
    r"|\d{1,2}\s*[.)/]\s+(?=\D)|\d{1,2}[.)](?=[^\W\d])"
    r"|\(\d{1,2}\)\s*(?=[^\W\d])"
    rf"|[a-zđ]\s?(?:\)\s*(?=\S)|\.\s+(?=\S)|\.(?=[{UPPER}])|/\s+(?=[{UPPER}“\"])))"
)
"""'PHẦN I', 'I.', 'A.', '2.1.', '2.1-', '1.a.', '1.', '(1)', 'a)': with what must follow for the number to be one."""
NOTE_MARK = re.compile(r"\s*(?:[¹²³⁰⁴-⁹]+|\[\d{1,2}\])\s*(?=\S)")
RULE = re.compile(r"[\s\-–—_*=~.…]{3,}")
MARKED_HEADING = re.compile(r"\s*#{1,6}\s+(?=\S)")
_ESCAPED = frozenset("-.#*_()[]!+>~|")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_NEAR = 20
"""White space between a star and what it may multiply is shorter than this."""


def flow(raw: Mapped) -> Mapped:
    """White space folded to single spaces; Markdown marks, zero-width marks and soft hyphens dropped."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    text = raw.text
    heading = MARKED_HEADING.match(text)
    for at in range(heading.end() if heading else 0, len(text)):
        letter = text[at]
        if letter in _INVISIBLE or _is_markdown(text, at):
            continue
        if letter.isspace():
            if not letters or letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter)
        starts.append(raw.starts[at])
        ends.append(raw.ends[at])
    if letters and letters[-1] == " ":
        del letters[-1], starts[-1], ends[-1]
    return Mapped("".join(letters), tuple(starts), tuple(ends))


def _is_markdown(text: str, at: int) -> bool:
    if text[at] == "\\":
        return text[at + 1 : at + 2] in _ESCAPED and at + 1 < len(text)
    return text[at] == "*" and text[at - 1 : at] != "\\" and _is_emphasis(text, at)


def _is_emphasis(text: str, at: int) -> bool:
    """A star is a times sign only between a number or ')' and a number or '('; a leading bullet star is kept."""
    if "*" in (text[at - 1 : at], text[at + 1 : at + 2]):
        return True
    before, after = text[max(0, at - _NEAR) : at].rstrip()[-1:], text[at + 1 : at + 1 + _NEAR].lstrip()[:1]
    if not before and text[at + 1 : at + 2].isspace():
        return False
    return not ((before.isdigit() or before in ")%") and (after.isdigit() or after == "(") and before and after)


def is_lower(line: str) -> bool:
    """Whether the line opens with a small letter that is not itself a number ('a)', 'b.', 'c/')."""
    return line.lstrip("\"“”'‘(")[:1].islower() and not re.match(r"[a-zđ]\s?(?:[).]\s|[./](?=[^\W\d_])|/\s)", line)


def is_capitals(line: str) -> bool:
    """A line all in capitals is a heading: nothing goes on from it."""
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters)
