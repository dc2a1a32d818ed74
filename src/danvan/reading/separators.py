"""What ends the words of a number: commas, colons, dashes, grammar words; but not those inside a term or a date."""

import re
from collections.abc import Collection, Iterable

from danvan.reading.known import Known, Use

_MARK = re.compile(r"\s?[,–—-]\s+")
_BESIDE = 5
"""Words to each side of a comma that may make a term with it."""
_REACH = 45
"""Letters to each side in which those words are looked for."""
_LEVELS = re.compile(r"(?:mức độ|cấp độ|mức|khoản|điểm|điều|khối|lớp)\s+\d{1,2}(?=\s?(,)\s?\d{1,2}(?![\d.,%]\d|\s?%|\d))")
"""'mức độ 3, 4': one thing."""
_CAPITALISED = re.compile(r"[^\W\d_]\s[–—-]\s[^\W\d_]")
_PETITION = r"(?:khiếu nại|tố cáo|kiến nghị|phản ánh)"
_COMMA = rf"(?:(?<!khiếu nại)(?<!tố cáo)(?<!kiến nghị)(?<!phản ánh),|,(?!\s*{_PETITION}(?!\w|\s*(?:là|có)?\s*\d)))"
"""'khiếu nại, tố cáo, kiến nghị' is one thing that is counted, unless a number follows each word."""
SEPARATOR = re.compile(
    rf"{_COMMA}|[;:()=…/]|\.(?!\d)|\s[-–—]\s|(?<!\w)(?:trong đó|trong số đó|bao gồm|gồm có|gồm|cụ thể|riêng|và(?=\s+\d|\s*$))(?!\w)"
)
_INSIDE = str.maketrans(dict.fromkeys(",;:()/.-–—=", "·"))


def without_inner_marks(low: str, text: str, known: Iterable[Known], pairs: Collection[tuple[str, str]]) -> str:
    """`low` (folded `text`), letter for letter, with the marks that separate nothing replaced by '·': commas and dashes inside
    terms ('sản xuất, kinh doanh') and names ('Tài chính - Kế hoạch'), and all of dates and other known digits."""
    letters = list(low)
    for item in known:
        if item.use is not Use.CITATION:  # what stands before a legal text is another thought
            letters[item.start : item.end] = low[item.start : item.end].translate(_INSIDE)
    for mark in _MARK.finditer(low):
        before = low[max(0, mark.start() - _REACH) : mark.start()].split()
        after = re.findall(r"\w+", low[mark.end() : mark.end() + _REACH])
        if _is_term(before, after, pairs) or _is_name(text, mark):
            letters[mark.start() : mark.end()] = ["·" if letter in ",–—-" else letter for letter in mark.group()]
    for levels in _LEVELS.finditer(low):
        letters[levels.start(1)] = "·"
    return "".join(letters)


def _is_term(before: list[str], after: list[str], pairs: Collection[tuple[str, str]]) -> bool:
    lefts = [" ".join(before[-size:]) for size in range(1, min(_BESIDE, len(before)) + 1)]
    rights = {" ".join(after[:size]) for size in range(1, min(_BESIDE, len(after)) + 1)}
    return any((left, right) in pairs for left in lefts for right in rights)


def _is_name(text: str, mark: re.Match[str]) -> bool:
    """'Lao động - Thương binh': a dash between words of which the right one is a name's, and no sentence or number ends."""
    right = text[mark.end() : mark.end() + 1]
    if "," in mark.group() or not right.isupper():
        return False
    last = re.search(r"([^\W\d_]+)\s([^\W\d_]+)$", text[max(0, mark.start() - 30) : mark.start()])
    return last is not None and last[1][0].isupper() and _CAPITALISED.match(text, mark.start() - 1) is not None
