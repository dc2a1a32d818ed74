"""What a title or a heading promises and the text under it never names."""

import re
from collections.abc import Iterator
from functools import cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.elements import Element
from danvan.checking.structure.document import begins_whole, ends_whole
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold, whole_words

KIND = "promise"
BLANKS = frozenset({"found", "expected", "title", "heading"})
_SHORT = 400
"""A section with less text than this may speak of things in a table or an annex."""


class Promise(Card):
    """`says`: words that promise; `kept`: words of which one must stand in the text below."""

    says: tuple[str, ...]
    kept: tuple[str, ...]


class Settings(Card):
    """`title`: what the title promises, for the whole text; `headings`: what each heading does, for its section."""

    title: tuple[Promise, ...]
    headings: tuple[Promise, ...]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each promise not kept, at the words that promise; only in documents that are whole."""
    title = subject.elements.subject
    if not begins_whole(subject) or not title or not ends_whole(subject):
        return
    yield from _title(card, settings, subject, title)
    yield from _headings(card, settings, subject)


def _headings(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    flows = {paragraph.span.start: paragraph.flow for paragraph in subject.paragraphs if paragraph.opening}
    closing = subject.elements.closing
    said = _words(tuple(word for promise in settings.headings for word in promise.says))
    for at, section in enumerate(subject.reading.sections):
        flow = flows.get(section.span.start)
        title = not section.target and not section.heading.endswith((".", ";")) and said.search(fold(section.heading))
        begin = flow.text.find(section.heading) if flow and title else -1
        end = min(_end_of(at, subject), closing.spans[0].start) if closing else _end_of(at, subject)
        if flow and begin >= 0 and end - section.span.start - len(section.heading) > _SHORT:
            stop = begin + len(section.heading)
            body = fold(subject.text[flow.place(stop - 1).end : end])
            yield from _unkept(card, settings.headings, flow.part(0, stop), body, "heading")


def _title(card: CheckCard, settings: Settings, subject: Subject, title: Element) -> Iterator[Finding]:
    """Only the body answers: the closing line repeats the title."""
    whole = Mapped.of(subject.text, title.spans[0].start, title.spans[-1].end)
    if len(subject.reading.sections) > 1:
        closing = subject.elements.closing
        end = closing.spans[0].start if closing else len(subject.text)
        first = subject.reading.sections[0].span.start
        yield from _unkept(card, settings.title, whole, fold(subject.text[first:end]), "title")


def _unkept(card: CheckCard, promises: tuple[Promise, ...], promised: Mapped, body: str, which: str) -> Iterator[Finding]:
    """`which`: the blank that says where the promise stands."""
    low = fold(promised.text)
    for promise in promises:
        match = _words(promise.says).search(low)
        if match and not _words(promise.kept).search(re.sub(r"\s+", " ", body)):
            span: Span = promised.origin(*match.span())
            yield Finding(
                code=card.code,
                severity=capped(card.severity, card.source.certainty),
                span=span,
                data={which: "1"},
                found=" ".join(promised.text[slice(*match.span())].split()),
            )


def _end_of(at: int, subject: Subject) -> int:
    """Where a section with all below it ends."""
    sections = subject.reading.sections
    own = sections[at].number
    after = (one.span.start for one in sections[at + 1 :] if not one.number.startswith(f"{own}."))
    return next(after, sections[-1].span.end)


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return whole_words(words)
