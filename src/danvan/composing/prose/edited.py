"""A report of ours as people left it in Word: which paragraphs are theirs, which of ours they took out, how they framed it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from danvan.composing.model import Author, Line, Run
from danvan.composing.numbers import digits
from danvan.composing.prose.errors import NotMergeable, ReportTaken
from danvan.composing.prose.framing import FrameBlock, framed
from danvan.composing.prose.looks import Looks
from danvan.composing.prose.prints import W, blanked, print_of
from danvan.composing.refreshing import Versions, plain
from danvan.composing.styles import STYLES
from danvan.composing.trace import NAMESPACE, traced_part
from danvan.documents import bounded
from danvan.documents.docx.package import Package, open_package
from danvan.kernel.errors import InputError
from danvan.kernel.said import mark

HEAD, TAIL = "(head)", "(tail)"
"""Stand for the parts before the first one (letterhead, title) and behind the last (closing, signature)."""

_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EVERYWHERE = {f"{W}{tag}": mark("tracked changes") for tag in ("ins", "del", "moveFrom", "moveTo")}
_NOT_WORDS = {
    **{f"{W}{tag}": mark("a picture or a drawing") for tag in ("drawing", "pict", "object")},
    **{f"{W}{tag}": mark("a note at the foot") for tag in ("footnoteReference", "endnoteReference")},
    f"{W}commentReference": mark("a comment"),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": mark("a formula"),
}
_TABLE = mark("a table that people made or changed")
_CONTROL = mark("a block that people put in by a control")


@dataclass(frozen=True, slots=True)
class Own:
    """A person's paragraph. `after`: loose fingerprints of the paragraphs before it in its part that are ours or a
    file's, the nearest first."""

    line: Line
    after: tuple[str, ...]


@dataclass(slots=True)
class EditedPart:
    """One part as people left it. `gone`: loose fingerprints of our paragraphs that are not there any more; `heading`: the
    words of one they wrote anew."""

    own: list[Own] = field(default_factory=list)
    gone: Counter[str] = field(default_factory=Counter)
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A whole report. `head`, `tail`: the blocks of a frame that people changed, None where it is as we wrote it; `drawn`: the
    same (head, tail) for a document that is no Word file. `typed`: numbers people wrote over ours in tables (number,
    identifier of the figure)."""

    parts: Mapping[str, EditedPart]
    head: list[etree._Element] | None
    tail: list[etree._Element] | None
    typed: tuple[tuple[str, str], ...]
    drawn: tuple[tuple[FrameBlock, ...] | None, tuple[FrameBlock, ...] | None] = (None, None)


def read_edited(path: Path, versions: Versions) -> Edited:
    """The report at `path`.

    Raises ReportTaken for a file that is not ours, NotMergeable with what cannot be carried over, and what opening a Word file
    raises.
    """
    try:
        with bounded.opened(path) as file:
            package = open_package(file, path)
            name, root = package.main()
            found = traced_part(package, name)
            styles, looks = _our_styles(package, name), Looks(package, name, root)
    except InputError as error:
        raise ReportTaken(file=path) from error
    if found is None or found[1].find(f"{{{NAMESPACE}}}block") is None:
        raise ReportTaken(file=path)
    return _Reader(path, found[1], versions, looks).read(root, styles)


class _Reader:
    def __init__(self, path: Path, record: etree._Element, versions: Versions, looks: Looks) -> None:
        self._path = path
        self._versions = versions
        self._looks = looks
        self._figures = {str(each.get("mark")): str(each.get("id")) for each in _all(record, "figure")}
        self._begins = {str(each.get("mark")): str(each.get("code")) for each in _all(record, "part")}
        self._headed = {str(each.get("code")) for each in _all(record, "part") if each.get("heading")}
        self._recorded: dict[str, dict[str, tuple[Author, str]]] = {}
        self._exact: dict[str, Counter[str]] = {}
        self._left: dict[str, Counter[str]] = {}
        for each in _all(record, "block"):
            part, by, exact, loose = (str(each.get(key) or "") for key in ("part", "by", "exact", "loose"))
            self._recorded.setdefault(part, {})[exact] = ("given" if by == "given" else "", loose)
            self._left.setdefault(part, Counter())[loose] += 1
            self._exact.setdefault(part, Counter())[exact] += 1
        self._typed: list[tuple[str, str]] = []

    def read(self, root: etree._Element, styles: Mapping[str, str]) -> Edited:
        sections: dict[str, list[etree._Element]] = {}
        for part, block in self._sections(root):
            sections.setdefault(part, []).append(block)
        head, tail = (self._frame(at, sections.pop(at, [])) for at in (HEAD, TAIL))
        parts = {part: self._part(part, blocks) for part, blocks in sections.items()}
        drawn = (framed(head, self._looks) if head else None, framed(tail, self._looks) if tail else None)
        return Edited(parts, _detached(head, styles), _detached(tail, styles), tuple(self._typed), drawn)

    def _sections(self, root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
        """Each block of the body with the code of its part."""
        part = HEAD
        for block in root[0]:
            for start in block.iter(f"{W}bookmarkStart"):
                part = self._begins.get(str(start.get(f"{W}name")), part)
            self._refuse(part, block, _EVERYWHERE)
            if block.tag != f"{W}sectPr":
                _without_sections(block)
                yield part, block

    def _frame(self, at: str, blocks: list[etree._Element]) -> list[etree._Element] | None:
        """The blocks where they are not ours any more."""
        found = Counter(print_of(text).exact for block in blocks if (text := blanked(block)))
        if not blocks or found == self._exact.get(at):
            return None
        for block in blocks:
            self._refuse(at, block, _NOT_WORDS)
            if any(str(name).startswith(_RELATED) for node in block.iter() for name in node.attrib):
                raise NotMergeable(file=self._path, part=at, found=mark("a picture or a drawing"))
        return blocks

    def _part(self, part: str, blocks: list[etree._Element]) -> EditedPart:
        edited = EditedPart(gone=Counter(self._left.get(part, {})))
        above: list[str] = []
        for place, block in enumerate(blocks):
            text = blanked(block)
            if not text:
                continue
            by, loose = self._recorded.get(part, {}).get(print_of(text).exact, ("person", ""))
            line = self._bound(block)
            if block.tag != f"{W}p":
                self._refuse_block(part, block, by)
            elif by == "" and loose and not self._over(line):
                above.insert(0, loose)
            elif place == 0 and part in self._headed:
                edited.heading = "".join(piece.text for piece in line)
                continue
            else:
                self._refuse(part, block, _NOT_WORDS)
                owner: Author = "given" if by == "given" and not self._over(line) else "person"
                for own in self._looks.lines(block, self._figures):
                    edited.own.append(Own(tuple(replace(piece, by=owner) for piece in self._renewed(own)), tuple(above)))
                above[:0] = [loose] if owner == "given" else []
            if loose and not self._over(line):
                edited.gone[loose] -= 1
        edited.gone = +edited.gone
        return edited

    def _refuse_block(self, part: str, block: etree._Element, by: Author) -> None:
        if by == "person":
            raise NotMergeable(file=self._path, part=part, found=_TABLE if block.tag == f"{W}tbl" else _CONTROL)
        self._typed += [(piece.text, piece.figure) for piece in self._bound(block) if self._is_over(piece)]

    def _refuse(self, part: str, block: etree._Element, kinds: Mapping[str, str]) -> None:
        for node in block.iter():
            if node.tag in kinds:
                raise NotMergeable(file=self._path, part=part, found=kinds[node.tag])

    def _bound(self, block: etree._Element) -> Line:
        return self._looks.line(block, self._figures)

    def _over(self, line: Line) -> bool:
        """Whether a number in it was typed over."""
        return any(self._is_over(piece) for piece in line)

    def _is_over(self, piece: Run) -> bool:
        known = self._versions(piece.figure) if piece.figure else None
        if known is None:
            return False
        return known[0].quantity is None or plain(piece.text) != plain(digits(known[0].quantity))

    def _renewed(self, line: Line) -> Iterator[Run]:
        """The line with the newest value of each number; one that was typed over is a person's words from now on."""
        for piece in line:
            known = self._versions(piece.figure) if piece.figure else None
            if self._is_over(piece):
                yield replace(piece, figure="")
            elif known and known[1].quantity is not None:
                yield replace(piece, text=digits(known[1].quantity), figure=known[1].id)
            else:
                yield piece


def _without_sections(block: etree._Element) -> None:
    """Where a section ends is nothing that people wrote: the sections of the new report are its own."""
    for end in list(block.iter(f"{W}sectPr")):
        holder = end.getparent()
        if holder is not None:
            holder.remove(end)


def _all(record: etree._Element, tag: str) -> Iterator[etree._Element]:
    return record.iter(f"{{{NAMESPACE}}}{tag}")


def _our_styles(package: Package, main: str) -> dict[str, str]:
    """The file's identifiers of our styles -> ours: an office program renames them, but keeps what they are called."""
    ours = {style.title.casefold(): style.name for style in STYLES}
    target = next((each.target for each in package.relations(main).values() if each.kind == "styles"), "")
    root = package.root(target) if target else None
    found: dict[str, str] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        name = style.find(f"{W}name")
        title = str(name.get(f"{W}val")).casefold() if name is not None else ""
        if title in ours:
            found[str(style.get(f"{W}styleId"))] = ours[title]
    return found


def _detached(blocks: list[etree._Element] | None, styles: Mapping[str, str]) -> list[etree._Element] | None:
    """Copies of `blocks` without marks and numbering, in our styles."""
    return [_copied(block, styles) for block in blocks] if blocks else None


def _copied(block: etree._Element, styles: Mapping[str, str]) -> etree._Element:
    copy = deepcopy(block)
    for node in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}numPr")):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    for style in copy.iter(f"{W}pStyle"):
        style.set(f"{W}val", styles.get(str(style.get(f"{W}val")), "Normal"))
    return copy
