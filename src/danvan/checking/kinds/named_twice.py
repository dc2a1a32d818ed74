"""One quoted name written in two ways: a theme, a movement, a plan that is quoted twice, nearly alike."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

KIND = "named_twice"
BLANKS = frozenset({"found", "expected"})
_QUOTED = re.compile(r"“([^“”\"]{15,300})”|\"([^“”\"]{15,300})\"")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+|(?<!\w)(?:lần thứ|khoá)\s+\w+")
_MOST = 120
"""Names looked at in one document."""


class Settings(Card):
    """`words`: the fewest words of a name. `alike`: percent of the words two writings of one name have in common at least;
    `near`: as many words (at most) differ."""

    words: int
    alike: int
    near: int


@dataclass(frozen=True, slots=True)
class _Name:
    span: Span
    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each name, at the writing met less often; at the first one when none is."""
    names = list(_names(subject, settings.words))
    often = Counter(name.words for name in names)
    first: dict[tuple[str, ...], _Name] = {}
    for name in names:
        first.setdefault(name.words, name)
    told: set[tuple[str, ...]] = set()
    for one, other in combinations(list(first.values())[:_MOST], 2):
        if not _is_slip(one, other, settings):
            continue
        rare, usual = (other, one) if often[other.words] < often[one.words] else (one, other)
        if rare.words not in told:
            told |= {rare.words, usual.words}
            grave = capped(card.severity, card.source.certainty)
            yield Finding(card.code, grave, rare.span, {}, rare.text, usual.text, (usual.span,))


def _names(subject: Subject, fewest: int) -> Iterator[_Name]:
    for paragraph in subject.paragraphs:
        text = paragraph.text
        for match in _QUOTED.finditer(text) if "“" in text or '"' in text else ():
            quoted = " ".join((match[1] or match[2]).split())
            low = fold(quoted)
            words = tuple(_WORD.findall(low))
            if len(words) >= fewest:
                yield _Name(paragraph.flow.origin(*match.span()), quoted, words, tuple(_NUMBER.findall(low)))


def _is_slip(first: _Name, second: _Name, settings: Settings) -> bool:
    """Most words in common, none of the two a shorter form of the other, and the same numbers."""
    if first.numbers != second.numbers or abs(len(first.words) - len(second.words)) > settings.near:
        return False
    one, other = Counter(first.words), Counter(second.words)
    common = sum((one & other).values())
    differ = sum((one - other).values()) + sum((other - one).values())
    if common * 200 < settings.alike * (len(first.words) + len(second.words)) or differ > settings.near:
        return False
    short, long = sorted((first.words, second.words), key=len)
    inside = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    return not inside
