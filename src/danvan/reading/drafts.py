"""A figure in the making: one number of a sentence with the words around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.mentions import Mentions, Number, open_measure_at
from danvan.reading.model import Direction, FigureKind, Qualifier, Section
from danvan.reading.paragraphs import Paragraph
from danvan.reading.sentences import depth_at, parentheses, sentence_bounds


@dataclass(slots=True, eq=False)
class Draft:
    """`left` and `right` are the words that belong to the number (folded); `begin` is where its own words begin."""

    number: Number
    paragraph: int
    sentence: int
    bounds: tuple[int, int]
    depth: int
    opener: int
    begin: int
    left: str
    right: str
    measure: str
    kind: FigureKind = FigureKind.COUNT
    label: str = ""
    direction: Direction | None = None
    qualifier: Qualifier | None = None
    period: Period | None = None
    target: bool = False
    over: "Draft | None" = None
    """In a/b, the b that this a stands over."""
    chained: "Draft | None" = None
    """The figure before it in a chain (53 lượt = 83 người = 49 vụ việc)."""
    whole: "Draft | None" = None
    anchor: "Draft | None" = None
    """The figure a percentage or a change is about."""
    section: Section | None = None
    left_text: str = ""
    right_text: str = ""
    """`left` and `right` as the document spells them, for labels."""
    beside: "Draft | None" = None
    """The figure right before it that shares its words: '152 lượt công dân, 167 người với 136 vụ việc'."""
    scale: int = 0
    """The power of ten of the scale words in the measure."""
    lead: str = ""
    """The line a list stands under, for the short lines of the list (folded)."""
    more: str = ""
    """Words behind a comma that still belong to the number: used to find its indicator, not shown in its label."""
    id: str = ""
    in_table: bool = False
    of_other: bool = False
    """About another unit than the one that reports (a row of a table of units), or about last year."""
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def value(self) -> Decimal:
        return self.number.written.value

    @property
    def exact(self) -> Fraction:
        """The value with its scale word counted in: 3 tỷ đồng and 3.000 triệu đồng are the same."""
        return Fraction(self.value) * int(10**self.scale)

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.value, self.measure, self.number.written.decimals)

    @property
    def is_level(self) -> bool:
        """A state of things, not a rise, a fall or a share."""
        return self.kind in (FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE)


_PETITION = r"(?:khiếu nại|tố cáo|kiến nghị|phản ánh)"
_COMMA = rf"(?:(?<!khiếu nại)(?<!tố cáo)(?<!kiến nghị)(?<!phản ánh),|,(?!\s*{_PETITION}(?!\w|\s*(?:là|có)?\s*\d)))"
"""'khiếu nại, tố cáo, kiến nghị' is one thing that is counted, unless a number follows each word."""
_SEPARATOR = re.compile(
    rf"{_COMMA}|[;:()=…/]|\.(?!\d)|\s[-–—]\s|(?<!\w)(?:trong đó|trong số đó|bao gồm|gồm có|gồm|cụ thể|riêng|và(?=\s+\d|\s*$))(?!\w)"
)
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
_CHANGE = re.compile(
    r"(?<!\w)(tăng|giảm|cắt giảm|giảm trừ)(?:\s+(?:thêm|được|khoảng|hơn|gần|trên|ước|tới|đến|bình quân|tương ứng|so\s+(?:với|cùng)[^,;]{0,45}?(?:\s+là)?|là(?=\s*$)))*\s*$"
)
_RATE_NOUN = re.compile(r"(?:tốc độ|tỷ lệ|tỉ lệ|tỷ suất|mức)\s+(?:tăng|giảm)[^,;]*(?:đạt|là|:)\s*$")


def make_drafts(paragraph: Paragraph, at: int, mentions: Mentions, words: Lexicon, section: Section | None) -> list[Draft]:
    """The drafts of one paragraph, in order."""
    text, low = paragraph.text, fold(paragraph.text)
    bounds, pairs = sentence_bounds(text), parentheses(text)
    numbers = [_with_open_measure(low, text, number) for number in mentions.numbers]
    drafts: list[Draft] = []
    for index, number in enumerate(numbers):
        sentence = next(i for i, (start, end) in enumerate(bounds) if number.start < end or end == len(text))
        previous = numbers[index - 1] if index and numbers[index - 1].start >= bounds[sentence][0] else None
        following = numbers[index + 1] if index + 1 < len(numbers) and numbers[index + 1].start < bounds[sentence][1] else None
        depth, opener = depth_at(pairs, number.start)
        percent = words.kind_of(number.measure) == "percent"
        right_end = _right_end(low, number, following, bounds[sentence], percent=percent)
        floor = _floor(low, number, previous, bounds[sentence], opener, paragraph)
        begin = _begin(low, floor, number.start, told=_content(low[number.stop : right_end]) >= 2)
        drafts.append(
            Draft(
                number=number,
                paragraph=at,
                sentence=sentence,
                bounds=bounds[sentence],
                depth=depth,
                opener=opener,
                begin=begin,
                left=_without_brackets(low[begin : number.start]),
                left_text=_without_brackets(text[begin : number.start]),
                right=low[number.stop : right_end].strip(),
                right_text=text[number.stop : right_end].strip(),
                more=_more(low, number, following, bounds[sentence]),
                measure=number.measure,
                scale=words.scale_of(number.measure),
                section=section,
            )
        )
    _link_slashes(low, drafts)
    for draft in drafts:
        _classify(draft, low, words, mentions)
    return drafts


def _with_open_measure(low: str, text: str, number: Number) -> Number:
    if number.measure:
        return number
    measure, stop = open_measure_at(low, text, number.stop)
    return replace(number, measure=measure, stop=stop) if measure else number


def _without_brackets(words: str) -> str:
    return re.sub(r"\([^()]*\)", " ", words).strip(" (")


def _content(words: str) -> int:
    return sum(1 for word in re.findall(r"[^\W\d_]+", words) if word not in _STOP)


def _floor(
    low: str, number: Number, previous: Number | None, bounds: tuple[int, int], opener: int, paragraph: Paragraph
) -> int:
    """Before this place no words belong to the number: its sentence, its parentheses, the words of the number before it."""
    floor = max(bounds[0], opener + 1)
    if previous is not None and previous.stop >= floor:
        shared = _SEPARATOR.search(low, previous.stop, number.start)  # what stands before it belongs to the number before
        floor = shared.end() if shared else previous.stop
    if bounds[0] == 0 and paragraph.opening:
        floor = max(floor, len(paragraph.opening))
    return floor


def _begin(low: str, floor: int, start: int, *, told: bool) -> int:
    """Where the words that lead to the number begin: behind the last separator, further back while they say too little.
    `told`: the words behind the number already say what it counts ('…, có 1,5 km đường tỉnh')."""
    begin = floor
    for mark in reversed(list(_SEPARATOR.finditer(low, floor, start))):
        begin = mark.end()
        content = _content(low[begin:start])
        enough = {",": 4, ":": 2, "(": 3, ")": 3}.get(mark.group(), 0)
        if content >= enough or (told and not content):
            break
        begin = floor
    return begin


def _more(low: str, number: Number, following: Number | None, bounds: tuple[int, int]) -> str:
    """'theo cơ chế một cửa, một cửa liên thông': what stands behind one comma, when no other number is counted there."""
    end = min(bounds[1], following.start if following else bounds[1])
    comma = re.match(r"[^,;:()=…/.]{0,80},\s*([^,;:()=…/.\d]{1,60})(?=[;(.]|$)", low[number.stop : end])
    leads_on = following is not None and comma is not None and number.stop + comma.end() == end
    return comma[1] if comma and not leads_on else ""


def _right_end(low: str, number: Number, following: Number | None, bounds: tuple[int, int], *, percent: bool) -> int:
    """Where the words behind a number stop being its own."""
    end = min(bounds[1], following.start if following else bounds[1])
    after = low[number.stop : end]
    if following is not None and re.match(r"\s*và(?!\w)", after):
        return number.stop  # '17 đơn và … 01 đơn': the words behind 'và' lead to the next number
    mark = _SEPARATOR.search(after)
    if percent and mark and mark.group() == "," and 0 < _content(after[: mark.start()]) < 4:
        # '100% cán bộ, công chức được cấp tài khoản', but not '98% phiếu, không hài lòng 2%'
        further = _SEPARATOR.search(after, mark.end())
        mark = further if further or following is None or following.start >= bounds[1] else mark
    after = after[: mark.start()] if mark else after
    cut = _CUT_RIGHT.search(after)
    return number.stop + (cut.start() if cut else len(after))


_BESIDE = re.compile(r"\s*(?:\(|,|với|và|cùng|,\s*với|gồm|về|trong)\s*")


_NOW = re.compile(r"(?:đến nay|nay|hiện nay|hiện)?\s*(?:còn|xuống còn|giảm còn|giảm xuống còn|tăng lên|lên)\W*$")
"""'số hộ nghèo đầu năm là 134 hộ, đến nay còn 96 hộ': the same thing, later."""


def _link_slashes(low: str, drafts: list[Draft]) -> None:
    """a/b over one measure is a part of a whole; figures of several measures joined by '/' or '=' are a chain."""
    for before, draft in pairwise(drafts):
        gap = low[before.number.stop : draft.number.start]
        if not before.measure and re.fullmatch(r"\s?[-–—]\s?|\s+đến\s+", gap):  # a range: '1.500–1.700 người'
            before.measure, before.scale = draft.measure, draft.scale
            _share_right(before, draft)
            before.qualifier, draft.qualifier = Qualifier.AT_LEAST, Qualifier.AT_MOST
        if _BESIDE.fullmatch(gap) and before.measure and fold(before.measure) != fold(draft.measure):
            draft.beside = before
        if _NOW.match(draft.left) and fold(before.measure) == fold(draft.measure) and before.sentence == draft.sentence:
            draft.beside = before
        if not re.fullmatch(r"\s*[/=]\s*", gap):
            continue
        if before.measure and fold(before.measure) != fold(draft.measure):
            draft.chained, draft.left, draft.left_text, draft.begin = before, before.left, before.left_text, before.begin
            _share_right(before, draft)
        elif "/" in gap:
            before.measure, before.scale, before.over = draft.measure, draft.scale, draft
            _share_right(before, draft)
            draft.left, draft.left_text, draft.begin = before.left, before.left_text, before.begin
    for draft in reversed(drafts):  # the right-hand words of a chain belong to each of its members
        if draft.chained is not None:
            _share_right(draft.chained, draft)


def _share_right(before: Draft, draft: Draft) -> None:
    if not before.right:
        before.right, before.right_text = draft.right, draft.right_text


_LAST_YEAR = re.compile(
    r"(?:cùng kỳ|năm trước(?! chuyển)|năm ngoái|kỳ trước(?! (?:chuyển|tồn))|(?<!tháng )đầu năm(?! (?:\d|đến nay|tới nay))|(?<!tồn )đầu kỳ)[^,;.\d]{0,30}(?:(?:19|20)\d\d)?[^\w;.]*(?:là|có|đạt)?[^\w;.]*$"
)


_FROM = re.compile(r"(?<!\w)từ\s*$")
_NOW_AT = re.compile(r"\s*(?:(?:vào )?(?:đầu )?năm \d{4}\s*)?(?:giảm |tăng )?(?:xuống còn|lên|còn)(?!\w)")
_PLANNED = re.compile(r"(?<!\w)(?:kế hoạch|kh|chỉ tiêu|dự toán)(?: (?:giao|năm|đề ra|năm \d{4}))?\s*$")
"""'so với KH (1.828 lao động)': what stands in the brackets is the plan."""
_NO_QUALIFIER = re.compile(r"(?:cấp trên|(?:loại|hạng|mức|khá|tốt)\W*(?:khá|tốt)?\W*trung bình)$")


def _is_level_before(draft: Draft, low: str) -> bool:
    """'giảm từ 5,2% xuống còn 3,1%': the first is what it was, the second what it is."""
    return bool(_FROM.search(low[: draft.number.start][-4:]) and _NOW_AT.match(low, draft.number.stop))


def _classify(draft: Draft, low: str, words: Lexicon, mentions: Mentions) -> None:
    left = low[draft.begin : draft.number.start]
    qualifier = words.qualifier.search(left)
    if qualifier and not _NO_QUALIFIER.search(left[: qualifier.end(1)]):
        draft.qualifier = Qualifier(words.qualifiers[re.sub(r"\s+", " ", qualifier[1])])
    change = _CHANGE.search(left)
    if change and not _RATE_NOUN.search(left):
        draft.direction = Direction.UP if change[1].startswith("tăng") else Direction.DOWN
    percent = words.kind_of(draft.measure) == "percent"
    draft.kind = _kind(draft, words, percent=percent)
    draft.target = bool(draft.section and draft.section.target) or bool(
        words.target_cue.search(low[draft.bounds[0] : draft.number.start])
    )
    draft.period = _period(low, draft, mentions)
    draft.of_other = draft.is_level and bool(_LAST_YEAR.search(low[draft.bounds[0] : draft.number.start]))
    draft.of_other = draft.of_other or _is_level_before(draft, low)
    if draft.opener >= 0 and _PLANNED.search(low[: draft.opener]):
        draft.left = f"kế hoạch {draft.left}".strip()
    draft.parts = words.parts(f"{draft.left} {draft.measure.lower()} {draft.right}")


def _kind(draft: Draft, words: Lexicon, *, percent: bool) -> FigureKind:
    if draft.direction:
        return FigureKind.RATE_OF_CHANGE if percent else FigureKind.CHANGE
    if percent:
        return FigureKind.RATIO
    kind = words.kind_of(draft.measure)
    if kind == "money":
        return FigureKind.MONEY
    return FigureKind.COUNT if kind in ("count", "other") else FigureKind.MEASURE


_PERIOD_CUE = re.compile(r"(?:^|[,;(:]|(?<!\w)(?:trong|từ|tính đến|đến|qua|kết quả|lũy kế|luỹ kế))\s*$")


def _period(low: str, draft: Draft, mentions: Mentions) -> Period | None:
    """The period its own sentence gives it, when it does so with a cue; a comparison's period is not the figure's."""
    found = None
    for span, period in mentions.periods:
        before = low[draft.bounds[0] : span.start]
        inside = draft.bounds[0] <= span.start < draft.number.start
        if inside and _PERIOD_CUE.search(before) and not re.search(r"(?:so với|cùng kỳ|so)\s*(?:với)?\s*$", before):
            found = period
    return found


def by_sentence(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """The drafts of each sentence in turn."""
    group: list[Draft] = []
    for draft in drafts:
        if group and (draft.paragraph, draft.sentence) != (group[-1].paragraph, group[-1].sentence):
            yield group
            group = []
        group.append(draft)
    if group:
        yield group
