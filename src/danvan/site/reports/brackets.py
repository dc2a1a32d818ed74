"""What a proposed report asks its writer for, in brackets: told on the page, never printed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from danvan.catalogue.models import Outline
from danvan.composing.model import AreaResult, Line, Part, ReportModel, Run
from danvan.composing.prose.placing import is_request

NOTHING = "Chưa có số liệu báo cáo về nội dung này."
"""Printed under a heading of areas nobody has figures of and nobody wrote anything about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`wanted`: what the outline wants told in a part; `missing`: areas without a figure; `misfits`: figures of its areas that
    contradict each other."""

    wanted: Sequence[str] = ()
    missing: Sequence[Line] = ()
    misfits: Sequence[Line] = ()


def parted(model: ReportModel, outline: Outline) -> tuple[ReportModel, dict[str, Asked]]:
    """The report as it is printed, and what is asked of the writer by part."""
    of_areas = {part.code for part in outline.parts if part.areas}
    pairs = [_parted(part, part.code in of_areas) for part in model.parts]
    return replace(model, parts=tuple(part for part, _asked in pairs)), {part.code: asked for part, asked in pairs}


def _parted(part: Part, of_areas: bool) -> tuple[Part, Asked]:
    wanted = [words[1:-1] for words in part.text.splitlines() if is_request(words)]
    text = "\n".join(words for words in part.text.splitlines() if not is_request(words))
    asked = [line for area in part.areas for line in area.sentences if _is_asked(line)]
    areas = [_without(area) for area in part.areas]
    kept = tuple(area for area in areas if area.sentences or area.table or area.notes or area.chart)
    if of_areas and not kept and not text:
        kept = (AreaResult("", "", ((Run(NOTHING),),)),)
    inside = [_inside(line) for line in asked]
    misfits = [line for line in inside if any(piece.figure for piece in line)]
    missing = [line for line in inside if not any(piece.figure for piece in line)]
    return replace(part, text=text, areas=kept), Asked(wanted, missing, misfits)


def _without(area: AreaResult) -> AreaResult:
    return replace(area, sentences=tuple(line for line in area.sentences if not _is_asked(line)))


def _is_asked(line: Line) -> bool:
    """Whether a sentence of ours stands in brackets: people's own may."""
    return bool(line) and not any(piece.by for piece in line) and line[0].text.startswith("[") and line[-1].text.endswith("]")


def _inside(line: Line) -> Line:
    """Without its brackets."""
    opened = (replace(line[0], text=line[0].text[1:]), *line[1:])
    closed = (*opened[:-1], replace(opened[-1], text=opened[-1].text[:-1]))
    return tuple(piece for piece in closed if piece.text)
