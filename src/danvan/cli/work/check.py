"""The work of `danvan check`."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from danvan.checking.render_json import render_json
from danvan.cli.batch import Outcome, Task, as_it_is, attempt_each
from danvan.cli.bulk.options import Bulk
from danvan.cli.bulk.sources import is_array, sources_in
from danvan.cli.exits import CLEAN, COULD_NOT_RUN, FINDINGS
from danvan.cli.reading_json import Json
from danvan.cli.report_text import print_report
from danvan.cli.results import Ending, answer_of, complain_of, print_answers, print_each
from danvan.cli.session import Session
from danvan.cli.work.bulk import Wanted, keep_answers
from danvan.kernel.finding import Severity


def check(named: list[Path], layout: str, threshold: Severity, bulk: Bulk, session: Session) -> int:
    """Prints the findings of each file, or keeps them in a folder; returns the exit code."""
    show = partial(check_json, session.language.code)
    if bulk.out:
        rules = {"lang": session.language.code}
        kept = keep_answers(named, Wanted("check", show, check=True, rules=rules), layout, bulk, session)
        failed = any(one.error for one in kept)
        return COULD_NOT_RUN if failed else verdict(kept, threshold)
    sources, terms = sources_in(named), bulk.terms
    endings: Sequence[Ending]
    if layout == "json":
        answers = attempt_each(sources, session, Task(answer_of(show), True, session.overlay), terms)
        endings = print_answers(session, answers, array=is_array(named))
    else:
        outcomes = attempt_each(sources, session, Task(as_it_is, True, session.overlay), terms)
        endings = print_each(outcomes, lambda outcome: print_report(outcome.checked, session))
    return complain_of(session, endings) or verdict(endings, threshold)


def check_json(lang: str, outcome: Outcome) -> Json:
    """What `danvan check --format json` says of one file."""
    return {**render_json(outcome.checked, lang), "file": str(outcome.file)}


def verdict(endings: Iterable[Ending], threshold: Severity) -> int:
    """FINDINGS when one is at least as grave as `threshold`."""
    return FINDINGS if any(one.worst and one.worst.rank <= threshold.rank for one in endings) else CLEAN
