"""The report's own words with the marks on them, as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from danvan.checking.rendering.html.escape import shown
from danvan.checking.rendering.html.marks import Mark, Piece, pieces
from danvan.checking.rendering.html.said import TABLE, TO_NOTE, say
from danvan.documents.model import Block, BlockKind, Cell, Table
from danvan.kernel.span import Span

_NARROW = 4
"""Columns that a small screen has room for."""
_SHORT = 120
"""Characters of a line in capitals that is taken for a heading."""


@dataclass(frozen=True, slots=True)
class Written:
    """One report's text. `file`: what its anchors begin with. `hidden`: words not to be shown, and what stands for them."""

    text: str
    marks: Sequence[Mark]
    hidden: Sequence[tuple[Span, str]]
    file: str
    lang: str

    def block(self, block: Block, number: int) -> str:
        """A paragraph, or a table: the `number`-th."""
        if block.table:
            return self._table(block.table, number)
        words = self.words(block.span)
        if block.kind is BlockKind.NOTE:
            return f'<p class="footnote">{words}</p>'
        looks = [
            *(["furniture"] if block.kind is BlockKind.FURNITURE else []),
            *(["heading"] if self._is_heading(block) else []),
        ]
        return f'<p class="{" ".join(looks)}">{words}</p>' if looks else f"<p>{words}</p>"

    def _is_heading(self, block: Block) -> bool:
        words = block.span.of(self.text)
        return block.style.startswith(("Heading", "Title")) or (words.isupper() and len(words) <= _SHORT)

    def _table(self, table: Table, number: int) -> str:
        """With one row it is most likely a letterhead or the signatures side by side: no lines are drawn."""
        rows: list[list[str]] = [[] for _ in range(table.height)]
        for cell in table.cells:
            rows[cell.row].append(f"<td{_extent(cell)}>{self.words(cell.span)}</td>")
        body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
        if table.height == 1:
            return f'<table class="side">{body}</table>'
        many = ' class="many"' if table.width > _NARROW else ""
        label = shown(say(TABLE, self.lang, n=number))
        return f'<div class="wide" tabindex="0" role="region" aria-label="{label}"><table{many}>{body}</table></div>'

    def words(self, span: Span) -> str:
        """The text of `span`, each mark around its words and its number behind them."""
        near = [mark for mark in self.marks if mark.span.start <= span.end and mark.span.end >= span.start]
        return "".join(self._piece(piece) for piece in pieces(span, near))

    def _piece(self, piece: Piece) -> str:
        text = self._shown(piece.span)
        if not piece.marks:
            return text
        anchors = [f' id="{self.file}m{mark.number}"' for mark in piece.begins if mark.number]
        more = "".join(f"<a{anchor}></a>" for anchor in anchors[1:])
        behind = "".join(self._reference(mark) for mark in piece.ends if mark.number)
        return f'{more}<mark class="{piece.marks[0].look}"{"".join(anchors[:1])}>{text}</mark>{behind}'

    def _reference(self, mark: Mark) -> str:
        said = shown(say(TO_NOTE, self.lang, n=mark.number))
        return f'<a class="ref {mark.look}" href="#{self.file}n{mark.number}" aria-label="{said}">{mark.number}</a>'

    def _shown(self, span: Span) -> str:
        """Escaped, with what is hidden replaced; the replacement stands where the hidden words begin."""
        parts: list[str] = []
        at = span.start
        for place, instead in self.hidden:
            if place.end <= span.start or place.start >= span.end:
                continue
            parts.append(shown(self.text[at : max(at, place.start)]))
            parts.append(shown(instead) if place.start >= span.start else "")
            at = min(place.end, span.end)
        return "".join([*parts, shown(self.text[at : span.end])])


def _extent(cell: Cell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return rows + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
