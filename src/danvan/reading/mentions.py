"""What each run of digits in a paragraph is: a number that counts something, or a date, a symbol, a name, a numbering…

Every digit is accounted for here: what is not a figure is named for what it is, so that nothing is dropped in silence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.known import KNOWN, Use
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.numbers import NUMBER, Style, Written, read_number, words_to_number
from danvan.reading.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Known:
    """Digits at `start`..`end` of the paragraph that are no figure."""

    use: Use
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number that may count something: `start`..`end` are its digits, up to `stop` with its unit of measure."""

    start: int
    end: int
    stop: int
    written: Written
    measure: str = ""
    words: bool = False
    """Written in letters, or the word 'không' for zero."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """All of a paragraph's numbers, in order."""

    numbers: tuple[Number, ...]
    known: tuple[Known, ...]
    periods: tuple[tuple[Span, Period], ...]


_GLUED_MEASURE = re.compile(r"\d*[a-zđ]*(?:m|km|cm)[23²³]|[a-zđ]+²")
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,]\d|\d|\s?/\s?\d)")
_QUOTED = re.compile(r"“[^”“]{1,160}”|\"[^\"]{1,160}\"|‘[^’]{1,100}’|«[^»]{1,160}»")
_ZERO = re.compile(r"(?<!\w)không\s+(?:có|nhận được|tiếp nhận|phát sinh|ghi nhận|phát hiện)\s+(?:bất kỳ\s+|bất cứ\s+)?")
_NONE_OF = frozenset(
    map(
        fold, ("trường hợp", "vụ", "vụ việc", "vụ án", "đơn", "đơn thư", "hồ sơ", "lượt", "người", "công dân", "cuộc", "ý kiến")
    )
)
"""What offices count by saying that there was none; 'không có điều kiện' counts nothing."""
_ZERO_ALONE = re.compile(r"[:)]\s*(không)(?:\s+(?:có|phát sinh))?\s*(?=[.,;)]|$)")
_DIGITS = re.compile(rf"(?<![\w]){NUMBER}")


def find_mentions(paragraph: Paragraph, citations: Sequence[Span], words: Lexicon, style: Style) -> Mentions:
    """The numbers of one paragraph. `citations`: places of legal texts in the document."""
    text = paragraph.text
    low = fold(text)
    known = _known(paragraph, low, citations, words)
    taken = bytearray(len(text))
    for item in known:
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    numbers = [
        *_digit_numbers(low, text, taken, words, style, known),
        *_word_numbers(low, text, taken, words),
        *_zeros(low, text, words),
    ]
    numbers.sort(key=lambda number: number.start)
    periods = tuple(Period.find(text))
    return Mentions(tuple(_without_overlap(numbers)), tuple(sorted(known, key=lambda item: item.start)), periods)


def _without_overlap(numbers: list[Number]) -> Iterator[Number]:
    end = 0
    for number in numbers:
        if number.start >= end:
            yield number
            end = number.stop


def _known(paragraph: Paragraph, low: str, citations: Sequence[Span], words: Lexicon) -> list[Known]:
    known: list[Known] = []
    taken = bytearray(len(low) + 1)

    def add(use: Use, start: int, end: int) -> None:
        if any(character.isdigit() for character in low[start:end]) and not any(taken[start:end]):
            known.append(Known(use, start, end))
            taken[start:end] = b"\1" * (end - start)

    for start, end in _citation_places(paragraph, citations):
        add(Use.CITATION, start, end)
    if paragraph.opening:
        add(Use.NUMBERING, 0, len(paragraph.opening))
    for use, pattern in KNOWN:
        for match in pattern.finditer(low):
            if use is Use.CODE and _GLUED_MEASURE.fullmatch(match.group()):
                continue
            if use is Use.DATE and match.group().startswith("tháng") and re.search(r"\d\s*$", low[: match.start()]):
                continue  # '6 tháng 8 đơn': the months were counted before it
            add(use, *match.span())
    for start, end in _names(low, paragraph.text, words):
        add(Use.NAME, start, end)
    for match in _QUOTED.finditer(low):
        for number in _DIGITS.finditer(low, *match.span()):
            add(Use.NAME, *number.span())
    for match in _YEAR.finditer(low):
        if not words.measure.match(low, match.end()) or _is_year(low, match):
            add(Use.YEAR, *match.span())
    return known


def _is_year(low: str, match: re.Match[str]) -> bool:
    """'năm dân vận chính quyền” 2018': a year though a noun may follow. A bare 2.018 would have its dot."""
    return bool(re.search(r"(?:năm|”|\")\s*$", low[: match.start()]))


def _citation_places(paragraph: Paragraph, citations: Sequence[Span]) -> Iterator[tuple[int, int]]:
    starts = paragraph.flow.starts
    if not starts:
        return
    for span in citations:
        if span.end <= starts[0] or span.start > starts[-1]:
            continue
        inside = [at for at, place in enumerate(starts) if span.start <= place < span.end]
        if inside:
            yield inside[0], inside[-1] + 1


_NAME_NUMBER = re.compile(r"\s+(?:số\s+)?(\d{1,4}(?:\s?/\s?\d{1,4})*)(?![\d%]|[.,]\d)")
_CAPITAL_BEFORE = re.compile(r"[^\W\d_a-zà-ỹđ][^\W\d_]*\s$")
_NUMBERED = re.compile(r"(?<!tổng )(?<!con )(?<!chỉ )(?<!là )(?<!\w)số\s+(\d{1,4}(?:\s?/\s?\d{1,4})*)(?![\d%]|[.,/-]\d|\s?/)")
"""'trường tiểu học số 2', 'số 52 Hùng Vương': a number called by 'số'."""


def _names(low: str, text: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """A number that belongs to a name: 'thôn Bắc 2', 'Năng Tây 3', 'Nghị quyết Trung ương 4', 'tổ 5'."""
    for match in words.numbered_name.finditer(low):
        follow = _NAME_NUMBER.match(low, match.end())
        if text[match.start()].isupper() and _CAPITAL_BEFORE.search(text, 0, match.start()):
            continue  # the 'Bản' of 'Nhật Bản' is no village
        if follow and not _counts(low, follow.end(), words):
            yield follow.span(1)
    for match in _NUMBERED.finditer(low):
        if not _counts(low, match.end(), words):
            yield match.span(1)
    for match in re.finditer(r"(?<![\w.])([^\W\d_]\w*)\s(\d{1,2})(?![\w%]|[.,/]\d|\s*/)", text):
        capital = match[1][0].isupper() and not _opens_sentence(text, match.start())
        if (
            capital
            and match[2][0] != "0"
            and int(match[2]) <= _MOST_OF_A_NAME
            and not match[1].isupper()
            and not _counts(low, match.end(), words)
        ):
            yield match.start(2), match.end(2)


_MOST_OF_A_NAME = 20
"""Villages and groups are not numbered higher than that: a larger number behind a name counts something ('Lào 87')."""


def _counts(low: str, at: int, words: Lexicon) -> bool:
    follow = words.measure.match(low, at)
    return bool(follow and follow.group().strip())


def _opens_sentence(text: str, at: int) -> bool:
    return not text[:at].strip() or text[:at].rstrip()[-1] in ".:;!?-–+*"


def _digit_numbers(
    low: str, text: str, taken: bytearray, words: Lexicon, style: Style, known: Sequence[Known]
) -> Iterator[Number]:
    del known
    for match in _DIGITS.finditer(low):
        start, end = match.span()
        if any(taken[start:end]):
            continue
        if end < len(low) and low[end].isalpha() and not words.measure.match(low, end):
            continue
        yield from _with_measure(low, text, start, end, words, style)


def _with_measure(low: str, text: str, start: int, end: int, words: Lexicon, style: Style) -> Iterator[Number]:
    measure, stop = measure_at(low, text, end, words)
    countable = words.kind_of(measure) == "count" and not any(word in words.scales for word in fold(measure).split())
    written = read_number(low[start:end], style, countable=countable)
    scale = re.fullmatch(r"(\w+)(?:\s+đồng)?", fold(measure))
    more = re.match(rf"\s+({NUMBER})(?=\s)", low[stop:])
    if more and scale and scale[1] in words.scales:  # '8 tỷ 500 triệu đồng' is one amount
        small_measure, small_stop = measure_at(low, text, stop + more.end(1), words)
        small = fold(small_measure).split()
        if small and small[0] in words.scales and words.scales[small[0]] < words.scales[scale[1]]:
            factor = Decimal(10) ** (words.scales[scale[1]] - words.scales[small[0]])
            rest = read_number(more[1], style, countable=False)
            yield Number(
                start,
                stop + more.end(1),
                small_stop,
                Written(written.value * factor + rest.value, rest.decimals),
                small_measure,
            )
            return
    yield Number(start, end, stop, written, measure)


_OPEN_CLASS = re.compile(r"\s+([^\W\d_]+(?:\s[^\W\d_]+)?)")
_NO_MEASURE = frozenset(
    [
        "là",
        "và",
        "của",
        "đã",
        "được",
        "đang",
        "có",
        "trong",
        "với",
        "từ",
        "đến",
        "so",
        "tăng",
        "giảm",
        "đạt",
        "chiếm",
        "bằng",
        "thì",
        "mà",
        "do",
        "bởi",
        "theo",
        "về",
        "ở",
        "tại",
        "cho",
        "ra",
        "vào",
        "lên",
        "xuống",
        "trên",
        "dưới",
        "hơn",
        "gần",
        "trước",
        "sau",
        "qua",
        "cùng",
        "hoặc",
        "nên",
        "để",
        "khi",
        "nếu",
        "tuy",
        "nhưng",
        "còn",
        "lại",
        "gồm",
        "bao",
        "cụ",
        "như",
        "này",
        "đó",
        "kia",
        "ấy",
        "không",
        "chưa",
        "thực",
        "hiện",
        "tiếp",
        "nhận",
        "giải",
        "quyết",
        "tham",
        "gia",
        "thuộc",
        "hàng",
        "hằng",
        "mỗi",
    ]
)


def measure_at(low: str, text: str, at: int, words: Lexicon) -> tuple[str, int]:
    """The unit of measure that follows character `at`, as written, and where it ends ('' and `at` when none)."""
    match = words.measure.match(low, at)
    if match and match.group().strip():
        return re.sub(r"\s+", " ", text[match.start() : match.end()].strip()), match.end()
    return "", at


def open_measure_at(low: str, text: str, at: int) -> tuple[str, int]:
    """A noun the vocabulary does not list, read as a unit of measure: one word, or two that no grammar word opens."""
    match = _OPEN_CLASS.match(low, at)
    if not match or text[match.start(1)].isupper():
        return "", at
    pair = match[1].split()
    if pair[0] in _NO_MEASURE:
        return "", at
    if len(pair) == 2 and pair[1] in _NO_MEASURE:
        return pair[0], match.start(1) + len(pair[0])
    return match[1], match.end(1)


def _word_numbers(low: str, text: str, taken: bytearray, words: Lexicon) -> Iterator[Number]:
    """'ba xã': a number in letters, only where a listed thing is counted by it."""
    for match in words.number_word.finditer(low):
        value = words_to_number(match.group().split(), words.number_values)
        measure, stop = measure_at(low, text, match.end(), words)
        count = words.kind_of(measure) == "count"
        if value is None or not count or any(taken[match.start() : match.end()]) or text[match.start()].isupper():
            continue
        if re.search(r"(?:thứ|mùng|tháng|lớp|hạng|số|cả|quyển)\s+$", low[: match.start()]):
            continue
        yield Number(match.start(), match.end(), stop, Written(Decimal(value)), measure, words=True)


def _zeros(low: str, text: str, words: Lexicon) -> Iterator[Number]:
    """'không có trường hợp …', 'đột xuất: không': nought, said in words."""
    for match in _ZERO.finditer(low):
        measure, stop = measure_at(low, text, match.end(), words)
        if fold(measure) in _NONE_OF and not re.match(r"[^,.;:]{0,40}\d", low[stop : stop + 42]):
            yield Number(match.start(), match.start() + len("không"), stop, Written(Decimal(0)), measure, words=True)
    for match in _ZERO_ALONE.finditer(low):
        yield Number(match.start(1), match.end(1), match.end(1), Written(Decimal(0)), "", words=True)
