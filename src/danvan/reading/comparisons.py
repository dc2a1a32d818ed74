"""This period against the one before: which figure is last year's of which, and the arithmetic of rises, falls and ratios."""

import re
from collections.abc import Sequence
from fractions import Fraction

from danvan.kernel.quantity import Quantity, rounded, vietnamese
from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon
from danvan.reading.model import Direction, FigureKind, RelationKind
from danvan.reading.ties import Tie

HUNDRED = Fraction(100)
_PAIR = 2
_ROUNDED_POINTS = 2
"""A difference of rounded shares may be off by so many units of the last digit."""
_CLOSE = Fraction(1)
"""Amounts rounded so far that their quotient is open by more than a point are taken as they stand: '1 tỷ đồng' is mostly just that."""
_NEAR = 60
"""Letters between a change and the levels that explain it."""
_CUE = re.compile(
    r"(?<!\w)(?:so với|so|với|của|là|có|đạt|chỉ|số|liệu|thực hiện|kết quả|tương ứng|cùng|kỳ|năm|trước|ngoái|đầu|ck|từ|\d+)(?!\w)"
)
"""Words that only say that the number is an earlier period's."""


PLAN = re.compile(r"(?:kế hoạch|chỉ tiêu|dự toán|nghị quyết|(?<!\w)kh(?!\w)|(?<!\w)nq(?!\w)|mục tiêu|giao)")
LAST_YEAR = re.compile(r"(?:cùng kỳ|năm trước|kỳ trước|(?<!\w)ck(?!\w)|năm ngoái|so với năm|so năm)")
BASE_LEAD = re.compile(
    r"(?:cùng kỳ|năm trước|kỳ trước|quý trước|(?<!\w)ck(?!\w)|năm ngoái|so (?:với )?(?:đầu |cuối |cùng thời điểm )?(?:năm|quý|nhiệm kỳ|kỳ|tháng))"
    r"(?:\s+(?:năm|trước|ngoái|của|quý|[ivx]+|(?:19|20)\d\d))*\s*[(,:]?\s*(?:là|có|đạt|chỉ có|chỉ)?\s*:?\s*$"
)
"""Last year's level stands right behind the words that compare: '(51 đơn)', 'là 51 đơn'; never behind a new clause."""


def words_after(draft: Draft, low: str) -> str:
    """The words right behind a percentage, which say what it is a percentage of."""
    stop = re.search(r"[;.](?!\d)|\d", low[draft.number.stop : draft.bounds[1]])
    return low[draft.number.stop : draft.number.stop + (stop.start() if stop else draft.bounds[1] - draft.number.stop)]


def fits(stated: Quantity, exact: Fraction) -> str:
    """How a printed number agrees with an exact one ('exact', 'rounded', 'truncated'); '' when it does not."""
    return stated.agrees(exact) or ""


def half_unit(draft: Draft) -> Fraction:
    """How far the true amount may lie from the printed one: half of the last printed digit for money and measures, which are
    rounded to be printed; 0 for what is counted."""
    if draft.kind not in (FigureKind.MONEY, FigureKind.MEASURE):
        return Fraction(0)
    return Fraction(10) ** (draft.scale - draft.number.written.decimals) / 2


def from_rounded(stated: Draft, part: Draft, whole: Draft) -> bool:
    """Whether the printed percentage is what amounts give of which `part` and `whole` are the rounded ones: 1.897/1.490 triệu
    đồng may well be 127,37 %."""
    over, under = half_unit(part), half_unit(whole)
    if not (over or under) or whole.exact <= under:
        return False
    low, high = HUNDRED * (part.exact - over) / (whole.exact + under), HUNDRED * (part.exact + over) / (whole.exact - under)
    last = Fraction(10) ** -stated.number.written.decimals / 2
    return high - low <= _CLOSE and low - last <= stated.exact <= high + last


def pair_with_last_year(group: Sequence[Draft], low: str, words: Lexicon) -> None:
    """'130 buổi/9.120 lượt (cùng kỳ: 118 buổi/8.420 lượt)': each figure of last year is about this year's of its measure."""
    for at, base in enumerate(group):
        told = base.is_level or base.kind is FigureKind.RATIO
        if not base.of_other or not told or base.anchor is not None or base.whole is not None:
            continue
        for level in reversed(group[:at]):
            gap = low[level.number.stop : base.number.start]
            if re.search(r"[;]|\.\s", gap):
                break
            if level.is_level != base.is_level or level.direction or level.of_other or level.depth > base.depth or level.target:
                continue
            if words.same(base.measure, level.measure) and _says_no_more(base, level):
                base.anchor = level
            break_off = not base.measure or words.same(base.measure, level.measure)
            if break_off:
                break


def _says_no_more(base: Draft, level: Draft) -> bool:
    """The words of last year's figure are none but 'cùng kỳ', or those of this year's."""
    own = set(re.findall(r"[^\W\d_]+", _CUE.sub(" ", base.left)))
    return own <= set(re.findall(r"[^\W\d_]+", f"{level.left} {level.measure.lower()} {level.right}"))


def base_of(level: Draft, group: Sequence[Draft]) -> Draft | None:
    """Last year's figure told with `level`: 'từ 35 lên 47', '47 (cùng kỳ 35)'."""
    if level.beside is not None and level.beside.left.endswith("từ") and level.beside.number.stop <= level.begin:
        return level.beside
    return next((base for base in group if base.anchor is level and base.of_other and base.kind is level.kind), None)


def earlier_period(level: Draft, group: Sequence[Draft], words: Lexicon) -> Draft | None:
    """'Năm 2023 tiếp 120 lượt, năm 2024 tiếp 150 lượt': the figure of the period before."""
    for base in reversed(group):
        if base.period and level.period and base.kind is level.kind and words.same(base.measure, level.measure):
            return base if base.period.end < level.period.start and _says_no_more(base, level) else None
    return None


def from_to_after(change: Draft, following: Sequence[Draft], low: str) -> tuple[Draft, Draft] | None:
    """'giảm 05 phòng (từ 13 xuống còn 08 phòng)': the two levels told behind the change, this period's first."""
    if len(following) < _PAIR or not following[0].left.endswith("từ") or following[1].beside is not following[0]:
        return None
    gap = low[change.number.stop : following[0].number.start]
    return None if len(gap) > _NEAR or re.search(r"[;]|\.\s", gap) else (following[1], following[0])


def change_tie(change: Draft, level: Draft, base: Draft, why: str) -> Tie:
    """A rise or fall in numbers against the two levels."""
    sign = 1 if change.direction is Direction.UP else -1
    exact = sign * (level.exact - base.exact)
    fits = exact == change.exact
    if abs(exact) != change.exact:
        exact = abs(exact)  # the size is wrong, whatever the direction; -4 against 4 is a wrong direction
    top, bottom = max(level.value, base.value), min(level.value, base.value)
    formula = f"{vietnamese(top)} - {vietnamese(bottom)} = {vietnamese(top - bottom)}"
    if not fits:
        formula += f" ≠ {vietnamese(change.value)}"
    figures = (change, level, base)
    rounded_away = not fits and abs(exact - change.exact) <= sum(map(half_unit, figures))
    holds = None if rounded_away else _verdict(fits, figures)
    return Tie(RelationKind.CHANGE, figures, holds, exact, why, "exact" if fits else "", formula)


def rate_tie(rate: Draft, level: Draft, base: Draft, why: str) -> Tie:
    """A rise or fall in percent against the two levels. 'tăng 134 %' for 'bằng 134 %' is common: undecided, not false."""
    exact = HUNDRED * (level.exact - base.exact) / base.exact
    signed = exact if rate.direction is Direction.UP else -exact
    mode = rate.quantity.agrees(signed) or ""
    ratio = rate.quantity.agrees(HUNDRED * level.exact / base.exact)
    formula = (
        f"({vietnamese(level.value)} - {vietnamese(base.value)}) / {vietnamese(base.value)} × 100 ≈ {_shown(rate, signed)}"
    )
    if not mode:
        formula += f" ≠ {vietnamese(rate.value)}"
    figures = (rate, level, base)
    open_ = bool(ratio) or _rise_from_rounded(rate, level, base)
    holds = True if mode else (None if open_ else _verdict(False, figures))
    return Tie(RelationKind.CHANGE, figures, holds, signed, why, mode, formula)


def _rise_from_rounded(rate: Draft, level: Draft, base: Draft) -> bool:
    """As from_rounded, of a rise or fall in percent."""
    over, under = half_unit(level), half_unit(base)
    if not (over or under) or base.exact <= under:
        return False
    low = HUNDRED * ((level.exact - over) / (base.exact + under) - 1)
    high = HUNDRED * ((level.exact + over) / (base.exact - under) - 1)
    told = rate.exact if rate.direction is Direction.UP else -rate.exact
    last = Fraction(10) ** -rate.number.written.decimals / 2
    return high - low <= _CLOSE and low - last <= told <= high + last


def points_tie(change: Draft, level: Draft, base: Draft, why: str) -> Tie:
    """'tỷ lệ hộ nghèo giảm 1,76% (từ 3,14% xuống còn 1,38%)': in points, or in percent of the share itself."""
    sign = 1 if change.direction is Direction.UP else -1
    exact = sign * (level.exact - base.exact)
    decimals = min(figure.number.written.decimals for figure in (change, level, base))
    off = abs(exact - change.exact) * 10**decimals
    relative = rate_tie(change, level, base, why) if base.value else None
    if off > 1 and relative is not None and relative.holds:
        return relative
    shown = vietnamese(rounded(abs(exact), max(level.number.written.decimals, base.number.written.decimals)))
    top, bottom = max(level.value, base.value), min(level.value, base.value)
    formula = f"{vietnamese(top)} - {vietnamese(bottom)} = {shown}"
    if off:
        formula += f" ≠ {vietnamese(change.value)}"
    figures = (change, level, base)
    holds = True if not off else (None if off <= _ROUNDED_POINTS else _verdict(False, figures))
    return Tie(RelationKind.CHANGE, figures, holds, exact, why, "exact" if not off else "", formula)


def level_ratio_tie(ratio: Draft, level: Draft, base: Draft, why: str) -> Tie:
    """'bằng 134,3% cùng kỳ': this period's level over last year's."""
    exact = HUNDRED * level.exact / base.exact
    mode = ratio.quantity.agrees(exact) or ""
    change = ratio.quantity.agrees(HUNDRED * abs(level.exact - base.exact) / base.exact)
    formula = f"{vietnamese(level.value)} / {vietnamese(base.value)} × 100 ≈ {_shown(ratio, exact)}"
    if not mode:
        formula += f" ≠ {vietnamese(ratio.value)}"
    figures = (ratio, level, base)
    open_ = bool(change) or from_rounded(ratio, level, base)
    holds = True if mode else (None if open_ else _verdict(False, figures))
    return Tie(RelationKind.CHANGE, figures, holds, exact, why, mode, formula)


def times_tie(times: Draft, level: Draft, base: Draft) -> Tie:
    """'tăng 1,2 lần': 1,2 times as much to some hands, 1,2 times more to others: true when one of them fits, never false."""
    exact = level.exact / base.exact
    mode = times.quantity.agrees(exact) or times.quantity.agrees(exact - 1) or ""
    formula = f"{vietnamese(level.value)} / {vietnamese(base.value)} ≈ {_shown(times, exact)}"
    return Tie(RelationKind.CHANGE, (times, level, base), True if mode else None, exact, "lần", mode, formula)


def _verdict(fits: bool, figures: Sequence[Draft]) -> bool | None:
    """Approximate figures are not held to the unit; figures in different scales may each be rounded."""
    if fits:
        return True
    vague = any(figure.qualifier for figure in figures) or len({figure.scale for figure in figures[1:]}) > 1
    return None if vague else False


def _shown(stated: Draft, exact: Fraction) -> str:
    return vietnamese(rounded(exact, max(2, stated.number.written.decimals + 1)))
