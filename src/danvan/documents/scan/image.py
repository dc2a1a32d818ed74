"""Pictures of pages, opened within limits and made ready to be recognised: grey, upright, straight, at 300 dots per inch.

The one place that uses Pillow, which comes with the extra `ocr`.
"""

import re
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from danvan.documents import bounded
from danvan.documents.kinds import Kind
from danvan.documents.scan.seal import without_seals
from danvan.documents.scan.skew import skew
from danvan.kernel.errors import ExtraMissing, FileTooLarge, FormatDamaged
from danvan.kernel.said import Said, mark

if TYPE_CHECKING:
    from PIL import Image

MAX_SIZE = 500 * bounded.MEGABYTE
MAX_FRAMES = 2_000
MAX_POINTS = 89_478_485
"""Of one picture: a page of A4 at 900 dots per inch. Pillow refuses from here on, by the header, before it decodes."""

DPI = 300
"""What the recogniser was trained on; 200 serves as well, and less work."""
_FINE = (190, 400)
_SCANNERS = (100, 1200)
"""Resolutions a file may claim; cameras and screens write 72 or 96 whatever the size of what they show."""
_PAGE_LENGTH = 11.69
"""Inches, the long side of A4."""
_LEAST_SKEW = 0.08
_WHITE = 255

_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, LookupError, TypeError, ArithmeticError, AttributeError,
    NotImplementedError, RuntimeError, MemoryError,
)  # fmt: skip
"""What Pillow raises on a picture that is damaged."""
_CUT_SHORT = mark("it is not a whole picture")
_TOO_LARGE = mark("a picture of {found} million points")
_ALLOWED = mark("{allowed} million")
_FRAMES = mark("a picture of {found} pages")
_CALLED = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.GIF: "GIF", Kind.BMP: "BMP", Kind.TIFF: "TIFF", Kind.WEBP: "WEBP"}
READ = frozenset(_CALLED)
"""The kinds of pictures that are read."""


def demand_pillow() -> None:
    """Raises ExtraMissing when Pillow is not installed."""
    _pillow()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in shades of grey, upright and straight; `dpi` dots per inch."""

    image: "Image.Image"
    dpi: float

    @property
    def bitmap(self) -> bytes:
        """The picture in the plainest format there is (portable graymap), quickest to write and to read."""
        return b"P5 %d %d 255\n" % self.image.size + self.image.tobytes()

    def turned(self, quarters: int) -> "Picture":
        """The picture turned so many quarters counter-clockwise."""
        return Picture(self.image.rotate(90 * quarters, expand=True), self.dpi)


def pictures_in(file: BinaryIO, path: Path, kind: Kind) -> Iterator[Picture]:
    """The pages of a picture file, one after the other, none kept.

    Raises ExtraMissing without Pillow, FileTooLarge (told by the header, before anything is decoded), FormatDamaged.
    """
    bounded.check_size(path, bounded.size(file), MAX_SIZE)
    with _said(path, kind):
        image = _pillow().open(file, formats=[_CALLED[kind]])
        frames = getattr(image, "n_frames", 1) if kind is Kind.TIFF else 1
        if frames > MAX_FRAMES:
            raise FileTooLarge(file=path, found=Said(_FRAMES, found=frames), allowed=MAX_FRAMES)
        for frame in range(frames):
            image.seek(frame)
            picture = _ready(image)
            yield picture


def picture_of(width: int, height: int, colours: bytes, dpi: float) -> Picture:
    """A page rendered elsewhere: red, green and blue of each point, row by row. Raises ExtraMissing without Pillow."""
    return _straight(without_seals(_pillow().frombytes("RGB", (width, height), colours), dpi), dpi)


def _pillow() -> Any:
    try:
        from PIL import Image  # noqa: PLC0415 - heavy, optional
    except ImportError as error:
        raise ExtraMissing(extra="ocr") from error
    return Image


@contextmanager
def _said(path: Path, kind: Kind) -> Iterator[None]:
    """Turns what Pillow says into our errors."""
    image = _pillow()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", image.DecompressionBombWarning)
            yield
    except (image.DecompressionBombError, image.DecompressionBombWarning) as error:
        points = int((re.findall(r"\d+", str(error)) or [MAX_POINTS])[0])
        found = Said(_TOO_LARGE, found=points // 1_000_000)
        raise FileTooLarge(file=path, found=found, allowed=Said(_ALLOWED, allowed=MAX_POINTS // 1_000_000)) from error
    except _BROKEN as error:
        raise FormatDamaged(file=path, found=_CALLED[kind], reason=_CUT_SHORT) from error


def _ready(image: "Image.Image") -> Picture:
    from PIL import ImageOps  # noqa: PLC0415 - heavy, optional

    claimed = image.info.get("dpi")
    image = ImageOps.exif_transpose(image)
    dpi = _resolution(image.size, claimed)
    if not _FINE[0] <= dpi <= _FINE[1]:
        image = _grey_or_colours(image).resize([max(1, round(side * DPI / dpi)) for side in image.size], reducing_gap=2.0)
        dpi = DPI
    image = _grey_or_colours(image)
    return _straight(without_seals(image, dpi) if image.mode == "RGB" else image, dpi)


def _resolution(size: tuple[int, int], claimed: object) -> float:
    """Dots per inch: what the file claims where that makes sense, else as if the picture were a sheet of A4."""
    dpi = float(claimed[0]) if isinstance(claimed, tuple) and claimed else 0.0
    if _SCANNERS[0] <= dpi <= _SCANNERS[1] and max(size) / dpi < 2 * _PAGE_LENGTH:
        return dpi
    return max(size) / _PAGE_LENGTH


def _grey_or_colours(image: "Image.Image") -> "Image.Image":
    """The picture in grey or in colours, on white paper where it lets something shine through."""
    if image.mode in {"L", "RGB"}:
        return image
    if image.mode in {"1", "CMYK", "YCbCr", "LAB", "HSV"}:
        return image.convert("L" if image.mode == "1" else "RGB")
    if image.mode.startswith(("I", "F")):
        return image.convert("F").point(lambda value: value * (1 / 257)).convert("L")
    whole = image.convert("RGBA")
    paper = _pillow().new("RGBA", whole.size, "white")
    paper.alpha_composite(whole)
    return paper.convert("RGB")  # type: ignore[no-any-return]


def _straight(image: "Image.Image", dpi: float) -> Picture:
    degrees = skew(image)
    if abs(degrees) >= _LEAST_SKEW:
        image = image.rotate(degrees, _pillow().Resampling.BICUBIC, fillcolor=_WHITE)
    return Picture(image, dpi)
