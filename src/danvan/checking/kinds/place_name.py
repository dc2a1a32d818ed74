"""One place under two names: 'thôn Năng Tây 2' and 'thôn Năng Tây II', 'Đăk Hà' and 'Đắk Hà'."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold
from danvan.reading.sought import led

KIND = "place_name"
BLANKS = frozenset({"found", "expected", "times"})
_UPPER = "A-ZĐÀ-ÖØ-ÝĂÂÊÔƠƯẠ-Ỹ"
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
_KIND_WORDS = (
    r"thôn|xã|phường|thị\s+trấn|huyện|quận|thị\s+xã|thành\s+phố|tỉnh|ấp|buôn|bản|làng|xóm|khóm|khu\s+phố|tổ\s+dân\s+phố"
)
_NAME = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{_KIND_WORDS}))\s+"
    rf"(?P<name>[{_UPPER}][\w'’]*(?:[ \t-][{_UPPER}][\w'’]*){{0,3}}(?:\s(?:\d{{1,2}}|[IVX]{{1,4}}))?)(?![\w/])"
)
_FIRST = re.compile(r"[txphqấblkTXPHQẤBLK](?<!\w.)(?i:hôn|ã|hường|hị\s|uyện|uận|hành\s|ỉnh|p|uôn|ản|àng|óm|hóm|hu\s|ổ\s)")
"""How each kind begins."""
_WORDS = 2


class Settings(Card):
    """`never`: words in capitals behind the kind that are no name of a place."""

    never: tuple[str, ...] = ()


class _Spelling:
    """One way a name is written, and where."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.places: list[tuple[int, Span]] = []


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each rarer spelling of a name that the document spells otherwise more often."""
    for spellings in _by_place(settings, subject).values():
        usual, *others = sorted(spellings.values(), key=lambda one: -len(one.places))
        for other in others:
            apart = {at for at, _ in usual.places}.isdisjoint(at for at, _ in other.places)
            # Named side by side, two names that differ by an accent are two places.
            if apart and (len(usual.places) > len(other.places) or _numbered(other.words)):
                yield Finding(
                    code=card.code,
                    severity=capped(card.severity, card.source.certainty),
                    span=other.places[0][1],
                    data={"times": str(len(usual.places)) if usual.places[1:] else ""},
                    found=other.words,
                    expected=usual.words,
                    related=(*(span for _, span in other.places[1:]), usual.places[0][1]),
                )


def _by_place(settings: Settings, subject: Subject) -> Mapping[tuple[str, str], dict[str, _Spelling]]:
    found: dict[tuple[str, str], dict[str, _Spelling]] = {}
    for number, passage in enumerate(subject.passages):
        if passage.text.isupper():
            continue  # capitals lose the letter case that ends a name
        for match in led(_FIRST, _NAME, passage.text):
            words = " ".join(match["name"].split())
            if len(re.split(r"[ -]", words)) < _WORDS or words.split()[0] in settings.never:
                continue
            key = (" ".join(match["kind"].casefold().split()), _key(words))
            spelling = found.setdefault(key, {}).setdefault(_plain(words), _Spelling(words))
            spelling.places.append((number, passage.origin(*match.span("name"))))
    return found


def _plain(words: str) -> str:
    """Letter case, the place of the tone mark and a leading zero tell no names apart."""
    return re.sub(r"\b0+(?=\d)", "", fold(words)).replace("-", " ")


def _key(words: str) -> str:
    """Without accents, its Roman number in digits."""
    *front, last = _plain(words).split()
    letters = unicodedata.normalize("NFD", "".join((*front, _ROMAN.get(last, last))).replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _numbered(words: str) -> bool:
    return _plain(words).split()[-1] in {*_ROMAN, *_ROMAN.values()}
