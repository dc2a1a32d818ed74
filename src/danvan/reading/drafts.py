"""A figure in the making: one number of a sentence with the words around it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity
from danvan.reading.contexts import sentence_contexts
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.measure_words import open_measure_at
from danvan.reading.mentions import Mentions
from danvan.reading.model import Direction, FigureKind, Qualifier, Section
from danvan.reading.numbers import Number
from danvan.reading.paragraphs import Paragraph
from danvan.reading.reach import (
    begin_of_words,
    behind_bracket,
    content_words,
    first_place,
    more_words,
    named_outside,
    right_end_of,
    without_brackets,
)
from danvan.reading.sentences import depth_at, parentheses, sentence_bounds
from danvan.reading.separators import without_inner_marks


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
    context: str = ""
    """Words further off that still speak for the number (folded): a heading the paragraph runs in from, the sentence before a
    'Trong đó'."""
    versus: str = ""
    """What a change or a share is told against, as the document says it: 'so với năm 2015'."""
    confidence: float | None = None
    """How sure the indicator is that its words gave it; `offered` holds those they do not decide on."""
    offered: tuple[str, ...] = ()
    kin: int = 0
    """The same for parts told as one split of their whole; 0 for a part alone."""
    in_table: bool = False
    of_other: bool = False
    """About another unit than the one that reports (a row of a table of units), or about last year."""
    earlier: bool = False
    """What it was in another year, told beside this year's."""
    parts: dict[str, str] = field(default_factory=dict)
    form: str = ""
    """The official form the table is, by its code; `column` is the cell's column as its formulas name it: 'c12', 'num(c2)'."""
    column: str = ""
    row: str = ""
    """The words at the left of its row."""
    bound: str = ""
    """The indicator the form binds the column to."""

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


_CHANGE = re.compile(
    r"(?<!\w)(tăng|giảm|cắt giảm|giảm trừ)(?:\s+(?:thêm|được|khoảng|hơn|gần|trên|ước|tới|đến|bình quân|tương ứng|so\s+(?:với|cùng)[^,;]{0,45}?(?:\s+là)?|là(?=\s*$)))*\s*$"
)
_LEFT_OVER = re.compile(
    r"(?<!\w)(?:(?:sau|trước) khi(?: (?:đã|được|thực hiện))*(?: cắt)?|sau cắt) (?:tăng|giảm|giảm trừ) là\s*$"
)
"""'sau khi cắt giảm là 683 ngày': the level before or after, not how much it fell; 'so với năm trước giảm là 12' is a fall."""
_MORE_THAN = re.compile(
    r"(?<!\w)(?:đã |vẫn |còn )?(?P<how>cao|thấp|nhiều|ít) hơn(?: so với| so| mức)?(?: (?!\d)[^\s,;.()%]+(?: (?:19|20)\d\d)?){1,8}(?: ?\([^()]*\))?(?: là)?\s*$"
)
"""'cao hơn năm 2021 (97,9%) là 0,8%', 'thấp hơn bình quân chung 10,9%'."""
_RATE_NOUN = re.compile(r"(?:tốc độ|tỷ lệ|tỉ lệ|tỷ suất|mức)\s+(?:tăng|giảm)[^,;]*(?:đạt|là|:)\s*$")


def make_drafts(
    paragraph: Paragraph, at: int, mentions: Mentions, words: Lexicon, section: Section | None, year: int | None = None
) -> list[Draft]:
    """The drafts of one paragraph, in order. `year`: the last one the document reports on, if it says."""
    text, low = paragraph.text, fold(paragraph.text)
    if not mentions.numbers:
        return []
    parted = without_inner_marks(low, text, mentions.known, words.term_pairs)
    bounds, every_pair = sentence_bounds(text), parentheses(text)
    ends, inside, pairs = [end for _, end in bounds], -1, every_pair
    contexts = sentence_contexts(low, text, bounds, len(paragraph.opening))
    numbers = [_with_open_measure(low, text, number, words) for number in mentions.numbers]
    drafts: list[Draft] = []
    floor_behind = 0  # where the words end that stand behind the last number's brackets
    for index, number in enumerate(numbers):
        sentence = min(bisect_right(ends, number.start), len(ends) - 1)
        if sentence != inside:
            inside = sentence
            pairs = [pair for pair in every_pair if pair[0] < ends[sentence] and pair[1] >= bounds[sentence][0]]
        previous = numbers[index - 1] if index and numbers[index - 1].start >= bounds[sentence][0] else None
        following = numbers[index + 1] if index + 1 < len(numbers) and numbers[index + 1].start < bounds[sentence][1] else None
        depth, opener = depth_at(pairs, number.start)
        percent = words.kind_of(number.measure) == "percent"
        right_end = right_end_of(parted, number, following, bounds[sentence], percent=percent)
        behind = behind_bracket(parted, right_end, numbers[index + 1 :], bounds[sentence], pairs)
        spoken_for = floor_behind if floor_behind <= number.start else 0
        floor = max(spoken_for, first_place(parted, number, previous, bounds[sentence], opener, paragraph))
        floor_behind = max(floor_behind, behind.end if behind.end > behind.start else 0)
        if (outside := named_outside(parted, number, previous, bounds[sentence], (opener, pairs))) is not None:
            depth, opener = depth_at(pairs, outside)
            floor = max(spoken_for, first_place(parted, number, previous, bounds[sentence], opener, paragraph))
        begin = begin_of_words(parted, floor, number.start, told=content_words(low[number.stop : right_end]) >= 2)
        drafts.append(
            Draft(
                number=number,
                paragraph=at,
                sentence=sentence,
                bounds=bounds[sentence],
                depth=depth,
                opener=opener,
                begin=begin,
                left=without_brackets(low[begin : number.start]),
                left_text=without_brackets(text[begin : number.start]),
                right=f"{low[number.stop : right_end].strip()} {behind.of(low).strip()}".strip(),
                right_text=f"{text[number.stop : right_end].strip()} {behind.of(text).strip()}".strip(),
                more=more_words(parted, number, following, bounds[sentence]).replace("·", ","),
                context=contexts[sentence],
                measure=number.measure,
                scale=words.scale_of(number.measure),
                section=section,
            )
        )
    _classify_all(drafts, low, words, mentions, year)
    return drafts


def _classify_all(drafts: list[Draft], low: str, words: Lexicon, mentions: Mentions, year: int | None) -> None:
    """What each figure says, by its own clause first, then by those beside it."""
    _link_slashes(low, drafts)
    for draft in drafts:
        _classify(draft, low, words, mentions, year)
    _carry_direction(low, drafts, words)
    _carry_last_year(low, drafts)
    _other_years(low, drafts, year)


def _with_open_measure(low: str, text: str, number: Number, words: Lexicon) -> Number:
    if number.measure:
        return number
    measure, stop = open_measure_at(low, text, number.stop, words)
    return replace(number, measure=measure, stop=stop) if measure else number


_BESIDE = re.compile(r"\s*(?:\(|,|với|và|cùng|,\s*với|gồm|về|trong)\s*")
_NOW = re.compile(r"(?:đến nay|nay|hiện nay|hiện)?\s*(?:còn|xuống còn|giảm còn|giảm xuống còn|tăng lên|lên)\W*$")
"""'số hộ nghèo đầu năm là 134 hộ, đến nay còn 96 hộ': the same thing, later."""


def _link_slashes(low: str, drafts: list[Draft]) -> None:
    """a/b over one measure is a part of a whole; figures of several measures joined by '/' or '=' are a chain."""
    for before, draft in pairwise(drafts):
        gap = low[before.number.stop : draft.number.start]
        if not before.measure and re.fullmatch(r"\s?[-–—÷~]\s?|\s+(?:đến|tới)\s+", gap):  # a range: '1.500–1.700 người'
            before.measure, before.scale = draft.measure, draft.scale
            _share_right(before, draft)
            before.qualifier, draft.qualifier = Qualifier.AT_LEAST, Qualifier.AT_MOST
        if not before.measure and draft.measure and _FROM.search(low[: before.number.start][-4:]) and _NOW_AT.fullmatch(gap):
            before.measure, before.scale = draft.measure, draft.scale  # 'từ 35 lên 47 cuộc'
        if _BESIDE.fullmatch(gap) and before.measure and fold(before.measure) != fold(draft.measure):
            draft.beside = before
        if _NOW.match(draft.left) and fold(before.measure) == fold(draft.measure) and before.sentence == draft.sentence:
            draft.beside = before
        if before.measure == draft.measure == "%" and re.fullmatch(
            r"\W*(?:đến )?(?:năm|quý|tháng|kỳ|đầu|cuối)[^,;.%]{0,30}", gap
        ):
            draft.beside = before  # 'năm 2023 là 95,2%, năm 2024 là 97,1%'
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


_THAN = r"so (?:với|cùng)?\s?(?P<than>(?:cùng|năm|đầu|cuối|kỳ|quý|tháng|6 tháng|9 tháng|thời điểm|nhiệm kỳ|giai đoạn)[^,;:.()%]{0,40}?)"
_VERSUS = re.compile(rf"[^;.()%\d]{{0,40}}?(?<!\w){_THAN}(?=\s*(?:[,;:.()%]|$|(?:là|thì|đạt|tăng|giảm|có)(?!\w)))")
_VERSUS_BEFORE = re.compile(rf"(?<!\w){_THAN}[,:]?\s*(?:thì|đã|là|có)?\s*(?:tăng|giảm)[^;.()\d]{{0,30}}$")
_COMPARED = re.compile(r"[^;.()\d]{0,25}(?<!\w)so (?:với|cùng)(?!\w)")
_THIS_YEAR = re.compile(r"(?:năm nay|nay|xuống|lên|còn|kỳ này|trong kỳ|kế hoạch|chỉ tiêu|;|tăng|giảm)")
_BY_YEAR = re.compile(r"(?<!\w)(?<!từ )(?:đến|tới)(?: hết| cuối)? năm (?P<year>20\d\d)")
_THERE_IS = re.compile(r",[^;]*(?<!\w)(?:có|đã|còn)(?!\w)")
_FROM_YEAR = re.compile(r"(?<!\w)(?:từ|giai đoạn|trong)(?!\w)[^,;.]{0,30}$")


def _is_for_later(before: str, year: int | None) -> bool:
    """'đến năm 2030': a target when the document reports on an earlier year, or on none that is known; 'từ năm 2021 đến năm
    2024' tells what was."""
    found = list(_BY_YEAR.finditer(before))
    if not found or _FROM_YEAR.search(before[: found[-1].start()]):
        return False
    if year is None:  # 'đến cuối năm 2023, toàn tỉnh có 115 hộ nghèo' tells what is
        return not _THERE_IS.search(before, found[-1].end())
    return int(found[-1]["year"]) > year


_LAST_YEAR = re.compile(
    r"(?:cùng kỳ|(?<!tồn )(?<!chuyển )(?<!tồn từ )(?<!chuyển từ )(?<!tồn của )năm trước(?! (?:chuyển|tồn))|năm ngoái|(?<!tồn )(?<!chuyển )(?<!tồn từ )(?<!chuyển từ )(?<!tồn của )(?<!còn )kỳ trước(?! (?:chuyển|tồn))|(?<!tháng )đầu năm(?! (?:\d|đến nay|tới nay))|(?<!tồn )đầu kỳ)[^,;.\d]{0,30}(?:(?:19|20)\d\d)?[^\w;.]*(?:là|có|đạt)?[^\w;.]*$"
)


def _more_than(low: str, draft: Draft) -> re.Match[str] | None:
    """To look for its one word first keeps a sentence of ten thousand numbers from being searched ten thousand times."""
    begin, end = draft.bounds[0], draft.number.start
    return _MORE_THAN.search(low, begin, end) if low.rfind("hơn", begin, end) >= 0 else None


_OTHER_TIMES = ("cùng kỳ", "năm trước", "năm ngoái", "kỳ trước", "đầu năm", "đầu kỳ")
"""Each alternative of _LAST_YEAR holds one."""


def _names_last_year(before: str) -> bool:
    return any(words in before for words in _OTHER_TIMES) and bool(_LAST_YEAR.search(before))


_FROM = re.compile(r"(?<!\w)từ\s*$")
_NOW_AT = re.compile(
    r"\s*(?:(?:vào )?(?:đầu )?(?:năm \d{4}|năm trước)\s*)?(?:giảm |tăng )?(?:xuống còn|xuống|lên đến|lên tới|lên|còn)(?:\s*(?:là|còn))?(?!\w)\s*"
)
_PLANNED = re.compile(r"(?<!\w)(?:kế hoạch|kh|chỉ tiêu|dự toán)(?: (?:giao|năm|đề ra|năm \d{4}))?\s*$")
"""'so với KH (1.828 lao động)': what stands in the brackets is the plan."""
_PLAN_BEFORE = re.compile(
    r"(?<!theo )(?<!đạt )(?<!vượt )(?<!số )(?<!các )(?<!xây dựng )(?<!ban hành )(?<!thực hiện )(?<!\w)"
    r"(?:kế hoạch|kh|chỉ tiêu|dự toán)(?: (?:giao|được giao|năm|đề ra|cả năm|năm \d{4}|là|tỉnh giao|huyện giao))*\s*[:(]?\s*$"
)
"""'(kế hoạch 27 cuộc)', 'chỉ tiêu giao 50 hộ': a plan is no result."""
_IN_BRACKETS = re.compile(
    r"\((?:kế hoạch|kh|chỉ tiêu)[^()]*$|(?:chỉ tiêu|kế hoạch)(?: (?:đề ra|năm \d{4}|(?:ubnd |hđnd )?(?:tỉnh|huyện|xã|cấp trên) giao|được giao|giao|nghị quyết))* ?\($"
)
_SPOKEN_FOR = 600
"""Letters of its sentence before a number in which a word may still say that it is planned or last year's."""
_NO_QUALIFIER = re.compile(r"(?:cấp trên|(?:loại|hạng|mức|khá|tốt)\W*(?:khá|tốt)?\W*trung bình)$")


def _is_level_before(draft: Draft, low: str) -> bool:
    """'giảm từ 5,2% xuống còn 3,1%': the first is what it was, the second what it is."""
    return bool(_FROM.search(low[: draft.number.start][-4:]) and _NOW_AT.match(low, draft.number.stop))


def _carry_direction(low: str, drafts: Sequence[Draft], words: Lexicon) -> None:
    """'giảm 5 đơn/3 vụ việc', 'tăng 5 lượt, 10 người so với cùng kỳ': one verb for both."""
    for before, draft in pairwise(drafts):
        if before.direction is None or not draft.is_level or draft.sentence != before.sentence:
            continue
        gap = low[before.number.stop : draft.number.start]
        listed = re.fullmatch(r"\s*(?:,|và|với|, với)\s*", gap) and _COMPARED.match(low, draft.number.stop)
        if draft.chained is before or (listed and not words.same(before.measure, draft.measure)):
            draft.direction = before.direction
            draft.kind = FigureKind.CHANGE


_YEAR_ALONE = re.compile(
    r"\s*(?:năm|quý [ivx]+(?:/| năm )|6 tháng đầu năm|9 tháng năm) ?(?P<year>20\d\d)\s*(?::|là|có|đạt|chỉ)*\s*"
)


_THAN_YEAR = re.compile(r"(?:so (?:với|cùng)?|hơn) ?(?:của )?năm (?P<year>(?:19|20)\d\d) ?$")
"""'gấp 1,7 lần so với năm 2015 (30,8 triệu đồng)', 'cao hơn năm 2021 (97,9%)'."""
_LEVELS = (FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE)


def _other_years(low: str, drafts: Sequence[Draft], year: int | None) -> None:
    """'đạt 99,85% (năm 2024: 99,2%)': one number alone in brackets, of a year of its own, is what it was then."""
    inside = Counter(draft.opener for draft in drafts)
    for before, draft in pairwise(drafts):
        alone = draft.opener >= 0 and inside[draft.opener] == 1
        named = _YEAR_ALONE.fullmatch(low, draft.opener + 1, draft.number.start) if alone else None
        if named and before.kind is draft.kind and (year is None or int(named["year"]) < year):
            draft.of_other = draft.earlier = True
        told = _THAN_YEAR.search(low, draft.bounds[0], draft.opener) if alone else None
        if told and draft.kind in (FigureKind.RATIO, *_LEVELS) and not low[draft.opener + 1 : draft.number.start].strip():
            draft.of_other = draft.earlier = True
            draft.period = Period.year(int(told["year"]))


def _carry_last_year(low: str, drafts: Sequence[Draft]) -> None:
    """'(cùng kỳ: 118 buổi/8.420 lượt)': the cue speaks for the whole chain, and to the end of its brackets."""
    for before, draft in pairwise(drafts):
        if not before.of_other or not draft.is_level or draft.sentence != before.sentence:
            continue
        gap = low[before.number.stop : draft.number.start]
        bracketed = draft.opener >= 0 and draft.opener == before.opener and not _THIS_YEAR.search(gap)
        draft.of_other = draft.of_other or draft.chained is before or before.over is draft or bracketed


def _classify(draft: Draft, low: str, words: Lexicon, mentions: Mentions, year: int | None) -> None:
    left = low[max(draft.begin, draft.number.start - _SPOKEN_FOR) : draft.number.start]
    qualifier = words.qualifier.search(left)
    if qualifier and not _NO_QUALIFIER.search(left[: qualifier.end(1)]):
        draft.qualifier = Qualifier(words.qualifiers[re.sub(r"\s+", " ", qualifier[1])])
    if behind := words.qualifier_behind.match(low, draft.number.stop):  # '100 hộ trở lên'
        draft.qualifier = Qualifier(words.qualifiers_behind[re.sub(r"\s+", " ", behind[1])])
    change = _CHANGE.search(left)
    if change and not (_RATE_NOUN.search(left) or _LEFT_OVER.search(left)):
        draft.direction = Direction.UP if change[1].startswith("tăng") else Direction.DOWN
    elif more := _more_than(low, draft):
        draft.direction = Direction.UP if more["how"] in ("cao", "nhiều") else Direction.DOWN
    percent = words.kind_of(draft.measure) == "percent" or _lost_percent(draft, left, low)
    draft.kind = _kind(draft, words, percent=percent)
    before = low[max(draft.bounds[0], draft.number.start - _SPOKEN_FOR) : draft.number.start]
    draft.target = bool(draft.section and draft.section.target) or bool(words.target_cue.search(before))
    draft.target = draft.target or _is_for_later(before, year)
    draft.period = _period(low, draft, mentions)
    draft.of_other = draft.is_level and _names_last_year(before)
    versus = _VERSUS.match(low, draft.number.stop) or _VERSUS_BEFORE.search(before)
    draft.versus = versus["than"].strip() if versus else ""
    draft.of_other = draft.of_other or _is_level_before(draft, low)
    if draft.opener >= 0 and _PLANNED.search(low[: draft.opener]):
        draft.left = f"kế hoạch {draft.left}".strip()
    plan = _PLAN_BEFORE.search(before) if draft.is_level or _IN_BRACKETS.search(before) else None
    # '(quyết định 800, kế hoạch 97)': without a measure it may be the plans that are counted
    draft.target = draft.target or (plan is not None and bool(draft.measure or before[: plan.start()].endswith("(")))
    draft.parts = words.parts(f"{draft.left} {draft.measure.lower()} {draft.right}")


_SHARE_OF = re.compile(r"(?<!\w)chiếm(?: (?:tỷ lệ|tỉ lệ))?(?: (?:khoảng|gần|hơn|trên))?\s*$")


def _lost_percent(draft: Draft, left: str, low: str) -> bool:
    """'hòa giải viên nữ chiếm 24, …': a share whose sign was lost, not a count."""
    stop = draft.number.stop
    return not draft.measure and bool(_SHARE_OF.search(left)) and not re.match(r"\s?[/–-]", low[stop : stop + 2])


def _kind(draft: Draft, words: Lexicon, *, percent: bool) -> FigureKind:
    if draft.direction:
        return FigureKind.RATE_OF_CHANGE if percent or draft.measure == "lần" else FigureKind.CHANGE
    if percent:
        return FigureKind.RATIO
    kind = words.kind_of(draft.measure)
    if kind == "money":
        return FigureKind.MONEY
    return FigureKind.COUNT if kind in ("count", "other") else FigureKind.MEASURE


_DATED = re.compile(r"\s*(?:,|là|có|đạt|:|còn|được|chiếm|ước|khoảng|trên|hơn|gần|\s)*$")
"""'năm 2023 là 95,2 %, năm 2024 là 97,1 %': a period right before a number is its own."""
_PERIOD_CUE = re.compile(r"(?:^|[,;(:]|(?<!\w)(?:trong|từ|tính đến|đến|qua|kết quả|lũy kế|luỹ kế))\s*$")


def _period(low: str, draft: Draft, mentions: Mentions) -> Period | None:
    """The period its own sentence gives it, when it does so with a cue; a comparison's period is not the figure's."""
    found = None
    for span, period in mentions.periods:
        before = low[draft.bounds[0] : span.start]
        inside = draft.bounds[0] <= span.start < draft.number.start
        between = low[span.end : draft.number.start]
        inside = inside and between.count(")") <= between.count("(")  # '(năm 2023: 100 lượt), tăng 20%'
        own = draft.bounds[0] < span.start and _DATED.fullmatch(low[span.end : draft.number.start])
        if inside and (own or _PERIOD_CUE.search(before)) and not re.search(r"(?:so với|cùng kỳ|so)\s*(?:với)?\s*$", before):
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
