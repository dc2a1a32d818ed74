"""The unit of measure of a number that has none beside it: from the words before it, its whole, its base, its partner."""

from collections.abc import Sequence
from dataclasses import replace

from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon
from danvan.reading.model import FigureKind

_TOLD = (" số lượng ", " tổng số ", " số ", " tổng ")


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
            if measure and words.kind_of(measure) == "count" and not low[:at].endswith(" cấp"):
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


def settle_measures(drafts: Sequence[Draft], words: Lexicon) -> None:
    """A part without a measure has its whole's, a change its level's, the top of a/b the bottom's; else it counts the first
    countable thing its words name."""
    for draft in drafts:
        for other in (draft.over, draft.whole, draft.anchor):
            if not draft.measure and other is not None and other.measure != "%":
                adopt_measure(draft, other.measure, words)
        if not draft.in_table and draft.kind is FigureKind.COUNT:
            take_measure_from_words(draft, words, (" ",))
