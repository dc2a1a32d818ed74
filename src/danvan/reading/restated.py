"""Lists whose items each tell a whole and its parts anew, in the same words.

'năm 2022, thụ lý 40 vụ, hòa giải thành 32 vụ; năm 2023, thụ lý 38 vụ, hòa giải thành 30 vụ': what was settled in 2022 is a part
of the 40, not of the total before the list.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from danvan.reading.drafts import Draft
from danvan.reading.reach import content_words
from danvan.reading.ties import total_of

_LAST_WORDS = 2


def restated(figures: Sequence[Draft], head: Draft, low: str) -> list[list[Draft]]:
    """The levels of each item; empty where the items do not open with the same count, told anew."""
    levels = [figure for figure in figures if figure.is_level]
    if len(levels) <= _LAST_WORDS or ";" not in low[levels[0].number.stop : levels[-1].number.start]:
        return []
    items = _items(levels, low)
    if len(items) < 2 or any(len(item) < 2 or item[0].exact < item[1].exact for item in items):
        return []
    firsts, seconds = [item[0] for item in items], [item[1] for item in items]
    if _said_alike(firsts, low):
        return [] if _said_alike([firsts[0], seconds[0]], low) else items
    # 'xã A 40 vụ, hòa giải thành 32 vụ; xã B 38 vụ, hòa giải thành 30 vụ': only the names differ
    return items if _said_alike(seconds, low) and total_of(firsts) == head.exact else []


def _items(levels: Sequence[Draft], low: str) -> list[list[Draft]]:
    items = [[levels[0]]]
    for before, after in pairwise(levels):
        if ";" in low[before.number.stop : after.number.start]:
            items.append([])
        items[-1].append(after)
    return items


def _said_alike(figures: Sequence[Draft], low: str) -> bool:
    """Whether all stand behind the same words, and count in the same measure."""
    said = {(tuple(_before(figure, low)), figure.measure.lower()) for figure in figures}
    return len(said) == 1 and content_words(" ".join(_before(figures[0], low))) > 0


def _before(figure: Draft, low: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", re.split(r"[,;:(]", low[figure.bounds[0] : figure.number.start])[-1])[-_LAST_WORDS:]
