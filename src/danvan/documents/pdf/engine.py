"""PDF files through pypdfium2, the only place that knows it: text, where it stands, ruled lines, pictures of pages.

A call into the library costs about as much as pdfium needs for one letter. So text is fetched a page at a time, boxes a line
at a time, and boxes of single letters only where a line cannot be told apart otherwise.
"""

import ctypes
import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import repeat
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from danvan.documents.page.words import PagePicture
from danvan.kernel.errors import FileLocked, FormatDamaged

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left corner of the page as people see it."""

FOUND = "PDF"
_MAX_SIDE = 20_000.0
"""Points; pdfium itself allows more, but no sheet is 7 metres long."""
_MAX_OBJECTS = 100_000
_MAX_DEPTH = 4
_LETTERS_OF_STROKES = 500
"""A page without text and with more strokes than that has its letters drawn as outlines."""
_DPI = 250
"""Of scans at 200 dots an inch more is read right so than at 300, in less time; the small print of tables is large enough."""
_MAX_PIXELS = 40_000_000
_SAMPLES = 7
_FONT_NAME = 64


def _quick(function: Any, *arguments: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """The same function without what pypdfium2's prototype does before each call: a third less time."""
    prototype = ctypes.PYFUNCTYPE(result, *arguments)
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None  # noqa: S101 - a function of a loaded library has an address
    made: Callable[..., Any] = prototype(address)
    return made


_P, _I = ctypes.c_void_p, ctypes.c_int
_count_rects = _quick(raw.FPDFText_CountRects, _P, _I, _I)
_get_rect = _quick(raw.FPDFText_GetRect, _P, _I, _P, _P, _P, _P)
_letter_box = _quick(raw.FPDFText_GetLooseCharBox, _P, _I, _P)
_font_size = _quick(raw.FPDFText_GetFontSize, _P, _I, result=ctypes.c_double)
_font_name = _quick(raw.FPDFText_GetFontInfo, _P, _I, _P, ctypes.c_ulong, _P, result=ctypes.c_ulong)
_letter_at = _quick(raw.FPDFText_GetCharIndexAtPos, _P, *[ctypes.c_double] * 4)
_get_object = _quick(raw.FPDFPage_GetObject, _P, _I, result=_P)
_get_type = _quick(raw.FPDFPageObj_GetType, _P)


class Pdf:
    """An open PDF file. Close it after use."""

    def __init__(self, data: bytes, path: Path) -> None:
        """Raises FileLocked for a file locked with a password, FormatDamaged for one pdfium cannot open."""
        self._path = path
        try:
            self._file = pdfium.PdfDocument(data)
            self.pages = len(self._file)
        except pdfium.PdfiumError as error:
            if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
                raise FileLocked(file=path) from error
            raise FormatDamaged(file=path, found=FOUND, reason="its list of pages cannot be read") from error
        if not self.pages:
            self.close()
            raise FormatDamaged(file=path, found=FOUND, reason="it has no pages")

    def close(self) -> None:
        self._file.close()

    @contextmanager
    def page(self, number: int) -> Iterator["PdfPage | None"]:
        """Page `number`, from 0; None when it cannot be read. Its memory is given back at the end."""
        page = text = None
        try:
            with suppress(pdfium.PdfiumError):
                page = self._file[number]
                text = page.get_textpage()
            yield PdfPage(page, text) if page is not None and text is not None else None
        finally:
            for one in (text, page):
                if one is not None:
                    one.close()


class PdfPage:
    """One page. Its text is fetched once; places in it are counted in characters."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page = page
        self._keep = text
        self._text = ctypes.cast(text.raw, ctypes.c_void_p).value
        self.text: str = text.get_text_range()
        self.unnamed = max(0, text.count_chars() - len(self.text))
        """Letters pdfium could not name: they are counted but not given."""
        self._even = not self.unnamed
        self._box = (ctypes.c_float * 4)()
        self._sides = (ctypes.c_double * 4)()
        self._at_box = ctypes.addressof(self._box)
        self._at_sides = tuple(ctypes.addressof(self._sides) + 8 * side for side in range(4))
        self._many = 0
        self._boxes = (ctypes.c_float * 0)()
        self._name = ctypes.create_string_buffer(_FONT_NAME)
        self._at_name = ctypes.addressof(self._name)
        bounds = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page.raw, bounds)
        self._left, self._bottom = float(bounds.left), float(bounds.bottom)
        self._right, self._top = float(bounds.right), float(bounds.top)
        self.turn = self._turn()
        """Quarter turns, clockwise, that make the text upright."""
        width, height = self._right - self._left, self._top - self._bottom
        self.width, self.height = (height, width) if self.turn % 2 else (width, height)

    @property
    def sane(self) -> bool:
        """Whether the page has a size a page can have."""
        return 1 <= self.width <= _MAX_SIDE and 1 <= self.height <= _MAX_SIDE

    def place(self, at: int) -> int:
        """The library's own count of the character at `at` of the text."""
        return at if self._even else max(0, int(raw.FPDFText_GetCharIndexFromTextIndex(self._keep.raw, at)))

    def boxes(self, start: int, count: int) -> list[Box]:
        """The boxes of the stretches drawn at one go among `count` characters from `start`, as they were drawn."""
        handle, at_sides, sides = self._text, self._at_sides, self._sides
        if not self._even:
            end = self.place(start + count - 1) + 1
            start = self.place(start)
            count = end - start
        found: list[Box] = []
        plain, first_left, first_top = not self.turn, self._left, self._top
        for number in range(_count_rects(handle, start, count)):
            _get_rect(handle, number, *at_sides)
            left, top, right, bottom = sides
            if plain:
                found.append((left - first_left, first_top - top, right - first_left, first_top - bottom))
            else:
                found.append(self._upright(left, top, right, bottom))
        return found

    def drawn(self, start: int, count: int) -> list[Box]:
        """Left, bottom, right, top of the same stretches in the page's own space, where up is more, as annotations are told."""
        last = self.place(start + count - 1) + 1
        found: list[Box] = []
        for number in range(_count_rects(self._text, self.place(start), last - self.place(start))):
            _get_rect(self._text, number, *self._at_sides)
            left, top, right, bottom = self._sides
            found.append((left, bottom, right, top))
        return found

    def letter(self, at: int) -> Box:
        """The box of one character, with the white space its font gives it."""
        _letter_box(self._text, self.place(at), self._at_box)
        left, top, right, bottom = self._box
        return self._upright(left, top, right, bottom)

    def lefts(self, places: Sequence[int]) -> list[float]:
        """Where these characters begin, with the white space their font gives them."""
        if self.turn or not self._even:
            return [self.letter(at)[0] for at in places]
        count = len(places)
        if count > self._many:
            self._many = 2 * count
            self._boxes = (ctypes.c_float * (4 * self._many))()
        first = ctypes.addressof(self._boxes)
        deque(map(_letter_box, repeat(self._text), places, range(first, first + 16 * count, 16)), 0)
        found = self._boxes[: 4 * count : 4]
        return [left - self._left for left in found] if self._left else found

    def letter_at(self, across: float, down: float) -> int | None:
        """Which character of the text stands there. Only for a page that is not turned and whose letters all have names."""
        if self.turn or not self._even:
            return None
        at = int(_letter_at(self._text, across + self._left, self._top - down, 2.0, 2.0))
        return at if at >= 0 else None

    def size(self, at: int) -> float:
        """The nominal size of the type; what the page was scaled by is not in it."""
        return float(_font_size(self._text, self.place(at)))

    def font(self, at: int) -> bytes:
        """The name of the font of one character."""
        found = _font_name(self._text, self.place(at), self._at_name, _FONT_NAME, None)
        return self._name.value if 0 < found <= _FONT_NAME else b""

    def _upright(self, left: float, top: float, right: float, bottom: float) -> Box:
        if not self.turn:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        if self.turn == 1:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if self.turn == 2:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        return self._top - top, self._right - right, self._top - bottom, self._right - left

    def _turn(self) -> int:
        """The quarter turns that make most of a few letters upright, whatever turn the page asks for itself."""
        count = len(self.text)
        places = [count * (2 * one + 1) // (2 * _SAMPLES) for one in range(_SAMPLES)] if count else []
        angles = [raw.FPDFText_GetCharAngle(self._keep.raw, self.place(at)) for at in places if self.text[at] > " "]
        turns = [-round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
        return max(set(turns), key=turns.count) if turns else int(raw.FPDFPage_GetRotation(self._page.raw))

    def strokes(self) -> Iterator[tuple[Box, bool]]:
        """The parts of drawn paths, each by its box, and whether its outline is drawn."""
        for one, kind, matrix in self._objects():
            if kind == raw.FPDF_PAGEOBJ_PATH:
                yield from self._path(one, matrix)

    @property
    def shows_picture(self) -> float:
        """The share of the page that pictures cover; drawings of very many strokes (letters as outlines) count as a whole."""
        area, paths = 0.0, 0
        for one, kind, matrix in self._objects():
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                left, top, right, bottom = self._upright(*_bounds(one, matrix))
                across = min(right, self.width) - max(left, 0)
                area += max(0.0, across) * max(0.0, min(bottom, self.height) - max(top, 0))
            paths += kind == raw.FPDF_PAGEOBJ_PATH
        outlines = _LETTERS_OF_STROKES < paths < _MAX_OBJECTS / 2
        return 1.0 if outlines else area / (self.width * self.height)

    def picture(self) -> PagePicture:
        """The page as a picture, 250 dots an inch where that is not too many."""
        scale = min(_DPI / 72, math.sqrt(_MAX_PIXELS / (self.width * self.height)))
        turn = (self.turn - raw.FPDFPage_GetRotation(self._page.raw)) % 4
        bitmap = self._page.render(scale=scale, rotation=90 * turn, rev_byteorder=True, may_draw_forms=False)
        try:
            columns, rows, stride = bitmap.width, bitmap.height, bitmap.stride
            pixels = bytes(bitmap.buffer)
            if stride != 3 * columns:
                pixels = b"".join(pixels[row * stride : row * stride + 3 * columns] for row in range(rows))
            return PagePicture(pixels, columns, rows, self.width, self.height)
        finally:
            bitmap.close()

    def _objects(self) -> Iterator[tuple[Any, int, Sequence[float]]]:
        """What is drawn, but for the objects beyond those a real page has."""
        handle = ctypes.cast(self._page.raw, ctypes.c_void_p).value
        for number in range(min(raw.FPDFPage_CountObjects(self._page.raw), _MAX_OBJECTS)):
            one = _get_object(handle, number)
            kind = _get_type(one)
            if kind == raw.FPDF_PAGEOBJ_FORM:
                yield from _inside(ctypes.cast(one, raw.FPDF_PAGEOBJECT), _PLAIN, _MAX_DEPTH)
            elif kind != raw.FPDF_PAGEOBJ_TEXT:
                yield ctypes.cast(one, raw.FPDF_PAGEOBJECT), kind, _PLAIN

    def _path(self, one: Any, outer: Sequence[float]) -> Iterator[tuple[Box, bool]]:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(one, fill, stroke)
        if not (fill.value or stroke.value):
            return
        count = raw.FPDFPath_CountSegments(one)
        if count <= 2 * 2 + 1:
            yield self._upright(*_bounds(one, outer)), bool(stroke.value)
            return
        matrix = _times(_matrix(one), outer)
        for points in _outlines(one, min(count, _MAX_OBJECTS)):
            placed = [_moved(matrix, *point) for point in points]
            across, up = [point[0] for point in placed], [point[1] for point in placed]
            yield self._upright(min(across), max(up), max(across), min(up)), bool(stroke.value)


_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _inside(form: Any, outer: Sequence[float], depth: int) -> Iterator[tuple[Any, int, Sequence[float]]]:
    """What is drawn within a form, with the matrix that brings it to its place on the page."""
    matrix = _times(_matrix(form), outer)
    for number in range(min(max(raw.FPDFFormObj_CountObjects(form), 0), _MAX_OBJECTS)):
        one = raw.FPDFFormObj_GetObject(form, number)
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth:
            yield from _inside(one, matrix, depth - 1)
        elif kind != raw.FPDF_PAGEOBJ_TEXT:
            yield one, kind, matrix


def _bounds(one: Any, matrix: Sequence[float]) -> Box:
    """Left, top, right, bottom in the page's own space, where up is more."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(one, left, bottom, right, top)
    if matrix is _PLAIN:
        return left.value, top.value, right.value, bottom.value
    corners = [_moved(matrix, across.value, up.value) for across in (left, right) for up in (bottom, top)]
    across, up = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(across), max(up), max(across), min(up)


def _outlines(path: Any, count: int) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path."""
    points: list[tuple[float, float]] = []
    across, up = ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        if raw.FPDFPathSegment_GetPoint(segment, across, up):
            points.append((across.value, up.value))
    if points:
        yield points


def _matrix(one: Any) -> Sequence[float]:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, found):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Sequence[float], then: Sequence[float]) -> Sequence[float]:
    a, b, c, d, e, f = first
    k, l, m, n, o, p = then  # noqa: E741 - the six places of a matrix
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p


def _moved(matrix: Sequence[float], across: float, up: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * across + c * up + e, b * across + d * up + f
