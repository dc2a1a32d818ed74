"""The part of a Word file that holds its comments, and how the file says that it has one."""

import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path

from danvan.documents.docx.markup import Markup
from danvan.documents.docx.package import Package
from danvan.documents.docx.wordml import Names, day, highest
from danvan.documents.docx.xml import Element, attribute, children, descendants, parse
from danvan.documents.notes import Note

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "[Content_Types].xml"
_KIND = "comments"
_SIZE = 20
"""Half points of the letters of a comment, whatever the document's own are."""


class Comments:
    """The comments of one file, those that people made among them."""

    def __init__(self, package: Package, main: str, root: Element, file: Path) -> None:
        self._package, self._main, self._file = package, main, file
        self._space = str(root.tag)[1:].partition("}")[0]
        relations = package.relations(main)
        self._known = {one.lower() for one in relations}
        self._part = next((one.target for one in relations.values() if one.kind == _KIND and one.target in package), "")
        self._is_new = not self._part
        if self._is_new:
            self._part = self._free_name()
        self._data = self._empty() if self._is_new else package.read(self._part)
        self._root = parse(self._data, str(file))
        there = (*children(self._root, "w:comment"), *descendants(root, "w:commentReference", "w:commentRangeStart"))
        self.first = highest(attribute(one, "w:id") or "" for one in there) + 1
        """The first identifier that is free."""

    def parts(self, notes: Sequence[Note]) -> Iterator[tuple[str, bytes]]:
        """The parts that change, by name: the comments with `notes` behind those that are there, and what names the part."""
        names = Names.at(self._root)
        said = "".join(_comment(note, self.first + at, names) for at, note in enumerate(notes))
        yield self._part, _with_last(self._data, self._root, said, self._file)
        if self._is_new:
            yield self._relations_part, self._with_relation()
        types = self._package.read(_TYPES)
        root = parse(types, str(self._file))
        if not any(one.get("PartName", "").lower() == f"/{self._part.lower()}" for one in root):
            prefix = f"{root.prefix}:" if root.prefix else ""
            yield (
                _TYPES,
                _with_last(types, root, f'<{prefix}Override PartName="/{self._part}" ContentType="{_TYPE}"/>', self._file),
            )

    @property
    def _relations_part(self) -> str:
        folder, base = posixpath.split(self._main)
        return posixpath.join(folder, "_rels", f"{base}.rels")

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(1_000))
        return next(one for one in names if one not in self._package)

    def _empty(self) -> bytes:
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:comments xmlns:w="{self._space}"></w:comments>'
        ).encode()

    def _with_relation(self) -> bytes:
        part = self._relations_part
        data = self._package.read(part) if part in self._package else _NO_RELATIONS
        root = parse(data, str(self._file))
        strict = "purl.oclc.org" in self._space
        base = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
        kind = (
            f"{base}/officeDocument/relationships/comments" if strict else f"{base}/officeDocument/2006/relationships/comments"
        )
        prefix = f"{root.prefix}:" if root.prefix else ""
        identifier = next(one for at in range(1, 100_000) if (one := f"rIdDanVan{at}").lower() not in self._known)
        target = posixpath.basename(self._part)
        return _with_last(data, root, f'<{prefix}Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>', self._file)


_NO_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()
)


def _with_last(data: bytes, root: Element, said: str, file: Path) -> bytes:
    """The part with something more at the end of its root."""
    markup = Markup(data, root, file)
    extent = markup.extent(root)
    if extent.close > extent.inside or data[extent.inside - 2 : extent.inside] != b"/>":
        return markup.with_([(extent.close, said.encode())])
    return data[: extent.inside - 2] + b">" + said.encode() + b"</" + markup.name(root) + b">" + data[extent.end :]


def _comment(note: Note, identifier: int, names: Names) -> str:
    paragraphs = [note.heading, *(note.text.split("\n") if note.text else ())]
    content = "".join(_paragraph(text, names, first=at == 0) for at, text in enumerate(paragraphs))
    about = {"id": identifier, "author": note.author, "date": day(note.date), "initials": note.initials}
    return names.tag("comment", content, **about)


def _paragraph(text: str, names: Names, *, first: bool) -> str:
    """A paragraph of a comment, set small and plain whatever the document's own style is; the first one bold."""
    spacing = names.tag("spacing", before=0, after=40, line=240, lineRule="auto")
    layout = names.tag("pPr", spacing + names.tag("ind", left=0, right=0, firstLine=0) + names.tag("jc", val="left"))
    bold = names.tag("b", val="1" if first else "0") + names.tag("i", val="0")
    look = names.tag("rPr", bold + names.tag("sz", val=_SIZE) + names.tag("szCs", val=_SIZE))
    mark = names.tag("r", names.tag("annotationRef")) if first else ""
    return names.tag("p", layout + mark + names.tag("r", look + names.words(text)))
