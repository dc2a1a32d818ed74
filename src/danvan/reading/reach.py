"""Which words of a sentence belong to a number: where they begin before it, where they end behind it."""

import re
from collections.abc import Sequence

from danvan.kernel.span import Span
from danvan.reading.numbers import Number
from danvan.reading.paragraphs import Paragraph
from danvan.reading.separators import SEPARATOR

_CUT_RIGHT = re.compile(
    r"(?<!\w)(?:đạt(?=\s*(?:tỷ lệ|tỉ lệ|trên|gần|hơn|khoảng|\d|$))|chiếm|tăng|giảm|bằng(?=\s*(?:khoảng|gần|hơn|trên)?\s*\d)|trong đó|gồm|bao gồm|so với(?!\s+(?:kh|kế hoạch|chỉ tiêu|dự toán)(?!\w))|so cùng|tương ứng|tương đương|cụ thể|còn lại|với số|qua đó|nhằm|để|đến nay)(?!\w)"
)
_STOP = frozenset(
    [
        "và",
        "với",
        "có",
        "là",
        "đã",
        "được",
        "gồm",
        "trong",
        "đó",
        "đạt",
        "các",
        "những",
        "cho",
        "của",
        "tại",
        "về",
        "đến",
        "nay",
        "thì",
        "số",
        "tổng",
        "tổng_số",
        "cả",
        "toàn",
        "được_là",
        "hiện",
        "này",
        "như",
        "sau",
        "theo",
        "ra",
        "do",
        "ở",
        "vào",
        "từ",
    ]
)
_SHORT_BRACKET = 3
_NAMING = re.compile(r"(?!có|kèm|theo|xem|nếu|sau|gọi|như)[^\W\d_]{2,}(?: [^\W\d_]+)*")
"""Words in brackets that say what the number before them is; one letter is the mark of a note: '154 thủ tục(a)'."""


def behind_bracket(
    parted: str, right_end: int, later: Sequence[Number], bounds: tuple[int, int], pairs: Sequence[tuple[int, int]]
) -> Span:
    """The words behind the brackets that follow a number at once: '12 đơn (05 đơn nặc danh) vượt cấp'; empty where they lead on
    to another number."""
    nothing = Span(right_end, right_end)
    if not parted[right_end:].lstrip().startswith("("):
        return nothing
    opener = right_end + len(parted[right_end:]) - len(parted[right_end:].lstrip())
    close = next((end for start, end in pairs if start == opener), -1)
    if close < 0 or close >= bounds[1]:
        return nothing
    mark = SEPARATOR.search(parted, close + 1, bounds[1])
    end = mark.start() if mark else bounds[1]
    if any(close < number.start < end for number in later):
        return nothing
    cut = _CUT_RIGHT.search(parted, close + 1, end)
    stop = cut.start() if cut else end
    inside = parted[opener + 1 : close]
    if len(inside.split()) <= _SHORT_BRACKET and _NAMING.fullmatch(inside):
        return Span(opener + 1, close)  # '500 phiếu (phát ra)'
    return Span(close + 1, stop)


def without_brackets(words: str) -> str:
    """Words without what stands in brackets between them, or ends one that opened before."""
    return re.sub(r"^[^()]*\)|\([^()]*\)", " ", words).strip(" (")


_QUIET = re.compile(r"\s*(?:có|là|với|gồm|hơn|gần|khoảng|trên|ước)?\s*")
_TOLD_APART = re.compile(
    r"(?:kế hoạch|(?<!\w)kh|chỉ tiêu|dự toán|cùng kỳ|(?<!\w)ck|năm trước|so với|giao|năm \d{4}|trong đó|tăng|giảm|nghị quyết)\W*$"
)


def named_outside(
    parted: str,
    number: Number,
    previous: Number | None,
    bounds: tuple[int, int],
    brackets: tuple[int, Sequence[tuple[int, int]]],
) -> int | None:
    """Where the brackets open that hold this number alone, if the words before them are its own: 'kiến nghị (40 đơn)'."""
    opener, pairs = brackets
    close = next((end for start, end in pairs if start == opener), -1) if opener >= 0 else -1
    if close < 0 or not _QUIET.fullmatch(parted, opener + 1, number.start) or not number.stop <= close <= number.stop + 1:
        return None
    start = max(bounds[0], previous.stop if previous else bounds[0])
    if start > opener:
        return None
    marks = list(SEPARATOR.finditer(parted, start, opener))
    if previous is not None and previous.start >= bounds[0] and not marks:
        return None  # '31 lượt công dân (05 đoàn)': the words are another number's
    words = parted[marks[-1].end() if marks else start : opener]
    return opener if content_words(words) and not _TOLD_APART.search(words) else None


def content_words(words: str) -> int:
    """How many of `words` (folded) say something."""
    return sum(1 for word in re.findall(r"[^\W\d_]+", words) if word not in _STOP)


def first_place(
    low: str, number: Number, previous: Number | None, bounds: tuple[int, int], opener: int, paragraph: Paragraph
) -> int:
    """Before this place no words belong to the number: its sentence, its parentheses, the words of the number before it."""
    floor = max(bounds[0], opener + 1)
    if previous is not None and previous.stop >= floor:
        shared = SEPARATOR.search(low, previous.stop, number.start)  # what stands before it belongs to the number before
        floor = shared.end() if shared else previous.stop
    if bounds[0] == 0 and paragraph.opening:
        floor = max(floor, len(paragraph.opening))
    return floor


_WHEN_AND_WHERE = re.compile(r"(?<!\w)(?:năm|tháng|quý|kỳ|tỉnh|huyện|xã|phường|thành phố|đầu|cuối)(?!\w)")
_CLOSED = re.compile(r"\([^()]*\)")


def begin_of_words(low: str, floor: int, start: int, *, told: bool) -> int:
    """Where the words that lead to the number begin: behind the last separator, further back while they say too little.
    `told`: the words behind the number already say what it counts ('…, có 1,5 km đường tỉnh')."""
    begin = floor
    closed = [match.span() for match in _CLOSED.finditer(low, floor, start)]
    for mark in reversed(list(SEPARATOR.finditer(low, floor, start))):
        if any(opened <= mark.start() < end - 1 for opened, end in closed):
            continue  # 'chỉ số hài lòng (SIPAS) năm 2024 là': words go on behind the brackets
        begin = mark.end()
        content = content_words(low[begin:start])
        if mark.group() == ")":
            content -= len(_WHEN_AND_WHERE.findall(low, begin, start))
        enough = {",": 4, ":": 2, "(": 3, ")": 2}.get(mark.group(), 0)
        if content >= enough or (told and not content):
            break
        begin = floor
    return begin


def more_words(low: str, number: Number, following: Number | None, bounds: tuple[int, int]) -> str:
    """'theo cơ chế một cửa, một cửa liên thông': what stands behind one comma, when no other number is counted there."""
    end = min(bounds[1], following.start if following else bounds[1])
    comma = re.match(r"[^,;:()=…/.]{0,80},\s*([^,;:()=…/.\d]{1,60})(?=[;(.]|$)", low[number.stop : end])
    leads_on = following is not None and comma is not None and number.stop + comma.end() == end
    return comma[1] if comma and not leads_on else ""


def right_end_of(low: str, number: Number, following: Number | None, bounds: tuple[int, int], *, percent: bool) -> int:
    """Where the words behind a number stop being its own."""
    end = min(bounds[1], following.start if following else bounds[1])
    after = low[number.stop : end]
    if following is not None and re.match(r"\s*và(?!\w)", after):
        return number.stop  # '17 đơn và … 01 đơn': the words behind 'và' lead to the next number
    mark = SEPARATOR.search(after)
    if percent and mark and mark.group() == "," and 0 < content_words(after[: mark.start()]) < 4:
        # '100% cán bộ, công chức được cấp tài khoản', but not '98% phiếu, không hài lòng 2%'
        further = SEPARATOR.search(after, mark.end())
        mark = further if further or following is None or following.start >= bounds[1] else mark
    after = after[: mark.start()] if mark else after
    left_over = _LEFT_OVER.match(after)  # '05 vụ việc còn lại đang giải quyết'
    cut = _CUT_RIGHT.search(after, left_over.end() if left_over else 0)
    return number.stop + (cut.start() if cut else len(after))


_LEFT_OVER = re.compile(r"\s*còn lại(?!\w)")
