"""What was gathered of units' own words, as paragraphs of a report and lists of its appendix: quoted, with who said it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle

from danvan.catalogue.models import OwnWords
from danvan.composing.folding import folded
from danvan.composing.model import Appendix, AreaResult, Cell, Line, Listing, Run
from danvan.composing.own_words.alike import Alike

_QUOTES = re.compile('[“”"«»„]')
_BRACKETS = str.maketrans("()", "[]")
_NAMED = 3
"""Units named behind a quotation in the text; the appendix names them all."""


def told_result(kind: OwnWords, found: Sequence[Alike], most: int, *, named: bool, reports: int) -> AreaResult:
    """The `most` of `found` that most units said, each a paragraph of its own; what is left is in the appendix."""
    if not found:
        return AreaResult("", "", ((Run(f"Báo cáo của các đơn vị không nêu nội dung về: {_lower(kind.name.vi)}."),),))
    shown = found[:most]
    left = len(found) - len(shown)
    more = f"; {left} nội dung khác nêu tại Phụ lục" if left else ""
    lead = f"{kind.name.vi} do các đơn vị nêu, trích nguyên văn từ {reports} báo cáo{more}:"
    lines = [_line(each, _NAMED, last=at == len(shown), named=named) for at, each in enumerate(shown, start=1)]
    return AreaResult("", "", ((Run(lead),), *lines))


def told_appendix(code: str, kind: OwnWords, found: Sequence[Alike], *, named: bool) -> Appendix:
    """Every one of `found`, with every unit."""
    heads = ("Mô hình, cách làm", "Lời văn trong báo cáo", "Đơn vị") if named else ("Nội dung (trích nguyên văn)", "Đơn vị")
    widths = (54.0, 60.0, 40.0) if named else (104.0, 50.0)
    rows = tuple(_cells(each, named=named) for each in found)
    listing = Listing(0, kind.name.vi, heads, widths, "l" * len(heads), rows)
    return Appendix(code, "", f"{kind.name.vi}: các đơn vị nêu trong báo cáo", areas=(AreaResult("", "", (), listing=listing),))


def quoted(words: str, *, cut: bool = False) -> str:
    """`words` in quotation marks; marks within them become the inner ones, so that it is plain where the quotation ends."""
    marks = cycle("‘’")
    inner = _QUOTES.sub(lambda _mark: next(marks), words)
    return f"“{' '.join(inner.split())}{' …' if cut else ''}”"


def _line(alike: Alike, shown: int, *, last: bool, named: bool) -> Line:
    end = "." if last else ";"
    by = f"({folded(alike.units, shown).translate(_BRACKETS)})"
    if not named:
        return (Run(f"- {quoted(alike.told.words, cut=alike.told.cut)} {by}{end}"),)
    said = f": {quoted(alike.told.words, cut=alike.told.cut)}" if alike.told.words else ""
    return (Run(f"- {quoted(alike.told.name)} {by}{said}{end}"),)


def _cells(alike: Alike, *, named: bool) -> tuple[Cell, ...]:
    words = quoted(alike.told.words, cut=alike.told.cut) if alike.told.words else ""
    names = (Cell(quoted(alike.told.name)),) if named else ()
    return (*names, Cell(words), Cell(", ".join(alike.units)))


def units_of(found: Iterable[Alike]) -> Iterator[str]:
    """Every unit that is quoted."""
    return iter(dict.fromkeys(unit for each in found for unit in each.units))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
