"""Headings with nothing under them."""

import re
from collections.abc import Iterator

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.structure.document import begins_whole
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold
from danvan.reading.model import Section

KIND = "empty_section"
BLANKS = frozenset({"found", "expected", "next"})
_SENTENCE = re.compile(r"[.;:]\s*$|\d")
_WORD = re.compile(r"\w+")
_LONG = 120
_ENOUGH = 2
_NUMBERING = 4
"""Words in front of a heading at the most: 'Phần thứ hai', 'III.1.2'."""


class Settings(Card):
    """None."""


def evaluate(card: CheckCard, _settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each; not in lists whose items are their own text (tasks of the next period)."""
    sections = subject.reading.sections
    if not begins_whole(subject):
        return
    for at, section in enumerate(sections):
        following = sections[at + 1] if at + 1 < len(sections) else None
        if _is_empty(section, following, subject) and _others_are_filled(section, sections, subject):
            yield Finding(
                code=card.code,
                severity=capped(card.severity, card.source.certainty),
                span=_heading(section, subject),
                data={"next": following.heading if following else ""},
                found=" ".join(_heading(section, subject).of(subject.text).split()),
            )


def _heading(section: Section, subject: Subject) -> Span:
    """The heading's line, without the closing line behind it."""
    words = subject.text[section.span.start : min(section.span.end, max(_text_end(subject), section.span.start + 1))]
    return Span(section.span.start, section.span.start + len(words.rstrip()))


def _is_empty(section: Section, following: Section | None, subject: Subject) -> bool:
    """Only the heading's own words stand between it and one not below it, or the closing line; no table either."""
    below = following is not None and following.number.startswith(f"{section.number}.")
    title = not _SENTENCE.search(section.heading) and len(section.heading) <= _LONG and not section.target
    if below or not title or _has_text(section, subject):
        return False
    stop = following.span.start if following else _text_end(subject)
    return not subject.text[min(section.span.end, stop) : stop].strip(" \t\r\n\xa0*_-—–.")


def _has_text(section: Section, subject: Subject) -> bool:
    """Whether words stand behind the heading's own: a text may end with the very words of its heading."""
    stop = max(section.span.start, min(section.span.end, _text_end(subject)))
    words = _WORD.findall(fold(subject.text[section.span.start : stop]))
    own = _WORD.findall(fold(section.heading))
    return words[-len(own) :] != own or len(words) > len(own) + _NUMBERING


def _text_end(subject: Subject) -> int:
    """Where the text gives way to the closing line, the recipients or the signature; the end of the text where none is seen."""
    parts = (subject.elements.closing, subject.elements.recipients_head, subject.elements.signer_titles)
    return min((part.spans[0].start for part in parts if part), default=len(subject.text))


def _others_are_filled(section: Section, sections: tuple[Section, ...], subject: Subject) -> bool:
    """Headings beside it have text of their own, so that this one should."""
    above = section.number.rpartition(".")[0]
    beside = [one for one in sections if one is not section and one.number.rpartition(".")[0] == above]
    filled = [one for one in beside if _has_text(one, subject) or any(o.number.startswith(f"{one.number}.") for o in sections)]
    return len(filled) >= min(_ENOUGH, len(beside)) and len(filled) * 2 > len(beside)
