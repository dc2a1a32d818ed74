"""Forms of the catalogue filled in and saved as offices save them: the heads merged, a row that numbers the columns, rows of
units, a total."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import docx

from danvan.catalogue.models.forms import Form, FormColumn

Merge = tuple[tuple[int, int], tuple[int, int]]
Value = int | str


@dataclass
class Filled:
    """A sheet of paper: lines, a table, lines. `merges` are places in the table."""

    above: list[str] = field(default_factory=list)
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(map(len, self.rows))


def filled(
    form: Form,
    values: Mapping[str, Mapping[str, Value]],
    *,
    above: Sequence[str] = (),
    numbered: bool = True,
    leave: frozenset[str] = frozenset(),
) -> Filled:
    """The form with a row for each name in `values`, its columns by their numbers; `leave`: columns left out."""
    columns = [column for column in form.columns if column.number not in leave and column.cell != "text"]
    depth = max(len(column.group) for column in columns) + 1
    page = Filled(list(above))
    names = ["STT", "Đơn vị"]
    page.rows = [[*(names if not row else ["", ""]), *_heads(columns, row, depth)] for row in range(depth)]
    page.merges = [((0, at), (depth - 1, at)) for at in (0, 1) if depth > 1]
    page.merges += _merges(columns, depth)
    if numbered:
        page.rows.append(["A", "B", *(f"({column.number})" for column in columns)])
    for at, (name, row) in enumerate(values.items(), start=1):
        page.rows.append([at if not name.startswith("T") else "", name, *(row.get(column.number, "") for column in columns)])
    return page


def _heads(columns: Sequence[FormColumn], row: int, depth: int) -> list[str]:
    paths = [[*column.group, column.label] for column in columns]
    heads = []
    for at, path in enumerate(paths):
        new = at == 0 or paths[at - 1][: row + 1] != path[: row + 1] or row == len(path) - 1
        heads.append(path[row] if row < len(path) and new else "")
    return heads


def _merges(columns: Sequence[FormColumn], depth: int) -> list[Merge]:
    paths = [[*column.group, column.label] for column in columns]
    merges: list[Merge] = []
    for at, path in enumerate(paths):
        if len(path) < depth:
            merges.append(((len(path) - 1, at + 2), (depth - 1, at + 2)))
        for row in range(len(path) - 1):
            if at and paths[at - 1][: row + 1] == path[: row + 1] and row < len(paths[at - 1]) - 1:
                continue
            end = at
            while end + 1 < len(paths) and paths[end + 1][: row + 1] == path[: row + 1] and row < len(paths[end + 1]) - 1:
                end += 1
            if end > at:
                merges.append(((row, at + 2), (row, end + 2)))
    return merges


def as_xlsx(page: Filled, path: Path, *, name: str = "Sheet1") -> Path:
    """The page as an Excel workbook of one sheet, written by hand."""
    first = len(page.above)
    lines: list[list[Value]] = [[line] for line in page.above] + page.rows + [[], *([line] for line in page.below)]
    cells = "".join(
        f'<row r="{at}">{"".join(_cell(at, column, value) for column, value in enumerate(row))}</row>'
        for at, row in enumerate(lines, start=1)
    )
    merged = "".join(
        f'<mergeCell ref="{_place(a + first + 1, b)}:{_place(c + first + 1, d)}"/>' for (a, b), (c, d) in page.merges
    )
    merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return workbook(path, {name: f"<sheetData>{cells}</sheetData>{merged}"})


def workbook(path: Path, sheets: Mapping[str, str], *, states: Mapping[str, str] | None = None, styles: str = "") -> Path:
    """A workbook of sheets by name, each the XML inside its worksheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    states = states or {}
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="s{at}" state="{states.get(name, "visible")}"/>'
        for at, name in enumerate(sheets, start=1)
    )
    related = "".join(
        f'<Relationship Id="s{at}" Type="{office}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{kind}.worksheet+xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{related}'
            f'<Relationship Id="st" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{main}">{styles}</styleSheet>')
        for at, inside in enumerate(sheets.values(), start=1):
            archive.writestr(f"xl/worksheets/sheet{at}.xml", f'<worksheet xmlns="{main}">{inside}</worksheet>')
    return path


def _cell(row: int, column: int, value: Value) -> str:
    if value == "":
        return ""
    if isinstance(value, int):
        return f'<c r="{_place(row, column)}"><v>{value}</v></c>'
    return f'<c r="{_place(row, column)}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _place(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def as_docx(page: Filled, path: Path) -> Path:
    """The page as a Word file with one table."""
    document = docx.Document()
    for line in page.above:
        document.add_paragraph(line)
    table = document.add_table(rows=len(page.rows), cols=page.width)
    for (top, left), (bottom, right) in page.merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    merged = {(row, column) for (a, b), (c, d) in page.merges for row in range(a, c + 1) for column in range(b, d + 1)}
    first = {place for place, _ in page.merges}
    for at, row in enumerate(page.rows):
        cells = table.rows[at].cells
        for column, value in enumerate(row):
            if (at, column) not in merged or (at, column) in first:
                cells[column].text = str(value)
    for line in page.below:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def as_html(page: Filled, path: Path) -> Path:
    """The page as a web page, which LibreOffice turns into a .pdf."""
    spans = {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in page.merges}
    covered = {(row, column) for (a, b), (c, d) in page.merges for row in range(a, c + 1) for column in range(b, d + 1)} - set(
        spans
    )
    rows = ""
    for at, row in enumerate(page.rows):
        cells = ""
        for column, value in enumerate(row):
            if (at, column) in covered:
                continue
            down, along = spans.get((at, column), (1, 1))
            cells += f'<td rowspan="{down}" colspan="{along}">{escape(str(value))}</td>'
        rows += f"<tr>{cells}</tr>"
    lines = "".join(f"<p>{escape(line)}</p>" for line in page.above)
    after = "".join(f"<p>{escape(line)}</p>" for line in page.below)
    path.write_text(
        f'<html><head><meta charset="utf-8"></head><body>{lines}<table border="1">{rows}</table>{after}</body></html>',
        encoding="utf-8",
    )
    return path
