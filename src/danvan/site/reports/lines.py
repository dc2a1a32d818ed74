"""Lines of a composed report on their way into a page: as plain text, as HTML in which each figure leads to its source."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from danvan.composing.model import AreaResult, Line, Part, Run, Table, author
from danvan.site.reports.models import Report


def plain_lines(part: Part) -> list[str]:
    """What stands under the heading of a part, a paragraph or a row of a table each."""
    return [*part.text.splitlines(), *(words for area in part.areas for words in _area(area))]


def plain(line: Line) -> str:
    """A sentence without its figures' names."""
    return "".join(piece.text for piece in line)


def rewritable(part: Part, indicators: Mapping[str, str]) -> str:
    """The proposed sentences of a part as words somebody can go on with: {{ indicator }} for each figure."""
    lines = [line for area in part.areas for line in area.sentences if not author(line)]
    return "\n\n".join("".join(_open(piece, indicators) for piece in line) for line in lines)


def _open(piece: Run, indicators: Mapping[str, str]) -> str:
    return f"{{{{ {indicators[piece.figure]} }}}}" if piece.figure in indicators else piece.text


def figures_url(report: Report, *, own: bool) -> str:
    """The page of the report's figures; each one's, which shows what it was counted from, stands below it by its code."""
    if own:
        return reverse("period", args=[report.period])
    return reverse("period_of_unit", args=[report.period, report.office.code])


def as_html(line: Line, indicators: Mapping[str, str], figures: str) -> SafeString:
    """A sentence; each of its figures known in `indicators` (name -> indicator) is a link below the address `figures`."""
    return mark_safe("".join(_piece(piece, indicators, figures) for piece in line))  # noqa: S308 - each piece is escaped


def table_html(table: Table, indicators: Mapping[str, str], figures: str) -> SafeString:
    """A table of the report as HTML."""
    names = ((_head(column.name, column.measure),) for column in table.columns)
    heads = format_html_join("", "<th scope=col class=n>{}</th>", names)
    rows = []
    for row in (*table.rows, table.total):
        cells = format_html_join(
            "", "<td class=n>{}</td>", ((as_html((Run(cell.text, cell.figure),), indicators, figures),) for cell in row.cells)
        )
        rows.append(format_html("<tr><th scope=row>{}</th>{}</tr>", row.name, cells))
    body = mark_safe("".join(rows))  # noqa: S308 - each row is escaped
    return format_html(
        "<div class=scroll tabindex=0 role=region aria-label='{0}'><table class=list><caption>{0}</caption>"
        "<tr><td></td>{1}</tr>{2}</table></div>",
        table.caption, heads, body,
    )  # fmt: skip


def _head(name: str, measure: str) -> str:
    return f"{name} ({measure})" if measure else name


def _piece(piece: Run, indicators: Mapping[str, str], figures: str) -> str:
    words: str = escape(piece.text)
    if piece.raised:
        return f"<sup>{words}</sup>"
    indicator = indicators.get(piece.figure)
    if indicator is None:
        return words
    return format_html('<a class="figure" href="{}">{}</a>', f"{figures}{indicator}/", piece.text)


def _area(area: AreaResult) -> Iterator[str]:
    if area.heading:
        yield area.heading
    yield from (plain(line) for line in area.sentences)
    if area.table:
        yield area.table.caption
        rows = (*area.table.rows, area.table.total)
        yield from (" | ".join((row.name, *(cell.text for cell in row.cells))) for row in rows)
    yield from (plain(line) for line in area.notes)
