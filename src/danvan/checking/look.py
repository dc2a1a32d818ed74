"""How a document looks, set against the profile it must follow: what the checks of form share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import CheckCard, Source, Words
from danvan.catalogue.models.profiles import Limits, Profile
from danvan.checking.certainty import capped
from danvan.checking.elements import Elements
from danvan.documents.appearance import Appearance, Letters, ParagraphLook, Section
from danvan.documents.model import Document
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span
from danvan.reading.model import Letterhead

BLANKS = frozenset({"found", "expected", "measured", "required", "part", "count"})
_RELATED = 30
"""So many further places are named at most."""
_SOUND = 4
"""When a quarter of the text is large enough, what is much smaller is small print."""
_SMALLER = Decimal("1.5")
_LINE = 100
"""Characters; a paragraph of as many runs over more than one line."""


@dataclass(frozen=True)
class Look:
    """`appearance` of a document and the `profile` it must follow."""

    document: Document
    appearance: Appearance
    profile: Profile
    elements: Elements
    advice: bool
    """The body follows the profile only by analogy: nothing it does otherwise is more than a note."""

    @cached_property
    def body(self) -> tuple[ParagraphLook, ...]:
        """The paragraphs of the text between title and signature block, tables and boxes left out."""
        first = self.elements.subject or self.elements.type or self.elements.addressee
        if first is None:
            return ()
        span = self.elements.body or Span(first.spans[-1].end, max(first.spans[-1].end, len(self.document.text)))
        inside = self.appearance.over(span) if span.end > span.start else iter(())
        kept = (one for one in inside if not one.in_table and not one.in_box and span.covers(one.span))
        addressee = self.elements.addressee.spans if self.elements.addressee else ()
        return self._without_small_print([one for one in kept if not any(one.span.overlaps(each) for each in addressee)])

    def _without_small_print(self, body: Sequence[ParagraphLook]) -> tuple[ParagraphLook, ...]:
        """Notes and sources under tables are set smaller, and are no running text where that has its size."""
        least = self.profile.body.size.least
        sizes = {id(one): max((run.letters.size or 0 for run in one.runs), default=0) for one in body}
        total = sum(one.span.end - one.span.start for one in body)
        sound = sum(one.span.end - one.span.start for one in body if Decimal(sizes[id(one)]) / 2 >= least)
        if sound * _SOUND < total:
            return tuple(body)
        return tuple(one for one in body if not sizes[id(one)] or Decimal(sizes[id(one)]) / 2 > least - _SMALLER)

    @cached_property
    def long_paragraphs(self) -> tuple[ParagraphLook, ...]:
        """Those of the body that run over more than one line: only they show how they are set."""
        return tuple(one for one in self.body if one.span.end - one.span.start >= _LINE)

    @cached_property
    def body_font(self) -> str:
        """The font most letters of the body are in; '' when that is not known."""
        fonts = Counter[str]()
        for letters, _, weight in self.letters(self.body):
            fonts[letters.font] += weight
        return fonts.most_common(1)[0][0] if fonts else ""

    @cached_property
    def main_sections(self) -> tuple[tuple[Section, Span], ...]:
        """The sections of the document proper, annexes after the signature left out, each with its first paragraph."""
        ends = [one.spans[-1].end for one in (self.elements.signer_name, self.elements.signer_titles) if one]
        stop = max(ends, default=len(self.document.text))
        firsts: dict[int, Span] = {}
        for paragraph in self.appearance.paragraphs:
            if paragraph.span.start < stop:
                firsts.setdefault(paragraph.section, paragraph.span)
        known = ((number, span) for number, span in firsts.items() if number < len(self.appearance.sections))
        return tuple((self.appearance.sections[number], span) for number, span in known)

    def letters(self, paragraphs: Sequence[ParagraphLook]) -> Iterator[tuple[Letters, Span, int]]:
        """The runs of `paragraphs` that hold letters or digits, with how many."""
        for paragraph in paragraphs:
            for run in paragraph.runs:
                weight = sum(map(str.isalnum, run.span.of(self.document.text)))
                if weight:
                    yield run.letters, run.span, weight

    def graded(self, severity: Severity, source: Source) -> Severity:
        """`severity`, as grave as the source of the rule and the standing of the body allow."""
        return Severity.NOTE if self.advice else capped(severity, source.certainty)


@dataclass(frozen=True, slots=True)
class Difference:
    """What was measured, and what is asked for."""

    measured: Words
    required: Words
    spans: tuple[Span, ...]
    severity: Severity
    source: Source
    part: Words | None = None


def look_of(
    document: Document, catalogue: Catalogue, elements: Elements, letterhead: Letterhead, day: date | None
) -> Look | None:
    """None for a file whose look is not known, for one that shows nothing of an official document, and where no profile was
    in force on its day."""
    appearance = document.appearance
    if appearance is None or not appearance.paragraphs:
        return None
    if not (elements.party or elements.motto or elements.slogan or elements.type or elements.number):
        return None
    whose = "party" if elements.party else "state"
    profiles = [one for one in catalogue.profiles.values() if one.of == whose and (day or one.until is None)]
    if not profiles:
        return None
    profile = profiles[-1]
    issuer = f"{letterhead.issuer} {elements.issuer.text if elements.issuer else ''}".casefold()
    advice = any(words.casefold() in issuer for words in profile.by_analogy)
    return Look(document, appearance, profile, elements, advice)


def finding(card: CheckCard, look: Look, difference: Difference) -> Finding:
    """The finding at the first place, the others related."""
    spans = [_visible(look.document.text, span) for span in difference.spans]
    part = difference.part or Words(vi="-", en="-")
    data = {"count": str(len(spans))} if len(spans) > 1 else {}
    for name, words in (("measured", difference.measured), ("required", difference.required), ("part", part)):
        data |= {f"{name}.vi": words.vi, f"{name}.en": words.en}
    return Finding(
        card.code,
        look.graded(difference.severity, difference.source),
        spans[0],
        data,
        difference.measured.vi,
        difference.required.vi,
        tuple(spans[1:_RELATED]),
    )


def _visible(text: str, span: Span) -> Span:
    """Without white space at its edges, and no longer than a line."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = max(start + 1, span.start + len(words.rstrip()))
    if end - start > _LINE:
        space = text.rfind(" ", start, start + _LINE)
        end = space if space > start else start + _LINE
    line = text.find("\n", start, end)
    return Span(start, line if line > start else end)


def number(value: Decimal) -> Words:
    """'25,4' and '25.4', without zeros at the end."""
    text = format(value.normalize(), "f")
    return Words(vi=text.replace(".", ","), en=text)


def limits(allowed: Limits, unit: str = "") -> Words:
    """'từ 30 đến 35 mm'; one value where both limits are the same."""
    least, most = number(allowed.least), number(allowed.most)
    behind = f" {unit}" if unit else ""
    if allowed.least == allowed.most:
        return Words(vi=f"{least.vi}{behind}", en=f"{least.en}{behind}")
    return Words(vi=f"từ {least.vi} đến {most.vi}{behind}", en=f"{least.en} to {most.en}{behind}")


def listed(words: Sequence[Words]) -> Words:
    """One after the other, each once."""
    return Words(vi=", ".join(dict.fromkeys(one.vi for one in words)), en=", ".join(dict.fromkeys(one.en for one in words)))


def same_font(font: str, wanted: str) -> bool:
    """Whether `font` is the one wanted: its bold or italic cut is."""
    return font.casefold().replace(" ", "").startswith(wanted.casefold().replace(" ", ""))
