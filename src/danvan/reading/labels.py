"""What a figure counts, in the document's own words."""

import re
from functools import lru_cache

from danvan.reading.drafts import Draft
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.model import Direction, FigureKind

_EDGE = (
    r"và|với|có|là|đã|được|gồm|bao gồm|trong đó|cụ thể|đạt|kết quả|như sau|hiện nay|đến nay|xuống còn|còn(?! lại)|lên|bằng|toàn xã|toàn huyện|toàn tỉnh|toàn phường|trên địa bàn|thì|của|các|cho"
    r"|riêng|tổng cộng|với số|với tổng số|cùng|ngoài ra|đồng thời|khoảng|hơn|gần|trên|ước|ước đạt|chiếm|tăng|giảm|nay|nhận thấy|ra|nên|theo đó|qua đó|do đó"
)
_LEADING = re.compile(rf"^(?:\W*(?:{_EDGE}|tại|ở|về|-|\+|\*)(?!\w)\s*)+", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\s*(?<!\w)(?:{_EDGE}|như|từ|là:|:|,|“|\")\W*)+$", re.IGNORECASE)
_PERIOD_LEAD = re.compile(
    r"^\W*(?:phấn đấu|dự kiến|trong|từ|tính đến|kết quả|qua)?\s*(?:(?:đến|tới)?\s*(?:hết|cuối)?)\s*(?:\d{1,2}\s+tháng(?:\s+(?:đầu|cuối))?(?:\s+năm)?(?:\s+\d{4})?|(?:đầu\s+)?năm\s+\d{4}"
    r"|\d{1,2}\s+năm(?:\s+qua)?|quý\s+[ivx\d]+(?:[/\s]+(?:năm\s+)?\d{4})?|ngày\s+[\d/.]+|thời điểm hiện tại)\s*,?\s*",
    re.IGNORECASE,
)
_MOST = 12


_TRAILERS = frozenset(words.replace("(?! lại)", "").split()[-1] for words in f"{_EDGE}|như|từ".split("|"))


def _may_trail(words: str) -> bool:
    """Whether _TRAILING may match: it is slow, and most words end otherwise."""
    end = len(words)
    while end and not (words[end - 1].isalnum() or words[end - 1] == "_"):
        end -= 1
    if not _TRAILING_MARKS.isdisjoint(words[end:]):
        return True
    start = end
    while start and (words[start - 1].isalnum() or words[start - 1] == "_"):
        start -= 1
    return words[start:end].lower() in _TRAILERS


_TRAILING_MARKS = frozenset(':,“"')


@lru_cache(4096)
def clean(words: str, *, last: bool) -> str:
    """Words without the small change at their edges; at most twelve of them, the last or the first."""
    words = _PERIOD_LEAD.sub("", words)
    words = _LEADING.sub("", words)
    words = _TRAILING.sub("", words) if _may_trail(words) else words
    words = re.sub(r"[*×x]\s*100(?!\d)|[\"“”()*=/+]+", " ", words)
    done = re.split(r"(?<!\w)[đĐ]ã(?!\w)", words)
    if last and len(done) > 1 and done[-1].strip():
        words = done[-1]
    parts = words.split()
    return " ".join(parts[-_MOST:] if last else parts[:_MOST]).strip(" ,;:-–")


def bare_measure(draft: Draft, words: Lexicon) -> str:
    """The unit of measure without scale words and percent signs (folded)."""
    return " ".join(word for word in fold(draft.measure).split() if word not in words.scales and word not in ("%", "‰"))


def spelled_measure(draft: Draft, words: Lexicon) -> str:
    """The unit of measure without scale words, as the document spells it."""
    return " ".join(word for word in draft.measure.split() if fold(word) not in words.scales and word not in ("%", "‰"))


def own_words(draft: Draft) -> str:
    """What the sentence says beside the number itself."""
    return " ".join(part for part in (clean(draft.left_text, last=True), clean(draft.right_text, last=False)) if part)


def label(draft: Draft, words: Lexicon) -> str:
    """The figure's label; call in the order of the text, for a part borrows from its whole, a share from its anchor."""
    if draft.form:
        return draft.left_text
    own = own_words(draft)
    if draft.kind in (FigureKind.CHANGE, FigureKind.RATE_OF_CHANGE):
        return _change_label(draft)
    if draft.of_other and draft.anchor is not None and draft.anchor.kind is draft.kind:
        return f"{draft.anchor.label} {clean(draft.versus, last=False) or 'cùng kỳ'}"
    if draft.kind is FigureKind.RATIO:
        return _ratio_label(draft, own)
    return _level_label(draft, own, words)


def _level_label(draft: Draft, own: str, words: Lexicon) -> str:
    measure = spelled_measure(draft, words)
    left = clean(draft.left_text, last=True)
    if measure and re.search(rf"(?<!\w){re.escape(measure)}(?!\w)", left, re.IGNORECASE) and not draft.right:
        return left if left.lower().startswith(("số", "tổng")) else f"số {left}"
    own = _borrowed(draft, own, words)
    if draft.kind in (FigureKind.MEASURE, FigureKind.MONEY) and own:
        return own
    own = re.sub(r"^(?:tỷ lệ|tỉ lệ)\s+", "", own, flags=re.IGNORECASE)
    return _counted(own, measure)


def _borrowed(draft: Draft, own: str, words: Lexicon) -> str:
    """The figure's words with those of what it belongs to, where its own say too little."""
    measure = spelled_measure(draft, words)
    if draft.anchor is not None and not own:
        own = _without_total(draft.anchor.label, measure)
    if not own and draft.beside is not None and draft.beside is not draft.whole:
        own = _without_total(draft.beside.label, spelled_measure(draft.beside, words))
    if draft.whole is not None and len(own.split()) <= 4:
        counted = spelled_measure(draft.whole, words)
        own = f"{own} {_without_total(draft.whole.label, counted if measure.startswith(counted) else measure)}".strip()
    elif draft.chained is not None and not own:
        own = _without_total(draft.chained.label, spelled_measure(draft.chained, words))
    if not own.strip():
        return clean(draft.lead, last=True)
    if draft.lead and len(own.split()) <= 3 and draft.whole is None:
        return f"{own} {clean(draft.lead, last=True)}"
    return own


def _counted(own: str, measure: str) -> str:
    """'số' with the unit of measure and the rest, none of them twice."""
    told = re.match(r"(?:tổng )?số(?!\w)|tổng(?! hợp| kết| rà| kiểm)(?!\w)", own, re.IGNORECASE)
    if told is None:
        return f"số {measure} {own}".replace("  ", " ").strip()
    if not measure or re.search(rf"(?<!\w){re.escape(measure)}(?!\w)", own, re.IGNORECASE):
        return own
    return f"{told.group().lower()} {measure} {own[told.end() :].strip()}".strip()


def _change_label(draft: Draft) -> str:
    rate = "tỷ lệ" if draft.kind is FigureKind.RATE_OF_CHANGE else "mức"
    verb = "tăng" if draft.direction is Direction.UP else "giảm"
    about = (
        draft.anchor.label
        if draft.anchor is not None and draft.anchor.label
        else clean(re.sub(r"(tăng|giảm|Tăng|Giảm).*$", "", draft.left_text), last=True) or clean(draft.right_text, last=False)
    )
    return f"{rate} {verb} {about} so {draft.versus or 'cùng kỳ'}".strip()


def _ratio_label(draft: Draft, own: str) -> str:
    if not own and draft.anchor is None and draft.beside is not None:
        return draft.beside.label  # 'năm 2023 là 95,2%, năm 2024 là 97,1%'
    if draft.anchor is not None and len(own.split()) <= 3:
        own = f"{own if len(own.split()) > 1 else ''} {_without_total(draft.anchor.label, '')}".strip()
    if len(own.split()) <= 3:
        own = f"{own} {clean(draft.lead, last=True)}".strip()
    own = re.sub(r"^(?:tỷ lệ|tỉ lệ)\s+", "", own, flags=re.IGNORECASE)
    return f"tỷ lệ {own}".strip()


def _without_total(text: str, measure: str) -> str:
    text = re.sub(r"^(?:tổng số|tổng|số)\s+", "", text, flags=re.IGNORECASE)
    if measure and f"{text} ".lower().startswith(measure.lower() + " "):
        text = text[len(measure) + 1 :]
    return " ".join(text.split()[:10])
