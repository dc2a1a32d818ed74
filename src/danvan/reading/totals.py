"""Wholes without a cue before their parts: 'còn lại', 'tổng cộng' behind them, settled and pending, a sentence that recalls."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon
from danvan.reading.measures import adopt_measure
from danvan.reading.ties import Tie, sum_tie, total_of
from danvan.reading.weighing import adds_up, are_exact, may_be_part, one_way, parts_of, weigh

_BACK = 40
"""What a rest is left of, and the parts of a total behind them, stand no more figures back."""
_REST = re.compile(r"^\W*(?:số\s+)?còn(?:\s+lại)?(?!\w)")


def find_rests(group: list[Draft], before: list[Draft], words: Lexicon) -> Iterator[Tie]:
    """'… 09 đơn … giải quyết 06 đơn. Còn 03 đơn': what is left, with what was taken, is the whole."""
    line = [draft for draft in before + group if draft.depth == 0 and draft.is_level]
    for at, rest in enumerate(line):
        left = _REST.search(rest.left) or rest.left.endswith(("còn lại", "còn lại là")) or rest.right.startswith("còn lại")
        if not left or rest not in group:
            continue
        earlier = [draft for draft in line[max(0, at - _BACK) : at] if words.same(draft.measure, rest.measure)]
        if earlier and earlier[-1] in group and (top := next((draft for draft in earlier if draft.over is earlier[-1]), None)):
            fits = top.value + rest.value == earlier[-1].value
            yield sum_tie(earlier[-1], [top, rest], "còn lại", holds=fits)
            continue
        for taken_at in range(len(earlier) - 1, 0, -1):
            taken = earlier[taken_at]
            total = taken.value + rest.value
            fitting = [whole for whole in earlier[:taken_at] if whole.value == total]
            if fitting:
                if not rest.measure and fitting[-1].measure:
                    adopt_measure(rest, fitting[-1].measure, words)
                yield sum_tie(fitting[-1], [taken, rest], "còn lại", holds=True)
                break
        else:
            same = [draft for draft in earlier if draft in group]
            if len(same) == 2 and same[0].value > same[1].value and "lại" in f"{rest.left} {rest.right}":
                yield sum_tie(same[0], [same[1], rest], "còn lại", holds=False)
            elif len(earlier) > 1 and earlier[-1] in group:
                yield sum_tie(_above(earlier), [earlier[-1], rest], "còn lại", holds=None)


def _above(earlier: Sequence[Draft]) -> Draft:
    """The nearest figure before the last that it may be a part of; where all are less, the one right before it."""
    return next((draft for draft in reversed(earlier[:-1]) if draft.exact >= earlier[-1].exact), earlier[-2])


_TOTAL_BEHIND = re.compile(
    r"(?:tổng cộng|cộng chung|tổng cả|tất cả|(?:lũy kế|luỹ kế)[^,;:.]{0,25}|(?:trên|trong) tổng số)(?: số \w+(?: \w+)?)?\W*(?:là|có)?\W*$"
)


def find_sums_behind(group: list[Draft], before: list[Draft], words: Lexicon) -> Iterator[Tie]:
    """'khiếu nại 12 đơn; tố cáo 03 đơn; kiến nghị 45 đơn. Tổng cộng 60 đơn': the total behind its parts."""
    line = [draft for draft in before + group if draft.depth == 0 and draft.is_level and draft.over is None]
    for at, whole in enumerate(line):
        if not _TOTAL_BEHIND.search(whole.left) or whole not in group:
            continue
        parts: list[Draft] = []
        for draft in reversed(line[max(0, at - _BACK) : at]):
            if "tổng" in draft.left or not words.same(draft.measure, whole.measure):
                break
            parts.insert(0, draft)
        if len(parts) > 1:
            fits = sum(part.value for part in parts) == whole.value
            for part in parts:
                part.whole = part.whole or whole
            sure = one_way(parts) and not re.search(r"trên tổng|l[uũ][yỹ] kế", whole.left) and are_exact(whole, parts)
            yield sum_tie(whole, parts, "tổng cộng", holds=True if fits else (False if sure else None))


_LISTED = 3


def find_recalled(group: list[Draft], before: list[Draft], ties: Sequence[Tie], words: Lexicon) -> Iterator[Tie]:
    """'Đại biểu dự: 120 đồng chí. Thành phần: …': a sentence whose figures make up one of the sentence before it, without a word
    that says so. Only where they do."""
    parts = [draft for draft in group if draft.depth == 0 and may_be_part(draft) and draft.whole is None]
    inside = set(map(id, group))
    if not _LISTED <= len(parts) <= _BACK or not before or any(id(tie.drafts[0]) in inside for tie in reversed(ties)):
        return
    last = [draft for draft in before if draft.sentence == before[-1].sentence and draft.is_level and draft.depth == 0]
    for whole in last:
        if adds_up(whole, parts) and parts_of(parts, whole, words, adopt=False) == parts:
            yield from weigh(whole, parts, "câu trước", complete=False, open_end=False)
            return
    near = [whole for whole in last if _nearly(whole, parts) and parts_of(parts, whole, words, adopt=False) == parts]
    if len(near) == 1:
        yield sum_tie(near[0], parts, "câu trước", holds=None)


_NEARLY = Fraction(1, 3)


def _nearly(whole: Draft, parts: Sequence[Draft]) -> bool:
    """Whether the parts, all of the whole's own measure, miss it by no more than a third."""
    same = all(part.measure == whole.measure for part in parts)
    return bool(same and whole.measure and abs(total_of(parts) - whole.exact) <= whole.exact * _NEARLY)


def find_states(group: list[Draft], words: Lexicon) -> Iterator[Tie]:
    """'tổng số nhận …, đã giải quyết …; … đang giải quyết …': what is settled and what is pending make up what came in."""
    line = [draft for draft in group if draft.depth == 0 and draft.is_level and draft.over is None]
    pending = [draft for draft in line if draft.parts.get("state") == "pending"]
    settled = [draft for draft in line if draft.parts.get("state") == "settled"]
    if len(settled) != 1 or not pending:
        return
    before = [
        draft
        for draft in line[: line.index(settled[0])]
        if "state" not in draft.parts and words.same(draft.measure, settled[0].measure)
    ]
    if (
        before
        and before[-1].value >= settled[0].value
        and all(words.same(draft.measure, settled[0].measure) for draft in pending)
    ):
        parts = [*settled, *pending]
        told = next((draft for draft in reversed(before) if total_of(parts) == draft.exact), before[-1])
        # 'tiếp nhận 120: kỳ trước chuyển qua 14, tiếp nhận mới 106': what was to be settled is both
        whole = told.whole if told.whole in before and "carried" in told.parts and told is before[-1] else told
        # 'đã giải quyết trước hạn 70, đúng hạn 30': what was settled is told in slices, not in one figure
        sliced = "deadline" in settled[0].parts
        slices = [
            draft for draft in line if sliced and "deadline" in draft.parts and draft not in pending and draft.whole is None
        ]
        parts = [*(slices or settled), *pending]
        fits = total_of(parts) == whole.exact
        came_in = re.search(r"(?:tổng|nhận|thụ lý|phát sinh)", whole.left)
        if fits or (came_in and not sliced):
            yield sum_tie(whole, parts, "đã và đang giải quyết", holds=fits)
