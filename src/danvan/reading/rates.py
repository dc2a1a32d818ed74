"""Percentages, plans, changes against last year, and arithmetic written out.

Every plausible denominator is tried before a rate is called false; cutting digits off is told from rounding.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from danvan.kernel.quantity import Quantity, rounded, vietnamese
from danvan.reading.drafts import Draft, by_sentence
from danvan.reading.lexicon import Lexicon
from danvan.reading.model import Direction, FigureKind, RelationKind
from danvan.reading.ties import Tie

_PLAN = re.compile(r"(?:kế hoạch|chỉ tiêu|dự toán|nghị quyết|(?<!\w)kh(?!\w)|(?<!\w)nq(?!\w)|mục tiêu|giao)")
_LAST_YEAR = re.compile(r"(?:cùng kỳ|năm trước|kỳ trước|(?<!\w)ck(?!\w)|năm ngoái|so với năm|so năm)")
_SHARE = re.compile(r"(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương ứng|tương đương)\W*(?:tỷ lệ|tỉ lệ|là|:|trên|khoảng|gần|hơn)*\W*$")
_BASE_LEAD = re.compile(
    r"(?:cùng kỳ|năm trước|kỳ trước|(?<!\w)ck(?!\w)|năm ngoái|so với năm|so năm)(?:\s+(?:năm|trước|ngoái|của|(?:19|20)\d\d))*\s*[(,:]?\s*(?:là|có|đạt|chỉ có|chỉ)?\s*:?\s*$"
)
"""Last year's level stands right behind the words that compare: '(51 đơn)', 'là 51 đơn'; never behind a new clause."""
HUNDRED = Fraction(100)
_WINDOW = 30
"""A whole told further back than so many figures is not looked for."""


def find_rates(drafts: Sequence[Draft], lows: Sequence[str], words: Lexicon) -> list[Tie]:
    """Shares, percents of plan and changes, sentence by sentence; tells each the figure it is about."""
    ties: list[Tie] = []
    before: list[Draft] = []
    for group in by_sentence(drafts):
        before = [draft for draft in before if draft.section is group[0].section][-_WINDOW:]
        low = lows[group[0].paragraph]
        ties += _changes(group, before, low, words)
        for at, draft in enumerate(group):
            if draft.kind is FigureKind.RATIO:
                ties += _ratio(draft, group[:at], group[at + 1 :], before, low, words)
        before = before + group
    return ties


def _after(draft: Draft, low: str) -> str:
    """The words right behind a percentage, which say what it is a percentage of."""
    stop = re.search(r"[;.](?!\d)|\d", low[draft.number.stop : draft.bounds[1]])
    return low[draft.number.stop : draft.number.stop + (stop.start() if stop else draft.bounds[1] - draft.number.stop)]


def _anchor(before: Sequence[Draft], draft: Draft, low: str) -> Draft | None:
    """The count a percentage is about: the last one before it in its clause."""
    for earlier in reversed(before):
        gap = low[earlier.number.stop : draft.number.start]
        if ";" in gap or re.search(r"\.\s", gap):
            return None
        if earlier.depth > draft.depth:
            continue  # what stands in parentheses does not carry the clause
        if earlier.is_level and not _PLAN.search(earlier.left[-20:]):
            return earlier
    return None


def _ratio(
    draft: Draft, before: Sequence[Draft], following: Sequence[Draft], paragraph: Sequence[Draft], low: str, words: Lexicon
) -> Iterator[Tie]:
    of_what = _after(draft, low)
    planned = bool(_PLAN.search(of_what) or _PLAN.search(draft.left))
    plan = _plan_figure(draft, before, following, low) if planned else None
    if plan is not None:
        yield from _of_plan(draft, plan, before, words)
        return
    named = _named_part(draft, [*paragraph, *before])
    if named is not None:
        part, whole = named
        draft.anchor = part
        yield _share(draft, part, [whole], "tỷ lệ", sure=False)
        return
    fraction = _fraction_beside(draft, before, following, low)
    if fraction is not None:
        part, whole = fraction
        draft.anchor = part
        yield _with_witness(_share(draft, part, [whole], "a/b", sure=not planned), draft, part, whole, following, low)
        return
    inside = _count_inside(draft, following, low)
    anchor = inside or _anchor(before, draft, low)
    if anchor is None:
        return
    draft.anchor = anchor
    if planned or _LAST_YEAR.search(of_what) or _LAST_YEAR.search(draft.left):
        return
    close = (
        inside is not None
        or bool(_SHARE.search(low[draft.bounds[0] : draft.number.start]))
        or (draft.opener >= 0 and draft.opener - anchor.number.stop < 40)
    )
    if not close:
        return
    others = [
        other
        for other in reversed([*paragraph, *before][-_WINDOW:])
        if other is not anchor
        and other.is_level
        and other.exact >= anchor.exact
        and words.same(other.measure, anchor.measure)
        and not _siblings(anchor, other)
    ]
    wholes = ([anchor.whole] if anchor.whole else []) + [other for other in others if other is not anchor.whole]
    if wholes:
        yield _share(draft, anchor, wholes, "đạt", sure=anchor.whole is not None and inside is None and draft.value <= 100)


_REST = re.compile(r"(?:còn(?: lại)?|tồn|chưa|đang)(?!\w)")


def _siblings(one: Draft, other: Draft) -> bool:
    """Parts of one partition: neither is a share of the other."""
    return any(other.parts.get(way, part) != part for way, part in one.parts.items())


def _with_witness(tie: Tie, rate: Draft, part: Draft, whole: Draft, following: Sequence[Draft], low: str) -> Tie:
    """'238/316 đơn, đạt 88,9%; còn lại 35': the rest is a second witness. 316 - 35 = 281 fits 88,9 %, so 238 is the wrong one."""
    if tie.holds is not False:
        return tie
    for rest in following:
        if rest.is_level and rest.measure in ("", whole.measure) and _REST.search(low[rest.begin : rest.number.start]):
            right = whole.exact - Fraction(rest.value)
            if whole.value and _fits(rate.quantity, HUNDRED * right / whole.exact):
                return replace(tie, suspect=part)
            if _fits(rate.quantity, HUNDRED * part.exact / (part.exact + Fraction(rest.value) or 1)):
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
            break
    for later in following[:2]:
        gap = low[draft.number.stop : later.number.start]
        if later.over is not None and len(gap) < 45 and not re.search(r"[;,]|\.\s", gap):
            return later, later.over
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


def _fits(stated: Quantity, exact: Fraction) -> str:
    return stated.agrees(exact) or ""


def _share(draft: Draft, part: Draft, wholes: Sequence[Draft], why: str, *, sure: bool) -> Tie:
    """Tie a percentage to its numerator and the denominator that fits, or, when none does, to the likeliest."""
    for whole in wholes:
        if whole.value and (mode := _fits(draft.quantity, HUNDRED * part.exact / whole.exact)):
            return _quotient(draft, part, whole, why, holds=True, mode=mode)
    likeliest = next((whole for whole in wholes if whole.value), None)
    if likeliest is None:
        return Tie(RelationKind.RATIO, (draft, part, *wholes[:1]), None, None, why)
    vague = any(figure.qualifier for figure in (draft, part, likeliest)) or _swapped(draft, part, likeliest)
    return _quotient(draft, part, likeliest, why, holds=False if sure and not vague else None)


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
    shown = vietnamese(rounded(exact, max(2, draft.number.written.decimals + 1)))
    sign = "=" if mode == "exact" else "≈"
    formula = f"{vietnamese(part.value)} / {vietnamese(whole.value)} × 100 {sign} {shown}"
    if holds is not True:
        formula += f" ≠ {vietnamese(draft.value)}"
    return Tie(kind, (draft, part, whole), holds, exact, why, mode, formula)


def _named_part(draft: Draft, before: Sequence[Draft]) -> tuple[Draft, Draft] | None:
    """'tỷ lệ hồ sơ trực tuyến đạt 71,7%': the part told earlier under the same mark of a partition, if its whole fits."""
    if not re.search(r"(?:tỷ lệ|tỉ lệ)\s+\w", draft.left) or not draft.parts:
        return None
    for earlier in reversed(before[-_WINDOW:]):
        whole = earlier.whole
        if earlier.is_level and whole is not None and whole.value and earlier.parts.items() >= draft.parts.items():
            fits = _fits(draft.quantity, HUNDRED * earlier.exact / whole.exact)
            return (earlier, whole) if fits else None
    return None


def _plan_figure(draft: Draft, before: Sequence[Draft], following: Sequence[Draft], low: str) -> Draft | None:
    """The stated plan in the percentage's own clause: 'đạt 75% kế hoạch năm (28 cuộc)', 'kế hoạch 28 cuộc, … đạt 75%'."""
    for plan in following:
        gap = low[draft.number.stop : plan.number.start]
        if re.search(r"[;%]|\.\s", gap) or _LAST_YEAR.search(gap):
            break
        if plan.is_level and plan.value and _PLAN.search(gap):
            return plan
    for plan in reversed(before):
        if re.search(r"[;%]|\.\s", low[plan.number.stop : draft.number.start]):
            break
        lead = low[max(plan.bounds[0], plan.begin - 25) : plan.number.start]
        if plan.is_level and plan.value and _PLAN.search(lead) and not re.search(r"[;%\d]|\.\s", re.split(_PLAN, lead)[-1]):
            return plan
    return None


def _of_plan(draft: Draft, plan: Draft, before: Sequence[Draft], words: Lexicon) -> Iterator[Tie]:
    """'2.120 lao động, đạt 115,97% so với KH (1.828 lao động)': what was done, of the same measure as the plan, over it."""
    done = [other for other in reversed(before) if other is not plan and other.is_level and other.depth <= draft.depth]
    if not done:
        return
    same = [other for other in done if words.same(other.measure, plan.measure) and not any(top.over is other for top in done)]
    fitting = [other for other in done if _fits(draft.quantity, HUNDRED * other.exact / plan.exact)]
    part = next((other for other in fitting if other in same), None) or (same or fitting or done)[0]
    draft.anchor, plan.anchor = part, plan.anchor or part
    mode = _fits(draft.quantity, HUNDRED * part.exact / plan.exact)
    sure = bool(same) and not (draft.qualifier or part.qualifier or plan.qualifier)
    holds = True if mode else (False if sure else None)
    yield _quotient(draft, part, plan, "kế hoạch", holds=holds, mode=mode, kind=RelationKind.PLAN)


def _changes(group: Sequence[Draft], before: Sequence[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    """'09 đơn, so cùng kỳ tăng 01 đơn (tăng 12,5%)': level, difference and percent must agree."""
    for at, draft in enumerate(group):
        if draft.kind not in (FigureKind.CHANGE, FigureKind.RATE_OF_CHANGE):
            continue
        pair = next((other for other in reversed(group[:at]) if other.over is not None and other.depth <= draft.depth), None)
        if pair is not None and pair.over is group[at - 1] and draft.kind is FigureKind.RATE_OF_CHANGE:
            yield from _this_over_last(draft, pair, group[at - 1])
            continue
        if draft.kind is FigureKind.CHANGE and (base := _base_before(draft, group[:at], low, words)):
            yield from _since(draft, base, before, group[at + 1 :], low, words)
            continue
        level = _level_before(draft, group[:at], low, words)
        if level is None:
            continue
        if draft.anchor is not None:
            continue  # told already by the change it stands beside
        draft.anchor = level
        if level.kind is FigureKind.RATIO:
            continue  # a change in percentage points: nothing to divide
        if draft.kind is FigureKind.RATE_OF_CHANGE:
            if not any(other.kind is FigureKind.CHANGE and other.anchor is level for other in group[:at]):
                yield from _against_base(draft, level, group, low, words)
            continue
        yield from _from_to(draft, level)
        yield from _from_base(draft, level, group[at + 1 :], low, words)
        rate = _rate_of(draft, group[at + 1 :], low)
        if rate is not None:
            rate.kind, rate.direction, rate.anchor = FigureKind.RATE_OF_CHANGE, rate.direction or draft.direction, level
            yield _difference(rate, draft, level, group)


def _level_before(draft: Draft, before: Sequence[Draft], low: str, words: Lexicon) -> Draft | None:
    for earlier in reversed(before):
        if (
            earlier.kind is FigureKind.RATIO
            and draft.kind is FigureKind.RATE_OF_CHANGE
            and not _PLAN.search(_after(earlier, low))
        ):
            return earlier
        if not earlier.is_level or earlier.over is not None or earlier.depth > draft.depth:
            continue
        if draft.kind is FigureKind.RATE_OF_CHANGE or words.same(draft.measure, earlier.measure):
            return earlier
    return None


def _rate_of(draft: Draft, following: Sequence[Draft], low: str) -> Draft | None:
    """The percentage that says the same change: '(tăng 12,5%)', '(90%)', ', tương đương 12,5%'."""
    beside = [later for later in following if later.depth <= draft.depth or later is following[0]]
    for later in beside[:2]:
        gap = re.sub(r"so (?:với )?cùng kỳ[^(),;]*(?:\([^()]*\))?", " ", low[draft.number.stop : later.number.start])
        percent = later.kind in (FigureKind.RATIO, FigureKind.RATE_OF_CHANGE)
        near = re.fullmatch(
            r"[^();.]{0,40}\(?\s*(?:tương đương|tương ứng|bằng|hay|tức|tăng|giảm|tỷ lệ|tỉ lệ|với tỷ lệ|là|,|đạt|chiếm|khoảng|\s)*",
            gap,
        )
        if percent and near and not _PLAN.search(gap):
            return later
    return None


def _difference(rate: Draft, change: Draft, level: Draft, group: Sequence[Draft]) -> Tie:
    sign = 1 if change.direction is Direction.UP else -1
    base = level.exact - sign * change.exact
    if base <= 0:
        return Tie(RelationKind.CHANGE, (rate, change, level), None, None, "cùng kỳ")
    exact = HUNDRED * change.exact / base
    mode = _fits(rate.quantity, exact)
    vague = bool(rate.qualifier or change.qualifier or level.qualifier)
    other = _fits(rate.quantity, HUNDRED * level.exact / base) or _in_points(rate, level, group)
    holds = True if mode else (None if vague or other or change.scale != level.scale else False)
    shown = vietnamese(rounded(exact, max(2, rate.number.written.decimals + 1)))
    formula = (
        f"{vietnamese(level.value)} {'-' if sign > 0 else '+'} {vietnamese(change.value)} = {vietnamese(level.value - sign * change.value)}; "
        f"{vietnamese(change.value)} / {vietnamese(level.value - sign * change.value)} × 100 ≈ {shown}"
    )
    if holds is not True:
        formula += f" ≠ {vietnamese(rate.value)}"
    return Tie(RelationKind.CHANGE, (rate, change, level), holds, exact, "cùng kỳ", mode, formula)


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
    rate = _rate_of(change, following, low)
    if rate is not None and base.value:
        rate.kind, rate.direction, rate.anchor = FigureKind.RATE_OF_CHANGE, rate.direction or change.direction, level or base
        exact = HUNDRED * change.exact / base.exact
        mode = _fits(rate.quantity, exact)
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


def _this_over_last(rate: Draft, level: Draft, base: Draft) -> Iterator[Tie]:
    """'206/113 vụ, tăng 82,3%': this period over last. Only where it fits: a/b may as well be a part of a whole."""
    sign = 1 if rate.direction is Direction.UP else -1
    rate.anchor = level
    if base.value:
        exact = sign * HUNDRED * (level.exact - base.exact) / base.exact
        mode = _fits(rate.quantity, exact)
        shown = vietnamese(rounded(exact, max(2, rate.number.written.decimals + 1)))
        formula = f"({vietnamese(level.value)} - {vietnamese(base.value)}) / {vietnamese(base.value)} × 100 ≈ {shown}"
        yield Tie(RelationKind.CHANGE, (rate, level, base), True if mode else None, exact, "a/b cùng kỳ", mode, formula)


def _from_to(change: Draft, level: Draft) -> Iterator[Tie]:
    """'từ 76 trường xuống còn 58 trường, giảm 18 trường'."""
    base = level.beside
    if base is None or not base.left.endswith("từ") or base.scale != level.scale or change.scale != level.scale:
        return
    exact = level.exact - base.exact if change.direction is Direction.UP else base.exact - level.exact
    fits = exact == change.exact
    vague = any(figure.qualifier for figure in (change, level, base))
    top, bottom = max(level.value, base.value), min(level.value, base.value)
    formula = f"{vietnamese(top)} - {vietnamese(bottom)} = {vietnamese(top - bottom)}"
    if not fits:
        formula += f" ≠ {vietnamese(change.value)}"
    holds = True if fits else (None if vague else False)
    yield Tie(RelationKind.CHANGE, (change, level, base), holds, exact, "từ … còn", "exact" if fits else "", formula)


def _from_base(change: Draft, level: Draft, following: Sequence[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    """'63 đơn, tăng 12 đơn so với cùng kỳ (51 đơn)': this year's level less last year's is the change."""
    for base in [later for later in following if later.is_level][:1]:
        lead = low[change.number.stop : base.number.start]
        if (
            not base.is_level
            or not _BASE_LEAD.search(lead)
            or base.scale != level.scale
            or re.search(r"[;]|\.\s", lead)
            or not words.same(base.measure, level.measure)
        ):
            return
        sign = 1 if change.direction is Direction.UP else -1
        exact = sign * (level.exact - base.exact)
        fits = exact == change.exact
        if abs(exact) != change.exact:
            exact = abs(exact)  # the size is wrong, whatever the direction; -4 against 4 is a wrong direction
        vague = any(figure.qualifier for figure in (change, level, base))
        base.anchor = level
        formula = f"{vietnamese(max(level.value, base.value))} - {vietnamese(min(level.value, base.value))} = {vietnamese(abs(level.value - base.value))}"
        if not fits:
            formula += f" ≠ {vietnamese(change.value)}"
        yield Tie(
            RelationKind.CHANGE,
            (change, level, base),
            True if fits else (None if vague else False),
            exact,
            "cùng kỳ",
            "exact" if fits else "",
            formula,
        )


def _against_base(rate: Draft, level: Draft, group: Sequence[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    """'tăng 20% so với cùng kỳ (100 đơn)': where last year's level is stated."""
    for base in group:
        lead = low[rate.number.stop : base.number.start]
        if base.number.start < rate.number.stop or not base.is_level or not base.value:
            continue
        if (
            len(lead) > 60
            or not _BASE_LEAD.search(lead)
            or base.scale != level.scale
            or re.search(r"[;]|\.\s", lead)
            or not words.same(base.measure, level.measure)
        ):
            return
        exact = HUNDRED * (level.exact - base.exact) / base.exact
        signed = exact if rate.direction is Direction.UP else -exact
        mode = _fits(rate.quantity, signed)
        ratio = _fits(rate.quantity, HUNDRED * level.exact / base.exact)
        vague = bool(rate.qualifier or level.qualifier or base.qualifier)
        shown = vietnamese(rounded(signed, max(2, rate.number.written.decimals + 1)))
        formula = f"({vietnamese(level.value)} - {vietnamese(base.value)}) / {vietnamese(base.value)} × 100 ≈ {shown}"
        holds = True if mode else (None if vague or ratio else False)
        yield Tie(RelationKind.CHANGE, (rate, level, base), holds, signed, "cùng kỳ", mode, formula)
        return
