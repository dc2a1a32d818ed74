"""Second mentions of a text: 'Pháp lệnh 34' after 'Pháp lệnh số 34/2007/PL-UBTVQH11' is the same ordinance."""

import re
from collections.abc import Sequence
from dataclasses import replace

from danvan.kernel.span import Span
from danvan.reading.lexicon import fold
from danvan.reading.model import Citation

_SHORT = re.compile(r"0*(\d{1,4})(?:/((?:19|20)\d\d))?$")
_FULL = re.compile(r"0*(\d{1,5})[a-zđ]?(?:/((?:19|20)\d\d))?[/-]")


def linked(citations: Sequence[Citation]) -> list[Citation]:
    """The same citations in the same order, each later mention with the span of the first one of its text.

    A number alone is linked when one, and only one, text of that type and number was named in full; never forwards.
    """
    found: list[Citation] = []
    for citation in citations:
        first = _first(citation, found)
        found.append(replace(citation, refers_to=first) if first is not None else citation)
    return found


def _first(citation: Citation, earlier: Sequence[Citation]) -> Span | None:
    same = [one for one in earlier if one.refers_to is None and _same(citation, one)]
    if not same and citation.number and (short := _SHORT.match(citation.number)):
        named = [one for one in earlier if one.refers_to is None and one.type == citation.type]
        same = [one for one in named if (full := _FULL.match(one.number)) and _answers(short, full)]
    return same[0].span if len(same) == 1 else None


def _same(one: Citation, other: Citation) -> bool:
    """The same symbol of the same type and not of two days or two bodies; or one law by its name."""
    if one.number and other.number:
        days = {each.date for each in (one, other) if each.date}
        bodies = {fold(each.issuer) for each in (one, other) if each.issuer}
        return (one.type, fold(one.number)) == (other.type, fold(other.number)) and len(days) < 2 and len(bodies) < 2
    return bool(one.name) and fold(one.name) == fold(other.name)


def _answers(short: re.Match[str], full: re.Match[str]) -> bool:
    return short[1] == full[1] and (not short[2] or short[2] == full[2])
