"""What the opening of a line says: a bullet, a number, a note's mark, a rule; and its text as a person would read it."""

import re

from danvan.kernel.mapped import Mapped
from danvan.reading.letters import UPPER

BULLET = re.compile(r"\s*(?:[-–—+*•▪●○◦§·])\s+(?=\S)")
_PARTS = r"\d{1,2}(?:\s?\.\s?\d{1,2})"
NUMBERING = re.compile(
    r"\s*(?:(?i:phần|chương|mục)\s+(?:[IVXLC]+|\d{1,2}|(?i:thứ)\s+\w+)"
    rf"(?:\s?[.:/–-]+\s*(?=$|[{UPPER}“\"(])|\s*$|\s+(?=[{UPPER}]{{2}}))"
    r"|(?!V\s?/\s?v(?!\w))[IVXLC]{1,5}\s*[./)-]\s*(?=[^\W\d]|[“\"(])"
    rf"|[A-HĐ]\s?[./)-]\s*(?=[{UPPER}“\"(])"
    rf"|{_PARTS}{{1,4}}(?:(?:\.\)?|\))\s*(?=[^\W\d])|\s+(?=[{UPPER}“\"]))"
    r"|\d{1,2}[-–]\s+(?=\d+\s?/\s?\d+\s)"  # '3- 13/13 xã': no range
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
_DROPPED = _INVISIBLE | {"`"}
MARKUP = re.compile(
    r"\[\^[\w-]{1,20}\]:?|<!--(?:(?!-->).){0,500}-->|<br\s*/?>|&nbsp;"
    r"|</?(?:b|i|u|s|em|strong|sup|sub|span|font|p|div|center|small|mark|a|img|tr|td|th|tbody|thead|table)\b[^<>\n]{0,300}>"
)
"""A Markdown reference to a note, and tags that stand in a text."""
_SIGNS = "".join(sorted(_INVISIBLE)) + "*`_\\\\"
# What most characters are is told first: nothing special, or a single space.
_SPECIAL = re.compile(rf"(?! \S)(?=[\[<&\s{_SIGNS}])(?:{MARKUP.pattern}|[{_SIGNS}]|\s{{2,}}|[^\S ])")
_ANY_SPECIAL = re.compile(rf"[\[<&{_SIGNS}\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""One of its characters, but for the space."""
_SPACE_TAGS = ("<br", "&nbsp;")
_UNDERLINED = re.compile(r"(?<![\w/])(_{1,2})(?=[^\W_])[^_\n]{0,300}[^\s_](\1)(?![\w/])")
_NEAR = 20
"""White space between a star and what it may multiply is shorter than this."""


def flow(raw: Mapped) -> Mapped:
    """White space folded to single spaces; Markdown marks, zero-width marks and soft hyphens dropped."""
    text = raw.text
    heading = MARKED_HEADING.match(text)
    pieces: list[Mapped] = []
    spaced = True
    """Whether what was written so far is nothing, or ends with a space."""

    def write(start: int, end: int) -> None:
        nonlocal spaced
        if spaced and start < end and text[start] == " ":
            start += 1
        if start < end:
            pieces.append(raw.part(start, end))
            spaced = text[end - 1] == " "

    underlined = _underlined(text)
    at = heading.end() if heading else 0
    special = "  " in text or _ANY_SPECIAL.search(text)
    for match in _SPECIAL.finditer(text, at) if special else ():
        start, end = match.span()
        if text[start].isspace() or text.startswith(_SPACE_TAGS, start):
            write(at, start)
            if not spaced:
                place = raw.place(start)
                pieces.append(Mapped.whole(" ", place.start, place.end))
                spaced = True
        elif end - start > 1 or text[start] in _DROPPED or start in underlined or _is_markdown(text, start):
            write(at, start)
        else:
            continue
        at = end
    write(at, len(text))
    made = Mapped.joined(pieces)
    return made.part(0, len(made.text) - 1) if made.text.endswith(" ") else made


def _underlined(text: str) -> frozenset[int]:
    """The places of underscores that stand around words as emphasis; those of a blank to fill in ('năm 20__') are none."""
    if "_" not in text:
        return frozenset()
    return frozenset(at for found in _UNDERLINED.finditer(text) for side in (1, 2) for at in range(*found.span(side)))


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
    if not all(letter.isupper() for letter in line if letter.isalpha()):
        return False
    return sum(map(str.isalpha, line)) > 3
