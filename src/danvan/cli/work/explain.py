"""The work of `danvan explain`."""

from pathlib import Path

from rich.text import Text
from rich.tree import Tree

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.message import in_language
from danvan.cli.exits import CLEAN
from danvan.cli.explained_value import value_tree
from danvan.cli.language import Language
from danvan.cli.session import Session
from danvan.cli.tables import columns
from danvan.composing.trace import ids_in
from danvan.kernel.errors import InputError
from danvan.kernel.said import mark
from danvan.ledger.comparison.identifier import parse_id
from danvan.ledger.explanation import Explanation
from danvan.ledger.figure import Entry, Figure, Formula, RollUp, Rows, Shared, Words
from danvan.ledger.store import Ledger

SHARED_BY = {
    "people": mark("estimated: {share} of the units before, by people"),
    "area": mark("estimated: {share} of the units before, by area"),
}


class NumberUnknown(InputError):
    """Fields: file, found, allowed."""

    template = "{file}: there is no number {found} here that has a source. There are: {allowed}."


class NotComposed(InputError):
    """Fields: file."""

    template = "{file}: was not made by `danvan compose`, so its numbers lead nowhere. `danvan read` shows what it says."


class LedgerUntold(InputError):
    """No fields."""

    template = "Which ledger is the figure in? Add --ledger and its folder."


def by_name(figure: str, folder: Path | None, session: Session) -> int:
    """Explains the figure of that identifier; returns the exit code."""
    if folder is None:
        raise LedgerUntold
    if computed := parse_id(figure):
        session.out.print(value_tree(computed, folder, session, _tree))
        return CLEAN
    _print(figure, Ledger.open(folder, create=False), session)
    return CLEAN


def in_report(report: Path, number: str, folder: Path | None, session: Session) -> int:
    """Explains every figure that stands as `number` in `report`, or lists its numbers; returns the exit code."""
    marks = ids_in(report)
    if not marks:
        raise NotComposed(file=report)
    if not number:
        session.out.print(_listed(marks, session.language))
        return CLEAN
    found = dict.fromkeys(figure for printed, figure in marks if _plain(printed) == _plain(number))
    if not found:
        shown = list(dict.fromkeys(printed for printed, _figure in marks))
        allowed = ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")
        raise NumberUnknown(file=report, found=f"'{number}'", allowed=allowed)
    ledger = Ledger.open(folder or report.parent / "ledger", create=False)
    for figure in found:
        _print(figure, ledger, session)
    return CLEAN


def _plain(number: str) -> str:
    """'1.637' and '1637' are one number: people type it either way."""
    return "".join(letter for letter in number if letter.isdigit() or letter in ",-")


def _listed(marks: list[tuple[str, str]], _: Language) -> object:
    table = columns(_("Number"), _("Figure"), right=(0,))
    for printed, figure in dict.fromkeys(marks):
        table.add_row(Text(printed), Text(figure, "cyan"))
    return table


def _print(figure: str, ledger: Ledger, session: Session) -> None:
    session.out.print(_tree(ledger.explain(figure), session.catalogue(), session.language))


def _tree(explanation: Explanation, catalogue: Catalogue, _: Language) -> Tree:
    tree = Tree(_said(explanation, catalogue, _), guide_style="dim")
    for part in explanation.parts:
        tree.children.append(_tree(part, catalogue, _))
    return tree


def _said(explanation: Explanation, catalogue: Catalogue, _: Language) -> Text:
    """The figure on one line, its identifier, then its source."""
    figure = explanation.figure
    indicator = catalogue.indicators.get(figure.indicator)
    name = in_language(indicator.name, _.code) if indicator else figure.indicator
    text = Text.assemble((str(figure.quantity), "bold"), f"  {name}, {figure.unit}, {figure.period}")
    text.append(f"\n{figure.id}", "cyan")
    if figure.supersedes:
        text.append("\n" + _("corrects {old}: {reason}", old=figure.supersedes, reason=_(figure.reason)), "yellow")
    if explanation.newer:
        text.append("\n" + _("corrected since by {newer}", newer=explanation.newer), "yellow")
    for line, style in _source(figure, _):
        text.append(f"\n{line}", style)
    return text


def _source(figure: Figure, _: Language) -> list[tuple[str, str]]:
    match figure.source:
        case Words() as words:
            where = _("read from {file}, characters {start} to {end}:", file=words.file, start=words.start, end=words.end)
            return [(f"{where} «{' '.join(words.text.split())}»", ""), (f"“{' '.join(words.context.split())}”", "italic dim")]
        case Entry() as entry:
            return [(_("entered by {person}", person=entry.person), "")]
        case Formula() as formula:
            return [(_("computed: {formula}", formula=formula.formula), "")]
        case RollUp() as rolled:
            said = _("added up from {n} figures", n=len(rolled.figures))
            missing = [(_("not in it: {units}", units=", ".join(rolled.missing)), "yellow")] if rolled.missing else []
            return [(said, ""), *missing]
        case Rows() as rows:
            return [
                (_("counted over {n} rows of {register}: {query}", n=rows.count, register=rows.register, query=rows.query), "")
            ]
        case Shared() as shared:
            return [(_(SHARED_BY[shared.weight], share=shared.share), "yellow")]
