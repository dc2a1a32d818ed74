"""Paragraphs people wrote in a file of text, for the parts of an outline: '## <part>', then paragraphs parted by empty lines.

`{{ area.indicator }}` in a paragraph stands for that figure with its unit of measure, bound like every other number; where
the unit follows in the person's own words ('{{ citizen_reception.visits }} lượt') it is not said twice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models import Outline, OutlinePart
from danvan.composing.model import Line, Run
from danvan.composing.numbers import digits, measured
from danvan.composing.prose.errors import (
    TextBracesOpen,
    TextFigureMissing,
    TextFigureUnknown,
    TextNotUnicode,
    TextPartTwice,
    TextPartUnknown,
    TextStray,
)
from danvan.documents import bounded
from danvan.kernel.errors import FileEmpty
from danvan.ledger.rolled import RolledRow, RolledUp
from danvan.units.folding import fold

_HEADING = re.compile(r"#{1,6}\s+(.*\S)\s*#*")
_ITEM = re.compile(r"[-+*•] ")
"""An item of a list, which is a paragraph of its own."""
_ORDINAL = re.compile(r"^(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s+")
_BLANK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_MAX_SIZE = 2 * bounded.MEGABYTE


@dataclass(frozen=True, slots=True)
class Given:
    """A paragraph as it was written: the code of its part, the line it begins on, its words."""

    part: str
    line: int
    words: str


def read_given(path: Path, outline: Outline) -> list[Given]:
    """The paragraphs of the file at `path`, in its order.

    Raises what opening a file raises (FileMissing, FileForbidden, FileTooLarge, FileEmpty), TextNotUnicode; and, with the line:
    TextStray for words before the first part, TextPartUnknown, TextPartTwice where a heading fits several parts.
    """
    return list(_paragraphs(path, _text(path).splitlines(), outline))


def _text(path: Path) -> str:
    with bounded.opened(path) as file:
        bounded.check_size(path, bounded.size(file), _MAX_SIZE)
        raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextNotUnicode(file=path) from error
    if not text.strip():
        raise FileEmpty(file=path)
    return text


def _paragraphs(path: Path, lines: Sequence[str], outline: Outline) -> Iterator[Given]:
    part, begun, words = "", 0, list[str]()
    for number, line in enumerate([*lines, ""], start=1):
        heading = _HEADING.fullmatch(line.strip())
        item = _ITEM.match(line.strip())
        if words and (heading or item or not line.strip()):
            if not part:
                raise TextStray(file=path, line=begun, found=f"“{words[0][:60]}”", allowed=_codes(outline.parts))
            yield Given(part, begun, " ".join(words))
            words = []
        if heading:
            part = _part(heading[1], path, number, outline).code
        elif line.strip():
            begun = begun if words else number
            words.append(_ITEM.sub("- ", line.strip()) if item and item[0][0] in "*•" else line.strip())


def _part(called: str, path: Path, line: int, outline: Outline) -> OutlinePart:
    """The part of that code, or that heading: with or without its number, in any letters."""
    exact = [part for part in outline.parts if part.code == called]
    name = fold(_ORDINAL.sub("", called))
    found = exact or [part for part in outline.parts if name and name in {fold(part.heading.vi), fold(part.heading.en)}]
    if len(found) > 1:
        raise TextPartTwice(file=path, line=line, found=called, allowed=_codes(found))
    if not found:
        known = [*(part.code for part in outline.parts), *(part.heading.vi for part in outline.parts)]
        near = did_you_mean(called, known)
        raise TextPartUnknown(file=path, line=line, found=called, hint=near, allowed=_codes(outline.parts))
    return found[0]


def _codes(parts: Sequence[OutlinePart]) -> str:
    return ", ".join(part.code for part in parts)


def bound(given: Sequence[Given], rolled: RolledUp, path: Path) -> dict[str, list[Line]]:
    """Part -> its paragraphs, each {{ indicator }} replaced by its figure in `rolled`.

    Raises TextFigureUnknown, TextFigureMissing for an indicator nobody reported, TextBracesOpen.
    """
    found: dict[str, list[Line]] = {}
    for each in given:
        line = tuple(replace(piece, by="given") for piece in _pieces(each, rolled, path))
        found.setdefault(each.part, []).append(line)
    return found


def _pieces(given: Given, rolled: RolledUp, path: Path) -> Iterator[Run]:
    parted = _BLANK.split(given.words)
    for at, words in enumerate(parted):
        if at % 2:
            yield from _figure(words, parted[at + 1], given.line, rolled, path)
        elif words:
            if stray := _BRACES.search(words):
                raise TextBracesOpen(file=path, line=given.line, found=words[stray.start() :][:40])
            yield Run(words)


def _figure(code: str, behind: str, line: int, rolled: RolledUp, path: Path) -> Line:
    row = rolled.rows.get(code)
    if row is None:
        raise TextFigureUnknown(file=path, line=line, found=code, hint=_near(code, rolled.rows))
    if row.total is None:
        raise TextFigureMissing(file=path, line=line, found=code, period=rolled.period, allowed=_told(row, rolled) or "-")
    said = behind.lstrip().casefold().startswith(row.indicator.measure.casefold())
    if row.indicator.measure and said:
        return (Run(digits(row.total.amount), row.total.id),)
    return measured(row.total, row.indicator.measure)


def _near(code: str, rows: Mapping[str, RolledRow]) -> object:
    """Near by its letters, or of the same name in another area: 'reception.visits' for 'citizen_reception.visits'."""
    name = code.rpartition(".")[2]
    same = [known for known in rows if known.rpartition(".")[2] == name]
    return did_you_mean(code, same) or did_you_mean(code, rows)


def _told(row: RolledRow, rolled: RolledUp) -> str:
    """The indicators of the same area that have a figure, the nearest first."""
    codes = [code for code, each in rolled.rows.items() if each.total and each.indicator.area == row.indicator.area]
    near = get_close_matches(row.indicator.code, codes, n=3)
    return ", ".join([*near, *(code for code in codes if code not in near)][:12])
