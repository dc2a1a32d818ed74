"""Numbers of a web page's lists, as the browser shows them."""

import re

from lxml import etree

from danvan.documents.docx.counting import written

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "",
}
_BULLET = "• "
_WHOLE = re.compile(r"-?[0-9]{1,6}")


class Counter:
    """The numbers of one list, asked for in order."""

    def __init__(self, element: etree._Element, style: str) -> None:
        self._form = _STYLES.get(style) if style in _STYLES else _form(element)
        self._step = -1 if element.get("reversed") is not None else 1
        items = sum(1 for one in element if one.tag == "li") if self._step < 0 else 1
        self._next = number(element.get("start"), items)

    def mark(self, item: etree._Element) -> str:
        """What stands before an item, with the space after it."""
        value = number(item.get("value"), self._next)
        self._next = value + self._step
        if self._form is None:
            return _BULLET
        text = written(value, self._form) if self._form else ""
        return f"{text}. " if text else ""


def number(text: str | None, default: int) -> int:
    """A whole number of an attribute; `default` when it is none."""
    return int(text) if text and _WHOLE.fullmatch(text.strip()) else default


def _form(element: etree._Element) -> str | None:
    """How an ordered list is numbered; None for one of bullets."""
    return _TYPES.get(element.get("type", "1"), "decimal") if element.tag == "ol" else None
