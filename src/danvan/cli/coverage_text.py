"""The account of a report's numbers for people: how many of each kind, then those that are open, each with the words around."""

import re
from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from danvan.cli.language import Language
from danvan.cli.places import place
from danvan.cli.tables import columns
from danvan.kernel.quantity import vietnamese
from danvan.kernel.said import mark
from danvan.kernel.span import Span
from danvan.reading.model import Account, Reading

_NAMES = {
    "figure": mark("figures"),
    "undecided": mark("figures that can be read in two ways"),
    "measure": mark("numbers in a unit of measure"),
    "citation": mark("in mentions of legal texts"),
    "own_number": mark("the report's own number"),
    "date": mark("dates"),
    "period": mark("periods"),
    "year": mark("years"),
    "time": mark("times of the day"),
    "age": mark("ages"),
    "numbering": mark("numbering"),
    "name": mark("parts of names"),
    "phrase": mark("set phrases"),
    "code": mark("codes"),
    "contact": mark("telephone numbers and addresses"),
    "note_mark": mark("marks of notes"),
    "factor": mark("the 100 of a percentage"),
    "furniture": mark("in lines around the page"),
    "page_number": mark("page numbers"),
    "": mark("not accounted for"),
}
_AROUND = 40
"""Characters shown on each side of a number."""
_OPEN = ("", "undecided")


def coverage_text(reading: Reading, file: str, _: Language, *, every: bool) -> Iterator[RenderableType]:
    """What is printed for one file; `every`: each number with its kind, not only those that are open."""
    coverage = reading.coverage
    yield Text(file, "bold")
    account = _("{n} numbers in the text, {known} accounted for", n=coverage.numbers, known=coverage.accounted)
    yield Text(account, "bold" if not coverage.unaccounted else "bold yellow")
    kinds = columns("", "", right=(0,))
    kinds.show_header = False
    for kind, spans in (*coverage.by_kind.items(), ("", coverage.unaccounted)):
        kinds.add_row(Text(str(len(spans))), Text(_(_NAMES.get(kind, kind))))
    yield Padding(kinds, (0, 0, 0, 2))
    shown = [item for item in coverage.account if every or item.kind in _OPEN]
    if shown:
        yield Padding(_listed(reading, shown, _), (1, 0, 0, 2))


def _listed(reading: Reading, shown: list[Account], _: Language) -> RenderableType:
    open_ones = {figure.number: (figure.quantity.value, *figure.readings) for figure in reading.figures if figure.readings}
    table = columns(_("Place"), _("Number"), _("What it is"), _("Words around"))
    for item in shown:
        readings = " / ".join(vietnamese(value) for value in open_ones.get(item.span, ()))
        said = _(_NAMES.get(item.kind, item.kind)) + (f" ({readings})" if readings else "")
        table.add_row(
            Text(place(reading.document, item.span, _), "dim"),
            Text(_one_line(item.span.of(reading.document.text)), "" if item.kind else "bold yellow"),
            Text(said),
            Text(around(reading.document.text, item.span), "dim"),
        )
    return table


def around(text: str, span: Span) -> str:
    """The words before and behind a number, on one line, cut at whole words."""
    before = _one_line(text[max(0, span.start - _AROUND) : span.start])
    after = _one_line(text[span.end : span.end + _AROUND])
    if span.start > _AROUND and " " in before.strip():
        before = "… " + before.lstrip().split(" ", 1)[1]
    if span.end + _AROUND < len(text) and " " in after.strip():
        after = after.rstrip().rsplit(" ", 1)[0] + " …"
    return f"{before}{_one_line(span.of(text))}{after}".strip()


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)
