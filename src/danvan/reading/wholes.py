"""Wholes and their parts: 'trong đó', 'gồm', parentheses, colons, lists of lines, 'còn lại'.

One whole can be split several ways in one sentence (by deadline, by channel, by kind), so parts are grouped by what
they classify before they are added (the catalogue's `partitions`). Parts over the whole are always false; under it only
where the list claims to be complete.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from danvan.reading.drafts import Draft, by_sentence
from danvan.reading.lexicon import Lexicon
from danvan.reading.measures import adopt_measure
from danvan.reading.model import FigureKind, Qualifier
from danvan.reading.paragraphs import BULLET, Paragraph
from danvan.reading.ties import Tie, distinct, sum_tie, total_of

_CUE = re.compile(
    r"(?<!\w)(trong đó|trong số đó|bao gồm|gồm có|gồm|cụ thể|chia ra|phân ra|chia theo|phân loại)(?!\w)\s*(?:có\s*)?:?"
)
_COMPLETE = ("gồm", "bao gồm", "gồm có", "chia ra", "phân ra")
_OPEN_END = re.compile(r"(?:…|\.\.\.|v\.v|vân vân)")
_REST = re.compile(r"^\W*(?:số\s+)?còn(?:\s+lại)?(?!\w)")
_NOT_PART = re.compile(r"(?:kế hoạch|chỉ tiêu|cùng kỳ|năm trước|so với|dự toán|(?<!\w)kh(?!\w)|(?<!\w)ck(?!\w)|bình quân)")


def find_sums(drafts: Sequence[Draft], paragraphs: Sequence[Paragraph], lows: Sequence[str], words: Lexicon) -> list[Tie]:
    """Every whole with its parts, in all paragraphs. Also tells each part what it is a part of."""
    ties: list[Tie] = []
    before: list[Draft] = []
    opened: Draft | None = None
    for group in by_sentence(drafts):
        low = lows[group[0].paragraph]
        if before and before[0].paragraph != group[0].paragraph:
            before, opened = [], None
        opened = _opening_head(group, low, before, opened)
        ties += _in_parentheses(group, low, words)
        ties += _after_cues(group, opened, low, words)
        ties += _among(group, low, words)
        ties += _rest(group, before, words)
        ties += _states(group, words)
        ties += _summed_up(group, before, words)
        before = before + group
    ties += _under_lines(drafts, paragraphs, lows, words)
    return distinct(ties)


def _may_be_part(draft: Draft) -> bool:
    return (
        draft.is_level and not _NOT_PART.search(draft.left[-40:]) and not re.search(r"\b(?:so với|cùng kỳ)", draft.right[:20])
    )


def _in_parentheses(group: list[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    for opener in sorted({draft.opener for draft in group if draft.opener >= 0}):
        inner = [draft for draft in group if draft.opener == opener]
        outer = [draft for draft in group if draft.number.stop <= opener and draft.depth == inner[0].depth - 1]
        if not outer or re.search(r"[;.]\s", low[outer[-1].number.stop : opener]):
            continue
        opening = low[opener + 1 : inner[0].number.start]
        cue = _CUE.match(opening.strip())
        nested = next((m for m in _CUE.finditer(low, inner[0].number.stop, inner[-1].number.start) if m), None)
        if nested is not None:  # '(khối Đảng 21 người; khối chính quyền 41 người, trong đó: Văn phòng 12, …)'
            below = [draft for draft in inner if draft.number.start > nested.start()]
            inner = [draft for draft in inner if draft.number.start < nested.start()]
            yield from _weigh(inner[-1], _parts(below, inner[-1], words, adopt=True), nested[1], complete=False, open_end=False)
        for whole in _chain(outer[-1]):
            parts = _parts(inner, whole, words, adopt=whole is outer[-1])
            every = [draft for draft in inner if _may_be_part(draft) and draft.whole is None]
            if len(parts) < len(every) and whole is outer[-1] and _adds_up(whole, every):
                parts = every  # '06 văn bản (02 kế hoạch, 03 công văn, 01 thông báo)'
            if whole.is_level and parts:
                why = cue[1] if cue else "(…)"
                complete = bool(cue and cue[1] in _COMPLETE) or (not cue and _one_way(parts))
                yield from _weigh(
                    whole, parts, why, complete=complete, open_end=bool(_OPEN_END.search(low[opener : group[-1].bounds[1]]))
                )


def _adds_up(whole: Draft, parts: Sequence[Draft]) -> bool:
    return len(parts) > 1 and total_of(parts) == whole.exact


def _one_way(parts: Sequence[Draft]) -> bool:
    """All parts belong to one partition of the catalogue, each to a part of its own."""
    ways = set.intersection(*(set(part.parts) for part in parts)) if len(parts) > 1 else set()
    return any(len({part.parts[way] for part in parts}) == len(parts) for way in ways)


def _chain(last: Draft) -> list[Draft]:
    chain = [last]
    while (before := chain[-1].chained or chain[-1].beside) is not None:
        chain.append(before)
    return chain


def _heads(last: Draft, earlier: Sequence[Draft], low: str) -> list[Draft]:
    """The figure before a cue, and those of other measures told with it: '1.245 lượt, 1.310 người, 1.180 vụ việc; trong đó'."""
    heads = _chain(last)
    measures = {head.measure for head in heads}
    line = [draft for draft in earlier if draft.depth == 0 and draft.number.start < heads[-1].number.start]
    for draft in reversed(line):
        following = heads[-1]
        same = (draft.paragraph, draft.sentence) == (following.paragraph, following.sentence)
        gap = low[draft.number.stop : following.number.start] if same else ";"
        if draft.measure in measures or not draft.is_level or not re.fullmatch(r"[^;.(]{0,25}", gap) or _CUE.search(gap):
            break
        heads.append(draft)
        measures.add(draft.measure)
    return heads


def _parts(candidates: Sequence[Draft], whole: Draft, words: Lexicon, *, adopt: bool) -> list[Draft]:
    """Candidates that count what the whole counts; a bare number takes over the whole's unit of measure."""
    parts = []
    for draft in candidates:
        if not _may_be_part(draft) or draft is whole or draft.whole is not None:
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
    return [draft for draft in parts if not any(other.over is draft for other in parts)]


_BY = r"(?:nội dung|thẩm quyền|tính chất|loại(?:\s+đơn)?|hình thức|lĩnh vực|thời hạn|kết quả|điều kiện|cấp|phương thức)"
_BY_CONTENT = re.compile(rf"(?:phân\s+)?(?:loại\s+)?(?:theo|về)\s+{_BY}(?!\w)")
_IN_NUMBER = re.compile(r"trong\s+(?:tổng\s+)?(?:số\s+)?(?P<what>(?!đó(?!\w))[^,;:.\d]{3,60}?)\s*(?:có|thì|gồm|:|,)")


def _opening_head(group: list[Draft], low: str, before: list[Draft], opened: Draft | None) -> Draft | None:
    """The total of an earlier sentence that this one opens on: 'Trong đó', 'Phân loại theo…', 'Trong số hồ sơ … có'."""
    opening = low[group[0].bounds[0] : group[0].number.start].lstrip(" -+*–,.")
    if named := _IN_NUMBER.match(opening):
        return _named_head(named["what"], before)
    if _CUE.match(opening) or _BY_CONTENT.match(opening):
        return opened or _head_of_sentences(before)
    return None


def _named_head(what: str, before: Sequence[Draft]) -> Draft | None:
    """The earlier figure whose own words say `what`."""
    wanted = set(what.split())

    def common(draft: Draft) -> int:
        return len(wanted & set(f"{draft.left} {draft.measure.lower()} {draft.right}".split()))

    fitting = [draft for draft in before if draft.is_level and draft.measure and draft.measure.lower().split()[0] in wanted]
    best = max(fitting, key=common, default=None)
    return best if best is not None and common(best) >= len(wanted) - 1 else None


def _among(group: list[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    """'Trong 96 lượt có 58 lượt tiếp thường xuyên và 38 lượt tiếp định kỳ'."""
    level = [draft for draft in group if draft.depth == 0 and draft.is_level]
    if len(level) < 2 or not re.match(
        r"\W*trong(?:\s+(?:số|tổng số|đó))?\s*$", low[level[0].bounds[0] : level[0].number.start]
    ):
        return
    whole = level[0]
    if re.search(r"[;.]\s", low[whole.number.stop : level[1].number.start]):
        return
    parts = _parts(level[1:], whole, words, adopt=True)
    if len(parts) > 1:
        yield from _weigh(whole, parts, "trong", complete=False, open_end=False)


def _after_cues(group: list[Draft], opened: Draft | None, low: str, words: Lexicon) -> Iterator[Tie]:
    start, end = group[0].bounds
    level = [draft for draft in group if draft.depth == 0]
    cues = [
        match
        for match in _CUE.finditer(low, start, end)
        if low.count("(", start, match.start()) == low.count(")", start, match.start())
    ]
    if opened is not None and not cues and level:
        cues += [match for match in [re.compile(r"\s*").match(low, level[0].number.start)] if match]
    cues += _colons(level, low, cues)
    cues.sort(key=lambda match: match.start())
    for at, cue in enumerate(cues):
        stop = cues[at + 1].start() if at + 1 < len(cues) else end
        candidates = [draft for draft in level if cue.end() <= draft.number.start < stop]
        earlier = [draft for draft in level if draft.number.start < cue.start()]
        head = _head(earlier) or (opened if not earlier else None)
        if head is None or not candidates:
            continue
        why = cue.group().strip(" :") or (":" if cue.group().strip() else "trong số")
        for whole in _heads(head, earlier, low):
            parts = _parts(candidates, whole, words, adopt=whole is head)
            every = [draft for draft in candidates if _may_be_part(draft) and draft.whole is None]
            if why == ":" and len(parts) < len(every):
                if whole is not head or not _adds_up(whole, every):
                    continue
                parts = every  # '87 trường học: 27 trường mầm non, …, 1 trung tâm'
            if not parts:
                continue
            fitting, fit = _fitting_head(whole, parts, earlier, low, words)
            rest = [segment for segment in _segments(parts[len(fit) :], low) if len(segment) > 1] if fit else []
            segments = [fit, *rest] if fit else _segments(parts, low)
            complete = why in _COMPLETE and _every_item_counted(low, candidates)
            open_end = bool(_OPEN_END.search(low[cue.end() : end]))
            doubtful = not fit and _is_doubtful(whole, parts, earlier)
            for segment in segments:
                yield from _weigh(fitting, segment, why, complete=complete, open_end=open_end, doubtful=doubtful)


def _fitting_head(
    whole: Draft, parts: list[Draft], earlier: Sequence[Draft], low: str, words: Lexicon
) -> tuple[Draft, list[Draft]]:
    """Of the figures that may be the whole, the nearest whose parts (or those up to a ';') add up to it; with them. Else
    the nearest, with none."""
    top = next((draft for draft in earlier if draft.over is whole), None)
    others = [draft for draft in reversed(earlier) if draft.is_level and words.same(draft.measure, whole.measure)]
    for head in dict.fromkeys([whole, *([top] if top else []), *([whole.whole] if whole.whole else []), *others]):
        for size in range(len(parts), 1, -1):
            ends = size == len(parts) or ";" in low[parts[size - 1].number.stop : parts[size].number.start]
            if ends and parts[0] is not head and _adds_up(head, parts[:size]):
                return head, parts[:size]
    return whole, []


def _is_doubtful(whole: Draft, parts: Sequence[Draft], earlier: Sequence[Draft]) -> bool:
    """A figure that is a part itself, or the bottom of a/b, is hardly the whole; nor one smaller than a part, where there
    are others to choose from."""
    bottom = any(draft.over is whole for draft in earlier)
    choice = any(draft is not whole and draft.is_level for draft in earlier)
    return whole.whole is not None or bottom or (choice and any(part.exact > whole.exact for part in parts))


def _segments(parts: list[Draft], low: str) -> list[list[Draft]]:
    """A list of commas ends at a ';': '206 trực tuyến, 114 trực tiếp; trước hạn 317, quá hạn 3' are two lists."""
    gaps = [low[before.number.stop : after.number.start] for before, after in pairwise(parts)]
    same_paragraph = all(before.paragraph == after.paragraph for before, after in pairwise(parts))
    if not gaps or ";" in gaps[0] or not same_paragraph or not any(";" in gap for gap in gaps):
        return [parts]
    segments = [[parts[0]]]
    for part, gap in zip(parts[1:], gaps, strict=True):
        if ";" in gap:
            segments.append([])
        segments[-1].append(part)
    return [segment for segment in segments if len(segment) > 1]


def _colons(level: list[Draft], low: str, cues: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """'87 trường học: 27 trường mầm non, …': a colon right behind a figure opens its parts, unless a cue does so."""
    found = []
    for draft, following in pairwise(level):
        match = re.compile(r":\s*").search(low, draft.number.stop, following.number.start)
        if (
            match
            and not re.search(r"[,;(]", low[draft.number.stop : match.start()])
            and not any(draft.number.stop <= cue.start() <= following.number.start for cue in cues)
        ):
            own = low[match.end() : following.number.start]
            if len(own.split()) <= 12:
                found.append(match)
    return found


def _head(earlier: list[Draft]) -> Draft | None:
    """The figure the parts are parts of: the nearest level before the cue."""
    for draft in reversed(earlier):
        if draft.is_level and not _NOT_PART.search(draft.left[-40:]):
            return draft
    return None


def _head_of_sentences(before: list[Draft]) -> Draft | None:
    """For a sentence that opens with 'Trong đó': the total, else the first figure, of the sentence before it."""
    if not before:
        return None
    counts = [draft for draft in before if draft.depth == 0 and draft.kind in (FigureKind.COUNT, FigureKind.MONEY)]
    last = [draft for draft in counts if draft.sentence == before[-1].sentence]
    head = next((draft for draft in last if "tổng" in draft.left), last[0] if last else None)
    for draft in last:  # of '128 lượt/137 người/112 vụ việc' the last: the others are found from it
        if head is not None and head in (draft.chained, draft.beside):
            head = draft
    return head


def _every_item_counted(low: str, candidates: Sequence[Draft]) -> bool:
    """Whether each item of the list has its number: a list with uncounted items is not a complete sum."""
    first, last = candidates[0], candidates[-1]
    between = low[first.number.start : last.number.stop]
    items = re.split(r"[;,]|(?<!\w)và(?!\w)", re.sub(r"\([^)]*\)", "", between))
    return all(re.search(r"\d|không", item) for item in items if item.strip()) or ";" in between


def _weigh(
    whole: Draft, parts: list[Draft], why: str, *, complete: bool, open_end: bool, doubtful: bool = False
) -> Iterator[Tie]:
    """The ties between a whole and its parts, one for each way it is split. `doubtful`: it may not be their whole."""
    if not parts:
        return
    for part in parts:
        if part.whole is None and part.exact <= whole.exact and not doubtful:
            part.whole = whole
    if total_of(parts) == whole.exact and (len(parts) > 1 or why != ":"):
        yield sum_tie(whole, parts, why, holds=True)
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
            under = total < whole.exact and closed and not open_end
            surely = (over or under) and _exact(whole, group) and not doubtful
            yield sum_tie(whole, group, why, holds=False if surely else None)


def _exact(whole: Draft, parts: Sequence[Draft]) -> bool:
    """Approximate figures ('hơn 46') are not held to the unit."""
    return all(draft.qualifier in (None, Qualifier.ABOUT) for draft in (whole, *parts))


_NEARLY = Fraction(11, 10)


def _disjoint(whole: Draft, parts: Sequence[Draft]) -> bool:
    """Whether the parts can be told not to overlap: parts of one partition, each its own; else, where no partition is
    marked, a sum that only just misses (women and members of a party may well be more than all together)."""
    if _one_way(parts):
        return True
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


def _rest(group: list[Draft], before: list[Draft], words: Lexicon) -> Iterator[Tie]:
    """'… 09 đơn … giải quyết 06 đơn. Còn 03 đơn': what is left, with what was taken, is the whole."""
    line = [draft for draft in before + group if draft.depth == 0 and draft.is_level]
    for at, rest in enumerate(line):
        left = _REST.search(rest.left) or rest.left.endswith(("còn lại", "còn lại là")) or rest.right.startswith("còn lại")
        if rest not in group or not left:
            continue
        earlier = [draft for draft in line[:at] if words.same(draft.measure, rest.measure)]
        if earlier and earlier[-1] in group and (top := next((draft for draft in earlier if draft.over is earlier[-1]), None)):
            fits = top.value + rest.value == earlier[-1].value
            yield sum_tie(earlier[-1], [top, rest], "còn lại", holds=fits)
            continue
        for taken_at in range(len(earlier) - 1, 0, -1):
            taken = earlier[taken_at]
            fitting = [whole for whole in earlier[:taken_at] if whole.value == taken.value + rest.value]
            if fitting:
                yield sum_tie(fitting[-1], [taken, rest], "còn lại", holds=True)
                break
        else:
            same = [draft for draft in earlier if draft in group]
            if len(same) == 2 and same[0].value > same[1].value and "lại" in f"{rest.left} {rest.right}":
                yield sum_tie(same[0], [same[1], rest], "còn lại", holds=False)


def _summed_up(group: list[Draft], before: list[Draft], words: Lexicon) -> Iterator[Tie]:
    """'khiếu nại 12 đơn; tố cáo 03 đơn; kiến nghị 45 đơn. Tổng cộng 60 đơn': the total behind its parts."""
    line = [draft for draft in before + group if draft.depth == 0 and draft.is_level and draft.over is None]
    for at, whole in enumerate(line):
        if whole not in group or not re.search(r"(?:tổng cộng|cộng chung|tổng cả|tất cả)\W*(?:là|có)?\W*$", whole.left):
            continue
        parts: list[Draft] = []
        for draft in reversed(line[:at]):
            if "tổng" in draft.left or not words.same(draft.measure, whole.measure):
                break
            parts.insert(0, draft)
        if len(parts) > 1:
            fits = sum(part.value for part in parts) == whole.value
            for part in parts:
                part.whole = part.whole or whole
            yield sum_tie(whole, parts, "tổng cộng", holds=True if fits else (False if _one_way(parts) else None))


def _states(group: list[Draft], words: Lexicon) -> Iterator[Tie]:
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
        whole = before[-1]
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


def _under_lines(
    drafts: Sequence[Draft], paragraphs: Sequence[Paragraph], lows: Sequence[str], words: Lexicon
) -> Iterator[Tie]:
    """A line that ends in ':' with a total, and the list of lines under it."""
    by_paragraph: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_paragraph.setdefault(draft.paragraph, []).append(draft)
    for at, paragraph in enumerate(paragraphs):
        own = [draft for draft in by_paragraph.get(at, ()) if draft.depth == 0 and draft.is_level]
        if not own or not lows[at].rstrip().endswith(":"):
            continue
        after = lows[at][own[-1].number.stop :]
        if re.search(r"[.;]\s+(?!(?:cụ thể|trong đó|gồm|bao gồm|chia ra)\W*$)", after):
            continue
        complete = bool(re.search(r"(?:gồm|chia ra)\W*$", lows[at]))
        lines = list(_lines_below(at, paragraph, paragraphs, by_paragraph))
        for whole in _heads(own[-1], own, lows[at]):
            firsts = [parts[0] for line in lines if (parts := _parts(line, whole, words, adopt=whole is own[-1]))]
            if len(firsts) > 1:
                yield from _weigh(whole, firsts, "gồm" if complete else ":", complete=complete, open_end=False)


def _lines_below(
    at: int, paragraph: Paragraph, paragraphs: Sequence[Paragraph], by_paragraph: dict[int, list[Draft]]
) -> Iterator[list[Draft]]:
    """The figures of each line of the list under a paragraph."""
    mark = ""
    for below in range(at + 1, len(paragraphs)):
        opening = paragraphs[below].opening
        if not BULLET.match(opening + " x") or opening == paragraph.opening or (mark and opening != mark):
            return
        mark = opening
        yield [draft for draft in by_paragraph.get(below, ()) if draft.depth == 0]
