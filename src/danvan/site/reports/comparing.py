"""Two versions of a report side by side: its words, word by word; its figures."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from danvan.kernel.quantity import vietnamese
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.language import words
from danvan.site.figures.locking import pending_of
from danvan.site.figures.models import Blank, FigureValue
from danvan.site.offices.models import Office
from danvan.site.reports.models import ReportVersion

_TOKEN = re.compile(r"\s+|\d[\d.,]*\d|\w+|[^\w\s]")
_KEPT = 8
"""Words left standing around a change; more are folded away."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: 'same', 'out' (only before), 'in' (only after), 'more' (the same, left out here)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part whose words changed."""

    title: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is another one by now."""

    indicator: str
    name: str
    old: str
    new: str


def parts_changed(before: ReportVersion, after: ReportVersion) -> list[ChangedPart]:
    """The parts whose printed words differ, in the order of the later version."""
    old = {code: (title, "\n".join(lines)) for code, title, lines in before.composed}
    new = {code: (title, "\n".join(lines)) for code, title, lines in after.composed}
    order = [*new, *(code for code in old if code not in new)]
    changed = []
    for code in order:
        first, last = old.get(code, ("", ""))[1], new.get(code, ("", ""))[1]
        if first != last:
            changed.append(ChangedPart((new.get(code) or old[code])[0], list(word_diff(first, last))))
    return changed


def word_diff(before: str, after: str) -> Iterator[Piece]:
    """`after` against `before`, word by word; long stretches that are the same are shortened."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    for kind, first, last, begins, ends in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from _shortened(old[first:last])
            continue
        if first < last:
            yield Piece("out", "".join(old[first:last]))
        if begins < ends:
            yield Piece("in", "".join(new[begins:ends]))


def figures_changed(before: Mapping[str, Sequence[Any]], after: Mapping[str, Sequence[Any]]) -> list[FigureChange]:
    """The indicators whose value differs, [key, value, blank] each, in the order of the catalogue."""
    order = {code: at for at, code in enumerate(the_catalogue().indicators)}
    differ = (code for code in {*before, *after} if _value(before.get(code)) != _value(after.get(code)))
    return [
        FigureChange(code, _name(code), _value(before.get(code)), _value(after.get(code)))
        for code in sorted(differ, key=lambda code: order.get(code, len(order)))
    ]


def waiting_changes(office: Office, period: str) -> list[FigureChange]:
    """What figures that went with a report would be by now. Two queries, where there are any."""
    pending = pending_of(office, period)
    if not pending:
        return []
    standing = FigureValue.objects.filter(
        office=office, period=period, of_record=True, superseded=False, indicator__in=list(pending)
    )
    old = {one.indicator: [one.pk, "" if one.value is None else str(one.value), one.blank] for one in standing}
    new = {code: [0, "" if one.value is None else str(one.value), ""] for code, one in pending.items()}
    return figures_changed(old, new)


def _value(figure: Sequence[Any] | None) -> str:
    if figure is None:
        return "–"
    _key, value, blank = figure
    if value:
        number = Decimal(value).normalize()
        return vietnamese(number, max(0, -int(number.as_tuple().exponent)))
    return str(Blank(blank).label) if blank else "–"


def _name(code: str) -> str:
    indicator = the_catalogue().indicators.get(code)
    return words(indicator.name) if indicator else code


def _shortened(tokens: Sequence[str]) -> Iterator[Piece]:
    least = 4 * _KEPT
    if len(tokens) <= 2 * least:
        yield Piece("same", "".join(tokens))
        return
    yield Piece("same", "".join(tokens[:least]))
    yield Piece("more", "…")
    yield Piece("same", "".join(tokens[-least:]))
