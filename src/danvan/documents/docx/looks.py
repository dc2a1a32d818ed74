"""The paragraphs of a Word file with how they look, each at its place in the document's text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from danvan.documents.appearance import Letters, ParagraphLook, Run
from danvan.documents.docx.cascade import Cascade
from danvan.documents.docx.paragraph import Line
from danvan.documents.docx.story import Shown
from danvan.documents.docx.xml import Element, child, name
from danvan.kernel.span import Span

_BETWEEN = "\n\t "
"""What stands between two paragraphs of a text."""
_TYPED = ("\t", "   ", "\u00a0\u00a0")
"""An indent made of tabs or spaces."""


@dataclass(slots=True)
class SourcedLine(Line):
    """A line that knows the element each of its parts is the text of."""

    sources: list[Element] = field(default_factory=list)

    def add(self, text: str, source: Element) -> None:
        before = len(self.parts)
        Line.add(self, text, source)
        if len(self.parts) > before:
            self.sources.append(source)


def placed(shown: Sequence[Shown], text: str, cascade: Cascade) -> Iterator[ParagraphLook]:
    """`shown` in `text`, in which they stand in the same order. One that is not found is left out."""
    at = 0
    for one in shown:
        start = at
        while text[start : start + 1] and text[start] in _BETWEEN:
            start += 1
        if not text.startswith(one.text, start):
            start = text.find(one.text, at)
        if start >= 0:
            at = start + len(one.text)
            yield _look(one, Span(start, at), cascade)


def _look(shown: Shown, span: Span, cascade: Cascade) -> ParagraphLook:
    last = shown.lines[-1]
    table = "" if shown.table is None else cascade.table_style(shown.table)
    spacing = cascade.spacing(last.style, table, shown.properties)
    if "".join(part for line in shown.lines for part in line.parts).startswith(_TYPED):
        spacing = replace(spacing, first_line=None)
    return ParagraphLook(
        span,
        tuple(_runs(shown, span, table, cascade)),
        spacing,
        in_table=shown.table is not None,
        in_box=shown.in_box,
        numbered=bool(shown.label) or child(shown.properties, "w:numPr") is not None,
        section=shown.section,
    )


def _runs(shown: Shown, span: Span, table: str, cascade: Cascade) -> Iterator[Run]:
    """The letters of the words; the number Word puts before them has none of its own here."""
    words = "".join(line.text for line in shown.lines)
    at = span.end - len(words.strip()) - (len(words) - len(words.lstrip()))
    pieces: list[tuple[int, int, Letters]] = []
    for text, style, properties in _parts(shown):
        start, at = at, at + len(text)
        begin, end = max(start, span.start), min(at, span.end)
        if begin < end:
            letters = cascade.run(style, table, properties).of(text)
            if pieces and pieces[-1][1] == begin and pieces[-1][2] == letters:
                pieces[-1] = (pieces[-1][0], end, letters)
            else:
                pieces.append((begin, end, letters))
    return (Run(Span(begin, end), letters) for begin, end, letters in pieces)


def _parts(shown: Shown) -> Iterable[tuple[str, str, Element | None]]:
    """The words of a paragraph, each stretch with its style and the w:rPr of its run."""
    for line in shown.lines:
        sources = line.sources if isinstance(line, SourcedLine) else []
        for text, source in zip(line.parts, sources, strict=False):
            yield text, line.style, child(_run_of(source), "w:rPr")


def _run_of(source: Element) -> Element | None:
    """The run of a word; None for a formula, which is in none."""
    return next((above for above in source.iterancestors() if name(above) == "w:r"), None)
