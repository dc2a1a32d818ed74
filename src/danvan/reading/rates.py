"""Percentages: shares of a whole, of a plan, of last year.

Every plausible denominator is tried before a rate is called false; cutting digits off is told from rounding.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from danvan.kernel.quantity import rounded, vietnamese
from danvan.reading.changes import find_changes
from danvan.reading.comparisons import (
    BASE_LEAD,
    HUNDRED,
    LAST_YEAR,
    PLAN,
    base_of,
    fits,
    from_rounded,
    level_ratio_tie,
    pair_with_last_year,
    words_after,
)
from danvan.reading.drafts import Draft, by_sentence
from danvan.reading.lexicon import Lexicon
from danvan.reading.model import FigureKind, RelationKind
from danvan.reading.ties import Tie, total_of

_SHARE = re.compile(r"(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương ứng|tương đương)\W*(?:tỷ lệ|tỉ lệ|là|:|trên|khoảng|gần|hơn)*\W*$")
_WINDOW = 30
"""A whole told further back than so many figures is not looked for."""


def find_rates(drafts: Sequence[Draft], lows: Sequence[str], words: Lexicon) -> list[Tie]:
    """Shares, percents of plan and changes, sentence by sentence; tells each the figure it is about."""
    ties: list[Tie] = []
    before: list[Draft] = []
    for group in by_sentence(drafts):
        before = [draft for draft in before if draft.section is group[0].section][-_WINDOW:]
        low = lows[group[0].paragraph]
        pair_with_last_year(group, low, words)
        ties += find_changes(group, before, low, words)
        for at, draft in enumerate(group):
            if draft.kind is FigureKind.RATIO and draft.measure and not draft.of_other:
                ties += _ratio(draft, _Around(group[:at], group[at + 1 :], before, low, words))
        before = before + group
    return ties


def _anchor(before: Sequence[Draft], draft: Draft, low: str) -> Draft | None:
    """The count a percentage is about: the last one before it in its clause."""
    for earlier in reversed(before):
        gap = _SHARE_BEHIND_PAUSE.sub("", low[earlier.number.stop : draft.number.start])
        if ";" in gap or re.search(r"\.\s", gap):
            return None
        if earlier.depth > draft.depth:
            continue  # what stands in parentheses does not carry the clause
        if earlier.is_level and not PLAN.search(earlier.left[-20:]):
            return earlier
    return None


_SHARE_BEHIND_PAUSE = re.compile(r";\s*(?:đạt|chiếm|bằng)(?:\s+(?:tỷ lệ|tỉ lệ|khoảng|gần|hơn|trên))*\s*$")
"""'579 việc, tăng 7 việc (1,2%); chiếm 79,5%': the same count goes on."""


@dataclass(frozen=True, slots=True)
class _Around:
    """A percentage's sentence: the figures before and behind it, those of earlier sentences, the text."""

    before: Sequence[Draft]
    following: Sequence[Draft]
    paragraph: Sequence[Draft]
    low: str
    words: Lexicon

    @property
    def told(self) -> list[Draft]:
        """All figures told before, in order."""
        return [*self.paragraph, *self.before]


def _ratio(draft: Draft, around: _Around) -> Iterator[Tie]:
    of_what = words_after(draft, around.low)
    planned = bool(PLAN.search(of_what) or PLAN.search(draft.left))
    if planned and (plan := _plan_figure(draft, around.before, around.following, around.low)):
        yield from _of_plan(draft, plan, around.before, around.words)
    elif named := _named_part(draft, around.told):
        draft.anchor = named[0]
        yield _share(draft, named[0], [named[1]], "tỷ lệ", sure=False)
    elif fraction := _fraction_beside(draft, around.before, around.following, around.low):
        draft.anchor = fraction[0]
        tie = _share(draft, fraction[0], [fraction[1]], "a/b", sure=not planned)
        if tie.holds is not True and _of_another_matter(draft, *fraction, around.low):
            tie = _share(draft, fraction[0], [fraction[1]], "tỷ lệ", sure=False)
        yield _with_witness(tie, draft, *fraction, around.following, around.low)
    else:
        found = list(_of_figure_before(draft, around, of_what, planned=planned))
        if not found and not planned and (named := _named_part(draft, around.told, fitting=False)):
            found = [_share(draft, named[0], [named[1]], "tỷ lệ", sure=False)]
        yield from found


def _of_figure_before(draft: Draft, around: _Around, of_what: str, *, planned: bool) -> Iterator[Tie]:
    """The share that the last figure of the clause, or the one in brackets right behind, is of something."""
    inside = _count_inside(draft, around.following, around.low)
    anchor = inside or _anchor(around.before, draft, around.low)
    draft.anchor = anchor
    if anchor is None or planned:
        return
    if LAST_YEAR.search(of_what) or LAST_YEAR.search(draft.left):
        yield from _over_last_year(draft, anchor, [*around.before, *around.following], around.low)
    elif behind := _whole_behind(draft, anchor, around.following, around.low, around.words):
        told = _denominator(draft, anchor, around.told, around.words)
        yield _share(draft, anchor, [behind, *([told] if told else [])], "tổng số", sure=True)
    elif (
        inside is not None
        or _SHARE.search(around.low[draft.bounds[0] : draft.number.start])
        or (draft.opener >= 0 and draft.opener - anchor.number.stop < _BRACKET_NEAR)
    ):
        yield from _of_any(draft, anchor, around, sure=inside is None)


_BRACKET_NEAR = 40


def _of_any(draft: Draft, anchor: Draft, around: _Around, *, sure: bool) -> Iterator[Tie]:
    """Every denominator told before is tried: a plan in brackets, the whole, the totals further back."""
    others = [
        other
        for other in reversed(around.told[-_WINDOW:])
        if other is not anchor
        and other.is_level
        and other.exact >= anchor.exact
        and around.words.same(other.measure, anchor.measure)
        and not _siblings(anchor, other)
    ]
    wholes = ([anchor.whole] if anchor.whole else []) + [other for other in others if other is not anchor.whole]
    beside = _plan_beside(anchor, around.before, around.low, around.words)
    plan = beside or next((other for other in others if other.target and other.value), None)
    mode = fits(draft.quantity, HUNDRED * anchor.exact / plan.exact) if plan else ""
    top = anchor.chained
    if plan and mode:
        yield _quotient(draft, anchor, plan, "kế hoạch", holds=True, mode=mode, kind=RelationKind.PLAN)
    elif top is not None and (whole := _denominator(draft, top, around.told, around.words)) is not None:
        draft.anchor = top  # 'hộ nghèo 12 hộ/35 khẩu, chiếm 10%': the share may be that of the first
        yield _share(draft, top, [whole], "đạt", sure=False)
    elif beside and not any(fits(draft.quantity, HUNDRED * anchor.exact / other.exact) for other in wholes if other.value):
        vague = any(figure.qualifier for figure in (draft, anchor, beside))
        yield _quotient(draft, anchor, beside, "kế hoạch", holds=None if vague else False, kind=RelationKind.PLAN)
    elif wholes:
        tie = _share(draft, anchor, wholes, "đạt", sure=sure and anchor.whole is not None and draft.value <= HUNDRED)
        yield tie if tie.holds else (_of_both(draft, anchor, around) or tie)


def _over_last_year(ratio: Draft, level: Draft, group: Sequence[Draft], low: str) -> Iterator[Tie]:
    """'47 lượt (cùng kỳ 35), bằng 134,3% cùng kỳ', 'bằng 134,3% so với cùng kỳ (35 lượt)'."""
    base = base_of(level, group)
    if base is None:
        later = next((draft for draft in group if draft.number.start > ratio.number.start), None)
        lead = low[ratio.number.stop : later.number.start] if later else ""
        if later is not None and later.is_level and BASE_LEAD.search(lead) and not re.search(r"[;]|\.\s", lead):
            base = later
    if base is not None and base.value and base.scale == level.scale and base.measure in ("", level.measure):
        base.anchor, base.of_other = base.anchor or level, True
        yield level_ratio_tie(ratio, level, base, "cùng kỳ")


_REST = re.compile(r"(?:còn(?: lại)?|tồn|chưa|đang)(?!\w)")


def _siblings(one: Draft, other: Draft) -> bool:
    """Parts of one partition: neither is a share of the other."""
    return any(other.parts.get(way, part) != part for way, part in one.parts.items())


def _with_witness(tie: Tie, rate: Draft, part: Draft, whole: Draft, following: Sequence[Draft], low: str) -> Tie:
    """'238/316 đơn, đạt 88,9%; còn lại 35': the rest is a second witness. 316 - 35 = 281 fits 88,9 %, so 238 is the wrong one."""
    if tie.holds is not False:
        return tie
    for rest in following:
        if (
            rest.is_level
            and (not rest.measure or not whole.measure or rest.measure == whole.measure)
            and _REST.search(low[rest.begin : rest.number.start])
        ):
            right = whole.exact - Fraction(rest.value)
            if whole.value and fits(rate.quantity, HUNDRED * right / whole.exact):
                return replace(tie, suspect=part)
            if fits(rate.quantity, HUNDRED * part.exact / (part.exact + Fraction(rest.value) or 1)):
                return replace(tie, suspect=whole)
            if part.exact == right:
                return replace(tie, suspect=rate)
    return tie


def _fraction_beside(draft: Draft, before: Sequence[Draft], following: Sequence[Draft], low: str) -> tuple[Draft, Draft] | None:
    """The a and b of an a/b beside a percentage: '56/56 đơn, đạt 100%' or '83,4% (1.637/1.963 hồ sơ)'."""
    for earlier in reversed(before):
        gap = low[earlier.number.stop : draft.number.start]
        if len(gap) > 60 or re.search(r"[;]|\.\s", gap):
            break
        if earlier.over is not None and earlier.depth <= draft.depth:
            return earlier, earlier.over
        if not any(other.over is earlier for other in before):
            return _out_of(earlier, before, low)
    for later in following[:2]:
        gap = low[draft.number.stop : later.number.start]
        if later.over is not None and len(gap) < 45 and not re.search(r"[;,]|\.\s", gap):
            return later, later.over
    return None


_PAUSE = re.compile(r",|(?<!\w)(?:với|và)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_LINKING = frozenset(
    _WORD.findall(
        "đạt chiếm tỷ tỉ lệ bằng là tương ứng đương trên khoảng gần hơn xấp xỉ ước đã đều mới chỉ được có tức hay với mức kết quả "
        "chung tổng số"
    )
)
_OF_WHAT = frozenset(
    _WORD.findall(
        "kế kh chỉ dự nghị so tổng số trên trong của và với theo về tăng giảm vượt cùng ck thấp cao hơn là đạt còn nhưng gồm bao "
        "cụ toàn tương năm kỳ yêu nhiệm mục"
    )
)
"""What may follow a percentage without naming what else it is a share of: 'kế hoạch', 'so với', 'tổng số', 'trong đó'…"""


def _of_another_matter(rate: Draft, part: Draft, whole: Draft, low: str) -> bool:
    """Whether words of their own stand between a/b and the percentage behind it, or right behind that: '12/12 thôn tổ chức hội
    nghị, cử tri dự đạt 92,5%', '18/18 chi bộ mở đại hội với 95% đảng viên dự'."""
    if part.number.start > rate.number.start:
        return False
    gap = low[whole.number.stop : rate.number.start]
    *before, behind = _PAUSE.split(gap)
    own = {*_WORD.findall(f"{part.left} {whole.measure.lower()} {' '.join(before) if before else gap}")}
    said = {*_WORD.findall(behind)} - _LINKING if before else set()
    follows = re.match(r"\s+([^\W\d_]+)", low[rate.number.stop : rate.number.stop + 20])
    if follows is not None and follows[1] not in _OF_WHAT and (follows[1] not in own or (before and not behind.strip())):
        return True
    return bool(said and not said & own)


_OF_TOTAL = re.compile(r"[^\d;.,()]{0,30}(?<!\w)(?:trong|trên)\s+tổng\s+số\s*(?:là\s*)?")


def _out_of(total: Draft, before: Sequence[Draft], low: str) -> tuple[Draft, Draft] | None:
    """'1.186 trong tổng số 1.705 dịch vụ công (tương đương 69,6%)'."""
    part = next((other for other in reversed(before) if other.number.start < total.number.start), None)
    told = part is not None and _OF_TOTAL.fullmatch(low[part.number.stop : total.number.start])
    return (part, total) if part is not None and told and part.is_level and total.is_level else None


def _denominator(rate: Draft, part: Draft, before: Sequence[Draft], words: Lexicon) -> Draft | None:
    """The nearest earlier figure of which `part` is that share."""
    for other in reversed(before[-_WINDOW:]):
        fitting = other.is_level and other is not part and other.exact >= part.exact and words.same(other.measure, part.measure)
        if fitting and other.exact and fits(rate.quantity, HUNDRED * part.exact / other.exact):
            return other
    return None


_OUT_OF = re.compile(r"\W*(?:(?:trên|trong|so với|/)\s*)?(?:tổng số|tổng|(?<=\w\s)số)(?!\w)[^\d;.]{0,40}$")


def _whole_behind(draft: Draft, part: Draft, following: Sequence[Draft], low: str, words: Lexicon) -> Draft | None:
    """'30 đơn, đạt 93,75% (trên tổng số 32 đơn)': the total right behind a percentage."""
    for later in following[:1]:
        told = _OUT_OF.fullmatch(low[draft.number.stop : later.number.start])
        if told and later.is_level and later.value and later.exact >= part.exact and words.same(later.measure, part.measure):
            return later
    return None


def _count_inside(draft: Draft, following: Sequence[Draft], low: str) -> Draft | None:
    """'trễ hạn 1,5% (30 hồ sơ)': the count behind a percentage, alone in parentheses."""
    for later in following[:1]:
        if (
            later.is_level
            and later.depth == draft.depth + 1
            and re.fullmatch(r"\s*\(\s*", low[draft.number.stop : later.number.start])
        ):
            return later
    return None


def _share(draft: Draft, part: Draft, wholes: Sequence[Draft], why: str, *, sure: bool) -> Tie:
    """Tie a percentage to its numerator and the denominator that fits, or, when none does, to the likeliest."""
    for whole in wholes:
        if whole.value and (mode := fits(draft.quantity, HUNDRED * part.exact / whole.exact)):
            return _quotient(draft, part, whole, why, holds=True, mode=mode)
    likeliest = next((whole for whole in wholes if whole.value), None)
    if likeliest is None:
        return Tie(RelationKind.RATIO, (draft, part, *wholes[:1]), None, None, why)
    vague = any(figure.qualifier for figure in (draft, part, likeliest)) or _swapped(draft, part, likeliest)
    return _quotient(draft, part, likeliest, why, holds=False if sure and not vague else None)


def _of_both(draft: Draft, part: Draft, around: _Around) -> Tie | None:
    """'công chức 38 người, viên chức 52 người, trong đó nữ 47 người, chiếm 52,2%': of all told in the sentence, where that fits."""
    several = [
        whole
        for whole in around.before
        if whole.is_level and whole.number.stop <= part.number.start and around.words.same(whole.measure, part.measure)
    ]
    exact = HUNDRED * part.exact / total_of(several) if len(several) > 1 and total_of(several) else None
    mode = fits(draft.quantity, exact) if exact is not None else ""
    if exact is None or not mode or len({whole.measure for whole in several}) > 1:
        return None
    terms = " + ".join(vietnamese(whole.value) for whole in several)
    shown = vietnamese(rounded(exact, max(2, draft.number.written.decimals + 1)))
    formula = f"{vietnamese(part.value)} / ({terms}) × 100 ≈ {shown}"
    return Tie(RelationKind.RATIO, (draft, part, *several), True, exact, "đạt", mode, formula)


def _swapped(draft: Draft, part: Draft, whole: Draft) -> bool:
    """A percentage over 100, or one that fits the other way round (this period over last), is no share of a whole."""
    return draft.value > 100 or part.value > whole.value


def _quotient(
    draft: Draft,
    part: Draft,
    whole: Draft,
    why: str,
    *,
    holds: bool | None,
    mode: str = "",
    kind: RelationKind = RelationKind.RATIO,
) -> Tie:
    exact = HUNDRED * part.exact / whole.exact
    if holds is not True and from_rounded(draft, part, whole):
        holds, mode = True, "rounded"
    shown = vietnamese(rounded(exact, max(2, draft.number.written.decimals + 1)))
    sign = "=" if mode == "exact" else "≈"
    formula = f"{vietnamese(part.value)} / {vietnamese(whole.value)} × 100 {sign} {shown}"
    if holds is not True:
        formula += f" ≠ {vietnamese(draft.value)}"
    return Tie(kind, (draft, part, whole), holds, exact, why, mode, formula)


def _named_part(draft: Draft, before: Sequence[Draft], *, fitting: bool = True) -> tuple[Draft, Draft] | None:
    """'tỷ lệ hồ sơ trực tuyến đạt 71,7%': the part told earlier under the same mark of a partition, if its whole fits."""
    if not re.search(r"(?:tỷ lệ|tỉ lệ)\s+\w", draft.left) or not draft.parts:
        return None
    for earlier in reversed(before[-_WINDOW:]):
        whole = earlier.whole
        if earlier.is_level and whole is not None and whole.value and earlier.parts.items() >= draft.parts.items():
            right = not fitting or fits(draft.quantity, HUNDRED * earlier.exact / whole.exact)
            return (earlier, whole) if right else None
    return None


_NEW_MATTER = re.compile(r",|trong đó|:\s*[^\W\d]+\s+[^\W\d]|(?<!\w)(?:đạt|trồng|thực hiện được)(?!\w)")
"""'đạt 136% kế hoạch năm: lúa vụ chiêm trồng 135 ha': what follows is told of its own, and is not the plan."""


def _plan_figure(draft: Draft, before: Sequence[Draft], following: Sequence[Draft], low: str) -> Draft | None:
    """The stated plan in the percentage's own clause: 'đạt 75% kế hoạch năm (28 cuộc)', 'kế hoạch 28 cuộc, … đạt 75%'."""
    for plan in following:
        gap = low[draft.number.stop : plan.number.start]
        if re.search(r"[;%]|\.\s", gap) or LAST_YEAR.search(gap):
            break
        said = list(PLAN.finditer(gap))
        if plan.is_level and plan.value and said and not _NEW_MATTER.search(gap[said[-1].end() :]):
            return plan
    for plan in reversed(before):
        if re.search(r"[;%]|\.\s", low[plan.number.stop : draft.number.start]):
            break
        lead = low[max(plan.bounds[0], plan.begin - 25) : plan.number.start]
        said = list(PLAN.finditer(lead))
        if not (plan.is_level and plan.value and said) or plan.over is not None:
            continue
        # '…, đạt 101% kế hoạch, trồng được 8.750 ha ngô': the plan is that of the percentage before it
        behind = lead[said[-1].end() :]
        if not _NEW_MATTER.search(behind) and not re.search(r"[;%\d]|\.\s", behind):
            return plan
    return None


def _plan_beside(done: Draft, before: Sequence[Draft], low: str, words: Lexicon) -> Draft | None:
    """'1,2 tỷ đồng (KH: 1 tỷ đồng)': the plan in brackets right behind what was done."""
    for plan in before:
        gap = low[done.number.stop : plan.number.start]
        behind = done.number.stop < plan.number.start and len(gap) <= _PLAN_NEAR and not re.search(r"[;\d]|\.\s", gap)
        if (
            behind
            and plan.is_level
            and plan.target
            and plan.value
            and plan.opener >= done.number.stop
            and words.same(plan.measure, done.measure)
        ):
            return plan
    return None


_PLAN_NEAR = 30


def _of_plan(draft: Draft, plan: Draft, before: Sequence[Draft], words: Lexicon) -> Iterator[Tie]:
    """'2.120 lao động, đạt 115,97% so với KH (1.828 lao động)': what was done, of the same measure as the plan, over it."""
    done = [other for other in reversed(before) if other is not plan and other.is_level and other.depth <= draft.depth]
    if not done:
        return
    same = [other for other in done if words.same(other.measure, plan.measure) and not any(top.over is other for top in done)]
    fitting = [other for other in done if fits(draft.quantity, HUNDRED * other.exact / plan.exact)]
    part = next((other for other in fitting if other in same), None) or (same or fitting or done)[0]
    draft.anchor, plan.anchor = part, plan.anchor or part
    mode = fits(draft.quantity, HUNDRED * part.exact / plan.exact)
    sure = bool(same) and not (draft.qualifier or part.qualifier or plan.qualifier)
    holds = True if mode else (False if sure else None)
    yield _quotient(draft, part, plan, "kế hoạch", holds=holds, mode=mode, kind=RelationKind.PLAN)
