"""Footnotes and endnotes: their marks in the order they are referred to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A note that is referred to. `typed`: the mark is the author's own and stands in the note's text already."""

    kind: str
    identifier: str
    mark: str
    typed: bool = False


class Notes:
    """The notes of one document, asked for in the order of the text.

    Word may count anew on each page; here the count runs on, and endnotes carry on after the last footnote, so that within
    one document a mark names one note.
    """

    FOOTNOTE = "w:footnoteReference"
    ENDNOTE = "w:endnoteReference"

    def __init__(self, footnotes: int) -> None:
        self._counts = {self.FOOTNOTE: 0, self.ENDNOTE: footnotes}
        self.found: list[Note] = []

    def refer(self, kind: str, identifier: str, typed: str = "") -> str:
        """The mark of the note `identifier`, 'typed' by the author or counted."""
        if not typed:
            self._counts[kind] += 1
        mark = typed or str(self._counts[kind])
        self.found.append(Note(kind, identifier, mark, bool(typed)))
        return mark
