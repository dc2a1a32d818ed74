"""Parts every document has and this one lacks: letterhead at its beginning, signature and recipients at its end."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from danvan.catalogue.models import Card, CheckCard, Words
from danvan.checking.certainty import capped
from danvan.checking.structure.document import Rules, begins_whole, ends_whole, rules_of
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

KIND = "parts"
BLANKS = frozenset({"found", "expected", "missing"})
_LAST_WORDS = re.compile(r"(?:\S+\s+){0,5}\S+\s*$")
_REACH = 2000
"""Characters at either end of a text in which a damaged part is still looked for."""


class Part(Card):
    """`name` as people call it. `sign`: words (a pattern over folded text) that show the part is there, though damaged or
    in an unusual place. `slight`: lacking only this is a note."""

    name: Words
    sign: str = ""
    slight: bool = False


class Settings(Card):
    """`at`: the parts over the title, or those behind the text. `asks`: whose rules -> the parts (names of `Elements`)."""

    at: Literal["head", "end"]
    asks: Mapping[Rules, tuple[str, ...]]
    parts: Mapping[str, Part]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding that names all that is missing; none for a passage of a document."""
    head = settings.at == "head"
    if not begins_whole(subject) or not (head or ends_whole(subject)):
        return
    text = _searched(subject, head=head)
    asked = settings.asks.get(rules_of(subject), ())
    missing = [name for name in asked if not getattr(subject.elements, name) and not _shows(settings.parts[name].sign, text)]
    span = (_type(subject) if head else _end(subject)) if missing else None
    if span:
        slight = all(settings.parts[name].slight for name in missing)
        yield Finding(
            code=card.code,
            severity=capped(Severity.NOTE if slight else card.severity, card.source.certainty),
            span=span,
            data={
                "missing.vi": ", ".join(settings.parts[name].name.vi for name in missing),
                "missing.en": ", ".join(settings.parts[name].name.en for name in missing),
            },
        )


def _searched(subject: Subject, *, head: bool) -> str:
    """Where a damaged part may stand: the words over the kind of document and right below, or the end of the text."""
    if not head:
        return fold(subject.text[-_REACH:])
    first = next((section.span.start for section in subject.reading.sections), _REACH)
    return fold(subject.text[: min(first, _REACH)] + "\n" + subject.text[-_REACH // 2 :])


def _shows(sign: str, text: str) -> bool:
    return bool(sign and _pattern(sign).search(text))


@cache
def _pattern(sign: str) -> re.Pattern[str]:
    return re.compile(sign)


def _type(subject: Subject) -> Span | None:
    return subject.elements.type.span if subject.elements.type else None


def _end(subject: Subject) -> Span | None:
    """The last words of the text; where the signature stands, its first line."""
    elements = subject.elements
    if elements.closing:
        whole = elements.closing.spans[-1]
        match = _LAST_WORDS.search(whole.of(subject.text))
        return Span(whole.start + match.start(), whole.end) if match else whole
    part = elements.signer_titles or elements.recipients_head
    return part.spans[0] if part else None
