"""From a number in a Word report back to its figure.

A number stands between the ends of a hidden bookmark (its name starts with '_') and, for people, in a content control that
has the figure's identifier as its title; a custom XML part of the file says which figure each bookmark is:
<f:figures xmlns:f="urn:danvan:figures:1"><f:figure mark="_dv1" id="…"/></f:figures>.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from danvan.documents import bounded
from danvan.documents.docx.package import Package, open_package

NAMESPACE = "urn:danvan:figures:1"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def ids_in(path: Path) -> list[tuple[str, str]]:
    """Every traceable number of a report we wrote, in the order of its text: (number as printed, identifier of its figure).

    A Word file that is not from us has none. Raises what opening a Word file raises: FileMissing, FileForbidden,
    FileTooLarge, FormatDamaged, FormatUnknown, InputError.
    """
    with bounded.opened(path) as file:
        package = open_package(file, path)
        name, root = package.main()
        part = traced_part(package, name)
    figures = {item.get("mark", ""): item.get("id", "") for item in part[1].iter(f"{{{NAMESPACE}}}figure")} if part else {}
    return [(number, figures[mark]) for mark, number in _marked(root) if mark in figures]


def charts_in(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """The charts of a report we wrote: ('Biểu đồ 1', identifiers of the figures it was drawn of). Raises as `ids_in`."""
    with bounded.opened(path) as file:
        package = open_package(file, path)
        part = traced_part(package, package.main()[0])
    charts = part[1].iter(f"{{{NAMESPACE}}}chart") if part else ()
    return [(str(each.get("name")), tuple(str(each.get("figures")).split())) for each in charts]


def traced_part(package: Package, main: str) -> tuple[str, etree._Element] | None:
    """The part that says which figure each bookmark is, with its name; None in a file that is not from us.

    An office program may have renamed the part, so it is known by its namespace.
    """
    for relation in package.relations(main).values():
        root = package.root(relation.target) if relation.kind == "customXml" else None
        if root is not None and root.tag == f"{{{NAMESPACE}}}figures":
            return relation.target, root
    return None


def _marked(root: etree._Element) -> Iterator[tuple[str, str]]:
    """(bookmark, text between its ends), in the order the bookmarks end."""
    open_marks: dict[str, tuple[str, list[str]]] = {}
    for node in root.iter():
        if node.tag == f"{_W}bookmarkStart":
            open_marks[str(node.get(f"{_W}id"))] = (str(node.get(f"{_W}name")), [])
        elif node.tag == f"{_W}t":
            for _, pieces in open_marks.values():
                pieces.append(node.text or "")
        elif node.tag == f"{_W}bookmarkEnd" and (ended := open_marks.pop(str(node.get(f"{_W}id")), None)):
            yield ended[0], "".join(ended[1])
