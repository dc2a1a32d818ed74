"""Which numbers in letters count something: 'ba mô hình' does, 'thứ ba', 'hai năm qua' and 'hai bên' do not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from danvan.reading.known import Known, Use
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.measure_words import is_counted, measure_at, open_measure_at, with_half
from danvan.reading.number_words import InWords, numbers_in_words, parts_in_words
from danvan.reading.numbers import Number, Written

_PART = "phần"
"""The measure of a fraction: so many parts of one whole."""
_ONE, _FIVE = "một", "năm"
_ORDINAL = re.compile(
    r"(?<!\w)(?:thứ|mùng|mồng|tháng|lớp|hạng|quý|loại|cấp|bậc|đợt|vòng|quyển|tập|giai đoạn|kỳ|khóa|khoá|số|hàng|tổ|thôn|khu|ngày)\s+$"
)
_BOTH = re.compile(r"(?<!\w)(?:cả|một trong)\s+$")
_ONLY = re.compile(r"(?<!\w)(?:chỉ|chỉ có|chỉ còn|duy nhất|mới có|mới được)\s+$")
_COUNTING = re.compile(
    r"(?<!\w)(?:có|gồm|với|được|thêm|đề ra|xây|tặng|trao|cấp|hỗ trợ|sửa chữa|mở|lắp đặt|trồng|cử|bố trí|khen thưởng|xử lý|giải quyết|công nhận|kết nạp|khoảng|hơn|gần|tổ chức|xây dựng|thành lập|ban hành|tiếp nhận|phát hiện|triển khai)\s+$"
)
_RIPE = "chín"
"""Nine, but of fruit 'ripe'."""
_LAST_WORDS = 24
_JOINS = r"(?:,|;|và|,\s*và|gồm|gồm có|trong đó|trong đó có|:)"


@dataclass(frozen=True, slots=True)
class Worded:
    """The numbers in letters of a paragraph that count something, those that do not, and where every one of them stands."""

    numbers: tuple[Number, ...] = ()
    known: tuple[Known, ...] = ()
    places: tuple[tuple[int, int], ...] = ()


def read_words(low: str, text: str, taken: bytearray, words: Lexicon) -> Worded:
    """Sorts every number in letters of `text`; `taken` marks the characters of what is known already."""
    numbers = list(_parts(low, taken, words))
    known: list[Known] = []
    places = [(part.start, part.end) for part in numbers]
    for part in numbers:
        taken[part.start : part.end] = b"\1" * (part.end - part.start)
    for found in numbers_in_words(low, words.number_word, words.number_values):
        if any(found.start < end and start < found.end for start, end in places):
            continue
        sorted_out = None if any(taken[found.start : found.end]) else _sort(low, text, found, words)
        if isinstance(sorted_out, Number):
            numbers.append(sorted_out)
        elif isinstance(sorted_out, Known):
            known.append(sorted_out)
        if isinstance(sorted_out, Number) or low[found.start : found.end] not in (_ONE, _FIVE, _RIPE):
            places.append((found.start, found.end))
    return Worded(tuple(numbers), tuple(known), tuple(places))


def _parts(low: str, taken: bytearray, words: Lexicon) -> Iterator[Number]:
    for part in parts_in_words(low, words.number_values):
        by_two = low[part.start : part.end].endswith("phần hai")  # 'sáp nhập một phần hai thôn'
        if any(taken[part.start : part.end]) or (by_two and is_counted(low, part.end, words)):
            continue
        measure, stop = measure_at(low, low, part.end, words) if low[part.end - 1].isnumeric() else ("", part.end)
        yield Number(part.start, part.end, stop, Written(part.value, part.decimals), measure or _PART, words=True)


def _sort(low: str, text: str, found: InWords, words: Lexicon) -> Number | Known | None:
    word = low[found.start : found.end]
    if (use := _other_use(low, text, found, words)) is not None:
        return Known(use, found.start, found.end) if word not in (_ONE, _FIVE) else None
    measure, stop = measure_at(low, text, found.end, words)
    sure = words.kind_of(measure) != "other" and bool(measure)
    if word in (_ONE, _FIVE):
        scaled = len(parts := fold(measure).split()) > 1 and parts[0] in words.scales
        sure = (
            scaled
            or words.kind_of(measure) == "percent"
            or (words.kind_of(measure) == "count" and _beyond_doubt(low, text, found, stop, words))
        )
    elif not measure and word != _RIPE:
        sure = bool(open_measure_at(low, text, found.end, words)[0])
    if not sure:
        return None
    number = Number(found.start, found.end, stop, Written(Decimal(found.value)), measure, words=True)
    return with_half(low, text, number, words) or number


def _other_use(low: str, text: str, found: InWords, words: Lexicon) -> Use | None:
    """What else a number in letters may be: a name, an ordinal, a stretch of time, an age."""
    before = low[max(0, found.start - _LAST_WORDS) : found.start]
    named = text[found.end : found.end + 2].strip()[:1].isupper() or not _opens(text, found.start)
    if (text[found.start].isupper() and named) or _ORDINAL.search(before):
        return Use.NAME
    if re.match(r"\s+là(?!\w)", low[found.end :]) and re.search(r"(?:^|[.;:,])\s*$", before):
        return Use.NUMBERING  # 'một là …; hai là …'
    if _BOTH.search(before) or re.match(r"\s+trong(?!\w)", low[found.end :]) or _is_motto(low, found, words):
        return Use.PHRASE
    after = re.match(r"\s+(năm|tháng|tuổi|thập kỷ|thế kỷ|quý)(?!\w)", low[found.end :])
    if after and not re.match(r"\s+(?:lương|tiền|trợ cấp)(?!\w)", low[found.end + after.end() :]):
        return Use.AGE if after[1] == "tuổi" else Use.PERIOD
    return None


def _is_motto(low: str, found: InWords, words: Lexicon) -> bool:
    """'ba công khai, ba kiểm soát', 'bằng chữ: năm triệu đồng'."""
    word = re.escape(low[found.start : found.end])
    again = rf"(?:(?<!\w){word}\s[^\d,.;:()]{{2,20}},\s*$)"
    if re.match(rf"\s[^\d,.;:()]{{2,20}},\s*{word}(?!\w)", low[found.end :]) or re.search(again, low[: found.start][-30:]):
        return not found.compound and not is_counted(low, found.end, words)
    return bool(re.search(r"bằng chữ\s*:?\s*$", low[: found.start]))


def _opens(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in '.:;!?-–+*“"(' or before[-1].isdigit()


def _beyond_doubt(low: str, text: str, found: InWords, stop: int, words: Lexicon) -> bool:
    """'hai xã và một thị trấn', 'chỉ có một đơn', 'gồm năm thôn': no article and no year."""
    before = low[max(0, found.start - 60) : found.start]
    behind = rf"(?:\d|(?<!\w)(?:{_plain_words(words)}))\s*[^\d,.;:()]{{1,40}}{_JOINS}\s*$"
    ahead = rf"[^\d,.;:()]{{0,30}}(?:,|\svà)\s*(?:\d|(?:{_plain_words(words)})(?!\w))"
    if re.search(behind, before) or re.match(ahead, low[stop:]):
        return True
    if low[found.start : found.end] == _ONE:
        return bool(_ONLY.search(before))
    return bool(_COUNTING.search(before)) or (text[found.start].isupper() and not low.startswith("học", found.end + 1))


def _plain_words(words: Lexicon) -> str:
    return "|".join(word for word in words.number_values if word not in (_ONE, _FIVE))
