"""Formulas written with Word's equation editor, as a line of text."""

from collections.abc import Callable

from danvan.documents.docx.symbols import lowered, raised
from danvan.documents.docx.xml import Element, child, name

_PROPERTIES = "Pr"


def formula(element: Element) -> str:
    """The text of a formula: 'a/b' for a fraction, raised and lowered digits for powers and indices."""
    kind = name(element)
    if kind == "m:t":
        return element.text or ""
    if kind.endswith(_PROPERTIES):
        return ""
    read = _FORMS.get(kind)
    return read(element) if read else "".join(formula(one) for one in element)


def _part(element: Element, wanted: str) -> str:
    part = child(element, wanted)
    return "" if part is None else formula(part)


def _grouped(text: str) -> str:
    """In parentheses when it is more than one number or word, so that the line still says the same."""
    return text if text.replace(".", "").replace(",", "").isalnum() else f"({text})"


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 'm:num'))}/{_grouped(_part(element, 'm:den'))}"


def _power(element: Element) -> str:
    return _part(element, "m:e") + raised(_part(element, "m:sup"))


def _index(element: Element) -> str:
    return _part(element, "m:e") + lowered(_part(element, "m:sub"))


def _fenced(element: Element) -> str:
    return "(" + "".join(formula(one) for one in element) + ")"


_FORMS: dict[str, Callable[[Element], str]] = {"m:f": _fraction, "m:sSup": _power, "m:sSub": _index, "m:d": _fenced}
