"""Two ways to write the same in one document: the place of a tone, letters composed or in parts, qui beside quy."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span

KIND = "one_style"
BLANKS = frozenset({"found", "expected", "number", "example"})
_OLD = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()  # noqa: SIM905 - letters in a row are easier to check
_NEW = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()  # noqa: SIM905 - as above
_BOTH = dict(zip((*_OLD, *_NEW), (*_NEW, *_OLD), strict=True))
# Over small letters, and with the letter first: a search for one of few letters is the quickest.
_OLD_TONE = re.compile(r"[òóỏõọùúủũụ](?<!q.)(?:(?<![ùúủũụ])[ae]|(?<=[ùúủũụ])y)(?!\w)")
_NEW_TONE = re.compile(r"o(?<!qo)[àáảãạèéẻẽẹ](?!\w)|u(?<!qu)[ỳýỷỹỵ](?!\w)")
_PARTS = re.compile(r"\w*(?:\w[\u0300-\u036f]+)+\w*")


class Settings(Card):
    """`of`: which two ways. `words`: pairs of writings 'qui định/quy định', the second being the one of the law."""

    of: Literal["tone", "letters", "words"]
    words: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a document, at the first place of the rarer way; the others are related to it. `data['fixes']`: what to
    write at each related place, a line each."""
    text = subject.text
    if settings.of == "letters":
        yield from _finding(card, text, _in_parts(text))
    elif settings.of == "tone":
        old, new = (_places(pattern, subject.small) for pattern in (_OLD_TONE, _NEW_TONE))
        if old and new:
            yield from _finding(card, text, [(place, _other_tone(place.of(text))) for place in min(new, old, key=len)])
    else:
        for written in settings.words:
            rare, usual = written.split("/")
            if rare.lower() not in subject.small:
                continue
            places = _places(re.compile(rf"(?<!\w){re.escape(rare)}(?!\w)", re.IGNORECASE), text)
            if places and re.search(rf"(?<!\w){re.escape(usual)}(?!\w)", text, re.IGNORECASE):
                yield from _finding(card, text, [(place, _like(place.of(text), usual)) for place in places])


def _places(pattern: re.Pattern[str], text: str) -> list[Span]:
    """Whole words, so that a reader sees one."""
    return [_word(text, match) for match in pattern.finditer(text)]


def _word(text: str, match: re.Match[str]) -> Span:
    start = match.start()
    while start and text[start - 1].isalpha():
        start -= 1
    return Span(start, match.end())


def _in_parts(text: str) -> list[tuple[Span, str]]:
    """Words with a letter and its accent apart, in a text that has them together elsewhere."""
    if unicodedata.is_normalized("NFC", text):
        return []
    found = [(Span(*match.span()), unicodedata.normalize("NFC", match.group())) for match in _PARTS.finditer(text)]
    return [(span, whole) for span, whole in found if whole != span.of(text)]


def _other_tone(word: str) -> str:
    tail = _BOTH[word[-2:].lower()]
    return word[:-2] + "".join(new.upper() if old.isupper() else new for old, new in zip(word[-2:], tail, strict=True))


def _like(printed: str, word: str) -> str:
    return word[:1].upper() + word[1:] if printed[:1].isupper() else word


def _finding(card: CheckCard, text: str, wrong: Sequence[tuple[Span, str]]) -> Iterator[Finding]:
    if not wrong:
        return
    (first, fix), *others = wrong
    data = {"fix": fix, "fixes": "\n".join(one for _, one in others), "number": str(len(wrong)), "example": fix}
    severity = capped(card.severity, card.source.certainty)
    yield Finding(card.code, severity, first, data, first.of(text), fix, tuple(span for span, _ in others))
