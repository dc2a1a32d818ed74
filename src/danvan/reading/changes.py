"""Rises and falls against another period: level, difference and percentage must agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from danvan.kernel.quantity import rounded, vietnamese
from danvan.reading.comparisons import (
    BASE_LEAD,
    HUNDRED,
    PLAN,
    base_of,
    change_tie,
    earlier_period,
    fits,
    from_to_after,
    points_tie,
    rate_tie,
    times_tie,
    words_after,
)
from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon
from danvan.reading.model import Direction, FigureKind, RelationKind
from danvan.reading.ties import Tie, in_unit


def find_changes(group: Sequence[Draft], before: Sequence[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    """The rises and falls of a sentence: '09 đơn, so cùng kỳ tăng 01 đơn (tăng 12,5%)'. `before`: figures of earlier sentences."""
    for at, draft in enumerate(group):
        if draft.kind in (FigureKind.CHANGE, FigureKind.RATE_OF_CHANGE) and not _is_mean(draft, group[:at], low):
            yield from _change(draft, _Around(group, at, before, low, words))


_MEAN = re.compile(r"(?<!\w)(?:bình quân|trung bình|mỗi năm|mỗi tháng|hằng năm|hàng năm)(?!\w)")
_PER_YEAR = re.compile(r"\s*/\s*(?:năm|tháng|quý)(?!\w)")


def _is_mean(change: Draft, earlier: Sequence[Draft], low: str) -> bool:
    """'từ 12,64% xuống còn 3,15%, bình quân mỗi năm giảm 2,37%': a mean of several years is no difference of two levels."""
    start = max(change.bounds[0], earlier[-1].number.stop if earlier else 0)
    return bool(_MEAN.search(low, start, change.number.start) or _PER_YEAR.match(low, change.number.stop))


@dataclass(frozen=True, slots=True)
class _Around:
    """A change's sentence: its figures, the change's place among them, the figures of earlier sentences, the text."""

    group: Sequence[Draft]
    at: int
    before: Sequence[Draft]
    low: str
    words: Lexicon

    @property
    def earlier(self) -> Sequence[Draft]:
        return self.group[: self.at]

    @property
    def later(self) -> Sequence[Draft]:
        return self.group[self.at + 1 :]


def _change(draft: Draft, around: _Around) -> Iterator[Tie]:
    low, words = around.low, around.words
    pair = next((top for top in reversed(around.earlier) if top.over is not None and top.depth <= draft.depth), None)
    if pair is not None and pair.over is around.earlier[-1] and draft.kind is FigureKind.RATE_OF_CHANGE:
        yield from _this_over_last(draft, pair, around.earlier[-1])
    elif draft.kind is FigureKind.CHANGE and (base := _base_before(draft, around.earlier, low, words)):
        yield from _since(draft, base, around.before, around.later, low, words)
    elif draft.anchor is not None:
        return  # told already by the change it stands beside
    elif told := from_to_after(draft, around.later[:2], low):
        yield from _told_behind(draft, *told, words)
    elif level := _level_before(draft, around.earlier, low, words):
        draft.anchor = level
        if level.kind is FigureKind.RATIO:
            yield from _of_share(draft, level, around)
        else:
            yield from _of_level(draft, level, around)
    elif level := _level_of_sentence_before(draft, around):
        draft.anchor = level
        yield from _number(draft, level, None, around)


_OPENS_WITH_CHANGE = re.compile(r"\W*(?:(?:tuy nhiên|trong đó)\W+)?(?:so (?:với|cùng)|tăng|giảm)(?!\w)")


def _level_of_sentence_before(change: Draft, around: _Around) -> Draft | None:
    """'Tiếp nhận 120 đơn. So với cùng kỳ tăng 12 đơn (11,1%)': the level of that measure, where there is one only, or one that
    the percentage fits."""
    before = around.before[-1] if around.before else None
    opening = around.low[change.bounds[0] : change.number.start]
    if before is None or before.paragraph != change.paragraph or change.kind is not FigureKind.CHANGE:
        return None
    if any(other.is_level for other in around.earlier) or not _OPENS_WITH_CHANGE.match(opening):
        return None
    told = [other for other in around.before if other.sentence == before.sentence and other.paragraph == before.paragraph]
    levels = [other for other in told if other.is_level and not (other.of_other or other.target or other.over)]
    same = [level for level in levels if around.words.same(level.measure, change.measure)]
    rate = _rate_of(change, around.later, around.low)
    fitting = [level for level in same if rate is not None and _change_fits(rate, change, level)]
    return fitting[0] if fitting else levels[0] if len(levels) == 1 and same else None


def _told_behind(draft: Draft, level: Draft, base: Draft, words: Lexicon) -> Iterator[Tie]:
    """'giảm 05 phòng (từ 13 xuống còn 08 phòng)'."""
    draft.anchor = level
    lead = re.split(r"(?:tăng|giảm|Tăng|Giảm)", draft.left_text)[0]
    base.left_text = f"{lead} {base.left_text}".strip()
    if level.kind is FigureKind.RATIO and draft.measure in ("%", "điểm %", "điểm phần trăm"):
        yield points_tie(draft, level, base, "từ … còn")
    elif base.value and words.same(draft.measure, level.measure) and draft.kind is FigureKind.CHANGE:
        yield change_tie(draft, level, base, "từ … còn")
    elif base.value and draft.kind is FigureKind.RATE_OF_CHANGE and draft.measure == "%" and level.is_level:
        yield rate_tie(draft, level, base, "từ … còn")


def _of_share(draft: Draft, level: Draft, around: _Around) -> Iterator[Tie]:
    """A change of a percentage: in points. Without last year's share there is nothing to divide."""
    base = base_of(level, around.earlier) or _share_after(draft, around.later, around.low)
    if base is not None:
        base.anchor, base.of_other = level, True
        yield points_tie(draft, level, base, "cùng kỳ")


def _of_level(draft: Draft, level: Draft, around: _Around) -> Iterator[Tie]:
    base = base_of(level, around.earlier) or _base_behind(level, draft, around.later, around.low)
    if draft.measure == "lần":
        base = base or base_of(level, around.group)
        if base is not None and base.value:
            yield times_tie(draft, level, base)
    elif draft.kind is FigureKind.RATE_OF_CHANGE:
        yield from _rate(draft, level, base, around)
    else:
        yield from _number(draft, level, base, around)


def _why(level: Draft, base: Draft) -> str:
    return "cùng kỳ" if base.anchor is level else "từ … còn"


def _rate(draft: Draft, level: Draft, base: Draft | None, around: _Around) -> Iterator[Tie]:
    """A change told in percent only."""
    told_in_numbers = any(other.kind is FigureKind.CHANGE and other.anchor is level for other in around.earlier)
    before = around.group[: around.group.index(level)] if level in around.group else []
    earlier = earlier_period(level, before, around.words)
    if base is not None and base.value:
        if not told_in_numbers:
            yield rate_tie(draft, level, base, _why(level, base))
    elif earlier is not None and earlier.value:
        tie = rate_tie(draft, level, earlier, "năm trước")
        yield tie if tie.holds else replace(tie, holds=None)
    elif not told_in_numbers:
        yield from _against_base(draft, level, around.group, around.low, around.words)


def _number(draft: Draft, level: Draft, base: Draft | None, around: _Around) -> Iterator[Tie]:
    """A change told in numbers, with the percentage that says the same."""
    low = around.low
    if base is not None and base.value and base.scale == level.scale and draft.scale == level.scale:
        yield change_tie(draft, level, base, _why(level, base))
    else:
        yield from _from_base(draft, level, around.later, low, around.words)
    rate = _rate_of(draft, around.later, low)
    if rate is None:
        return
    if rate.kind is FigureKind.RATIO and low[: rate.number.start].rstrip().endswith("bằng"):
        yield from _equals_last_year(rate, draft, level)  # 'giảm 12 đơn, bằng 95,1% so cùng kỳ'
    else:
        whole = level.whole
        if whole is not None and not _change_fits(rate, draft, level) and _change_fits(rate, draft, whole):
            draft.anchor = level = whole  # '197 lượt, trong đó: …, loại khác 132 lượt (giảm 160 lượt = 44,82%)': of all 197
        rate.kind, rate.direction, rate.anchor = FigureKind.RATE_OF_CHANGE, rate.direction or draft.direction, level
        yield _difference(rate, draft, level, around.group)


def _base_behind(level: Draft, change: Draft, following: Sequence[Draft], low: str) -> Draft | None:
    """Of a chain behind a change, the one that is last year's of `level`: 'giảm 5 đơn/3 vụ việc so với cùng kỳ (50 đơn/48 vụ
    việc)'."""
    first = next((base for base in following if base.is_level), None)
    if first is None or not BASE_LEAD.search(low[change.number.stop : first.number.start]):
        return None
    return base_of(level, [base for base in following if base.opener == first.opener])


def _share_after(change: Draft, following: Sequence[Draft], low: str) -> Draft | None:
    """'còn 1,38%, giảm 1,76% so với năm 2023 (3,14%)': last year's share behind the change."""
    for base in following[:1]:
        lead = low[change.number.stop : base.number.start]
        if base.kind is FigureKind.RATIO and BASE_LEAD.search(lead) and not re.search(r"[;]|\.\s", lead):
            return base
    return None


def _level_before(draft: Draft, before: Sequence[Draft], low: str, words: Lexicon) -> Draft | None:
    for earlier in reversed(before):
        if (
            earlier.kind is FigureKind.RATIO
            and not earlier.of_other
            and draft.kind is FigureKind.RATE_OF_CHANGE
            and not PLAN.search(words_after(earlier, low))
        ):
            return earlier
        if not earlier.is_level or earlier.over is not None or earlier.depth > draft.depth:
            continue
        if draft.kind is FigureKind.RATE_OF_CHANGE or _same_thing(draft, earlier, words):
            return _of_same_words(draft, earlier, before, words)
    return None


def _same_thing(one: Draft, other: Draft, words: Lexicon) -> bool:
    """'58,5 triệu đồng/người/năm, tăng 4,5 triệu đồng': the change leaves out what it is per."""
    return words.same(one.measure, other.measure) or one.measure.split("/")[0] == other.measure.split("/")[0]


def _of_same_words(change: Draft, nearest: Draft, before: Sequence[Draft], words: Lexicon) -> Draft:
    """Of several levels of one measure the one that says what the change says: 'chết 20 người, bị thương 38 người; … giảm 4 người
    chết'."""
    own = set(f"{change.right} {change.left}".split()) - _VERBS
    levels = [draft for draft in before if draft.is_level and draft.over is None and words.same(draft.measure, nearest.measure)]
    if len(levels) < _SEVERAL or not own:
        return nearest
    common = {id(draft): len(own & set(f"{draft.left} {draft.right}".split())) for draft in levels}
    best = max(levels, key=lambda draft: (common[id(draft)], draft is nearest))
    return best if common[id(best)] > common.get(id(nearest), 0) else nearest


_SEVERAL = 2
_VERBS = frozenset(("tăng", "giảm", "so", "với", "cùng", "kỳ", "năm", "trước", "là", "được", ",", "đã", "có", "và"))


_SAYS_OF_WHAT = 30
"""Letters behind a percentage that say what it is of: 'tăng 2.200 triệu đồng, đạt 100% kế hoạch năm'."""


def _rate_of(draft: Draft, following: Sequence[Draft], low: str) -> Draft | None:
    """The percentage that says the same change: '(tăng 12,5%)', '(90%)', ', tương đương 12,5%'."""
    beside = [later for later in following if later.depth <= draft.depth or later is following[0]]
    for later in beside[:2]:
        gap = re.sub(r"so (?:với )?cùng kỳ[^(),;]*(?:\([^()]*\))?", " ", low[draft.number.stop : later.number.start])
        percent = later.kind in (FigureKind.RATIO, FigureKind.RATE_OF_CHANGE)
        near = re.fullmatch(
            r"[^();.]{0,40}\(?\s*[+–-]?(?:tương đương|tương ứng|bằng|hay|tức|tăng|giảm|tỷ lệ|tỉ lệ|với tỷ lệ|là|,|đạt|chiếm|khoảng|\s)*",
            gap,
        )
        behind = re.split(r"[,;.()]", low[later.number.stop : later.number.stop + _SAYS_OF_WHAT])[0]
        if percent and near and not PLAN.search(gap) and not PLAN.search(behind):
            return later
    return None


def _equals_last_year(ratio: Draft, change: Draft, level: Draft) -> Iterator[Tie]:
    base = level.exact - (1 if change.direction is Direction.UP else -1) * change.exact
    ratio.anchor = level
    if base > 0:
        exact = HUNDRED * level.exact / base
        mode = fits(ratio.quantity, exact)
        formula = f"{vietnamese(level.value)} / {in_unit(base, level.scale)} × 100 ≈ {vietnamese(rounded(exact, 2))}"
        yield Tie(RelationKind.CHANGE, (ratio, change, level), True if mode else None, exact, "cùng kỳ", mode, formula)


def _difference(rate: Draft, change: Draft, level: Draft, group: Sequence[Draft]) -> Tie:
    sign = 1 if change.direction is Direction.UP else -1
    base = level.exact - sign * change.exact
    if base <= 0:
        return Tie(RelationKind.CHANGE, (rate, change, level), None, None, "cùng kỳ")
    exact = HUNDRED * change.exact / base
    mode = fits(rate.quantity, exact)
    vague = bool(rate.qualifier or change.qualifier or level.qualifier)
    other = fits(rate.quantity, HUNDRED * level.exact / base) or _in_points(rate, level, group)
    several = any(
        d.is_level and d is not level and d.measure == level.measure and d.number.start < change.number.start for d in group
    )
    unsure = several and not mode and any(_change_fits(rate, change, d) for d in group if d.is_level and d.exact > 0)
    holds = True if mode else (None if vague or other or unsure or change.scale != level.scale else False)
    shown = vietnamese(rounded(exact, max(2, rate.number.written.decimals + 1)))
    step, then = in_unit(change.exact, level.scale), in_unit(base, level.scale)
    formula = f"{vietnamese(level.value)} {'-' if sign > 0 else '+'} {step} = {then}; {step} / {then} × 100 ≈ {shown}"
    if holds is not True:
        formula += f" ≠ {vietnamese(rate.value)}"
    return Tie(RelationKind.CHANGE, (rate, change, level), holds, exact, "cùng kỳ", mode, formula)


def _change_fits(rate: Draft, change: Draft, level: Draft) -> str:
    """Whether the percentage fits another level of the sentence."""
    base = level.exact - (1 if change.direction is Direction.UP else -1) * change.exact
    return fits(rate.quantity, HUNDRED * change.exact / base) if base > 0 else ""


_POINTS = 10
"""A poverty rate does not change by so many points within a year."""


def _in_points(rate: Draft, level: Draft, group: Sequence[Draft]) -> bool:
    """'giảm 372 hộ, tương ứng giảm 2,11%': poverty is told as a rate, and its change in points of it (6,82% to 4,71%)."""
    shares = [draft.value for draft in group if draft.kind is FigureKind.RATIO]
    told_as_rate = "poverty" in level.parts and rate.value < _POINTS
    return told_as_rate or any(abs(one - two) == rate.value for one in shares for two in shares)


def _base_before(change: Draft, before: Sequence[Draft], low: str, words: Lexicon) -> Draft | None:
    """'So với cùng kỳ năm 2023 (119 lượt), số lượt tiếp tăng 09 lượt': last year's level, told first."""
    for base in reversed(before):
        lead = low[base.bounds[0] : base.number.start]
        if (
            base.is_level
            and words.same(base.measure, change.measure)
            and re.search(r"so (?:với )?(?:cùng kỳ|năm)[^.;]{0,30}\($", lead.rstrip())
        ):
            return base
    return None


def _since(
    change: Draft, base: Draft, before: Sequence[Draft], following: Sequence[Draft], low: str, words: Lexicon
) -> Iterator[Tie]:
    """Ties of a change told after its base: with this period's level where an earlier sentence gives it, and with its percent."""
    sign = 1 if change.direction is Direction.UP else -1
    now = base.exact + sign * change.exact
    level = next((d for d in reversed(before) if d.is_level and words.same(d.measure, change.measure) and d.value == now), None)
    change.anchor = base.anchor = level
    if level is not None:
        formula = f"{vietnamese(max(level.value, base.value))} - {vietnamese(min(level.value, base.value))} = {vietnamese(change.value)}"
        yield Tie(RelationKind.CHANGE, (change, level, base), True, change.exact, "cùng kỳ", "exact", formula)
    elif (near := _told_alike(change, before, words)) is not None and near is not base:
        tie = change_tie(change, near, base, "cùng kỳ")
        yield replace(tie, holds=None)
    rate = _rate_of(change, following, low)
    if rate is not None and base.value:
        rate.kind, rate.direction, rate.anchor = FigureKind.RATE_OF_CHANGE, rate.direction or change.direction, level or base
        exact = HUNDRED * change.exact / base.exact
        mode = fits(rate.quantity, exact)
        shown = vietnamese(rounded(exact, max(2, rate.number.written.decimals + 1)))
        formula = f"{vietnamese(change.value)} / {vietnamese(base.value)} × 100 ≈ {shown}"
        if not mode:
            formula += f" ≠ {vietnamese(rate.value)}"
        vague = bool(rate.qualifier or change.qualifier or base.qualifier)
        yield Tie(
            RelationKind.CHANGE,
            (rate, change, base),
            True if mode else (None if vague else False),
            exact,
            "cùng kỳ",
            mode,
            formula,
        )


def _told_alike(change: Draft, before: Sequence[Draft], words: Lexicon) -> Draft | None:
    """The nearest level before a change that counts the same."""
    levels = (draft for draft in reversed(before) if draft.is_level and draft.depth == 0)
    return next((draft for draft in levels if words.same(draft.measure, change.measure)), None)


def _this_over_last(rate: Draft, level: Draft, base: Draft) -> Iterator[Tie]:
    """'206/113 vụ, tăng 82,3%': this period over last. Only where it fits: a/b may as well be a part of a whole."""
    sign = 1 if rate.direction is Direction.UP else -1
    rate.anchor = level
    if base.value:
        exact = sign * HUNDRED * (level.exact - base.exact) / base.exact
        mode = fits(rate.quantity, exact)
        if mode:
            base.of_other, base.anchor = True, level
        shown = vietnamese(rounded(exact, max(2, rate.number.written.decimals + 1)))
        formula = f"({vietnamese(level.value)} - {vietnamese(base.value)}) / {vietnamese(base.value)} × 100 ≈ {shown}"
        yield Tie(RelationKind.CHANGE, (rate, level, base), True if mode else None, exact, "a/b cùng kỳ", mode, formula)


def _from_base(change: Draft, level: Draft, following: Sequence[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    """'63 đơn, tăng 12 đơn so với cùng kỳ (51 đơn)': this year's level less last year's is the change."""
    for base in [later for later in following if later.is_level][:1]:
        lead = low[change.number.stop : base.number.start]
        if (
            not base.is_level
            or not BASE_LEAD.search(lead)
            or base.scale != level.scale
            or re.search(r"[;]|\.\s", lead)
            or not _same_thing(base, level, words)
        ):
            return
        base.anchor = level
        yield change_tie(change, level, base, "cùng kỳ")


def _against_base(rate: Draft, level: Draft, group: Sequence[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    """'tăng 20% so với cùng kỳ (100 đơn)': where last year's level is stated."""
    for base in group:
        lead = low[rate.number.stop : base.number.start]
        if base.number.start < rate.number.stop or not base.is_level or not base.value:
            continue
        if (
            len(lead) > 60
            or not BASE_LEAD.search(lead)
            or base.scale != level.scale
            or re.search(r"[;]|\.\s", lead)
            or not words.same(base.measure, level.measure)
        ):
            return
        yield rate_tie(rate, level, base, "cùng kỳ")
        return
