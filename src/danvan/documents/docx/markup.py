"""The bytes of one XML part: where its elements begin and end, so that text can be put in without writing the rest anew."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from danvan.documents.docx.xml import Element
from danvan.kernel.errors import InputError
from danvan.kernel.said import Said, mark

_TAG = re.compile(
    rb"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""",
    re.DOTALL,
)
_LETTER = re.compile(rb"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>|&[^;]+;|\r\n|[^\x80-\xbf][\x80-\xbf]*", re.DOTALL)
_NAME = re.compile(rb"<([^\s/>]+)")
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")
_OTHER_ENCODING = mark(
    "its XML is written in {encoding}, which is read, but not written. Open it in Word, save it again, and use that copy"
)
_ODD = mark("its XML is written in a way that is read, but not written. Open it in Word, save it again, and use that copy")


class Extent(NamedTuple):
    """Bytes of an element: its start tag is `start` to `inside`, its end tag `close` to `end` (nothing for <a/>)."""

    start: int
    inside: int
    close: int
    end: int


@dataclass
class Markup:
    """The bytes of a part, and the root its elements hang from: what the reader parsed from these bytes."""

    data: bytes
    root: Element
    file: Path

    def __post_init__(self) -> None:
        """Raises InputError for another encoding than UTF-8, which neither Word nor LibreOffice writes."""
        declared = _ENCODING.match(self.data)
        encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
        if self.data[:2] in (b"\xff\xfe", b"\xfe\xff") or encoding not in {"utf-8", "utf8", "us-ascii", "ascii"}:
            raise InputError(file=self.file, reason=Said(_OTHER_ENCODING, encoding=encoding))
        if len(self._extents) != len(self._order):
            raise InputError(file=self.file, reason=_ODD)

    def extent(self, element: Element) -> Extent:
        return self._extents[self._order[element]]

    def tag(self, element: Element) -> bytes:
        """The start tag as it is written."""
        extent = self.extent(element)
        return self.data[extent.start : extent.inside]

    def name(self, element: Element) -> bytes:
        """The name with its prefix, as it is written: b'w:r'."""
        found = _NAME.match(self.tag(element))
        assert found is not None  # noqa: S101 - every start tag has a name
        return found[1]

    def raw(self, element: Element) -> bytes:
        """The whole element as it is written."""
        extent = self.extent(element)
        return self.data[extent.start : extent.end]

    def letter(self, element: Element, at: int) -> int:
        """The byte before which character `at` of an element's text stands; for its length, the end of the text."""
        extent = self.extent(element)
        return extent.inside + _letters(self.data[extent.inside : extent.close])[at]

    def with_(self, pieces: Iterable[tuple[int, bytes]]) -> bytes:
        """The part with each piece put in before the byte it names; those for one byte in the order given."""
        parts: list[bytes] = []
        last = 0
        for at, piece in sorted(pieces, key=lambda one: one[0]):
            parts += (self.data[last:at], piece)
            last = at
        return b"".join((*parts, self.data[last:]))

    @cached_property
    def _order(self) -> dict[Element, int]:
        return {element: at for at, element in enumerate(self.root.iter("*"))}

    @cached_property
    def _extents(self) -> Sequence[Extent]:
        found: list[Extent] = []
        begun: list[int] = []
        for match in _TAG.finditer(self.data):
            start, end = match.span()
            second = self.data[start + 1]
            if second in b"!?":
                continue
            if second == ord("/"):
                at = begun.pop()
                found[at] = found[at]._replace(close=start, end=end)
            else:
                if self.data[end - 2] != ord("/"):
                    begun.append(len(found))
                found.append(Extent(start, end, end, end))
        return found


def _letters(raw: bytes) -> list[int]:
    """Where each character of a text begins among its bytes, and where the last one ends."""
    found: list[int] = []
    for match in _LETTER.finditer(raw):
        if match[1] is not None:
            found += [match.start(1) + at for at in _letters_of_plain(match[1])]
        elif not match.group().startswith((b"<!--", b"<?")):
            found.append(match.start())
    return [*found, len(raw)]


def _letters_of_plain(raw: bytes) -> Iterable[int]:
    return (at for at, byte in enumerate(raw) if not 0x80 <= byte < 0xC0)
