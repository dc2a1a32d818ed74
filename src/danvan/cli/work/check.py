"""The work of `danvan check`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.render_json import render_json
from danvan.checking.waiver_notes import WaiverNote
from danvan.cli import check_html, check_sarif
from danvan.cli.batch import Outcome, Task, as_it_is, attempt_each
from danvan.cli.bulk.options import Bulk
from danvan.cli.bulk.sources import Source, absolute, distinct, is_array, sources_in
from danvan.cli.bulk.terms import Terms
from danvan.cli.check_options import Asked
from danvan.cli.comparing import Said, ledger_past
from danvan.cli.copies import Copies
from danvan.cli.exits import CLEAN, COULD_NOT_RUN, FINDINGS
from danvan.cli.judging import Judging, judging_of, selection_of
from danvan.cli.mended import mend_each
from danvan.cli.output_file import written_to
from danvan.cli.reading_json import Json
from danvan.cli.report_text import print_report
from danvan.cli.results import Answer, Ending, answer_of, complain_of, print_answers, print_each
from danvan.cli.session import Session
from danvan.cli.tally import print_profile
from danvan.cli.waiver_text import notes_of, print_notes
from danvan.cli.work.bulk import Wanted, keep_answers
from danvan.kernel.finding import Severity
from danvan.ledger.collect import collect
from danvan.ledger.figure import Figure


def check(named: list[Path], asked: Asked, bulk: Bulk, session: Session) -> int:
    """Says what is wrong in each file in the form that is asked for, or keeps it in a folder; returns the exit code."""
    asked.kept_in(bulk.out)
    judge = _judge(asked, session)
    sources = [] if bulk.out and not asked.fix else sources_in(named)
    copies = Copies.into(asked.annotate, named, sources, session)
    mended = mend_each(sources, session, judge(sources), bulk.terms) if asked.fix else []
    if bulk.out:
        return _kept(named, asked, bulk, judge, session)
    judging = judge(sources)
    if asked.together:
        judging = replace(judging, said=said_in(distinct(sources), session))
    with written_to(asked.output_file, [one for one in sources if isinstance(one, Path)]):
        code = _told(named, sources, asked, judging, bulk.terms, copies, session)
    copies.tell(session)
    return COULD_NOT_RUN if copies.failed or any(one.failed for one in mended) else code


def _judge(asked: Asked, session: Session) -> Callable[[Sequence[Source]], Judging]:
    catalogue = session.catalogue()
    selection = selection_of(asked.only, asked.without, catalogue)
    if asked.ledger:
        ledger_past(asked.ledger)  # a folder that is no ledger is refused before anything is read

    def judge(sources: Sequence[Source]) -> Judging:
        return replace(judging_of(sources, catalogue, session.now.date(), selection), ledger=asked.ledger)

    return judge


def said_in(sources: Sequence[Source], session: Session) -> Said:
    """What each file states, by its absolute path. What cannot be read is told when it is checked."""
    collecting = Task(partial(figures_said, session.catalogue(), session.now), check=False, overlay=session.overlay)
    return tuple(found for found in attempt_each(sources, session, collecting, Terms(workers=1)) if found[1])


def figures_said(catalogue: Catalogue, now: datetime, outcome: Outcome) -> tuple[Path, tuple[Figure, ...]]:
    """The figures of one file that was read, as the ledger would keep them."""
    figures = () if outcome.error else collect(outcome.read, "", catalogue, now).figures
    return absolute(outcome.file), figures


def _kept(named: list[Path], asked: Asked, bulk: Bulk, judge: Callable[[Sequence[Source]], Judging], session: Session) -> int:
    show = partial(check_json, session.language.code, asked.profile)
    wanted = Wanted("check", show, check=True, rules={"lang": session.language.code}, judge=judge)
    kept = keep_answers(named, wanted, asked.layout, bulk, session)
    return COULD_NOT_RUN if any(one.error for one in kept) else verdict(kept, asked.threshold)


def _told(
    named: list[Path],
    sources: list[Source],
    asked: Asked,
    judging: Judging,
    terms: Terms | None,
    copies: Copies,
    session: Session,
) -> int:
    lang = session.language.code

    def each(then: Callable[[Outcome], Answer], files: Sequence[Source] = sources) -> Iterable[Answer]:
        return copies.attempt_each(files, session, Task(then, True, session.overlay, judging), terms)

    def ended(answers: Sequence[Answer]) -> tuple[list[WaiverNote], int]:
        notes = notes_of(answers, judging, named)
        grave = asked.threshold is Severity.NOTE and notes
        failed = complain_of(session, answers)
        return notes, failed or (FINDINGS if grave else verdict(answers, asked.threshold))

    match asked.layout:
        case "json":
            show = answer_of(partial(check_json, lang, asked.profile))
            answers = print_answers(session, each(show), array=is_array(named))
            notes, code = ended(answers)
            print_notes(notes, session, aside=True)
        case "sarif":
            answers = list(each(check_sarif.piece_of(lang), distinct(sources)))
            notes, code = ended(answers)
            session.write(check_sarif.log_of(answers, check_sarif.Ended(session.now, code, notes), session))
        case "html":
            answers = list(each(check_html.piece_of(lang), distinct(sources)))
            notes, code = ended(answers)
            session.write(check_html.page_of(answers, notes, session))
        case _text:
            outcomes = copies.attempt_each(sources, session, Task(as_it_is, True, session.overlay, judging), terms)
            answers = print_each(outcomes, lambda outcome: print_report(outcome.checked, session))
            notes, code = ended(answers)
            print_notes(notes, session, aside=False)
    if asked.profile:
        print_profile((one.tally for one in answers), session)
    return code


def check_json(lang: str, profile: bool, outcome: Outcome) -> Json:
    """What `danvan check --format json` says of one file."""
    said = {**render_json(outcome.checked, lang), "file": str(outcome.file)}
    return {**said, "profile": _profile(outcome)} if profile else said


def _profile(outcome: Outcome) -> Json:
    checks = {code: round(ran.seconds, 6) for code, ran in outcome.checked.ran.items()}
    return {"reading": round(outcome.seconds, 6), "checks": checks}


def verdict(endings: Iterable[Ending], threshold: Severity) -> int:
    """FINDINGS when one is at least as grave as `threshold`."""
    return FINDINGS if any(one.worst and one.worst.rank <= threshold.rank for one in endings) else CLEAN
