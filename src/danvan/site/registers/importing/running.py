"""A file tried and taken in: first all its lines are looked through and nothing is written; then, when somebody says so, the
good ones go in.

They go in by pieces, each a transaction of its own that also says how far it got: whoever pulls the plug finds no half row, and
the rest is taken from where it stopped. A line is known by its key, so a file that comes twice changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_noop

from danvan.site.core.jobs import progress
from danvan.site.core.secrets import opened_bytes
from danvan.site.figures.counting import recount
from danvan.site.registers import deadlines, saving
from danvan.site.registers.books import Book, book_of
from danvan.site.registers.importing.headings import ROW
from danvan.site.registers.importing.reading import Problem, Read, read_lines
from danvan.site.registers.importing.tables import Table, tables_of
from danvan.site.registers.keys import key_of
from danvan.site.registers.models import ImportRun, Record
from danvan.site.registers.saving import Checked, RowInvalid, check_row
from danvan.site.registers.values import Mistake, Value

Each = TypeVar("Each")
PIECE = 500
SHOWN_PROBLEMS = 2000
"""Problems that are kept to be shown; all are counted."""
TWICE = gettext_noop("Line {other} of the file has the same number and says something else. Leave one of the two.")
NO_SUCH_ROW = gettext_noop("The book has no row {found}. Leave “Mã dòng” empty for a new row.")
STRUCK = gettext_noop("The row was struck out here. Restore it in the book, or leave the line out.")


@dataclass(frozen=True)
class Outcome:
    """What becomes of a line: 'added', 'changed', 'same', 'wrong'."""

    read: Read
    what: str
    row: Checked | None = None
    record: Record | None = None
    problems: tuple[Problem, ...] = ()


def table_of(run: ImportRun) -> Table:
    """The sheet that was chosen."""
    tables = tables_of(opened_bytes(bytes(run.content)))
    return next((table for table in tables if table.name == run.sheet), tables[0])


def look_through(run: ImportRun) -> None:
    """Every line, nothing written but how far it is and what was found."""
    book, counts = book_of(run.book), Counter[str]()
    problems: list[Problem] = []
    run.at_row = 0
    for piece in _pieces(outcomes(run, book, table_of(run))):
        for each in piece:
            counts[each.what] += 1
            problems += each.problems[: SHOWN_PROBLEMS - len(problems)]
        run.at_row += len(piece)
        run.save(update_fields=["at_row", "changed_at"])
        progress(run.at_row, run.rows)
    run.counts, run.rows = dict(counts), run.at_row
    run.about = {**run.about, "problems": [_told(each) for each in problems]}
    run.state = ImportRun.State.TRIED
    run.save()


def take_in(run: ImportRun) -> None:
    """The good lines that are not in yet. May be called again after it was cut short: it goes on where it stopped."""
    book = book_of(run.book)
    lines = outcomes(run, book, table_of(run))
    skipped = sum(1 for _each in islice(lines, run.at_row))
    assert skipped == run.at_row  # noqa: S101 - the file is the same
    for piece in _pieces(lines):
        with transaction.atomic():
            if not _is_ours(run):
                return
            done = _take(run, book, piece)
            run.at_row += len(piece)
            run.counts = {**run.counts, **{what: run.counts.get(what, 0) + number for what, number in done.items()}}
            run.save(update_fields=["at_row", "counts", "changed_at"])
        progress(run.at_row, run.rows)
    with transaction.atomic():
        recount(run.office, run.book)
        run.state, run.content = ImportRun.State.DONE, b""
        run.save()


def _is_ours(run: ImportRun) -> bool:
    """Whether nobody else has gone on with the file meanwhile; it is held until the piece is in."""
    now = ImportRun.objects.select_for_update().only("at_row", "state").get(pk=run.pk)
    return (now.at_row, now.state) == (run.at_row, run.state)


def outcomes(run: ImportRun, book: Book, table: Table) -> Iterator[Outcome]:
    """What becomes of each line; rows are looked up by pieces, when they are asked for."""
    by_hand = _written_by_hand(run, book)
    seen: dict[str, Read] = {}
    for piece in _pieces(read_lines(run, book, table)):
        there = _there(run, piece, by_hand)
        for read in piece:
            yield _outcome(book, read, there, seen)


def knows_rows(run: ImportRun, book: Book) -> bool:
    """Whether one of the first lines is about a row that stands in the book: then what the file leaves out stays as it is."""
    first = list(islice(read_lines(run, book, table_of(run)), PIECE))
    return bool(_there(run, first, _written_by_hand(run, book)))


def problems_of(run: ImportRun) -> list[Problem]:
    """Those that are kept."""
    kept = run.about.get("problems", [])
    return [Problem(line, column, Mistake(template, blanks)) for line, column, template, blanks in kept]


def _outcome(book: Book, read: Read, there: dict[str | int, Record], seen: dict[str, Read]) -> Outcome:
    if read.problems:
        return Outcome(read, "wrong", problems=(*read.problems, *_besides(book, read)))
    if read.key is not None and (before := seen.setdefault(read.key, read)) is not read:
        twice = (before.values, before.state) == (read.values, read.state)
        return Outcome(read, "same") if twice else _wrong(read, Mistake(TWICE, {"other": before.line}))
    known = read.row if read.row is not None else read.key
    record = there.get(known) if known is not None else None
    if record is None and read.row is not None:
        return _wrong(read, Mistake(NO_SUCH_ROW, {"found": read.row}), ROW)
    if record is not None and record.struck_at is not None:
        return _wrong(read, Mistake(STRUCK))
    return _checked(book, read, record)


def _besides(book: Book, read: Read) -> Iterator[Problem]:
    """What else is wrong with a line that could not be read: everything is told at once."""
    told = {problem.column for problem in read.problems}
    try:
        check_row(book, read.values)
    except RowInvalid as invalid:
        yield from (Problem(read.line, code, each) for code, each in invalid.mistakes.items() if code not in told)


def _checked(book: Book, read: Read, record: Record | None) -> Outcome:
    try:
        row = check_row(book, _merged(book, record, read), record=record, state=read.state)
    except RowInvalid as invalid:
        problems = tuple(Problem(read.line, code, mistake) for code, mistake in invalid.mistakes.items())
        return Outcome(read, "wrong", problems=problems)
    if record is None:
        return Outcome(read, "added", row)
    return Outcome(read, "same" if saving.same(record, row) else "changed", row, record)


def _merged(book: Book, record: Record | None, read: Read) -> dict[str, Value]:
    """What the file does not say stays as it is."""
    kept = saving.known(book, record.values) if record else {}
    return {**kept, **read.values}


def _wrong(read: Read, mistake: Mistake, column: str = "") -> Outcome:
    return Outcome(read, "wrong", problems=(Problem(read.line, column, mistake),))


def _there(run: ImportRun, piece: list[Read], by_hand: dict[str, int]) -> dict[str | int, Record]:
    """The rows of the site these lines are about, by key or by number."""
    keys = [read.key for read in piece if read.key]
    rows = [read.row for read in piece if read.row is not None] + [by_hand[key] for key in keys if key in by_hand]
    book = Record.objects.filter(office=run.office, book=run.book)
    found: dict[str | int, Record] = {}
    for record in book.filter(pk__in=rows) if rows else ():
        found[record.pk] = record
    found |= {key: found[by_hand[key]] for key in keys if by_hand.get(key) in found}
    found |= {str(record.import_key): record for record in book.filter(import_key__in=keys)}
    return found


def _written_by_hand(run: ImportRun, book: Book) -> dict[str, int]:
    """Rows nobody imported, by the number they have: a file that has them too is about the same things."""
    if run.key not in book.columns:
        return {}
    rows = Record.objects.kept().filter(office=run.office, book=run.book, import_key=None).order_by("pk")
    wanted = ("pk", "values", "personal") if book.columns[run.key].personal else ("pk", "values")
    found: dict[str, int] = {}
    for record in rows.only(*wanted).iterator(chunk_size=PIECE):
        every = {**record.values, **(record.personal if "personal" in wanted else {})}
        if key := key_of(book, run.key, every):
            found.setdefault(key, record.pk)
    return found


def _take(run: ImportRun, book: Book, piece: list[Outcome]) -> Counter[str]:
    """One piece, in the caller's transaction."""
    added = [(each.row, each.read.key) for each in piece if each.what == "added" and each.row]
    saving.add_all(run.office, book, added, run.person, "imported")
    for each in piece:
        if each.what == "changed" and each.record and each.row:
            record = Record.objects.select_for_update().get(pk=each.record.pk)
            saving.fill(record, each.row)
            record.version += 1
            record.import_key = record.import_key or each.read.key
            record.save()
            saving.write_version(record, run.person, "imported")
            deadlines.store(record, book)
    return Counter(each.what for each in piece)


def _pieces(of: Iterable[Each]) -> Iterator[list[Each]]:
    iterator = iter(of)
    while piece := list(islice(iterator, PIECE)):
        yield piece


def _told(problem: Problem) -> list[object]:
    return [problem.line, problem.column, problem.mistake.template, problem.mistake.blanks]
