"""The work of `danvan read --out DIR` and `danvan check --out DIR`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from danvan import __version__
from danvan.cli.batch import Outcome
from danvan.cli.bulk.folder import Answers, sweep, write_whole
from danvan.cli.bulk.keeping import Keeper, Kept
from danvan.cli.bulk.options import Bulk
from danvan.cli.bulk.processes import shared_out
from danvan.cli.bulk.sources import Source, absolute, common_folder, distinct, sources_in
from danvan.cli.bulk.spark import on_spark
from danvan.cli.bulk.terms import Terms
from danvan.cli.folder import NOT_A_FOLDER
from danvan.cli.judging import Judging
from danvan.cli.progress import progress
from danvan.cli.reading_json import VERSION, Json
from danvan.cli.results import as_json, failure
from danvan.cli.session import Session
from danvan.kernel.errors import OutputError

SHOWN = 20
"""Failures named on the screen; the summary in the folder names all."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The command whose answers are kept, how one is shown, and what it depends on besides the versions."""

    command: str
    show: Callable[[Outcome], Json]
    check: bool
    rules: Json
    judge: Callable[[Sequence[Source]], Judging] = lambda _sources: Judging()
    """By what the reports are judged, once it is known which these are."""


def keep_answers(named: Sequence[Path], wanted: Wanted, layout: str, bulk: Bulk, session: Session) -> list[Kept]:
    """Keeps an answer for each report named, sums up in the folder and on the screen. Raises OutputError before anything."""
    out = absolute(bulk.out or Path())
    catalogue = session.catalogue()
    rules = {"command": wanted.command, "danvan": __version__, "catalogue": catalogue.version, **wanted.rules}
    answers = Answers(out, common_folder(named))
    sources = distinct([_located(source) for source in sources_in(named)])
    judging = wanted.judge(sources)
    made_by = rules | ({"judging": judging.digest} if judging.digest else {})
    keeper = Keeper(answers, made_by, wanted.show, wanted.check, session.overlay and absolute(session.overlay), judging)
    with _folder(out):
        kept = list(_each(sources, keeper, bulk, session))
        summary = _summary(kept, rules, session)
        write_whole(out / f"danvan-{wanted.command}.json", as_json(summary), out)
    _say(kept, summary, layout, out, session)
    return kept


def _located(source: Source) -> Source:
    """Machines and processes elsewhere do not know where we stand."""
    return absolute(source) if isinstance(source, Path) else source


def _each(sources: Sequence[Source], keeper: Keeper, bulk: Bulk, session: Session) -> Iterator[Kept]:
    if bulk.spark:
        yield from on_spark(sources, keeper, bulk.limit, bulk.spark)
        return
    finished = 0

    def done() -> None:
        nonlocal finished
        finished += 1
        advance()

    terms = Terms(bulk.workers, bulk.limit, ahead=len(sources))
    with progress(session, session.language("Reading reports"), len(sources)) as advance:
        try:
            yield from shared_out(sources, keeper.started, keeper.lost(terms), terms, done)
        except KeyboardInterrupt:
            _ = session.language
            said = _("{n} of {all} reports are done. The same command goes on with the rest.", n=finished, all=len(sources))
            session.err.print(said, highlight=False)
            raise


@contextmanager
def _folder(out: Path) -> Iterator[None]:
    """The folder, there and writable; nothing half written stays in it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OutputError(file=out, reason=NOT_A_FOLDER) from error
    except OSError as error:
        raise OutputError(file=out, reason=error.strerror or str(error)) from error
    write_whole(out / ".danvan-probe.part", "", out)
    try:
        yield
    finally:
        sweep(out)


def _summary(kept: Sequence[Kept], rules: Json, session: Session) -> Json:
    failed = [one for one in kept if one.error]
    again = sum(one.again for one in kept)
    return {
        "version": VERSION,
        **rules,
        "reports": len(kept),
        "read": len(kept) - len(failed) - again,
        "kept": again,
        "failed": len(failed),
        "failures": [
            {name: value for name, value in failure(str(one.file), one.error, session).items() if name != "version"}
            for one in failed
        ],
    }


def _say(kept: Sequence[Kept], summary: Json, layout: str, out: Path, session: Session) -> None:
    _ = session.language
    errors = [one.error for one in kept if one.error]
    for error in errors[:SHOWN]:
        session.complain(error)
    if len(errors) > SHOWN:
        more = _("… and {n} more: see {file}.", n=len(errors) - SHOWN, file=out / f"danvan-{summary['command']}.json")
        session.err.print(Text(more))
    if layout == "json":
        session.write(as_json(summary))
        return
    counts = {name: summary[name] for name in ("reports", "read", "kept", "failed")}
    said = _(
        "{reports} reports: {read} read, {kept} kept from an earlier run, {failed} failed. Answers in {out}", **counts, out=out
    )
    session.out.print(Text(said))
