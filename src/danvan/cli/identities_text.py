"""Identities over many units, dressed for people."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danvan.catalogue.arithmetic import Linear, number_text
from danvan.catalogue.catalogue import Catalogue
from danvan.checking.certainty import capped
from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.cli.scores_explained import BLANKS
from danvan.cli.tables import columns
from danvan.kernel.finding import Severity
from danvan.kernel.period import Period
from danvan.kernel.quantity import vietnamese
from danvan.kernel.said import mark
from danvan.ledger.believable import Doubtful
from danvan.ledger.identities import Checked, Failure, Tally

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_WORDS = {Severity.ERROR: mark("error"), Severity.WARNING: mark("warning"), Severity.NOTE: mark("note")}
_FALSE = {"=": "≠", "<=": ">", ">=": "<"}
_WORST = 10


def identities_text(
    periods: Sequence[Period], checked: Checked, odd: Sequence[Doubtful], catalogue: Catalogue, _: Language, most: int
) -> Iterator[RenderableType]:
    """Piece by piece: each failure, each figure that is hard to believe, what was tested."""
    for failure in checked.failures:
        yield from _failure(failure, catalogue, _, dated=len(periods) > 1)
    for one in odd[:most]:
        yield from _doubtful(one, catalogue, _)
    if len(odd) > most:
        yield Text(_("… and {n} more figures that are hard to believe", n=len(odd) - most), "dim")
    if checked.failed > len(checked.failures):
        left = checked.failed - len(checked.failures)
        yield Text(_("… and {n} more failures; --most lists more of them, --format json has the counts of each", n=left), "dim")
        yield Text()
        yield _worst(checked.tallies, _)
    yield from _summary(periods, checked, odd, _)


def _failure(failure: Failure, catalogue: Catalogue, _: Language, *, dated: bool) -> Iterator[RenderableType]:
    identity = failure.identity
    severity = capped(identity.severity, identity.source.certainty)
    yield _heading(severity, failure.unit, failure.unit_code, failure.period if dated else None, _).append(
        f": {in_language(identity.name, _.code)}"
    )
    numbers = {term.indicator: number_text(Fraction(term.quantity.value)) for term in failure.terms}
    left = _side(failure.rule.formula.left, numbers, failure.left)
    right = _side(failure.rule.formula.right, numbers, failure.right)
    gap = _("off by {gap}", gap=number_text(abs(failure.difference)))
    yield _inside(Text.assemble((f"{left} {_FALSE[failure.rule.operator]} {right}", "bold"), f" ({gap})"))
    table = columns("", "", right=(0,))
    table.show_header = False
    for term in failure.terms:
        name = in_language(catalogue.indicators[term.indicator].name, _.code)
        table.add_row(str(term.quantity), Text.assemble(name, (f"\n{term.figure}", "cyan")))
    yield _inside(table)
    yield Text()


def _side(side: Linear, numbers: Mapping[str, str], total: Fraction) -> str:
    """'206 + 129 = 335'; a single number as it is."""
    text, sum_ = side.text(numbers), number_text(total)
    return text if text == sum_ else f"{text} = {sum_}"


def _doubtful(one: Doubtful, catalogue: Catalogue, _: Language) -> Iterator[RenderableType]:
    name = in_language(catalogue.indicators[one.indicator].name, _.code)
    yield _heading(Severity.WARNING, one.unit, one.unit_code, one.period, _).append(f": {name}")
    if one.least is not None and one.most is not None:
        limits = _("believable is {least} to {most}", least=vietnamese(one.least), most=vietnamese(one.most))
    else:
        limits = _("the indicator is kept in {measure}: not compared with anything", measure=one.measure or "–")
    yield _inside(Text.assemble((str(one.quantity), "bold"), f" ({limits})", (f"\n{one.figure}", "cyan")))
    yield Text()


def _heading(severity: Severity, unit: str, code: str, period: Period | None, _: Language) -> Text:
    where = f"{unit} ({code})" if code else unit
    text = Text.assemble((_(_WORDS[severity]), f"bold {_COLOURS[severity]}"), " ", (where, "bold"))
    return text.append(f", {period}") if period else text


def _worst(tallies: Sequence[Tally], _: Language) -> Table:
    """The identities that fail most often."""
    table = columns(_("Failed"), _("Tested"), _("Identity"), right=(0, 1))
    for tally in sorted((each for each in tallies if each.failed), key=lambda each: -each.failed)[:_WORST]:
        name = Text.assemble(in_language(tally.rule.identity.name, _.code), (f"\n{tally.rule.identity.code}", "cyan"))
        table.add_row(number_text(Fraction(tally.failed)), number_text(Fraction(tally.tested)), name)
    return table


def _summary(periods: Sequence[Period], checked: Checked, odd: Sequence[Doubtful], _: Language) -> Iterator[RenderableType]:
    counts = {
        "rules": len(checked.tallies),
        "tested": checked.tested,
        "failed": checked.failed,
        "incomplete": checked.incomplete,
    }
    numbers = {name: number_text(Fraction(value)) for name, value in counts.items()}
    yield Text(", ".join(map(str, periods)), "bold")
    said = _("{rules} identities, tested {tested} times: {failed} failures.", **numbers)
    yield Text(said, "bold red" if checked.failed else "bold green")
    if checked.incomplete:
        yield Text(_("Not tested {incomplete} times: a part was not reported or has no number.", **numbers), "dim")
    if checked.blanks:
        told = ", ".join(f"{count} {_(BLANKS[blank])}" for blank, count in checked.blanks.items())
        yield Text(_("Without a number: {blanks}.", blanks=told), "dim")
    if odd:
        yield Text(_("{n} figures are hard to believe.", n=number_text(Fraction(len(odd)))), "yellow")
    if not checked.tallies:
        yield Text(_("No figure of these units and periods is part of an identity."), "yellow")


def _inside(piece: RenderableType) -> Padding:
    return Padding(piece, (0, 0, 0, 2), expand=False)
