"""Letters that cannot be a syllable of Vietnamese."""

import re
from collections.abc import Iterator
from functools import cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.spelling.dictionary import Words, words_of
from danvan.checking.spelling.letters import parted, with_case_of
from danvan.checking.spelling.pairs import Line, Rules, likeliest
from danvan.checking.spelling.syllables import Syllables
from danvan.checking.spelling.tokens import Word, in_prose
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding

KIND = "syllable"
BLANKS = frozenset({"found", "expected", "cut"})
_VOICED = re.compile("[aăâeêioôơuưy]+")


class Settings(Card):
    """The parts of a syllable without tone: `onsets`, `rhymes`, and what follows 'qu' and 'gi', with spaces between.
    `allowed`: words of other languages that are written small."""

    onsets: str
    rhymes: str
    behind_qu: str
    behind_gi: str
    allowed: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each."""
    syllables = _syllables(settings.onsets, settings.rhymes, settings.behind_qu, settings.behind_gi)
    allowed = frozenset(settings.allowed)
    known = subject.catalogue.derived(words_of)
    strange = {low for low in subject.syllables - allowed if not (low.isascii() or syllables.can_be(low))}
    for passage, words in subject.prose:
        for at, low in enumerate(words.lows):
            if low not in strange:
                continue
            word = words[at]
            if not in_prose(passage.text, word) or not _VOICED.search(parted(word.low)[0]) or _is_name(word):
                continue
            cut = _cut(word, syllables, known)
            meant = likeliest(Line.of(words, known), at, Rules(known))
            expected = cut or (meant.meant if meant else "")
            if not expected and (word.capital or len(_VOICED.findall(parted(word.low)[0])) > 1):
                continue  # a name; or a word of several syllables, which is foreign
            span = passage.origin(word.start, word.end)
            yield Finding(
                card.code,
                capped(card.severity, card.source.certainty),
                span,
                {"cut": "1" if cut else "", "cause": f"word {span.start}"},
                found=word.text,
                expected=with_case_of(word.text, expected),
            )


@cache
def _syllables(onsets: str, rhymes: str, behind_qu: str, behind_gi: str) -> Syllables:
    """Kept over documents, for it remembers what it was asked."""
    sets = [frozenset(parts.split()) for parts in (rhymes, behind_qu, behind_gi)]
    return Syllables(("", *onsets.split()), sets[0], sets[1], sets[2])


def _is_name(word: Word) -> bool:
    """Names, of the peoples of the highlands above all, follow rules of their own; so do abbreviations."""
    return word.capital and (not word.opens or word.text.isupper())


def _cut(word: Word, syllables: Syllables, known: Words) -> str:
    """The two syllables of a known word that were typed without a space between."""
    return next((f"{one} {other}" for one, other in syllables.cuts(word.low) if known.is_word(one, other)), "")
