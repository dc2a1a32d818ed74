"""Words further off that speak for a sentence: a heading its paragraph runs in from, the sentence a 'Trong đó' goes back to."""

import re
from collections.abc import Sequence
from itertools import pairwise

_LONG = 20
"""Words of a heading that text runs in from; a longer opening is a sentence."""
_RUN_IN = re.compile(r"[^\W\d][^.;:()\d]{1,160}?(?::|\.(?=\s+[^\W\d_a-zà-ỹđ]))\s+(?=\S)")
_CAPITAL = re.compile(r"[“\"']?[^\W\d_a-zà-ỹđ]")
_GOES_BACK = re.compile(
    r"[\s\-+*–•]*(?:trong (?:số )?đó|trong (?:tổng )?số|số (?:\w+ )?còn lại|còn lại|cụ thể|chia ra|chia theo|phân (?:loại|ra|theo)"
    r"|bao gồm|gồm|riêng|kết quả|qua đó|theo đó|từ đó|tỷ lệ|tỉ lệ|so với|so cùng|tăng|giảm|đạt|bằng|chiếm|đến nay|hiện nay|số này)(?!\w)"
)
"""A sentence that opens so says what it is about in the one before it."""
_MOST = 300
"""Letters of an earlier sentence that are kept."""


def run_in(text: str, start: int) -> int:
    """Where the heading ends that opens a paragraph and has its text behind it on the same line ('c) An sinh: Trong năm …');
    `start` when there is none. `start`: behind the bullet or number."""
    while start < len(text) and text[start].isspace():
        start += 1
    match = _RUN_IN.match(text, start)
    if match is None or len(match.group().split()) > _LONG or not _CAPITAL.match(text, match.end()):
        return start
    return match.end()


def goes_back(low: str) -> bool:
    """Whether a sentence (folded) tells only with the one before it what it counts."""
    return bool(_GOES_BACK.match(low))


def sentence_contexts(low: str, text: str, bounds: Sequence[tuple[int, int]], opening: int) -> list[str]:
    """For each sentence of a paragraph the words (folded) that speak for it from further off; '' for the first."""
    stop = run_in(text, opening)
    head = low[opening:stop].strip(" :.") if opening or text[:stop].rstrip().endswith(":") else ""
    contexts = [""]
    for (start, stop), (begin, end) in pairwise(bounds):
        back = low[start:stop].strip()[-_MOST:] if goes_back(low[begin:end]) else ""
        contexts.append(" ; ".join(part for part in (head, contexts[-1][-_MOST:] if back else "", back) if part))
    return contexts
