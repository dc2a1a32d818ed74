"""The ruled lines of a picture: long runs of dark points, one or a few points thick. They part the cells of a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from danvan.documents.page.words import Rule

if TYPE_CHECKING:
    from PIL import Image

_POINTS_PER_INCH = 72
_CELL = 0.08
"""Inches: the picture is looked at in cells so long and one point thick; letters leave no such cell dark all along."""
_LEVEL_RUN = re.compile(rb"[\xd8-\xff]{5,}")
"""So many cells, each dark along 85 % and more: noise eats at a thin line, while the feet of letters leave gaps."""
_UPRIGHT_RUN = re.compile(rb"[\xd8-\xff]{3,}")
"""Lines between columns may be as short as one row of a table is high."""
_THICKEST = 0.06
"""Inches; what is thicker is a shaded cell, a picture, or the shadow at the edge of a scan."""
_APART = 2
"""A line that is not quite level goes on in a row above or below, at most so many rows or cells on."""
_MOST_LINES = 5_000
"""More than the fullest table has: a picture in half-tones is made of nothing else."""
_CLEAN = 0.85
"""Of the brightness of the paper: what is lighter is grain and shine."""
_BLUR = 2
"""Points of grey at either side of a line."""
_DARK = 0.8
"""Of the brightness of the paper."""
_TRANSPOSE = 5


Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Line:
    """A line as it grows: from cell to cell, from row to row."""

    left: float
    right: float
    top: int
    bottom: int
    gone: bool = False


def ruled_lines(image: "Image.Image", dpi: float) -> list[Box]:
    """The level and the upright lines of a straight grey picture: left, top, right, bottom of each in points of the picture."""
    limit = paper(image) * _DARK
    dark = image.point(lambda value: 255 if value < limit else 0)
    level = _lines(dark, dpi, _LEVEL_RUN)
    across = dark.transpose(_TRANSPOSE)  # type: ignore[arg-type] # its name would need Pillow here
    upright = [(top, left, bottom, right) for left, top, right, bottom in _lines(across, dpi, _UPRIGHT_RUN)]
    return level + upright


def rules_of(lines: list[Box], dpi: float) -> list[Rule]:
    """The same as rules of a page."""
    scale = _POINTS_PER_INCH / dpi
    return [Rule(*(side * scale for side in _thin(line))) for line in lines]


def cleaned(image: "Image.Image", lines: list[Box]) -> "Image.Image":
    """The picture as it is best recognised: on white paper, without its lines, as a letter that touches one is misread."""
    white = paper(image)
    clean = image.point([min(255, round(value * 255 / (white * _CLEAN))) for value in range(256)])
    for left, top, right, bottom in lines:
        clean.paste(255, (int(left) - _BLUR, int(top) - _BLUR, round(right) + _BLUR, round(bottom) + _BLUR))
    return clean


def paper(image: "Image.Image") -> int:
    """The brightness most of the light half of the points have."""
    counts = image.histogram()
    return max(range(128, 256), key=lambda value: counts[value])


def _thin(line: Box) -> Box:
    """A line without its thickness."""
    left, top, right, bottom = line
    if right - left > bottom - top:
        return left, (top + bottom) / 2, right, (top + bottom) / 2
    return (left + right) / 2, top, (left + right) / 2, bottom


def _lines(dark: "Image.Image", dpi: float, runs_of: re.Pattern[bytes]) -> list[Box]:
    """The level lines of a picture whose dark points are white."""
    cell = max(8, round(dpi * _CELL))
    # A hairline that is not quite level steps from one row of points to the next: where it does, each row has half of it.
    stepped = dark.copy()
    stepped.paste(255, (0, 1), dark.crop((0, 0, dark.width, dark.height - 1)))
    small = stepped.reduce((cell, 1))
    lines: list[_Line] = []
    near: list[_Line] = []
    for row, run in _runs(small.tobytes(), small.width, runs_of):
        near = [line for line in near if line.bottom >= row - _APART]
        line = _joined(near, run, row)
        if line is None:
            line = _Line(*run, row, row)
            near.append(line)
            lines.append(line)
        if len(lines) > _MOST_LINES:
            return []
    thickest = dpi * _THICKEST
    found = [line for line in lines if not line.gone and line.bottom - line.top < thickest]
    return [(line.left * cell, line.top, min(line.right * cell, dark.width), line.bottom + 1) for line in found]


def _runs(cells: bytes, width: int, runs_of: re.Pattern[bytes]) -> Iterator[tuple[int, tuple[float, float]]]:
    """The dark runs row by row, from cell to cell; the cells at both ends count as far as they are dark."""
    for row in range(len(cells) // width):
        start, end = row * width, (row + 1) * width
        for run in runs_of.finditer(cells, start, end):
            before = cells[run.start() - 1] / 255 if run.start() > start else 0
            after = cells[run.end()] / 255 if run.end() < end else 0
            yield row, (run.start() - start - before, run.end() - start + after)


def _joined(near: list[_Line], run: tuple[float, float], row: int) -> _Line | None:
    """The line a run goes on with, made longer by it; lines it brings together become one."""
    left, right = run
    touching = [line for line in near if line.left <= right + _APART and left <= line.right + _APART]
    if not touching:
        return None
    first, *others = touching
    for other in others:
        first.left, first.top, first.right = (
            min(first.left, other.left),
            min(first.top, other.top),
            max(first.right, other.right),
        )
        other.gone = True
        near.remove(other)
    first.left, first.right, first.bottom = min(first.left, left), max(first.right, right), row
    return first
