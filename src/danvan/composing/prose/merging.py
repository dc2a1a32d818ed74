"""A report composed anew takes up what people wrote in the one before: their paragraphs stay in their part, in their order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from danvan.composing.model import Appendix, AreaResult, Line, Part, ReportModel, Run, author
from danvan.composing.prose.edited import Edited, EditedPart, Own
from danvan.composing.prose.placing import is_request
from danvan.composing.prose.prints import print_of, print_of_line

UNPLACED = "unplaced"
HEADING = "Nội dung của người viết không còn phần tương ứng trong đề cương"


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of it. `kept`: number of people's paragraphs kept in their part; `unplaced`: those whose part is no more;
    `taken_out`: sentences of ours that people took out or wrote anew, left out again; `framed`: whether people changed the
    frame, which is kept then; `typed`: numbers written over in tables, which are written anew."""

    kept: int = 0
    unplaced: tuple[str, ...] = ()
    taken_out: tuple[str, ...] = ()
    framed: bool = False
    typed: tuple[tuple[str, str], ...] = ()


def merge(model: ReportModel, edited: Edited) -> tuple[ReportModel, Merged]:
    """`model` with what people wrote in `edited`; and what was done."""
    parts = [_Merger(part, edited.parts.get(part.code, EditedPart())).part() for part in model.parts]
    annexes = tuple(_annexed(each, edited.parts.get(each.code, EditedPart())) for each in model.appendices)
    codes = {part.code for part in model.parts} | {appendix.code for appendix in model.appendices}
    homeless = [own.line for code, part in edited.parts.items() if code not in codes for own in part.own]
    kept = sum(len(part.own) for code, part in edited.parts.items() if code in codes)
    if homeless:
        parts.append(Part(UNPLACED, "", HEADING, 1, areas=(AreaResult("", "", tuple(homeless)),)))
    out = tuple(_words(line) for part in parts for line in part.taken_out if not is_request(_words(line)))
    framed = edited.head is not None or edited.tail is not None
    return replace(model, parts=tuple(parts), appendices=annexes), Merged(
        kept, tuple(map(_words, homeless)), out, framed, edited.typed
    )


def _annexed(appendix: Appendix, old: EditedPart) -> Appendix:
    """The new appendix with people's paragraphs at its end."""
    own = tuple(own.line for own in old.own)
    return replace(appendix, areas=(*appendix.areas, AreaResult("", "", own))) if own else appendix


def _words(line: Line) -> str:
    return "".join(piece.text for piece in line)


@dataclass(slots=True)
class _Merger:
    new: Part
    old: EditedPart
    gone: Counter[str] = field(init=False)
    taken_out: list[Line] = field(default_factory=list)
    waiting: dict[str, list[Line]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gone = Counter(self.old.gone)

    def part(self) -> Part:
        """The new part with the paragraphs of the old one, each behind the paragraph of ours it stood behind."""
        areas = list(self._areas())
        anchors = {anchor for area in areas for anchor in _anchors(area)}
        for own in self._owns():
            self.waiting.setdefault(next((each for each in own.after if each in anchors), ""), []).append(own.line)
        first = self.waiting.pop("", [])
        merged = [AreaResult("", "", tuple(first))] if first else []
        for area in areas:
            merged += self._area(area)
        new = replace(self.new, number="", heading=self.old.heading) if self.old.heading else self.new
        return replace(new, text="", areas=tuple(merged), taken_out=tuple(self.taken_out))

    def _areas(self) -> Iterator[AreaResult]:
        """The areas of the new part, its text first; without a request that paragraphs of a file took the place of."""
        answered = any(author(own.line) == "given" for own in self.old.own)
        lines = [words for words in self.new.text.splitlines() if not (answered and is_request(words))]
        if lines:
            yield _text(lines)
        yield from self.new.areas

    def _owns(self) -> Sequence[Own]:
        """Without paragraphs of a file, where a file gives this part anew."""
        anew = any(author(line) == "given" for area in self.new.areas for line in area.sentences)
        return [own for own in self.old.own if not (anew and author(own.line) == "given")]

    def _area(self, area: AreaResult) -> Iterator[AreaResult]:
        sentences = self._behind(print_of(area.heading).loose) if area.heading else []
        for line in area.sentences:
            sentences += [*self._unless_gone(line), *self._behind(print_of_line(line).loose)]
        below = self._behind(print_of(area.table.caption).loose) if area.table else []
        below += self._behind(print_of(area.chart.caption).loose) if area.chart else []
        notes: list[Line] = []
        for line in area.notes:
            notes += self._unless_gone(line)
            below += self._behind(print_of_line(line).loose)
        yield replace(area, sentences=tuple(sentences), notes=tuple(notes))
        if below:
            yield AreaResult("", "", tuple(below))

    def _unless_gone(self, line: Line) -> list[Line]:
        loose = print_of_line(line).loose
        if not self.gone[loose]:
            return [line]
        self.gone[loose] -= 1
        self.taken_out.append(line)
        return []

    def _behind(self, anchor: str) -> list[Line]:
        return self.waiting.pop(anchor, [])


def _text(lines: Sequence[str]) -> AreaResult:
    return AreaResult("", "", tuple((Run(words),) for words in lines))


def _anchors(area: AreaResult) -> Iterator[str]:
    if area.heading:
        yield print_of(area.heading).loose
    yield from (print_of_line(line).loose for line in (*area.sentences, *area.notes))
    if area.table:
        yield print_of(area.table.caption).loose
    if area.chart:
        yield print_of(area.chart.caption).loose
