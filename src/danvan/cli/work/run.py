"""The work of `danvan run`."""

from datetime import datetime
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.render_json import render_json
from danvan.checking.render_text import render_text
from danvan.cli.batch import Outcome, attempt_all
from danvan.cli.consolidating import Order, compose
from danvan.cli.exits import COULD_NOT_RUN
from danvan.cli.folder import made_whole, refuse_if_taken
from danvan.cli.groups import Group, groups_of
from danvan.cli.heard import heard
from danvan.cli.keeping import keep_all
from danvan.cli.options import moment_of
from danvan.cli.progress import progress
from danvan.cli.reading_json import reading_json
from danvan.cli.results import as_json, objects
from danvan.cli.session import Session, explained
from danvan.cli.summary import print_summary
from danvan.cli.work.check import verdict
from danvan.cli.work.compose import outline_of
from danvan.composing.from_below import FromBelow
from danvan.composing.office import Office
from danvan.documents.opening import ENDINGS, find_reports
from danvan.kernel.errors import FolderEmpty
from danvan.kernel.finding import Severity
from danvan.ledger.store import Ledger
from danvan.units.names import unit_key


def run(folder: Path, out: Path, day: str, session: Session) -> int:
    """Reads, checks, keeps, consolidates, sums up; returns the exit code."""
    refuse_if_taken(out)
    made = moment_of(day, session.now)
    files = reports_in(folder, out)
    catalogue = session.catalogue()
    with made_whole(out) as beside:
        outcomes = attempt_all(files, session)
        write_answers(outcomes, folder, beside, session)
        outcomes, groups = consolidate(outcomes, beside, made, catalogue, session)
    print_summary(outcomes, groups, folder, out, session)
    failed = any(outcome.error for outcome in outcomes)
    return COULD_NOT_RUN if failed else verdict(outcomes, Severity.WARNING)


def reports_in(folder: Path, out: Path) -> list[Path]:
    """The reports of `folder`, without what an earlier run wrote to `out` when that is inside it."""
    own = out.resolve()
    files = [file for file in find_reports(folder) if not file.resolve().is_relative_to(own)]
    if not files:
        raise FolderEmpty(file=folder, allowed=", ".join(ENDINGS))
    return files


def write_answers(outcomes: list[Outcome], folder: Path, beside: Path, session: Session) -> None:
    """figures.json, findings.json and findings.txt; files are named as they stand in `folder`."""
    lang = session.language.code

    def name(outcome: Outcome) -> str:
        return outcome.file.relative_to(folder).as_posix()

    figures = objects(outcomes, session, name, lambda one: reading_json(one.read, name(one)))
    findings = objects(outcomes, session, name, lambda one: render_json(one.checked, lang) | {"file": name(one)})
    texts = [explained(one.error, session.language) if one.error else render_text(one.checked, lang) for one in outcomes]
    (beside / "figures.json").write_text(as_json(figures), encoding="utf-8")
    (beside / "findings.json").write_text(as_json(findings), encoding="utf-8")
    (beside / "findings.txt").write_text("\n".join(text.rstrip() + "\n" for text in texts), encoding="utf-8")


def consolidate(
    outcomes: list[Outcome], beside: Path, made: datetime, catalogue: Catalogue, session: Session
) -> tuple[list[Outcome], list[Group]]:
    """Figures into the ledger, a report of each period and level. The outcomes come back with what the ledger refused."""
    _ = session.language
    ledger = Ledger.open(beside / "ledger")
    kept = keep_all(outcomes, ledger, catalogue, made)
    groups = groups_of(kept)
    outline = outline_of("consolidated", catalogue)
    with progress(session, _("Writing reports"), len(groups)) as done:
        for group in groups:
            said = heard([outcome for outcome in kept if not outcome.error], group.period, catalogue)
            units = {unit_key(unit) for unit in group.units}
            below = FromBelow(tuple(told for told in said.told if unit_key(told.unit) in units), len(units))
            order = Order(group.period, group.units, outline, Office(day=made.date()), made, group.whole, below=below)
            compose(order, ledger, catalogue, [beside / group.file])
            done()
    return kept, groups
