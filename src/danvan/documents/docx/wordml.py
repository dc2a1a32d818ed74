"""Pieces of WordprocessingML as text, to be put into a part as it is written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from danvan.documents.docx.xml import Element

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Names:
    """How elements of WordprocessingML are called at a place: by the prefix that is known there, or one told with each."""

    prefix: str
    told: str

    @staticmethod
    def at(element: Element) -> "Names":
        """For text that is put in beside or under `element`, an element of WordprocessingML."""
        space = str(element.tag)[1:].partition("}")[0]
        if element.nsmap.get("w") == space:
            return Names("w", "")
        return Names("dvw", f' xmlns:dvw="{space}"')

    def tag(self, name: str, content: str | None = None, **attributes: object) -> str:
        """<w:name w:attribute="…">content</w:name>; <w:name/> without content. Attributes that are None are left out."""
        said = "".join(f' {self.prefix}:{key}="{escape(str(value))}"' for key, value in attributes.items() if value is not None)
        full = f"{self.prefix}:{name}"
        start = f"<{full}{self.told}{said}"
        return f"{start}/>" if content is None else f"{start}>{content}</{full}>"

    def words(self, text: str, element: str = "t") -> str:
        """A w:t (or w:delText) that keeps its white space; what XML cannot hold is left out."""
        full = f"{self.prefix}:{element}"
        return f'<{full}{self.told} xml:space="preserve">{escape(_ILLEGAL.sub("", text), quote=False)}</{full}>'


def day(moment: datetime) -> str:
    """A moment as Word writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def highest(identifiers: Iterable[str]) -> int:
    """The highest of the identifiers that are numbers; -1 for none."""
    return max((int(one) for one in identifiers if one.isascii() and one.isdigit() and len(one) < 10), default=-1)
