"""The paragraphs of a report with the kinds of what is told in them, by the headings over them: numbered ones, lines that are
headings without a number ('Nguyên nhân tồn tại:'), and words a paragraph runs in from ('- Hạn chế: …')."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from danvan.composing.own_words.grammar import Grammar
from danvan.reading.model import Reading, Section
from danvan.reading.paragraphs import Paragraph, Role

_MARKS = " \t*_•–—-+"
_HEADING_WORDS = 16
"""A heading without a number has no more."""
_RUN_IN = re.compile(r"([^\W\d_][^:.;]{1,120}?)\s*:\s*(.*)", re.DOTALL)
_ENDED = (".", ";", ",", "!", "?", "…")
_SAID_IN_FULL = 9
"""A numbered line of so many words that ends as a sentence does is one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of a paragraph behind its heading, and what they are about: the first kind its heading names, then others."""

    kinds: tuple[str, ...]
    words: str


def stretches(reading: Reading, grammar: Grammar) -> Iterator[Stretch]:
    """What stands under headings that name a kind, paragraph by paragraph; kinds are () where none does."""
    walker = _Walker(grammar, {section.span.start: section for section in reading.sections})
    text = reading.document.text
    for paragraph in reading.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        if walker.seen and grammar.ends.match(paragraph.text.lower()):
            return
        # What our own outlines ask the writer for is nobody's word.
        if text[paragraph.span.start : paragraph.span.start + 1] != "[":
            yield from walker.stretch(paragraph)


@dataclass(slots=True)
class _Walker:
    grammar: Grammar
    sections: dict[int, Section]
    above: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    """Depth of each open heading, and the kinds under it."""
    inner: tuple[str, ...] | None = None
    """The kinds of a heading without a number, until the next numbered one."""
    seen: bool = False
    """Whether a numbered heading was met: before the first one stand letterhead and title."""

    def stretch(self, paragraph: Paragraph) -> Iterator[Stretch]:
        section = self.sections.get(paragraph.span.start)
        behind = paragraph.text[len(paragraph.opening) :] if paragraph.opening else paragraph.text
        words = behind.strip(_MARKS) if section is None else behind.strip()
        if section is not None:
            words = self._enter(section, words)
        if section is None or words:
            words = self._inside(words)
        if words:
            yield Stretch(self._kinds(), words)

    def _kinds(self) -> tuple[str, ...]:
        if self.inner is not None:
            return self.inner
        return self.above[-1][1] if self.above else ()

    def _enter(self, section: Section, words: str) -> str:
        """Goes under a numbered heading; what stands behind it on its line, or all of it where it is a sentence itself."""
        self.seen = True
        over = self._kinds()
        sentence = bool(over) and words.endswith(_ENDED) and len(words.split()) >= _SAID_IN_FULL
        if sentence and not words.startswith(f"{section.heading}:"):
            return words
        self.inner = None
        depth = section.number.count(".")
        while self.above and self.above[-1][0] >= depth:
            self.above.pop()
        kinds = self.grammar.of_heading(section.heading)
        self.above.append((depth, kinds or (() if self.grammar.is_other(section.heading) else self._kinds())))
        rest = words.removeprefix(section.heading).lstrip(" .:") if words.startswith(section.heading) else ""
        return rest.strip(_MARKS)

    def _inside(self, words: str) -> str:
        """Looks for a heading without a number; what stands behind it."""
        run_in = _RUN_IN.fullmatch(words)
        head, rest = (run_in[1], run_in[2]) if run_in else (words, "")
        if len(head.split()) > _HEADING_WORDS or (not run_in and (words.endswith(_ENDED) or not words[:1].isupper())):
            return words
        kinds = self.grammar.of_heading(head)
        if kinds:
            self.inner = kinds
            if rest and self.grammar.is_named(kinds[0]):
                return words
        elif self.grammar.is_other(head) and (run_in is None or not rest):
            self.inner = ()
        else:
            return words
        return rest.strip(_MARKS)
