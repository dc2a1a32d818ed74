"""The red seal over a signature: looked at through red glass, it vanishes and the words beneath it stay."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_CELL = 8
"""Points across one cell of the coarse picture in which seals are looked for."""
_RED = 40
"""By how much red must be brighter than the other colours, of 255, on the average of a cell."""
_LEAST = 0.55
"""Inches, both ways. The smallest seals are 2 cm wide; words in red are lower than that."""
_GAP = 3
"""Cells: a seal is a ring and letters, not one patch."""
_MARGIN = 4


def without_seals(image: "Image.Image", dpi: float) -> "Image.Image":
    """A picture in colours turned grey; where a seal was set only its red is kept, so that red ink is as light as paper.

    Words in red elsewhere stay: they are told from a seal by their height.
    """
    grey = image.convert("L")
    red, green, blue = image.reduce(_CELL).split()
    least = dpi * _LEAST / _CELL
    marks = _red_cells(red.tobytes(), green.tobytes(), blue.tobytes(), red.width)
    for left, top, right, bottom in _patches(marks):
        if right - left >= least and bottom - top >= least:
            box = ((left - _MARGIN) * _CELL, (top - _MARGIN) * _CELL, (right + _MARGIN) * _CELL, (bottom + _MARGIN) * _CELL)
            inside = (max(0, box[0]), max(0, box[1]), min(image.width, box[2]), min(image.height, box[3]))
            grey.paste(image.getchannel("R").crop(inside), inside)
    return grey


def _red_cells(red: bytes, green: bytes, blue: bytes, width: int) -> set[tuple[int, int]]:
    return {
        (at % width, at // width)
        for at, (one, two, three) in enumerate(zip(red, green, blue, strict=True))
        if one - two > _RED and one - three > _RED
    }


def _patches(marks: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """The boxes around marks that lie near each other."""
    boxes: list[tuple[int, int, int, int]] = []
    while marks:
        seen = [marks.pop()]
        for column, row in seen:
            near = {
                (column + across, row + down)
                for across in range(-_GAP, _GAP + 1)
                for down in range(-_GAP, _GAP + 1)
                if (column + across, row + down) in marks
            }
            marks -= near
            seen.extend(near)
        columns, rows = [one[0] for one in seen], [one[1] for one in seen]
        boxes.append((min(columns), min(rows), max(columns) + 1, max(rows) + 1))
    return boxes
