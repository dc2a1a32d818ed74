"""By how much a page was laid askew on the scanner: lines of text that lie level leave the clearest gaps between them."""

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_WIDTH = 700
"""Points across the small picture that is looked at: a line of text is still three of them high."""
_STEPS = (1.0, 0.25, 0.06)
_MOST = 4.0
"""Degrees; a page turned by more is left as it is."""
_BOX = 4
"""How Pillow calls it when a smaller picture takes the averages of the larger one."""
_WORTH = 1.04
"""How much clearer than on the page as it is the lines must stand out."""


def skew(image: "Image.Image") -> float:
    """Degrees by which to turn a grey picture counter-clockwise, so that its lines lie level; 0 when none is clearly better."""
    factor = max(1, image.width // _WIDTH)
    small = image.reduce(factor).point(lambda value: 255 - value)
    level = _clearness(small, 0.0)
    best, clearest, reach = 0.0, level, _MOST
    for step in _STEPS:
        around = best
        for number in range(-round(reach / step), round(reach / step) + 1):
            degrees = around + number * step
            clearness = _clearness(small, degrees)
            if clearness > clearest:
                best, clearest = degrees, clearness
        reach = step
    return best if clearest > _WORTH * level else 0.0


def _clearness(image: "Image.Image", degrees: float) -> float:
    """How sharply dark rows and light rows part: the sum of squared differences between neighbours."""
    turned = image.rotate(degrees, fillcolor=0) if degrees else image
    inner = turned.crop((turned.width // 16, 0, turned.width - turned.width // 16, turned.height)).convert("F")
    sums = memoryview(inner.resize((1, inner.height), _BOX).tobytes()).cast("f")
    return sum((one - other) ** 2 for one, other in pairwise(sums))
