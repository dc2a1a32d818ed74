"""Totals told with their sum or their growth: '46 đơn = 05 khiếu nại + 01 tố cáo + 40 kiến nghị', 'nâng tổng số lên 52 mô hình',
'gấp 1,5 lần so với cùng kỳ (40 đơn)'."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from danvan.reading.comparisons import BASE_LEAD, times_tie
from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon
from danvan.reading.ties import Tie, sum_tie, total_of
from danvan.reading.weighing import are_exact

_EQUALS = re.compile(r"[^\d;.()+=/]{0,30}=\s*")
_PLUS = re.compile(r"[^\d;.()=/*×]{0,40}\+\s*")
_RAISED = re.compile(r"(?<!\w)(?:nâng|đưa|tăng)\s+tổng\s+số[^\d;.()]{0,60}?\s(?:lên|thành)(?:\s+(?:thành|tới|đến|là))?\s*$")
_TIMES = re.compile(r"(?<!\w)(?:gấp|cao gấp|bằng)\s*(?:hơn|gần|khoảng|trên|tới)?\s*$")
_FEW = 8
"""So many figures before a new total are looked at for what it was and what was added."""


def find_equations(group: Sequence[Draft], before: Sequence[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    """The ties of one sentence; `before`: figures of earlier sentences of the paragraph."""
    for at, draft in enumerate(group):
        lead = low[max(draft.bounds[0], draft.number.start - 90) : draft.number.start]
        if draft.is_level:
            yield from _written_sum(draft, group[at + 1 :], low)
            if _RAISED.search(lead):
                yield from _raised(draft, [*before, *group[:at]][-_FEW:], words)
        if draft.measure == "lần" and _TIMES.search(lead):
            yield from _times(draft, group[:at], group[at + 1 :], low, words)


def _written_sum(whole: Draft, following: Sequence[Draft], low: str) -> Iterator[Tie]:
    if not following or not _EQUALS.fullmatch(low, whole.number.stop, following[0].number.start):
        return
    more = takewhile(lambda two: _PLUS.fullmatch(low, two[0].number.stop, two[1].number.start), pairwise(following))
    parts = [following[0], *(after for _, after in more)]
    if len(parts) > 1 and all(part.is_level for part in parts) and whole.number.stop > whole.number.end:
        fits = total_of(parts) == whole.exact
        for part in parts:
            part.whole = part.whole or whole
        yield sum_tie(whole, parts, "=", holds=True if fits else (False if are_exact(whole, parts) else None))


def _raised(whole: Draft, earlier: Sequence[Draft], words: Lexicon) -> Iterator[Tie]:
    """What there was and what was added, where they make up the new total; of other figures nothing is known."""
    same = [draft for draft in earlier if draft.is_level and words.same(draft.measure, whole.measure)]
    for added, old in ((one, other) for one in reversed(same) for other in same if other is not one):
        if added.exact + old.exact == whole.exact and old.number.start < added.number.start:
            yield sum_tie(whole, [old, added], "nâng tổng số", holds=True)
            return


def _times(times: Draft, earlier: Sequence[Draft], following: Sequence[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    """So many times last year's level, which stands right behind."""
    level = next((draft for draft in reversed(earlier) if draft.is_level and draft.measure != "lần"), None)
    base = following[0] if following else None
    if level is None or base is None or not base.is_level or not base.value or not words.same(base.measure, level.measure):
        return
    lead = low[times.number.stop : base.number.start]
    if BASE_LEAD.search(lead) and not re.search(r"[;]|\.\s", lead):
        times.anchor, base.anchor, base.of_other = level, base.anchor or level, True
        yield times_tie(times, level, base)
