"""The text of one paragraph, as it is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field

from danvan.documents.docx.math import formula
from danvan.documents.docx.notes import Notes
from danvan.documents.docx.remarks import Remark
from danvan.documents.docx.styles import Look, Styles
from danvan.documents.docx.symbols import is_symbol_font, lowered, raised, symbol
from danvan.documents.docx.tree import shown, text_boxes
from danvan.documents.docx.xml import Element, child, descendants, name, text_value
from danvan.documents.letters.encodings import Encoding
from danvan.documents.letters.fonts import OldFonts, encoding_of

_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_FORMULAS = {"m:oMath", "m:oMathPara"}
_DRAWINGS = {"w:drawing", "w:pict", "w:object"}
_UNREAD = {"pic:pic", "c:chart", "dgm:relIds", "v:imagedata"}
_SOFT_HYPHEN = "\u00ad"
_KEPT_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Line:
    """The text of a paragraph while it is read, and the text boxes anchored in it."""

    style: str
    parts: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    old: dict[int, Look] = field(default_factory=dict)
    """Which of `parts` are in an old font, and how they look."""

    def add(self, text: str, source: Element) -> None:  # noqa: ARG002 - kept by the line of a trace
        """Text is shown unless it belongs to the code of a field, which stands before the field's result.

        `source`: the element it is the text of."""
        if "begin" not in self.fields:
            self.parts.append(text)

    def field(self, change: str) -> None:
        """Fields nest. One left open ends with the paragraph, so that a damaged field cannot hide the rest."""
        if change == "begin":
            self.fields.append(change)
        elif self.fields and change == "separate":
            self.fields[-1] = change
        elif self.fields and change == "end":
            self.fields.pop()

    @property
    def text(self) -> str:
        return "".join(self.parts)


class ParagraphReader:
    """Reads the paragraphs of one document, in the order of the text; what was left unread gathers in `remarks`."""

    def __init__(self, styles: Styles, notes: Notes, remarks: set[Remark], line_of_style: Callable[[str], Line] = Line) -> None:
        self._line_of_style = line_of_style
        self._styles = styles
        self._notes = notes
        self._remarks = remarks
        self._fonts = OldFonts()

    def read(self, paragraph: Element, properties: Element | None) -> Line:
        """The paragraph without its automatic number. `properties`: its w:pPr."""
        line = self._line_of_style(self._styles.of_paragraph(properties))
        for one in shown(paragraph):
            kind = name(one)
            if kind == "w:r":
                self._run(one, line)
            elif kind in _FORMULAS:
                line.add(formula(one), one)
        if line.old:
            self._convert(line)
        return line

    def _run(self, run: Element, line: Line) -> None:
        look = self._styles.look(line.style, child(run, "w:rPr"))
        if look.hidden:
            return
        for one in shown(run):
            kind = name(one)
            if kind == "w:t" and encoding_of(look.font):
                self._old_words(_spaced(one), look, line, one)
            elif kind == "w:softHyphen" and encoding_of(look.font) is Encoding.TCVN3:
                self._old_words(_SOFT_HYPHEN, look, line, one)
            elif kind == "w:t":
                line.add(_words(one, look), one)
            elif kind in _SIGNS:
                line.add(_SIGNS[kind], one)
            elif kind == "w:fldChar":
                line.field(text_value(one, "w:fldCharType"))
            elif kind == "w:sym":
                line.add(_symbol(one), one)
            elif kind in {Notes.FOOTNOTE, Notes.ENDNOTE}:
                line.add(self._reference(one, run), one)
            elif kind in _DRAWINGS:
                self._drawing(one, line)

    def _old_words(self, words: str, look: Look, line: Line, source: Element) -> None:
        """Words in an old font are converted once the whole paragraph is known. A soft hyphen may be the letter 'ư' of TCVN3,
        which LibreOffice writes as an element of its own."""
        before = len(line.parts)
        line.add(words, source)
        if len(line.parts) > before:
            line.old[before] = look

    def _convert(self, line: Line) -> None:
        fonts = [line.old[at].font if at in line.old else "" for at in range(len(line.parts))]
        whole = self._fonts.convert(line.parts, fonts)
        line.parts = [_shown(part, line.old[at]) if at in line.old else part for at, part in enumerate(whole)]
        if self._fonts.converted:
            self._remarks.add(Remark.OLD_FONT)
        if self._fonts.doubtful:
            self._remarks.add(Remark.DOUBTFUL_FONT)

    def _reference(self, element: Element, run: Element) -> str:
        """The mark of a note; nothing when the author's own mark follows as text."""
        own = text_value(element, "w:customMarkFollows") in {"1", "true", "on"}
        typed = "".join(one.text or "" for one in shown(run) if name(one) == "w:t").strip() if own else ""
        mark = self._notes.refer(name(element), text_value(element, "w:id"), typed)
        return "" if typed else raised(mark)

    def _drawing(self, element: Element, line: Line) -> None:
        line.boxes.extend(text_boxes(element))
        if name(element) == "w:object" or next(descendants(element, *_UNREAD), None) is not None:
            self._remarks.add(Remark.PICTURES)


def _words(element: Element, look: Look) -> str:
    text = _spaced(element)
    if is_symbol_font(look.font):
        text = "".join(symbol(ord(sign), look.font) or sign for sign in text)
    return _shown(text, look)


def _spaced(element: Element) -> str:
    text = (element.text or "").replace("\n", " ").replace("\r", " ")
    return text if element.get(_KEPT_SPACE) == "preserve" else text.strip(" \t")


def _shown(text: str, look: Look) -> str:
    text = text.replace(_SOFT_HYPHEN, "")
    return _moved(text.upper() if look.capitals else text, look.raised)


def _moved(text: str, position: str) -> str:
    if position == "superscript":
        return raised(text)
    return lowered(text) if position == "subscript" else text


def _symbol(element: Element) -> str:
    """A sign of a symbol font, given by its number; one we do not know stays as the private character Word keeps."""
    digits = text_value(element, "w:char")
    try:
        code = int(digits, 16)
    except ValueError:
        return ""
    return symbol(code, text_value(element, "w:font")) or (
        chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else ""
    )
