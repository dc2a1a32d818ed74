"""Fingerprints of paragraphs, by which those of ours are told from people's in a report edited in Word."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from danvan.composing.model import Line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_NUMBER_MARK = re.compile(r"_dv\d+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_CHANGE = re.compile(r" \((?:tăng|giảm|bằng|cùng kỳ|năm|giai đoạn) [^()]*\)")
_SPACES = re.compile(r"\s+")
_BETWEEN = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Print:
    """`exact`: of the words, the numbers that are bound left out. `loose`: every number and every change against the year
    before left out too, so that the same sentence of other figures has the same."""

    exact: str
    loose: str


def print_of(text: str) -> Print:
    """The fingerprint of a text in which bound numbers are written '#'."""
    words = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return Print(_hash(words), _hash(_DIGITS.sub("#", _CHANGE.sub("", words))))


def print_of_line(line: Line) -> Print:
    """The fingerprint of a paragraph of a report model."""
    return print_of("".join("#" if piece.figure else piece.text for piece in line))


def blanked(block: etree._Element) -> str:
    """The text of a paragraph or a table, '#' for each bound number; '' where there is nothing to read."""
    return "".join("#" if mark else words for words, mark, _node in pieces(block)).strip()


def pieces(block: etree._Element) -> Iterator[tuple[str, str, etree._Element]]:
    """(text, the bookmark of a number it stands between the ends of, or '', the element it is the text of)."""
    inside, identifier, number, first = "", "", list[str](), block
    for node in block.iter():
        if node.tag == f"{W}bookmarkStart" and _NUMBER_MARK.fullmatch(str(node.get(f"{W}name"))):
            inside, identifier, number, first = str(node.get(f"{W}name")), str(node.get(f"{W}id")), [], node
        elif node.tag == f"{W}bookmarkEnd" and inside and node.get(f"{W}id") == identifier:
            yield "".join(number), inside, first
            inside = ""
        elif words := _words(node):
            if inside:
                first = node if not number else first
                number.append(words)
            else:
                yield words, "", node


def _words(node: etree._Element) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag == _DRAWN:
        return f"⟨{node.get('descr') or node.get('name') or ''}⟩"
    parent = node.getparent()
    if node.tag == f"{W}p" and parent is not None and parent.tag == f"{W}tc":
        return " "
    return _BETWEEN.get(node.tag, "") if parent is not None and parent.tag == f"{W}r" else ""


def _hash(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]
