"""'Không tiếp nhận đơn tố cáo nào', 'chưa tổ chức lớp tập huấn': nought, said in words.

What offices always count ('không có trường hợp …') is a figure wherever it stands. Any other clause is only supposed to be one:
it must be a whole sentence of its own, or a clause behind ';', and it is a figure if its words name one indicator.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.measure_words import measure_at
from danvan.reading.numbers import Number, Written

_NONE = "không"
_ZERO = re.compile(r"không(?<!\wkhông)\s+(?:có|nhận được|tiếp nhận|phát sinh|ghi nhận|phát hiện)\s+(?:bất kỳ\s+|bất cứ\s+)?")
_ZERO_ALONE = re.compile(r"[:)]\s*((không)(?:\s+(?:có|phát sinh))?)\s*(?=[.,;)]|$)")
_LEADS_TO_NUMBER = re.compile(r"[^,.;:]{0,40}\d")
_NEGATIVE = re.compile(r"(?<!\w)(?:không|chưa|chẳng)(?!\w)")


def none_of(low: str, text: str, words: Lexicon) -> Iterator[Number]:
    """Every nought in words, those only supposed among them (`Number.supposed`)."""
    if _NONE not in low and "chưa" not in low:
        return
    supposed = {number.start: number for number in _supposed(low, text, words)}
    for match in _ZERO.finditer(low):
        measure, stop = measure_at(low, text, match.end(), words)
        if fold(measure) in words.none_counted and not _LEADS_TO_NUMBER.match(low[stop : stop + 42]):
            alone = Number(match.start(), match.start() + len(_NONE), stop, Written(Decimal(0)), measure, words=True)
            told = supposed.pop(match.start(), None)
            yield replace(told, supposed=False) if told else alone
    for match in _ZERO_ALONE.finditer(low):
        yield Number(match.start(2), match.end(2), match.end(1), Written(Decimal(0)), "", words=True)
    yield from supposed.values()


def _supposed(low: str, text: str, words: Lexicon) -> Iterator[Number]:
    for match in words.none_clause.finditer(low):
        if words.none_spoilt.search(match.group()) or _NEGATIVE.search(low, match.start(), match.start("none")):
            continue
        measure, _ = measure_at(low, text, match.start("rest"), words)
        start, end = match.span("none")  # the verb behind it is among its words: 'chưa kết nạp đảng viên mới'
        yield Number(start, end, end, Written(Decimal(0)), measure, words=True, supposed=True)
