"""Administrative units by name, and how names are written (Nghị định 30/2020/NĐ-CP, annex II)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.reading.formal_lines import PLACE_NAME
from danvan.reading.lexicon import fold
from danvan.reading.sought import led

_LEVELS = {
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
    "huyện": "district", "quận": "district", "thị xã": "district", "thành phố": "district", "tỉnh": "province",
}  # fmt: skip
_SHORT = {"tp": "thành phố", "tx": "thị xã"}
_SOCIETY = r"(?!\s+hội(?:\s+chủ\s+nghĩa|\s*$|\s*[^\w\s]))"
"""'XÃ HỘI CHỦ NGHĨA', 'Lao động - Thương binh và Xã hội' name no commune."""
KIND = rf"(?<!và )(?<!thị )xã{_SOCIETY}|thị\s+xã|phường|thị\s+trấn|đặc\s+khu|huyện|quận|thành\s+phố|tỉnh|tp\b\s*\.?|tx\s*\."
_NAME = rf"(?:{PLACE_NAME}|\d{{1,2}}(?!\w))"
_UNIT = re.compile(rf"(?<!\w)(?P<kind>(?i:{KIND}))\s*(?<![^\s.])(?P<name>{_NAME})")
_FIRST = re.compile(r"[xtpđhqXTPĐHQ](?<!\w.)(?i:ã|hị|hường|ặc|uyện|uận|hành|ỉnh|p|x)")
"""How each kind begins."""
_BODY = r"(?:UBND|U\.B\.N\.D|(?i:[ủu][yỷ] ban nhân dân)|HĐND)\s+"
_BODY_UNIT = re.compile(rf"{_BODY}(?P<kind>(?i:{KIND}))\s*(?<![^\s.])(?P<name>{_NAME})")
_BODY_KIND = re.compile(rf"{_BODY}(?:các\s+)?(?P<kind>(?i:{KIND}))(?!\w)(?!\s*,)")
_CLOSING = re.compile(r"^\W*(?:Trên đây là|Trên đây|Báo cáo này)")
_REPORTS = re.compile(rf"{_BODY_UNIT.pattern}\s+(?:kính\s+)?báo cáo")
_CENTRAL_CITIES = frozenset(map(fold, ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Hồ Chí Minh")))
_CLOSING_UNIT, _CLOSING_BODY, _REPORTING, _SPEAKING = 10, 12, 15, 3
"""How much more than a mere mention a place counts where the closing or the opening sentence names it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit, such as 'xã' 'Trà Sơn'."""

    kind: str
    name: str

    @classmethod
    def of(cls, kind: str, name: str) -> "Unit":
        """From the words as written: 'TP.' 'HẢI PHÒNG'."""
        kind = " ".join(kind.lower().rstrip(". ").split())
        return cls(_SHORT.get(kind, kind), _place(re.split(r"[,;:(]|\s[-–]*\s*$", name)[0]))

    @property
    def level(self) -> str:
        if self.kind == "thành phố" and fold(self.name) in _CENTRAL_CITIES:
            return "province"
        return _LEVELS[self.kind]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


def _place(name: str) -> str:
    """A place in capitals as it is written in a sentence: 'EA H’LEO' is 'Ea H’Leo'."""
    name = " ".join(name.split()).strip(" -–*")
    return re.sub(r"\w+", lambda word: word.group().capitalize(), name) if name.isupper() else name


_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdđghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE
)
_ORGANS = (
    "ủy ban", "văn phòng", "thanh tra", "chi cục", "trung tâm", "công an", "bộ chỉ huy", "ban chỉ đạo", "mặt trận", "liên đoàn",
)  # fmt: skip
_PROPER = {"việt nam": "Việt Nam", "tổ quốc": "Tổ quốc", "mặt trận": "Mặt trận", "hồ chí minh": "Hồ Chí Minh"}


def proper(body: str) -> str:
    """The name of a body in capitals as a sentence has it: 'SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG' is 'Sở Tài nguyên và Môi trường'."""
    if not body.isupper():
        return body
    small = [word if _is_abbreviation(word) else word.lower() for word in body.split()]
    name = " ".join(small)
    first = next((len(organ.split()) for organ in _ORGANS if name.startswith(organ)), 1)
    if name.startswith("ban chỉ đạo"):
        first = 1
    words = [
        word[:1].upper() + word[1:] if at in {0, first} or (at and small[at - 1] in {"và", "-", "–"}) else word
        for at, word in enumerate(small)
    ]
    return re.sub("|".join(_PROPER), lambda match: _PROPER[match.group().lower()], " ".join(words), flags=re.IGNORECASE)


def _is_abbreviation(word: str) -> bool:
    letters = fold(word).replace("đ", "d")
    return word.isalpha() and not _SYLLABLE.fullmatch(_without_marks(letters))


def _without_marks(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Unit]:
    found = led(_FIRST, _UNIT, text) if pattern is _UNIT else pattern.finditer(text) if _names_body(text) else ()
    return (Unit.of(match["kind"], match["name"]) for match in found)


def _names_body(text: str) -> bool:
    return any(sign in text for sign in ("UBND", "U.B.N.D", "HĐND")) or "ban nhân dân" in text.lower()


def unit_that_speaks(texts: Sequence[str], opening: int) -> Unit | None:
    """The unit a document without a letterhead reports on: named in the closing sentence or in the first `opening`
    paragraphs as the one that reports, else most often named beside the body that speaks."""
    votes: Counter[Unit] = Counter()
    for at, text in enumerate(texts):
        votes.update(dict.fromkeys(_found(_UNIT, text), 1))
        votes.update(dict.fromkeys(_found(_BODY_UNIT, text), _SPEAKING))
        if _CLOSING.match(text):
            bodies = dict.fromkeys(_found(_BODY_UNIT, text), _CLOSING_BODY)
            votes.update(bodies or dict.fromkeys(_found(_UNIT, text), _CLOSING_UNIT))
        if at < opening:
            votes.update(dict.fromkeys(_found(_REPORTS, text), _REPORTING))
    speaking = Counter(
        Unit.of(match["kind"], "").kind for text in texts if _names_body(text) for match in _BODY_KIND.finditer(text)
    )
    if speaking:
        kind = speaking.most_common(1)[0][0]
        votes = Counter({unit: count for unit, count in votes.items() if unit.kind == kind}) or votes
    return votes.most_common(1)[0][0] if votes else None
