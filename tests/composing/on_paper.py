"""Where words stand on the pages of a PDF and how they look: millimetres from the left and from the top of the page."""

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Place:
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float = 0
    bold: bool = False
    italic: bool = False

    @property
    def middle(self):
        return (self.left + self.right) / 2


class Paper:
    def __init__(self, path):
        self._document = pypdfium2.PdfDocument(path)
        self._pages = list(self._document)
        self._texts = [page.get_textpage() for page in self._pages]
        self.said = [text.get_text_range() for text in self._texts]
        self.size = tuple(length * MM for length in self._pages[0].get_size())

    def __len__(self):
        return len(self._pages)

    def find(self, words, page=0):
        """The first place of `words`, which are on one line and of one look. `page`: 1 …, 0 for any."""
        page = page - 1 if page else next(at for at, said in enumerate(self.said) if words in said)
        start = self.said[page].index(words)
        boxes = [self._box(page, start + at) for at, letter in enumerate(words) if not letter.isspace()]
        left, bottom, right, top = zip(*boxes, strict=True)
        name = self._font(page, start)
        height = self.size[1]
        return Place(
            page + 1, min(left), max(right), height - max(top), height - min(bottom),
            raw.FPDFText_GetFontSize(self._texts[page], start), "Bold" in name, "Italic" in name,
        )  # fmt: skip

    def letters(self, page):
        """The edges of every letter of a page: left, right, top, bottom."""
        said = self.said[page - 1]
        for at, letter in enumerate(said):
            if not letter.isspace():
                left, bottom, right, top = self._box(page - 1, at)
                yield left, right, self.size[1] - top, self.size[1] - bottom

    def rules(self, page):
        """Lines that run across a page, the highest first."""
        drawn = self._pages[page - 1].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)
        bounds = {tuple(round(length * MM, 1) for length in each.get_bounds()) for each in drawn}
        flat = [Place(page, left, right, self.size[1] - top, self.size[1] - low) for left, low, right, top in bounds]
        return sorted((each for each in flat if each.bottom - each.top < 1.5), key=lambda each: each.top)

    def _box(self, page, at):
        return tuple(length * MM for length in self._texts[page].get_charbox(at))

    def _font(self, page, at):
        name = ctypes.create_string_buffer(200)
        raw.FPDFText_GetFontInfo(self._texts[page], at, name, 200, ctypes.c_int())
        return name.value.decode()
