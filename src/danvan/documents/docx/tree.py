"""What of a Word file's XML is shown: tracked changes as if accepted, one of several alternates, what content controls hold."""

from collections.abc import Iterator

from danvan.documents.docx.xml import Element, child, children, name, on

_REMOVED = {"w:del", "w:moveFrom", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr", "w:rt"}
_WRAPPERS = {
    "w:ins",
    "w:moveTo",
    "w:sdtContent",
    "w:customXml",
    "w:smartTag",
    "w:hyperlink",
    "w:fldSimple",
    "w:dir",
    "w:bdo",
    "w:ruby",
    "w:rubyBase",
}
_PLAIN = {"w:p", "w:r", "w:t", "w:rPr", "w:pPr"}
"""Nearly all elements are one of these; they need no further question."""
CHANGES = {"w:del", "w:ins", "w:moveFrom", "w:moveTo"}


def shown(element: Element) -> Iterator[Element]:
    """The children of `element` a reader sees, taken out of whatever only wraps them."""
    for one in element:
        kind = name(one)
        if kind in _PLAIN:
            yield one
        elif kind in _REMOVED or (kind == "w:sdt" and _is_placeholder(one)):
            continue
        elif kind == "mc:AlternateContent":
            chosen = alternate(one)
            yield from () if chosen is None else shown(chosen)
        elif kind == "w:sdt" or kind in _WRAPPERS:
            yield from shown(one)
        else:
            yield one


def alternate(element: Element) -> Element | None:
    """The one alternate that is read: the first choice; the fallback, which says the same again, where there is no choice."""
    choice = child(element, "mc:Choice")
    return child(element, "mc:Fallback") if choice is None else choice


def text_boxes(element: Element) -> Iterator[Element]:
    """The contents of the text boxes in a drawing, each once."""
    for one in element:
        kind = name(one)
        if kind == "w:txbxContent":
            yield one
        elif kind == "mc:AlternateContent":
            chosen = alternate(one)
            yield from () if chosen is None else text_boxes(chosen)
        else:
            yield from text_boxes(one)


def mark_removed(properties: Element | None) -> bool:
    """Whether the end of a paragraph, told by its w:pPr, is deleted or hidden: what follows then runs on in the same one."""
    mark = child(properties, "w:rPr")
    if mark is None or not len(mark):
        return False
    gone = any(True for kind in ("w:del", "w:moveFrom") for _ in children(mark, kind))
    return gone or on(child(mark, "w:vanish"))


def _is_placeholder(control: Element) -> bool:
    """A content control nobody has filled in shows a hint ('Click to enter text'), which is not part of the report."""
    return on(child(child(control, "w:sdtPr"), "w:showingPlcHdr"))
