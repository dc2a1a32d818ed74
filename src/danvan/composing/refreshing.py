"""New values into a report that exists already: only the numbers change, and only those nobody typed over."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from lxml import etree

from danvan.composing.numbers import digits
from danvan.composing.trace import NAMESPACE, traced_part
from danvan.composing.writing import write_whole
from danvan.documents import bounded
from danvan.documents.docx.package import open_package
from danvan.documents.docx.repack import repacked
from danvan.ledger.figure import Figure

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = re.compile(r"[^0-9,-]")


class Outcome(StrEnum):
    """What became of a number."""

    SAME = "same"
    CHANGED = "changed"
    TYPED_OVER = "typed_over"
    """Somebody wrote another number in its place: left as it is."""
    WITHDRAWN = "withdrawn"
    """The ledger has no value for it any more: left as it is."""
    UNKNOWN = "unknown"
    """The ledger does not know the figure: left as it is."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One number of the report: as it was printed, as it is printed now, its figure then and now."""

    outcome: Outcome
    before: str
    after: str
    figure: str
    newest: str


Versions = Callable[[str], tuple[Figure, Figure] | None]
"""The version of a figure that was printed and the newest one, from the printed one's identifier; None when unknown."""


def refresh(report: Path, target: Path, versions: Versions, *, made: datetime) -> list[Refreshed]:
    """Writes `report` to `target` with the newest values of its figures; gives every number in the order of the text.

    Words, looks and every other part of the file stay as they are, byte for byte. Sentences are not rewritten: a 'tăng' that
    has become a 'giảm' is a person's to see. Raises what opening a Word file raises, and OutputError; nothing is written then.
    """
    with bounded.opened(report) as file:
        package = open_package(file, report)
        name, root = package.main()
        marks = traced_part(package, name)
        file.seek(0)
        raw = file.read()
    if marks is None:
        return []
    part, tree = marks
    figures = {item.get("mark", ""): item for item in tree.iter(f"{{{NAMESPACE}}}figure")}
    done = [_renewed(pieces, figures[mark], versions) for mark, pieces in _pieces(root) if mark in figures]
    changed = {package.entry(name): _bytes(root), package.entry(part): _bytes(tree)} if _any_new(done) else {}
    write_whole(target, repacked(raw, changed, made, report) if changed else raw)
    return done


def _any_new(done: list[Refreshed]) -> bool:
    return any(each.outcome is Outcome.CHANGED or each.figure != each.newest for each in done)


def _renewed(pieces: list[etree._Element], item: etree._Element, versions: Versions) -> Refreshed:
    printed, figure = "".join(piece.text or "" for piece in pieces), item.get("id", "")
    known = versions(figure)
    if known is None:
        return Refreshed(Outcome.UNKNOWN, printed, printed, figure, figure)
    then, now = known
    if then.quantity is None or plain(printed) != plain(digits(then.quantity)):
        return Refreshed(Outcome.TYPED_OVER, printed, printed, figure, now.id)
    if now.quantity is None:
        return Refreshed(Outcome.WITHDRAWN, printed, printed, figure, now.id)
    after = digits(now.quantity)
    item.set("id", now.id)
    if plain(after) == plain(printed):
        return Refreshed(Outcome.SAME, printed, printed, figure, now.id)
    first, *rest = pieces
    first.text = after
    for piece in rest:
        piece.text = ""
    return Refreshed(Outcome.CHANGED, printed, after, figure, now.id)


def _pieces(root: etree._Element) -> list[tuple[str, list[etree._Element]]]:
    """(bookmark, the text elements between its ends) in the order of the document."""
    found: list[tuple[str, list[etree._Element]]] = []
    open_marks: dict[str, list[etree._Element]] = {}
    for node in root.iter(f"{_W}bookmarkStart", f"{_W}t", f"{_W}bookmarkEnd"):
        if node.tag == f"{_W}bookmarkStart":
            pieces: list[etree._Element] = []
            open_marks[str(node.get(f"{_W}id"))] = pieces
            found.append((str(node.get(f"{_W}name")), pieces))
        elif node.tag == f"{_W}t":
            for held in open_marks.values():
                held.append(node)
        else:
            open_marks.pop(str(node.get(f"{_W}id")), None)
    return [(name, pieces) for name, pieces in found if pieces]


def plain(number: str) -> str:
    """'1.637' and '1637' are one number."""
    return _DIGITS.sub("", number.replace("−", "-"))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
