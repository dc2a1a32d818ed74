"""What each run of digits in a paragraph is: a number that counts something, or a date, a symbol, a name, a numbering…

Every digit is accounted for here: what is not a figure is named for what it is, so that nothing is dropped in silence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.known import KNOWN, Known, Use
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.measure_words import is_counted, measure_at, with_half
from danvan.reading.moments import bare_dates, times_of_day
from danvan.reading.none_told import none_of
from danvan.reading.numbers import COMMA_GROUP, NUMBER, Number, Style, Written, number_not_behind, read_number, style_of
from danvan.reading.paragraphs import Paragraph
from danvan.reading.sentences import sentence_bounds
from danvan.reading.worded import read_words


@dataclass(frozen=True, slots=True)
class Mentions:
    """All of a paragraph's numbers, in order."""

    numbers: tuple[Number, ...]
    known: tuple[Known, ...]
    periods: tuple[tuple[Span, Period], ...]
    spelled: tuple[tuple[int, int], ...] = ()
    """Where numbers stand in letters, also those of which it is not known what they count, if anything."""


_GLUED_MEASURE = re.compile(r"\d*[a-zđ]*(?:m|km|cm)[23²³]|[a-zđ]+²")
# What may not stand before a number is asked behind its first digit: see number_not_behind.
_YEAR = re.compile(r"[12](?<![\d.,/][12])(?:(?<=1)9|(?<=2)0)\d\d(?![\d.,]\d|\d|\s?/\s?\d)")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"“[^”“]{1,160}”|\"[^\"]{1,160}\"|‘[^’]{1,100}’|«[^»]{1,160}»")
_DIGITS = re.compile(number_not_behind(r"\w"))


def find_mentions(paragraph: Paragraph, citations: Sequence[Span], words: Lexicon, style: Style) -> Mentions:
    """The numbers of one paragraph. `citations`: places of legal texts in the document."""
    text = paragraph.text
    low = fold(text)
    known = _known(paragraph, low, citations, words, style)
    taken = bytearray(len(text))
    for item in known:
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    worded = read_words(low, text, taken, words)
    numbers = [*_digit_numbers(low, text, taken, words, style), *worded.numbers, *none_of(low, text, words)]
    numbers.sort(key=lambda number: number.start)
    known = sorted((*known, *worded.known), key=lambda item: item.start)
    return Mentions(tuple(_without_overlap(numbers)), tuple(known), tuple(Period.find(text)), worded.places)


def _without_overlap(numbers: list[Number]) -> Iterator[Number]:
    end = 0
    for number in numbers:
        if number.start >= end:
            yield number
            end = number.stop


def _known(paragraph: Paragraph, low: str, citations: Sequence[Span], words: Lexicon, style: Style) -> list[Known]:
    """What counts nothing, the first that claims a character keeping it."""
    known: list[Known] = []
    taken = bytearray(len(low) + 1)
    for use, start, end in _claims(paragraph, low, citations, words, style):
        if not any(taken[start:end]):
            known.append(Known(use, start, end))
            taken[start:end] = b"\1" * (end - start)
    return known


def _claims(
    paragraph: Paragraph, low: str, citations: Sequence[Span], words: Lexicon, style: Style
) -> Iterator[tuple[Use, int, int]]:
    """What may count nothing, the surest first."""
    yield from ((Use.CITATION, *place) for place in _citation_places(paragraph, citations))
    if paragraph.opening:
        yield Use.NUMBERING, 0, len(paragraph.opening)
    for match in words.number_phrase.finditer(low):
        if not match.group()[-1].isdigit() or not is_counted(low, match.end(), words):
            yield Use.PHRASE, *match.span()
    yield from ((Use.TIME, *place) for place in times_of_day(low, words))
    yield from _by_pattern(low)
    yield from ((Use.DATE, *place) for place in bare_dates(low, words, style))
    yield from ((Use.NAME, *place) for place in _names(low, paragraph.text, words))
    yield from ((Use.CODE, *place) for place in _glued_codes(low, words))
    for match in _QUOTED.finditer(low):
        yield from ((Use.NAME, *number.span()) for number in _DIGITS.finditer(low, *match.span()))
    for match in _YEAR.finditer(low):
        if not words.measure.match(low, match.end()) or _is_year(low, match):
            yield Use.YEAR, *match.span()


def _by_pattern(low: str) -> Iterator[tuple[Use, int, int]]:
    for use, pattern in KNOWN if _DIGIT.search(low) else _WORDED:
        for match in pattern.finditer(low):
            if use is Use.CODE and _GLUED_MEASURE.fullmatch(match.group()):
                continue
            if use is Use.DATE and match.group().startswith("tháng") and re.search(r"\d\s*$", low[: match.start()]):
                continue  # '6 tháng 8 đơn': the months were counted before it
            yield use, *match.span()


_WORDED = tuple((use, pattern) for use, pattern in KNOWN if pattern.worded)
"""Those that may stand in a text without digits."""


def _is_year(low: str, match: re.Match[str]) -> bool:
    """'năm dân vận chính quyền” 2018': a year though a noun may follow. A bare 2.018 would have its dot."""
    return bool(re.search(r"(?:năm|”|\")\s*$", low[: match.start()]))


def _citation_places(paragraph: Paragraph, citations: Sequence[Span]) -> Iterator[tuple[int, int]]:
    if paragraph.text:
        yield from filter(None, map(paragraph.flow.inside, citations))


_NAME_NUMBER = re.compile(r"\s+(?:số\s+)?(\d{1,4}(?:\s?/\s?\d{1,4})*)(?![\d%]|[.,]\d)")
_CAPITAL_BEFORE = re.compile(r"[^\W\d_a-zà-ỹđ][^\W\d_]*\s$")
_NUMBERED = re.compile(
    r"số(?<!tổng số)(?<!con số)(?<!chỉ số)(?<!là số)(?<!\wsố)\s+(\d{1,4}(?:\s?/\s?\d{1,4})*)(?![\d%]|[.,/-]\d|\s?/)"
)
"""'trường tiểu học số 2', 'số 52 Hùng Vương': a number called by 'số'."""
_MAP_SCALE = re.compile(r"1(?<![\w.,/]1)\s?[/:]\s?(?:[25]00|(?:[125]|10|25|50|100)\.?000)(?![\w%]|[.,/]\d|\s?%)")


_LEVEL = "cấp "


def _names(low: str, text: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """A number that belongs to a name: 'thôn Bắc 2', 'Năng Tây 3', 'Nghị quyết Trung ương 4', 'tổ 5'."""
    for match in words.numbered_name.finditer(low):
        follow = _NAME_NUMBER.match(low, match.end())
        if text[match.start()].isupper() and _CAPITAL_BEFORE.search(text, 0, match.start()):
            continue  # the 'Bản' of 'Nhật Bản' is no village
        if low.startswith(_LEVEL, match.start() - len(_LEVEL)):
            continue  # 'cấp trung ương 2, cấp tỉnh 10': counted by level
        if follow and not is_counted(low, follow.end(), words):
            yield follow.span(1)
    for match in _MAP_SCALE.finditer(low):
        if not is_counted(low, match.end(), words):
            yield match.span()
    for match in _NUMBERED.finditer(low):
        if not is_counted(low, match.end(), words):
            yield match.span(1)
    for match in _SMALL_NUMBER.finditer(text):
        word = _word_before(text, match.start() - 1)
        if (
            match[0][0] != "0"
            and int(match[0]) <= _MOST_OF_A_NAME
            and word[:1].isupper()
            and not word.isupper()
            and not _opens_sentence(text, match.start() - 1 - len(word))
            and not is_counted(low, match.end(), words)
        ):
            yield match.span()


_SMALL_NUMBER = re.compile(r"\d(?<=\s\d)\d?(?![\w%]|[.,/]\d|\s*/)")


def _word_before(text: str, end: int) -> str:
    """The word that ends at `end`; '' where a stop or nothing that begins with a letter stands there."""
    start = end
    while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    word = text[start:end]
    return word if word[:1].isalpha() and text[start - 1 : start] != "." else ""


_MOST_OF_A_NAME = 20
"""Villages and groups are not numbered higher than that: a larger number behind a name counts something ('Lào 87')."""


def _opens_sentence(text: str, at: int) -> bool:
    return not text[:at].strip() or text[:at].rstrip()[-1] in ".:;!?-–+*"


_GLUED_CODE = re.compile(r"\d{1,4}[a-zđ]{1,3}(?!\w)")
"""'5S', '4K', '12A': letters glued to a number that are no unit of measure."""


def _glued_codes(low: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    for match in _GLUED_CODE.finditer(low):
        before = low[match.start() - 1 : match.start()]
        letters = re.search(r"[^\d]", low[match.start() : match.end()])
        if letters and not re.match(r"[\w.,]", before) and not words.measure.match(low, match.start() + letters.start()):
            yield match.span()


def _digit_numbers(low: str, text: str, taken: bytearray, words: Lexicon, style: Style) -> Iterator[Number]:
    for match in _DIGITS.finditer(low):
        start, end = match.span()
        if any(taken[start:end]):
            continue
        if end < len(low) and low[end].isalpha() and not words.measure.match(low, end):
            continue
        unclear = COMMA_GROUP.fullmatch(match.group()) is not None
        yield _with_measure(low, text, start, end, words, _near(low, text, start, words, style) if unclear else style)


def _near(low: str, text: str, at: int, words: Lexicon, style: Style) -> Style:
    """The habits the sentence around `at` shows, where it shows them; else those of the document."""
    start, end = next((start, end) for start, end in sentence_bounds(text) if at < end)
    own = style_of(low[start:end], words.counted)
    return own if own.comma_decimals != own.comma_thousands else style


def _with_measure(low: str, text: str, start: int, end: int, words: Lexicon, style: Style) -> Number:
    measure, stop = measure_at(low, text, _behind_spelling(low, end, words), words)
    stop = stop if measure else end
    countable = words.kind_of(measure) == "count" and not any(word in words.scales for word in fold(measure).split())
    percent = words.kind_of(measure) == "percent"
    plain = Number(start, end, stop, read_number(low[start:end], style, countable=countable, percent=percent), measure)
    return _in_two_parts(low, text, plain, words, style) or with_half(low, text, plain, words) or plain


def _behind_spelling(low: str, end: int, words: Lexicon) -> int:
    """Where the unit of measure may begin: behind the brackets of '05 (năm) đồng chí'."""
    spelled = _IN_BRACKETS.match(low, end)
    return spelled.end() if spelled and words.number_word.fullmatch(spelled[1]) else end


_IN_BRACKETS = re.compile(r"\s?\(\s?(\w+(?:\s\w+){0,6})\s?\)(?=\s)")


def _in_two_parts(low: str, text: str, first: Number, words: Lexicon, style: Style) -> Number | None:
    """'8 tỷ 500 triệu đồng' is one amount, and so are '1 tỷ 2' and '3 trăm hộ'."""
    if many := _MANY.match(low, first.end):
        times = 100 if many[1] == "trăm" else 10
        measure, stop = measure_at(low, text, many.end(), words)
        written = first.written
        return Number(first.start, many.end(), stop, Written(written.value * times, written.decimals), measure)
    scale = re.fullmatch(r"(\w+)(?:\s+đồng)?", fold(first.measure))
    if not scale or scale[1] not in words.scales:
        return None
    if more := re.match(rf"\s+({NUMBER})(?=\s)", low[first.stop :]):
        end = first.stop + more.end(1)
        measure, stop = measure_at(low, text, end, words)
        small = fold(measure).split()
        if small and small[0] in words.scales and words.scales[small[0]] < words.scales[scale[1]]:
            factor = Decimal(10) ** (words.scales[scale[1]] - words.scales[small[0]])
            rest = read_number(more[1], style, countable=False)
            both = Number(first.start, end, stop, Written(first.written.value * factor + rest.value, rest.decimals), measure)
            return _in_two_parts(low, text, both, words, style) or both  # '4 tỷ 439 triệu 17 nghìn đồng'
    tail = _TAIL.match(low, first.stop) if fold(first.measure) == scale[1] and not first.written.decimals else None
    if tail:
        money, stop = measure_at(low, text, tail.end(), words)
        if not money or fold(money) == "đồng":
            value = first.written.value + Decimal(tail[1]).scaleb(-len(tail[1]))
            measure = f"{first.measure} {money}".strip()
            return Number(first.start, tail.end(), stop, Written(value, len(tail[1])), measure)
    return None


_MANY = re.compile(r"\s(trăm|chục)(?!\w)")
_TAIL = re.compile(r"\s(\d{1,3})(?=\s+đồng(?!\s+chí|\w)|\s*(?:[;:)]|[.,](?!\d)|$))")
