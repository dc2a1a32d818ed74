"""What checking found, dressed for a terminal; for a file or a pipe it is danvan.checking's plain text."""

from rich.padding import Padding
from rich.text import Text

from danvan.checking.render_text import INDENTED, PARTED, Line, Role, lines, render_text
from danvan.checking.report import CheckReport
from danvan.cli.session import Session
from danvan.kernel.finding import Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan", None: "green"}
_STYLES = {
    Role.VERDICT: "bold {colour}",
    Role.COVERAGE: "dim",
    Role.SHORT: "bold magenta",
    Role.HEADING: "{colour}",
    Role.QUOTE: "dim",
    Role.MESSAGE: "",
    Role.MEND: "dim",
    Role.SUMMARY: "bold",
    Role.COUNT: "{colour}",
}


def print_report(report: CheckReport, session: Session) -> None:
    """Prints the findings of one file, the verdict first."""
    if not session.out.is_terminal:
        session.write(render_text(report, session.language.code) + "\n")
        return
    for line in lines(report, session.language.code):
        text = _dressed(line)
        if line.role in PARTED:
            session.out.print()
        session.out.print(Padding(text, (0, 0, 0, 2)) if line.role in INDENTED else text)
    session.out.print()


def _dressed(line: Line) -> Text:
    colour = _COLOURS[line.severity]
    if line.quotation:
        return _marked(line.quotation.text, [(mark.start, mark.end) for mark in line.quotation.marks], colour)
    if line.role is Role.BRIEF:
        heading, _, said = line.text.partition(": ")
        return Text.assemble((f"{heading}: ", colour), said)
    return Text(line.text, _STYLES[line.role].format(colour=colour))


def _marked(text: str, marks: list[tuple[int, int]], colour: str) -> Text:
    """The quotation in grey, the words it is about in the colour of the finding, those it rests on underlined."""
    quoted = Text(text, "dim")
    for at, (start, end) in enumerate(marks):
        quoted.stylize(f"not dim bold {colour}" if at == 0 else "not dim underline", start, end)
    return quoted
