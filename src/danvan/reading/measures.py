"""The unit of measure of a number that has none beside it: from the words before it, its whole, its base, its partner."""

import re
from collections.abc import Sequence
from dataclasses import replace

from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon
from danvan.reading.model import FigureKind

_TOLD = (" số lượng ", " tổng số ", " số ", " tổng ")
_OF_BODY = (
    " cấp",
    " ubnd",
    " hđnd",
    " ủy ban nhân dân",
    " hội đồng nhân dân",
    " đảng ủy",
    " mttq",
    " công an",
    " chủ tịch",
    " bí thư",
)
"""'UBND phường trả lời 07': what follows names whose body it is, not what is counted."""


def take_measure_from_words(draft: Draft, words: Lexicon, leads: Sequence[str] = _TOLD) -> None:
    """'tổng số hồ sơ nhận là 20335': what 'số' counts is the measure."""
    if draft.measure or draft.kind is FigureKind.RATIO or draft.number.words:
        return
    low = words.compound.sub(lambda found: "·" * len(found.group()), f" {draft.left}")
    named = ""
    for lead in leads:
        at = low.find(lead)
        while at >= 0:
            match = words.measure.match(low, at + len(lead) - 1)
            measure = match.group().strip() if match else ""
            if measure and words.kind_of(measure) == "count" and not low[:at].endswith(_OF_BODY):
                named = measure
                break
            at = low.find(lead, at + 1)
        if named:
            break
    if named:
        adopt_measure(draft, named, words)


def adopt_measure(draft: Draft, measure: str, words: Lexicon) -> None:
    """Gives a bare number its measure; what has no halves reads 15,300 as thousands."""
    draft.measure, draft.scale = measure, words.scale_of(measure)
    other = draft.number.written.other
    if (
        other is not None
        and other.decimals < draft.number.written.decimals
        and words.kind_of(measure) == "count"
        and not draft.scale
    ):
        draft.number = replace(draft.number, written=other)


_HEADED = re.compile(r"\W*(?:\w{1,2}[.)]\s*)?(?P<named>(?:tổng số|số lượng|số|tổng)\s[^\d:;.()]{2,40}):")


def _take_measure_from_heading(draft: Draft, low: str, words: Lexicon) -> None:
    """'Số đơn: tiếp nhận 12, đã giải quyết 11': what the words before the colon count is the measure of all that follow."""
    headed = _HEADED.match(low, draft.bounds[0], draft.number.start)
    if headed and ";" in low[headed.end() : draft.number.start]:
        return
    lead = next((lead for lead in _TOLD if headed and f" {headed['named']}".startswith(lead)), "")
    match = words.measure.match(f" {headed['named']} ", len(lead) - 1) if headed and lead else None
    measure = match.group().strip() if match else ""
    if measure and words.kind_of(measure) == "count":
        adopt_measure(draft, measure, words)


def settle_measures(drafts: Sequence[Draft], words: Lexicon, lows: Sequence[str] = ()) -> None:
    """A part without a measure has its whole's, a change its level's, the top of a/b the bottom's; else it counts the first
    countable thing its words name."""
    for draft in drafts:
        for other in (draft.over, draft.whole, draft.anchor):
            if not draft.measure and other is not None and other.measure != "%":
                adopt_measure(draft, other.measure, words)
        if not draft.in_table and draft.kind is FigureKind.COUNT:
            if not draft.measure and not draft.number.words and lows:
                _take_measure_from_heading(draft, lows[draft.paragraph], words)
            take_measure_from_words(draft, words, (" ",))
