"""What `danvan run` says at the end, on one screen: each file on a line, each false sum on a line, what was written where."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from danvan.checking.report import CheckReport
from danvan.cli.batch import Outcome
from danvan.cli.groups import Group
from danvan.cli.language import Language
from danvan.cli.places import place, words
from danvan.cli.session import CATALOGUE_OPTION, Session, program
from danvan.composing.trace import ids_in
from danvan.kernel.finding import Severity
from danvan.kernel.said import mark
from danvan.reading.model import Reading, Relation

SCREEN = 40
"""Lines a summary may take; what does not fit is counted, and stands in findings.txt."""
_NO_REPORT = mark(
    "No consolidated report: no file says both its unit and its period. Name the office at the top and the period in the title."
)
_LEAST = 3
"""Lines the files get at least, however much is wrong."""


def print_summary(outcomes: Sequence[Outcome], groups: Sequence[Group], folder: Path, out: Path, session: Session) -> None:
    """Prints the summary, and every error of a file on stderr."""
    _ = session.language
    failed = [outcome.error for outcome in outcomes if outcome.error]
    for error in failed:
        session.complain(error)
    wrong = list(_wrong(outcomes, folder, _))
    results = list(_results(groups, out, session.overlay, _))
    room = SCREEN - len(failed) - len(results) - 6
    files = max(_LEAST, min(len(outcomes), room - min(len(wrong), room // 2)))
    session.out.print(_files(outcomes[:files], folder, _, narrow=session.out.width < 95))
    _more(len(outcomes) - files, session)
    session.out.print(Text("\n" + _("False sums: {n}", n=len(wrong)), "bold red" if wrong else "bold green"))
    shown = max(_LEAST, room - files)
    for line in wrong[:shown]:
        session.out.print(line, no_wrap=True, overflow="ellipsis")
    _more(len(wrong) - shown, session)
    session.out.print()
    for line in results:
        session.out.print(line, no_wrap=True, overflow="ellipsis")


def _more(count: int, session: Session) -> None:
    if count > 0:
        session.out.print(Text("  " + session.language("… and {n} more, see findings.txt", n=count), "dim"))


def _files(outcomes: Sequence[Outcome], folder: Path, _: Language, *, narrow: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    widths = (14, 11, 20) if narrow else (32, 20, 24)
    for heading, widest in zip((_("File"), _("Unit"), _("Period")), widths, strict=True):
        table.add_column(heading, no_wrap=True, overflow="ellipsis", max_width=widest)
    for heading in (_("Numbers"), _("True"), _("False"), _("Findings")):
        table.add_column(heading, justify="right", no_wrap=True, min_width=len(heading))
    for outcome in outcomes:
        table.add_row(*_file(outcome, folder, _))
    return table


def _file(outcome: Outcome, folder: Path, _: Language) -> list[Text]:
    name = Text(outcome.file.relative_to(folder).as_posix())
    if outcome.reading is None or outcome.report is None:
        return [name, Text(_("could not be read"), "red")]
    head, counted = outcome.reading.letterhead, outcome.report.coverage
    grave = sum(finding.severity is not Severity.NOTE for finding in outcome.report.findings)
    wrong = len(false_relations(outcome.reading, outcome.report))
    return [
        name,
        Text(head.unit or "?"),
        Text(str(head.period or "?")),
        Text(f"{counted.accounted}/{counted.numbers}", "" if counted.accounted == counted.numbers else "yellow"),
        Text(str(counted.right), "green"),
        Text(str(wrong), "red" if wrong else ""),
        Text(str(grave), "red" if grave else ""),
    ]


def _wrong(outcomes: Sequence[Outcome], folder: Path, _: Language) -> Iterator[Text]:
    for outcome in outcomes:
        if not outcome.error:
            for relation in false_relations(outcome.read, outcome.checked):
                yield _false(outcome, outcome.read, relation, folder, _)


def false_relations(reading: Reading, report: CheckReport) -> list[Relation]:
    """The relations that do not hold and that a finding of checking calls wrong, each set of figures once.

    Checking knows more than the sum: an identity whose source is not sure gives a note, and no false sum.
    """
    grave = [finding for finding in report.findings if finding.severity is not Severity.NOTE]
    places = [
        span
        for finding in grave
        if not report.cards[finding.code].kind.startswith("citation")
        for span in (finding.span, *finding.related)
    ]
    found: dict[object, Relation] = {}
    for relation in reading.relations:
        if relation.holds is False and any(span.overlaps(relation.span) for span in places):
            found.setdefault(frozenset(relation.figures) or relation.span, relation)
    return list(found.values())


def _false(outcome: Outcome, reading: Reading, relation: Relation, folder: Path, _: Language) -> Text:
    name = outcome.file.relative_to(folder).as_posix()
    where = place(reading.document, relation.span, _)
    return Text.assemble(
        ("  ✗ ", "red"),
        f"{name}, {where}: ",
        (relation.formula, "bold"),
        (f"  «{words(reading.document, relation.span, 100)}»", "dim"),
    )


def _results(groups: Sequence[Group], out: Path, overlay: Path | None, _: Language) -> Iterator[Text]:
    yield Text(_("Written to {folder}:", folder=out), "bold")
    for group in groups:
        what = _("consolidated report, {period}: {units}", period=group.period, units=", ".join(group.units))
        yield Text(f"  {group.file}  {what}")
    if not groups:
        yield Text("  " + _(_NO_REPORT), "yellow")
    yield Text("  findings.txt, findings.json  " + _("what is wrong, where, why, and what to do"))
    yield Text("  figures.json, ledger/  " + _("every figure with its source"))
    if command := _example(groups, out, overlay):
        yield Text(_("Next: {command}", command=command), "dim")


def _example(groups: Sequence[Group], out: Path, overlay: Path | None) -> str:
    """A command that can be typed as it stands: where the first number of the report over most units comes from."""
    for group in sorted(groups, key=lambda group: -len(group.units)):
        file = out / group.file
        number = next((number for number, _figure in ids_in(file)), "")
        if number:
            laid_over = [CATALOGUE_OPTION, str(overlay)] if overlay else []
            return shlex.join([program(), *laid_over, "explain", str(file), number])
    return ""
