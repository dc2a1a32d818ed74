"""The runs of text of a PDF page at their places.

pdfium gives the text of a page in lines, each drawn in one stretch or several. Most lines are taken whole. A line is taken
apart, word by word, where columns or ruled lines divide it, and where its stretches overlap: a program that borrows letters
from a second font draws 'K t qu ' first and 'ế ả' into the gaps afterwards.
"""

import re
import statistics
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from danvan.documents.docx.symbols import raised
from danvan.documents.letters.fonts import OldFonts
from danvan.documents.page.words import Rule, Word
from danvan.documents.pdf import letters
from danvan.documents.pdf.engine import Box, PdfPage

_LINE = re.compile("[^\r\n\ufffe\x02]*[\ufffe\x02]|[^\r\n]+")
"""pdfium runs two lines together where the first ends in a hyphen, and puts a sign of its own for that."""
_BORROWED = "\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u036f"
"""Letters a western font does not have."""
_TOKEN = re.compile(rf"(?:[{_BORROWED}]+|[^\s{_BORROWED}]+)\s*")
_WIDE = 1.1
"""Times the size of the type: white space wider than this parts columns; a stretched space between words is narrower."""
_SPACE = 0.13
"""White space narrower than this is none."""
_HAIR, _NARROW = 0.03, 0.2
"""Between these, the white space between two stretches may be a space or none; their letters tell."""
_LAP = 0.25
_LOOSE = 0.85
"""Times the size a letter takes on average: more, and the line is spaced letter by letter or has columns in it."""
_RAISED_HEIGHT, _RAISED_BY = 0.52, 0.2
_MARK = re.compile(r"\d{1,2}")
_BOLD = re.compile(rb"bold|black|heavy|[,-]bd|demi", re.IGNORECASE)


class LineReader:
    """Reads the lines of one file's pages; what it learns of the fonts on one helps with the next."""

    def __init__(self) -> None:
        self._bold: dict[bytes, bool] = {}
        self._old = OldFonts()
        self._known: dict[tuple[bytes, float], _Known] = {}

    def words(self, page: PdfPage, rules: Sequence[Rule]) -> list[Word]:
        """All text of a page, a line or a part of it each."""
        upright = sorted((rule for rule in rules if rule.right - rule.left < rule.bottom - rule.top), key=_left)
        lefts = [rule.left for rule in upright]
        found: list[Word] = []
        fonts: list[bytes] = []
        text = _readable(page)
        odd = letters.is_odd(text)
        for match in _LINE.finditer(text):
            start, end = match.span()
            line = letters.plain(match.group()) if odd else match.group()
            boxes = page.boxes(start, end - start)
            if not boxes or line.isspace():
                continue
            left, top, right, bottom = box = boxes[0] if len(boxes) == 1 else _around(boxes)
            middle = (start + end) // 2
            size = _size(page, middle, box)
            font = page.font(middle)
            dividing = _between(upright, lefts, box) if upright else ()
            if dividing or not _is_simple(boxes, size, line):
                found += self._apart(page, _Line(start, line, size, font, self._is_bold(font), box), boxes, dividing)
            else:
                found.append(Word(line.strip(), left, top, right, bottom, size, self._is_bold(font)))
            fonts += [font] * (len(found) - len(fonts))
        return letters.converted(found, fonts, self._old) if letters.may_be_old(page.text) else found

    @property
    def converted(self) -> bool:
        """Whether some text was in an old font."""
        return self._old.converted

    def _is_bold(self, font: bytes) -> bool:
        bold = self._bold.get(font)
        if bold is None:
            bold = self._bold[font] = bool(_BOLD.search(font))
        return bold

    def _apart(self, page: PdfPage, line: "_Line", boxes: Sequence[Box], dividing: Sequence[float]) -> list[Word]:
        """The words of a line from left to right, joined again where nothing divides them."""
        text = _with_marks(page, line, boxes)
        tokens = _TOKEN.findall(text)
        first = line.start + len(text) - len(text.lstrip())
        starts = list(accumulate(map(len, tokens[:-1]), initial=first))
        lefts = page.lefts(starts)
        # Letters of one font are always as wide, in the lines at least that a program set with two fonts.
        known = self._known.setdefault((line.font, line.size), {}) if _overlap(boxes, line.size) else {}
        if not known.keys() >= set(tokens):
            for token, at, left in zip(tokens, starts, lefts, strict=True):
                if token not in known:
                    bare = token.rstrip()
                    known[token] = page.letter(at + len(bare) - 1)[2] - left, bare
        return _joined(sorted(zip(lefts, tokens, strict=True)), known, line, dividing)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line to be taken apart: its place in the page's text, and how it is set."""

    start: int
    text: str
    size: float
    font: bytes
    bold: bool
    box: Box


_Token = tuple[float, str]
"""Left, and the letters of a piece of a line that is not divided any further, with the white space behind."""

_Known = dict[str, tuple[float, str]]
"""Of a token, its width in points and its letters."""


def _readable(page: PdfPage) -> str:
    """The text of a page with what letters of a font of signs show."""
    text = page.text
    for at in letters.signs_in(text):
        text = text[:at] + letters.sign(text[at], page.font(at)) + text[at + 1 :]
    return text


def _left(rule: Rule) -> float:
    return rule.left


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _size(page: PdfPage, at: int, box: Box) -> float:
    """The size of the type as it shows: the nominal one where the letters fit it."""
    nominal, height = page.size(at), box[3] - box[1]
    if 0.4 * nominal < height < 2.2 * nominal:
        return nominal
    _, top, _, bottom = page.letter(at)
    return (bottom - top) / 1.15 or height


def _between(upright: Sequence[Rule], lefts: Sequence[float], box: Box) -> list[float]:
    """Where vertical lines cut through a box."""
    left, top, right, bottom = box
    middle = (top + bottom) / 2
    first, last = bisect_left(lefts, left + 1), bisect_left(lefts, right - 1)
    return [rule.left for rule in upright[first:last] if rule.top < middle < rule.bottom]


def _is_simple(boxes: Sequence[Box], size: float, line: str) -> bool:
    """Whether a line reads from left to right as it was drawn, without a gap."""
    width = boxes[-1][2] - boxes[0][0]
    if width > _LOOSE * size * len(line) or "  " in line or "\t" in line:
        return False
    if line.count(" ") * 3 >= len(line) > 4:
        return False
    if len(boxes) == 1:
        return True
    floor = max(box[3] for box in boxes)
    last = None
    for box in boxes:
        if last is not None:
            gap = box[0] - last[2]
            if not -_LAP * size < gap < _WIDE * size or _HAIR * size < gap < _NARROW * size:
                return False
        if _is_raised(box, floor, size):
            return False
        last = box
    return True


def _is_raised(box: Box, floor: float, size: float) -> bool:
    return box[3] - box[1] < _RAISED_HEIGHT * size and floor - box[3] > _RAISED_BY * size and box[2] - box[0] < 2 * size


def _overlap(boxes: Sequence[Box], size: float) -> bool:
    """Whether stretches of a line were drawn into each other's gaps."""
    return any(then[0] < first[2] - _LAP * size for first, then in pairwise(boxes))


def _with_marks(page: PdfPage, line: _Line, boxes: Sequence[Box]) -> str:
    """The line with raised digits as superscripts: the mark of a note is no part of the number before it."""
    floor, text = line.box[3], line.text
    for box in boxes if len(boxes) > 1 else ():
        if not _is_raised(box, floor, line.size):
            continue
        left, top, right, bottom = box
        at = page.letter_at((left + min(right, left + 0.3 * line.size)) / 2, (top + bottom) / 2)
        mark = _MARK.match(text, at - line.start) if at is not None and 0 <= at - line.start < len(text) else None
        if mark:
            end = mark.end()
            while end > mark.start() + 1 and page.letter(line.start + end - 1)[2] > right + 1:
                end -= 1
            text = text[: mark.start()] + raised(text[mark.start() : end]) + text[end:]
    return text


def _letter_space(tokens: Sequence[_Token], known: _Known, line: _Line) -> float:
    """For a line spaced letter by letter, what white space is more than between letters; else 0."""
    if len(tokens) < 4 or len(tokens) * 2 < len(line.text) - 1:
        return 0.0
    if sum(len(known[token][1]) == 1 for _, token in tokens) * 5 < len(tokens) * 4:
        return 0.0
    gaps = [max(then[0] - first[0] - known[first[1]][0], 0.0) for first, then in pairwise(tokens)]
    usual = statistics.median(gaps)
    even = sum(0.5 * usual < gap < 1.6 * usual for gap in gaps)
    return 1.6 * usual if usual > _SPACE * line.size and even * 5 >= len(gaps) * 3 else 0.0


def _joined(tokens: Sequence[_Token], known: _Known, line: _Line, dividing: Sequence[float]) -> list[Word]:
    """Tokens as words of the line, apart where white space or a ruled line divides them."""
    spaced = 0.0 if dividing else _letter_space(tokens, known, line)
    space = spaced or _SPACE * line.size
    wide = max(_WIDE * line.size, 2 * spaced)
    _, top, _, bottom = line.box
    found: list[Word] = []
    parts: list[str] = []
    begin = right = tokens[0][0] if tokens else 0.0
    for left, token in tokens:
        width, text = known[token]
        gap = left - right
        if gap > wide or (dividing and parts and any(right - 1 <= at <= left + 1 for at in dividing)):
            found.append(Word("".join(parts), begin, top, right, bottom, line.size, line.bold))
            parts, begin = [], left
        elif gap > space:
            parts.append(" ")
        parts.append(text)
        right = left + width
    found.append(Word("".join(parts), begin, top, right, bottom, line.size, line.bold))
    return found
