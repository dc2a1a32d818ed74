"""The work of `danvan check`."""

from pathlib import Path

from danvan.checking.render_json import render_json
from danvan.cli.batch import Outcome, attempt_all
from danvan.cli.exits import CLEAN, FINDINGS
from danvan.cli.report_text import print_report
from danvan.cli.results import answer, complain_of
from danvan.cli.session import Session
from danvan.kernel.finding import Severity


def check(files: list[Path], layout: str, threshold: Severity, session: Session) -> int:
    """Prints the findings of each file; returns the exit code."""
    outcomes = attempt_all(files, session, session.catalogue())
    if layout == "json":
        lang = session.language.code
        answer(session, outcomes, lambda one: render_json(one.checked, lang) | {"file": str(one.file)})
    else:
        for outcome in outcomes:
            if not outcome.error:
                print_report(outcome.checked, session)
    return complain_of(session, outcomes) or verdict(outcomes, threshold)


def verdict(outcomes: list[Outcome], threshold: Severity) -> int:
    """FINDINGS when one is at least as grave as `threshold`."""
    worst = (outcome.report.worst for outcome in outcomes if outcome.report)
    return FINDINGS if any(one and one.rank <= threshold.rank for one in worst) else CLEAN
