"""A whole against its parts: which figures may be parts, how one whole is split several ways, when a sum is surely false."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from danvan.reading.comparisons import half_unit
from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.measures import adopt_measure
from danvan.reading.model import Qualifier
from danvan.reading.ties import Tie, sum_tie, total_of

NOT_PART = re.compile(r"(?:kế hoạch|chỉ tiêu|cùng kỳ|năm trước|so với|dự toán|(?<!\w)kh(?!\w)|(?<!\w)ck(?!\w)|bình quân)")


def may_be_part(draft: Draft) -> bool:
    """Plans, last year's figures and averages are no parts."""
    return (
        draft.is_level
        and not draft.earlier
        and not NOT_PART.search(draft.left[-40:])
        and not re.search(r"\b(?:so với|cùng kỳ)", draft.right[:20])
    )


def adds_up(whole: Draft, parts: Sequence[Draft]) -> bool:
    """Whether two or more parts make up the whole exactly."""
    return len(parts) > 1 and total_of(parts) == whole.exact


def one_way(parts: Sequence[Draft]) -> bool:
    """All parts belong to one partition of the catalogue, each to a part of its own."""
    ways = set.intersection(*(set(part.parts) for part in parts)) if len(parts) > 1 else set()
    return any(len({part.parts[way] for part in parts}) == len(parts) for way in ways)


def parts_of(candidates: Sequence[Draft], whole: Draft, words: Lexicon, *, adopt: bool) -> list[Draft]:
    """Candidates that count what the whole counts; a bare number takes over the whole's unit of measure."""
    parts = []
    for draft in candidates:
        if not may_be_part(draft) or draft is whole or draft.whole is not None:
            continue
        if not draft.measure and not adopt:
            continue
        if any(draft.parts.get(way, part) != part for way, part in whole.parts.items() if way == "state"):
            continue  # what is pending is no part of what is settled
        if words.same(draft.measure, whole.measure):
            if not draft.measure:
                adopt_measure(draft, whole.measure, words)
            parts.append(draft)
    # The denominator of a/b repeats the whole; it is no part of it.
    bottoms = {id(draft.over) for draft in parts}
    parts = [draft for draft in parts if id(draft) not in bottoms]
    # Of '100 lượt/120 lượt người' only the one is counted that the whole counts.
    chained = {id(draft) for draft in parts if draft.chained is not None}
    chained |= {id(draft.chained) for draft in parts if draft.chained is not None}
    measure = fold(whole.measure)
    return [draft for draft in parts if id(draft) not in chained or not draft.measure or fold(draft.measure) == measure]


def weigh(
    whole: Draft, parts: list[Draft], why: str, *, complete: bool, open_end: bool, doubtful: bool = False
) -> Iterator[Tie]:
    """The ties between a whole and its parts, one for each way it is split. `doubtful`: it may not be their whole."""
    if not parts:
        return
    for part in parts:
        if part.whole is None and part.exact <= whole.exact and not doubtful:
            part.whole, part.kin = whole, id(parts[0])
    if total_of(parts) == whole.exact and (len(parts) > 1 or why != ":"):
        yield sum_tie(whole, parts, why, holds=True)
        return
    if _is_rounded(whole, parts):
        yield replace(sum_tie(whole, parts, why, holds=True), mode="rounded")
        return
    groups = _ways(parts)
    if complete and sum(len(group) > 1 for group in groups) < 2:
        groups = [parts]  # a list that claims to be complete and is not split several ways is one sum
    for group in groups:
        total, closed = total_of(group), complete and len(groups) == 1
        if total == whole.exact:
            yield sum_tie(whole, group, why, holds=True)
        elif len(group) > 1 or complete:
            over = total > whole.exact and (closed or _disjoint(whole, group))
            under = total < whole.exact and closed and not open_end and len(group) > 1
            surely = (over or under) and are_exact(whole, group) and not doubtful
            yield sum_tie(whole, group, why, holds=False if surely else None)


def _is_rounded(whole: Draft, parts: Sequence[Draft]) -> bool:
    """Whether amounts printed with more and with fewer decimals miss each other by less than the last digit of the roughest:
    '717 ha (142 ha; 474 ha; 90 ha; 6 ha; 3,8 ha; 1,5 ha)'."""
    halves = [half_unit(draft) for draft in (whole, *parts)]
    return len(parts) > 1 and min(halves) < max(halves) and abs(total_of(parts) - whole.exact) < 2 * max(halves)


def are_exact(whole: Draft, parts: Sequence[Draft]) -> bool:
    """Approximate figures ('hơn 46') are not held to the unit."""
    return all(draft.qualifier in (None, Qualifier.ABOUT) for draft in (whole, *parts))


_NEARLY = Fraction(11, 10)


def _disjoint(whole: Draft, parts: Sequence[Draft]) -> bool:
    """Whether the parts can be told not to overlap: parts of one partition, each its own; else, where no partition is
    marked, a sum that only just misses (women and members of a party may well be more than all together)."""
    if one_way(parts):
        return True
    marked = [set(part.parts) for part in parts if part.parts]
    if any(not one & other for one, other in combinations(marked, 2)):
        return False  # 'kỳ trước chuyển sang 10 đơn; đủ điều kiện xử lý 80 đơn': two ways of looking at the same
    ways = {way for part in parts for way in part.parts}
    telling = [way for way in ways if len({part.parts[way] for part in parts if way in part.parts}) > 1]
    return not telling and total_of(parts) <= whole.exact * _NEARLY


def _ways(parts: list[Draft]) -> list[list[Draft]]:
    """The parts grouped by the partition of the catalogue they belong to; those of none stay together."""
    left = list(parts)
    groups: list[list[Draft]] = []
    while left:
        ways = {way for part in left for way in part.parts}
        best = max(ways, key=lambda way: (len({part.parts[way] for part in left if way in part.parts}), way), default=None)
        members = [part for part in left if best in part.parts] if best else []
        if len({part.parts[best] for part in members if best}) < 2:
            groups.append(left)
            break
        groups.append(members)
        left = [part for part in left if part not in members]
    return groups
