"""Wholes and their parts: 'trong đó', 'gồm', parentheses, colons, lists of lines, 'còn lại'.

One whole can be split several ways in one sentence (by deadline, by channel, by kind), so parts are grouped by what
they classify before they are added (the catalogue's `partitions`). Parts over the whole are always false; under it only
where the list claims to be complete.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from danvan.reading.contexts import goes_back
from danvan.reading.drafts import Draft, by_sentence
from danvan.reading.equations import find_equations
from danvan.reading.lexicon import Lexicon
from danvan.reading.lists import Listing
from danvan.reading.restated import restated
from danvan.reading.separators import without_inner_marks
from danvan.reading.ties import Tie, distinct, sum_tie
from danvan.reading.totals import find_recalled, find_rests, find_states, find_sums_behind
from danvan.reading.weighing import NOT_PART, adds_up, may_be_part, one_way, parts_of, weigh

_CUE = re.compile(
    r"(?<!\w)(trong đó|trong số đó|bao gồm|gồm có|gồm|cụ thể|chia ra|phân ra|chia theo|phân loại)(?!\w)\s*(?:có\s*)?:?"
)
_COMPLETE = ("gồm", "bao gồm", "gồm có", "chia ra", "phân ra")
_BACK = 60
"""A whole told further back than so many figures is not looked for."""
_FEW = 3
"""So many figures before brackets are tried for the whole they split: 'mức độ 3, 4 (…)' names no number of things."""
_SURELY_LISTED = 4
"""So many counts behind a colon are a list, in whatever measures: told of the figure before it even where they do not add up."""
_OPEN_END = re.compile(r"(?:…|\.\.\.|v\.v|vân vân|(?<!\w)và\s+(?:các|những|toàn thể|một số|nhiều|đại diện)\s)")
"""A list that goes on, or ends with what is not counted: '21 trường công lập, 9 trường tư thục và các nhóm trẻ'."""


def find_sums(drafts: Sequence[Draft], lists: Sequence[Listing], lows: Sequence[str], words: Lexicon) -> list[Tie]:
    """Every whole with its parts, in all paragraphs. Also tells each part what it is a part of."""
    ties: list[Tie] = []
    before: list[Draft] = []
    opened: Draft | None = None
    heads = {item: listing.head for listing in lists if not listing.open for item in listing.items}
    told: dict[int, list[Draft]] = {}
    for group in by_sentence(drafts):
        low = lows[group[0].paragraph]
        if before and before[-1].paragraph != group[0].paragraph:
            opened = None
            before = _carried_over(told, heads, group, low)
        told.setdefault(group[0].paragraph, []).extend(group)
        opened = _opening_head(group, low, before, opened)
        ties += find_equations(group, before, low, words)
        ties += _in_parentheses(group, low, words)
        ties += _after_cues(group, opened, before, low, words)
        ties += _among(group, low, words)
        ties += find_rests(group, before, words)
        ties += find_states(group, words)
        ties += find_sums_behind(group, before, words)
        ties += find_recalled(group, before, ties, words)
        before = (before + group)[-_BACK:]
    ties += _under_lines(drafts, lists, lows, words)
    return distinct(ties)


def _carried_over(told: Mapping[int, list[Draft]], heads: Mapping[int, int], group: Sequence[Draft], low: str) -> list[Draft]:
    """What a paragraph that opens with 'Trong đó' goes back to: the figures of the line its list stands under, or else of the
    paragraph right above; behind a list, of the line above that."""
    own = group[0].paragraph
    above = heads.get(own, heads.get(own - 1, own - 1))
    opens = group[0].sentence == 0 and goes_back(low.lstrip(" -+*–•"))
    return list(told.get(above, ())) if opens else []


def _in_parentheses(group: list[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
    for opener in sorted({draft.opener for draft in group if draft.opener >= 0}):
        inner = [draft for draft in group if draft.opener == opener]
        outer = [draft for draft in group if draft.number.stop <= opener and draft.depth == inner[0].depth - 1]
        if not outer or re.search(r"[;.]\s|[/×*+]\s*$", low[outer[-1].number.stop : opener]):
            continue  # another sentence, or a calculation: '2.105 / (2.105 + 10)'
        opening = low[opener + 1 : inner[0].number.start]
        cue = _CUE.match(opening.strip())
        nested = next((m for m in _CUE.finditer(low, inner[0].number.stop, inner[-1].number.start) if m), None)
        if nested is not None:  # '(khối Đảng 21 người; khối chính quyền 41 người, trong đó: Văn phòng 12, …)'
            below = [draft for draft in inner if draft.number.start > nested.start()]
            inner = [draft for draft in inner if draft.number.start < nested.start()]
            yield from weigh(
                inner[-1], parts_of(below, inner[-1], words, adopt=True), nested[1], complete=False, open_end=False
            )
        every = [draft for draft in inner if may_be_part(draft) and draft.whole is None]
        head = next((draft for draft in reversed(outer[-_FEW:]) if adds_up(draft, every)), outer[-1])
        for whole in _chain(head):
            parts = parts_of(inner, whole, words, adopt=whole is head)
            if len(parts) < len(every) and whole is head and adds_up(whole, every):
                parts = every  # '06 văn bản (02 kế hoạch, 03 công văn, 01 thông báo)'
            if whole.is_level and parts:
                why = cue[1] if cue else "(…)"
                complete = bool(cue and cue[1] in _COMPLETE) or (not cue and one_way(parts))
                yield from weigh(
                    whole, parts, why, complete=complete, open_end=bool(_OPEN_END.search(low[opener : group[-1].bounds[1]]))
                )


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

    levels = [draft for draft in before if draft.is_level and draft.measure]
    fitting = [draft for draft in levels if draft.measure.lower().split()[0] in wanted]
    best = max(fitting, key=common, default=None)
    if best is None or common(best) < len(wanted) - 1:
        # 'trong số có điều kiện thi hành' does not repeat the measure: all its words must be said
        return next((draft for draft in reversed(levels) if len(wanted) > 2 and common(draft) == len(wanted)), None)
    # 'hồ sơ đang giải quyết' are not those 'đã giải quyết'
    return None if (wanted & _STATE) - set(best.left.split()) else best


_STATE = frozenset(("đang", "chưa", "còn", "quá", "trước"))


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
    parts = parts_of(level[1:], whole, words, adopt=True)
    if len(parts) > 1:
        yield from weigh(whole, parts, "trong", complete=False, open_end=False)


def _told_with(head: Draft, before: Sequence[Draft]) -> list[Draft]:
    """Other measures told in the head's sentence: '24 buổi truyền thông cho 1.820 chị. Trong đó: … 10 buổi/750 chị'."""
    same = [draft for draft in before if (draft.paragraph, draft.sentence) == (head.paragraph, head.sentence)]
    known = {draft.measure for draft in _chain(head)}
    return [draft for draft in same if draft.depth == 0 and draft.is_level and draft.measure and draft.measure not in known]


def _after_cues(group: list[Draft], opened: Draft | None, before: Sequence[Draft], low: str, words: Lexicon) -> Iterator[Tie]:
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
        why = cue.group().strip(" :") or (":" if cue.group().strip() else "trong số")
        if own := _with_wholes_of_their_own(candidates, head, low, why, words):
            yield from own
            continue
        if head is None or not candidates:
            continue
        others = [] if earlier else _told_with(head, before)
        for whole in [*_heads(head, earlier, low), *others]:
            parts = parts_of(candidates, whole, words, adopt=whole is head)
            every = [draft for draft in candidates if may_be_part(draft) and draft.whole is None]
            if why == ":" and len(parts) < len(every) and not adds_up(whole, parts):
                if whole is not head or not adds_up(whole, every):
                    if whole is head and len(every) >= _SURELY_LISTED:
                        yield sum_tie(whole, every, why, holds=None)
                    continue
                parts = every  # '87 trường học: 27 trường mầm non, …, 1 trung tâm'
            elif len(parts) < len(every) and whole is head and adds_up(whole, every):
                parts = every
            if not parts or (whole in others and not adds_up(whole, parts)):
                continue
            fitting, fit = _fitting_head(whole, parts, earlier, low, words)
            rest = [segment for segment in _segments(parts[len(fit) :], low) if len(segment) > 1] if fit else []
            segments = [fit, *rest] if fit else (_runs(fitting, parts, low) or _segments(parts, low))
            complete = why in _COMPLETE and not _left_out(parts, every, low) and _every_item_counted(low, candidates, words)
            open_end = bool(_OPEN_END.search(low[cue.end() : end]))
            doubtful = not fit and _is_doubtful(whole, parts, earlier)
            for segment in segments:  # behind a list that is complete, other matters of the same whole may follow
                closed = complete and (not fit or segment is fit)
                yield from weigh(fitting, segment, why, complete=closed, open_end=open_end, doubtful=doubtful)


def _with_wholes_of_their_own(figures: Sequence[Draft], head: Draft | None, low: str, why: str, words: Lexicon) -> list[Tie]:
    """Of a list that tells its own total, or a total in each item: its ties; none of any other list."""
    own = _total_told_first(figures, low) if figures else ()
    if own and (head is None or not adds_up(head, figures)):
        parts = parts_of(own, figures[0], words, adopt=True)
        return list(weigh(figures[0], parts, "gồm", complete=False, open_end=False))
    items = restated(figures, head, low) if head is not None and figures else []
    return list(_of_items(head, items, why, words)) if head is not None and items else []


_HAVE = re.compile(r",\s*(?:trong đó\s*)?có\s[^\d;.]{0,40}$")


def _total_told_first(figures: Sequence[Draft], low: str) -> Sequence[Draft]:
    """The parts in 'đang giải quyết gồm 280 hồ sơ, có 267 hồ sơ chưa đến hạn và 13 hồ sơ quá hạn': the first is their total."""
    total, *parts = figures
    led = len(parts) > 1 and _HAVE.match(low[total.number.stop : parts[0].number.start])
    return parts if led and all(part.exact <= total.exact for part in parts) else ()


def _of_items(head: Draft, items: Sequence[list[Draft]], why: str, words: Lexicon) -> Iterator[Tie]:
    """The first figures of the items are the parts of the head, each the whole of those behind it."""
    firsts = [item[0] for item in items]
    parts = parts_of(firsts, head, words, adopt=True)
    yield from weigh(head, parts, why, complete=False, open_end=False, doubtful=not adds_up(head, parts))
    for first, *rest in items:
        yield from weigh(first, parts_of(rest, first, words, adopt=True), why, complete=False, open_end=False)


def _left_out(parts: Sequence[Draft], every: Sequence[Draft], low: str) -> bool:
    """Whether the list also counts things in other measures: '27 trường mầm non; …; 8 trường khác'. Behind a ';' that ends
    the list, they are another matter."""
    others = [draft for draft in every if not any(draft is part for part in parts)]
    return any(
        draft.number.start < parts[-1].number.start or ";" not in low[parts[-1].number.stop : draft.number.start]
        for draft in others
    )


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
            if ends and parts[0] is not head and adds_up(head, parts[:size]):
                return head, parts[:size]
    return whole, []


def _is_doubtful(whole: Draft, parts: Sequence[Draft], earlier: Sequence[Draft]) -> bool:
    """A figure that is a part itself, or the bottom of a/b, is hardly the whole; nor one smaller than a part, where there
    are others to choose from."""
    bottom = any(draft.over is whole for draft in earlier)
    choice = any(draft is not whole and draft.is_level for draft in earlier)
    return whole.whole is not None or bottom or (choice and any(part.exact > whole.exact for part in parts))


def _runs(whole: Draft, parts: list[Draft], low: str) -> list[list[Draft]]:
    """Lists between ';' of which at least one adds up to the whole: 'nữ 20 người; trình độ: thạc sĩ 5, đại học 38, cao đẳng 2'."""
    gaps = [low[before.number.stop : after.number.start] for before, after in pairwise(parts)]
    runs = [[parts[0]]]
    for part, gap in zip(parts[1:], gaps, strict=True):
        if ";" in gap:
            runs.append([])
        runs[-1].append(part)
    return runs if len(runs) > 1 and any(adds_up(whole, run) for run in runs) else []


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
            and not re.search(r"[,;(+]|\s[-–—]\s|(?<!\w)và(?!\w)", low[draft.number.stop : match.start()])
            and not any(draft.number.stop <= cue.start() <= following.number.start for cue in cues)
        ):
            own = low[match.end() : following.number.start]
            if len(own.split()) <= 12:
                found.append(match)
    return found


def _head(earlier: list[Draft]) -> Draft | None:
    """The figure the parts are parts of: the nearest level before the cue."""
    for draft in reversed(earlier):
        if draft.is_level and not NOT_PART.search(draft.left[-40:]):
            return draft
    return None


def _head_of_sentences(before: list[Draft]) -> Draft | None:
    """For a sentence that opens with 'Trong đó': the total, else the first figure, of the sentence before it."""
    if not before:
        return None
    counts = [draft for draft in before if draft.depth == 0 and draft.is_level]
    last = [draft for draft in counts if draft.sentence == before[-1].sentence]
    head = next((draft for draft in last if "tổng" in draft.left), last[0] if last else None)
    for draft in last:  # of '128 lượt/137 người/112 vụ việc' the last: the others are found from it
        if head is not None and head in (draft.chained, draft.beside):
            head = draft
    return head


def _every_item_counted(low: str, candidates: Sequence[Draft], words: Lexicon) -> bool:
    """Whether each item of the list has its number: a list with uncounted items is not a complete sum."""
    first, last = candidates[0], candidates[-1]
    listed = low[first.number.start : last.number.stop]
    between = without_inner_marks(listed, listed, (), words.term_pairs)
    items = re.split(r"[;,]|(?<!\w)và(?!\w)", re.sub(r"\([^)]*\)", "", between))
    return all(re.search(r"\d|không", item) for item in items if item.strip()) or ";" in between


_OPEN_LINES = 30
"""A list without a mark of its own is tried no further than so many lines."""


def _under_lines(drafts: Sequence[Draft], lists: Sequence[Listing], lows: Sequence[str], words: Lexicon) -> Iterator[Tie]:
    """A line with a total, and the list of lines under it."""
    by_paragraph: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_paragraph.setdefault(draft.paragraph, []).append(draft)
    for listing in lists:
        low = lows[listing.head]
        own = [draft for draft in by_paragraph.get(listing.head, ()) if draft.depth == 0 and draft.is_level]
        if not own or re.search(r"[.;]\s+(?!(?:cụ thể|trong đó|gồm|bao gồm|chia ra)[^.;]*$)", low[own[-1].number.stop :]):
            continue
        complete = listing.promised and bool(re.search(r"(?:gồm|chia ra)\W*$", low))
        items = listing.items[: 2 * _OPEN_LINES] if listing.open else listing.items
        lines = [[draft for draft in by_paragraph.get(at, ()) if draft.depth == 0] for at in items]
        for whole in _heads(own[-1], own, low):
            firsts = [parts[0] for line in lines if (parts := parts_of(line, whole, words, adopt=whole is own[-1]))]
            if listing.open:  # as many of the lines as make up the whole, or none
                totals = list(accumulate(part.exact for part in firsts[:_OPEN_LINES]))
                size = max((at for at, total in enumerate(totals, start=1) if total == whole.exact), default=0)
                firsts = firsts[:size] if size > 1 else []
            if len(firsts) > 1 and (listing.promised or adds_up(whole, firsts)):
                closed = complete and len(firsts) == len(lines)
                yield from weigh(whole, firsts, "gồm" if complete else ":", complete=closed, open_end=False)
