"""The work of `danvan refresh`."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.cli.exits import CLEAN, FINDINGS
from danvan.cli.session import Session
from danvan.cli.tables import columns
from danvan.cli.versions import LedgerVersions
from danvan.cli.work.explain import NotComposed
from danvan.composing.refreshing import Outcome, Refreshed
from danvan.composing.refreshing import refresh as refreshed
from danvan.composing.trace import charts_in, ids_in
from danvan.kernel.said import mark
from danvan.ledger.figure import Figure, RollUp
from danvan.ledger.rollup import keep_totals, roll_up
from danvan.ledger.store import Ledger

TOLD = {
    Outcome.CHANGED: mark("replaced"),
    Outcome.TYPED_OVER: mark("typed over by hand: left"),
    Outcome.WITHDRAWN: mark("taken back since: left, see to it"),
    Outcome.UNKNOWN: mark("not in this ledger: left"),
}


def refresh(report: Path, target: Path, folder: Path, session: Session) -> int:
    """Writes the report with the newest figures; returns the exit code: 1 where a number is left for a person to see to."""
    marks = ids_in(report)
    if not marks:
        raise NotComposed(file=report)
    ledger = Ledger.open(folder, create=False)
    _add_up_anew(_known({figure for _number, figure in marks}, ledger), ledger, session.catalogue())
    done = refreshed(report, target, LedgerVersions(ledger, {figure for _number, figure in marks}).of, made=session.now)
    _say(done, target, session)
    _say_charts(target, ledger, session)
    return FINDINGS if any(each.outcome in (Outcome.WITHDRAWN, Outcome.UNKNOWN) for each in done) else CLEAN


def _known(identifiers: Iterable[str], ledger: Ledger) -> list[Figure]:
    newest = ledger.newest(set(identifiers))
    return [newest[identifier] for identifier in sorted(newest)]


def _add_up_anew(figures: Iterable[Figure], ledger: Ledger, catalogue: Catalogue) -> None:
    """The totals among `figures` from what their units say now, kept as new versions where they differ."""
    totals = [figure for figure in figures if isinstance(figure.source, RollUp)]
    for (whole, period), group in groupby(sorted(totals, key=_whole), key=lambda each: (each.unit, each.period)):
        units = dict.fromkeys(unit for total in group for unit in _units(total, ledger))
        keep_totals(ledger, roll_up(ledger, catalogue, period, list(units), whole=whole))


def _whole(figure: Figure) -> tuple[object, ...]:
    return figure.unit, figure.period.start, figure.period.end, figure.period.kind


def _units(total: Figure, ledger: Ledger) -> list[str]:
    """The units a total is of: those it was added up from, and those that had given nothing."""
    parts = [part.figure.unit for part in ledger.explain(total.id).parts]
    missing = total.source.missing if isinstance(total.source, RollUp) else ()
    return [*parts, *missing]


def _say_charts(report: Path, ledger: Ledger, session: Session) -> None:
    """A picture stays as it was drawn: which ones show what has changed since."""
    charts = charts_in(report)
    newest = ledger.newest({figure for _name, figures in charts for figure in figures}) if charts else {}
    _ = session.language
    for name, figures in charts:
        if any(figure in newest and newest[figure].id != figure for figure in figures):
            words = _("{chart} still shows what was before; `danvan compose` onto the same file draws it anew", chart=name)
            session.out.print(Text(words, "yellow"))


def _say(done: list[Refreshed], target: Path, session: Session) -> None:
    _ = session.language
    told = [each for each in done if each.outcome in TOLD]
    count = sum(each.outcome is Outcome.CHANGED for each in done)
    session.out.print(Text(_("{file}: {n} of {total} numbers replaced", file=target, n=count, total=len(done)), "bold"))
    if not told:
        return
    table = columns(_("Before"), _("Now"), "", _("Figure"), right=(0, 1))
    for each in dict.fromkeys(told):
        style = "" if each.outcome is Outcome.CHANGED else "yellow"
        table.add_row(Text(each.before), Text(each.after), Text(_(TOLD[each.outcome]), style), Text(each.newest, "cyan"))
    session.out.print(table)
