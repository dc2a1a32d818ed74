"""What a text says in words the law has something against: a number too small, a term that is no more.

A pattern is words, with: {n} a number · … up to 60 letters of the same sentence · (a|b) one of these · (a|) perhaps a.
"""

import re
from collections.abc import Iterator
from functools import cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.passages import overlaps_any, sentence_around
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

KIND = "stated"
BLANKS = frozenset({"found", "expected", "least", "more"})


class Settings(Card):
    """`says`: patterns, see above. `least`: with {n}, only a smaller number is found. `needs`: one of these words must stand in
    the sentence; `never`: none of these may. `once`: one finding for the whole document. `levels`: of which units."""

    says: tuple[str, ...]
    least: int | None = None
    needs: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    once: bool = True
    levels: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each place; none where the day of the document, or its level when asked for, is not known."""
    if (card.since or card.until) and subject.judged.day is None:
        return
    if settings.levels and subject.reading.letterhead.level not in settings.levels:
        return
    found = [(span, words) for span, words in _said(settings, subject) if not overlaps_any(span, subject.cited)]
    if settings.once and found[1:]:
        found, others = found[:1], tuple(span for span, _ in found[1:])
    else:
        others = ()
    for span, words in found:
        yield Finding(
            code=card.code,
            severity=capped(card.severity, card.source.certainty),
            span=span,
            data={"least": str(settings.least or ""), "more": str(len(others)) if others else ""},
            found=words,
            expected=str(settings.least) if settings.least else "",
            related=others,
        )


def _said(settings: Settings, subject: Subject) -> Iterator[tuple[Span, str]]:
    patterns = [(compiled(says), anchor(says)) for says in settings.says]
    needs, never = _any_of(settings.needs), _any_of(settings.never)
    for passage, low in zip(subject.passages, subject.folded, strict=True):
        for pattern, word in patterns:
            for match in pattern.finditer(low) if word in low else ():
                number = match.groupdict().get("n")
                if settings.least is not None and number and int(number) >= settings.least:
                    continue
                start, end = sentence_around(low, *match.span())
                sentence = low[start:end]
                if (not settings.needs or needs.search(sentence)) and not never.search(sentence):
                    words = passage.text[match.start() : match.end()]
                    yield passage.origin(*match.span()), " ".join(words.split())


@cache
def anchor(says: str) -> str:
    """The longest word that stands wherever the pattern is found, folded; '' where each of its words has another beside it."""
    always = fold(says)
    while "(" in always:
        always, before = _BRACKETS.sub(" ", always), always
        if always == before:
            return ""
    words = [] if "|" in always else [word for word in always.split() if not _BLANK.search(word)]
    return max(words, key=len, default="")


_BRACKETS = re.compile(r"\([^()]*\)")
_BLANK = re.compile(r"[{}…]")


@cache
def compiled(says: str) -> re.Pattern[str]:
    """The pattern as a regular expression over folded text."""
    made = re.escape(fold(says)).replace(r"\{n\}", r"(?P<n>\d{1,4})").replace(r"\ …\ ", r"\ (?:[^.;!?]{0,60}?\ )?")
    for plain, sign in ((r"\(", "(?:"), (r"\)", ")"), (r"\|", "|")):
        made = made.replace(plain, sign)
    made = re.sub(r"\\ \(\?:([^()]*)\|\)", r"(?:\\ (?:\1))?", made)
    return re.compile(rf"(?<!\w)(?:{made})(?!\w)".replace(r"\ ", r"\s+"))


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})(?!\w)" if words else r"(?!)")
