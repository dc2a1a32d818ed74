"""Names of bodies with a capital too many or too few."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.lexicon import either, fold

KIND = "name_case"
BLANKS = frozenset({"found", "expected"})


class Settings(Card):
    """`names`: as they are written. `small`: of those, the names that are also common words, so that small letters are left
    alone ('chính phủ điện tử') and only a capital inside is wrong ('Chính Phủ')."""

    names: tuple[str, ...]
    small: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a wrong writing, with the other places of the same."""
    names = {fold(name): name for name in (*settings.names, *settings.small)}
    small = frozenset(map(fold, settings.small))
    pattern = _any_of(tuple(names))
    found: dict[str, Finding] = {}
    for passage, folded in zip(subject.passages, subject.folded, strict=True):
        for match in pattern.finditer(folded):
            printed = " ".join(passage.text[match.start() : match.end()].split())
            low = fold(printed)
            if _is_right(printed, names[low], small=low in small):
                continue
            span = passage.origin(*match.span())
            if printed in found:
                found[printed] = replace(found[printed], related=(*found[printed].related, span))
                continue
            severity = capped(card.severity, card.source.certainty)
            found[printed] = Finding(card.code, severity, span, found=printed, expected=_cased(printed, names[low]))
    yield from found.values()


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    # 'chi bộ y tế' is a cell of the Party, no ministry.
    return re.compile(rf"(?:{either(names, not_behind=(_IN_WORD, 'chi ', 'cán ', 'nội ', 'đảng '))})(?!{_IN_WORD})")


_IN_WORD = r"[\w-]"


def _is_right(printed: str, name: str, *, small: bool) -> bool:
    """All capitals are a heading; `small` names may be common words."""
    if printed.isupper() or (small and printed.islower()):
        return True
    shown = [word[:1].isupper() for word in printed.split()]
    wanted = [word[:1].isupper() for word in name.split()]
    return shown == wanted or (small and shown[1:] == wanted[1:])


def _cased(printed: str, name: str) -> str:
    """The letters as printed, the capitals as the name has them."""
    pairs = zip(printed.split(), name.split(), strict=True)
    return " ".join(word[:1].upper() + word[1:] if model[:1].isupper() else word.lower() for word, model in pairs)
