"""Rows are written here and nowhere else: checked, sealed, counted. Every edit leaves a version; nothing is lost unseen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from danvan.catalogue.models import Column
from danvan.site.accounts.models import User
from danvan.site.core.catalogue import today
from danvan.site.figures.counting import recount
from danvan.site.offices.models import Office
from danvan.site.registers import deadlines
from danvan.site.registers.books import Book, book_of
from danvan.site.registers.keys import own_key
from danvan.site.registers.models import Record, RecordVersion, RowDeadline
from danvan.site.registers.states import first_state
from danvan.site.registers.values import REQUIRED, Mistake, Value, checked, fold, shown

BEFORE = gettext_noop("{found} is before “{column}” ({other}). One of the two days is wrong.")
NOT_YET = gettext_noop(
    "“{found}” has not come yet: today is {today}. Write the day on which it happened, or leave the row for then."
)
TWICE = gettext_noop("The book has a row of this number already. Find it by its number, above the rows.")
UNKNOWN_COLUMN = gettext_noop("The book has no column “{found}”.")
UNKNOWN_STATE = gettext_noop("“{found}” is no state of this book.")


class RowInvalid(ValueError):
    """A row that cannot be kept: what is wrong, by column ('' = the row, 'state')."""

    def __init__(self, mistakes: Mapping[str, Mistake]) -> None:
        super().__init__(", ".join(mistakes))
        self.mistakes = dict(mistakes)


class RowChanged(Exception):
    """Somebody else changed the row since the form was opened: `record` is what stands there now."""

    def __init__(self, record: Record) -> None:
        super().__init__(record.pk)
        self.record = record


@dataclass(frozen=True)
class Checked:
    """A row that may be kept. `personal` holds only the personal columns that were given."""

    values: dict[str, Value]
    personal: dict[str, Value | None]
    begins: date | None = None
    ends: date | None = None
    words: str = ""
    state: str = field(default="")


def save_row(  # noqa: PLR0913 - what a row is, and what is said of the edit
    office: Office,
    book: str,
    values: Mapping[str, Any],
    person: User | None,
    *,
    record: Record | None = None,
    version: int | None = None,
    import_key: str | None = None,
    state: str | None = None,
    did: str = "",
    reason: str = "",
    count: bool = True,
) -> Record:
    """Adds a row, or changes `record`, in one transaction with its version, its deadlines and the figures counted from it.

    `values`: by column, days as date or ISO text, numbers as numbers, choices by code; columns that are left out are empty, but
    personal ones left out stay as they are. Nothing changed: nothing is written. Raises RowInvalid; RowChanged when `version`
    is not the one that stands there.
    """
    the_book = book_of(book)
    with transaction.atomic():
        if record is not None:
            record = Record.objects.select_for_update().get(pk=record.pk, office=office, book=book)
            if version is not None and version != record.version:
                raise RowChanged(record)
        row = check_row(the_book, values, record=record, state=state)
        touched = days_of(row, *([record] if record else []))
        _refuse_twice(office, the_book, row, record)
        if record is None:
            record = _added(office, the_book, row, import_key)
        elif _same(record, row) and record.struck_at is None:
            return record
        else:
            _change(the_book, record, row, import_key)
        record.save()
        write_version(record, person, did or ("added" if record.version == 1 else "changed"), reason)
        deadlines.store(record, the_book)
        if count:
            recount(office, book, on=touched)
    return record


def strike(record: Record, person: User, reason: str, *, version: int | None = None) -> Record:
    """Strikes a row out: it stays in the book and no longer counts. Raises RowChanged."""
    return _struck(record, person, reason, version=version, out=True)


def restore(record: Record, person: User, reason: str = "", *, version: int | None = None) -> Record:
    """Takes back that a row was struck out. Raises RowChanged."""
    return _struck(record, person, reason, version=version, out=False)


def undo(record: Record, person: User, *, version: int) -> Record:
    """Takes back the last thing that was done to a row: a new version with what stood there before. Raises RowChanged."""
    last, before = [*record.versions.all()[:2], None][:2]
    if last is None or (last.did in ("added", "imported") and before is None):
        return strike(record, person, _("Undone"), version=version)
    if last.did == "struck":
        return restore(record, person, _("Undone"), version=version)
    if last.did == "restored":
        return strike(record, person, _("Undone"), version=version)
    assert before is not None  # noqa: S101 - a change has something before it
    book = book_of(record.book)
    emptied = known(book, {code: before.personal.get(code) for code in {*last.personal, *before.personal}})
    values = {**known(book, before.values), **emptied}
    return save_row(
        record.office, book.code, values, person, record=record, version=version, state=before.state, reason=_("Undone")
    )


def check_row(book: Book, values: Mapping[str, Any], *, record: Record | None = None, state: str | None = None) -> Checked:
    """`values` as they may be kept. Raises RowInvalid with every mistake at once."""
    mistakes: dict[str, Mistake] = {
        code: Mistake(UNKNOWN_COLUMN, {"found": code}) for code in values if code not in book.columns
    }
    kept: dict[str, Value] = {}
    personal: dict[str, Value | None] = {}
    for code, column in book.columns.items():
        try:
            value = _happened(book, column, checked(column, values.get(code)))
        except Mistake as mistake:
            mistakes[code] = mistake
            continue
        if column.personal and code in values:
            personal[code] = value
        elif not column.personal and value is not None:
            kept[code] = value
        had = record is not None and column.personal and code not in values and code in record.personal
        if column.required and value is None and not had:
            mistakes[code] = Mistake(REQUIRED)
    mistakes = {**_in_order(book, kept), **mistakes}
    ended = deadlines.rules_of(book).ended(kept)
    known = (record.state if record else first_state(book, kept, ended=ended is not None)) if state is None else state
    if known and known not in book.register.states and not (record and known == record.state):
        mistakes["state"] = Mistake(UNKNOWN_STATE, {"found": known})
    if mistakes:
        raise RowInvalid(mistakes)
    begins = kept.get(book.register.begins)
    return Checked(
        kept, personal, date.fromisoformat(str(begins)) if begins else None, ended,
        words_of(book, kept), known,
    )  # fmt: skip


def known(book: Book, values: Mapping[str, Any]) -> dict[str, Any]:
    """Without columns the catalogue no longer has."""
    return {code: value for code, value in values.items() if code in book.columns}


def twin_of(record: Record) -> Record | None:
    """Another row of the same year with the same entry number: one of the two was most likely written twice."""
    number = book_of(record.book).number
    if number is None or number.type != "integer" or number.personal or record.begins is None:
        return None
    same = Record.objects.kept().listed().filter(office=record.office_id, book=record.book, begins__year=record.begins.year)
    return same.filter(**{f"values__{number.code}": record.values[number.code]}).exclude(pk=record.pk).first()


def words_of(book: Book, values: Mapping[str, Any]) -> str:
    """What a search looks through."""
    return fold(" ".join(str(values[column.code]) for column in book.searched if column.code in values))


def write_version(record: Record, person: User | None, did: str, reason: str = "") -> None:
    """Keeps what the row is now."""
    version_of(record, person, did, reason).save()


def version_of(record: Record, person: User | None, did: str, reason: str = "") -> RecordVersion:
    """What the row is now, not saved yet."""
    return RecordVersion(
        record=record, version=record.version, values=record.values, personal=record.personal, state=record.state, did=did,
        reason=reason[:500], person=person,
    )  # fmt: skip


def fill(record: Record, row: Checked) -> None:
    """`record` with what `row` says."""
    record.values, record.begins, record.ends = row.values, row.begins, row.ends
    record.words, record.state = row.words, row.state
    merged = {**record.personal, **row.personal}
    record.personal = {code: value for code, value in merged.items() if value is not None}


def same(record: Record, row: Checked) -> bool:
    """Whether `row` says what `record` says already."""
    return _same(record, row)


def add_all(
    office: Office, book: Book, rows: Iterable[tuple[Checked, str | None]], person: User | None, did: str
) -> list[Record]:
    """Adds many checked rows, each with its import key, in a few statements. In the caller's transaction; counts nothing."""
    records = [_added(office, book, row, key) for row, key in rows]
    made = Record.objects.bulk_create(records, batch_size=500)
    RecordVersion.objects.bulk_create([version_of(record, person, did) for record in made], batch_size=500)
    RowDeadline.objects.bulk_create([row for record in made for row in deadlines.rows_for(record, book)], batch_size=500)
    return made


def _added(office: Office, book: Book, row: Checked, import_key: str | None) -> Record:
    record = Record(office=office, book=book.code, import_key=import_key or own_key(book, {**row.values, **row.personal}))
    fill(record, row)
    return record


def _change(book: Book, record: Record, row: Checked, import_key: str | None) -> None:
    known_by = own_key(book, {**record.values, **record.personal})
    fill(record, row)
    record.version += 1
    if import_key or record.import_key in (None, known_by):
        record.import_key = import_key or own_key(book, {**record.values, **record.personal})


def _refuse_twice(office: Office, book: Book, row: Checked, record: Record | None) -> None:
    """Raises RowInvalid where the book has another row of the same personal number; it cannot be seen in a list."""
    key = own_key(book, {**row.values, **row.personal})
    if key and book.number:
        others = Record.objects.filter(office=office, book=book.code, import_key=key)
        if (others.exclude(pk=record.pk) if record else others).exists():
            raise RowInvalid({book.number.code: Mistake(TWICE)})


def _same(record: Record, row: Checked) -> bool:
    personal = all(record.personal.get(code) == value for code, value in row.personal.items())
    return personal and record.values == row.values and record.state == row.state


def _struck(record: Record, person: User, reason: str, *, version: int | None, out: bool) -> Record:
    with transaction.atomic():
        record = Record.objects.select_for_update().get(pk=record.pk)
        if version is not None and version != record.version:
            raise RowChanged(record)
        if (record.struck_at is not None) == out:
            return record
        record.struck_at = timezone.now() if out else None
        record.version += 1
        record.save()
        write_version(record, person, "struck" if out else "restored", reason)
        deadlines.store(record, book_of(record.book))
        recount(record.office, record.book, on=days_of(record))
    return record


def days_of(*rows: Checked | Record) -> list[date]:
    """The days that tell which periods an edit touches; none where a row has no first day, and may be in any."""
    if not all(row.begins for row in rows):
        return []
    return sorted({day for row in rows for day in (row.begins, row.ends) if day})


def _happened(book: Book, column: Column, value: Value | None) -> Value | None:
    """`value`, unless it is a day that tells of something done and has not come. Raises Mistake."""
    if column.type == "date" and value and column.code not in book.register.ahead and str(value) > (now := today().isoformat()):
        raise Mistake(NOT_YET, {"found": shown(column, value), "today": shown(column, now)})
    return value


def _in_order(book: Book, values: Mapping[str, Value]) -> dict[str, Mistake]:
    """Days that cannot be: a limit that ends before it begins, a row closed before it was opened."""
    register = book.register
    pairs = {(register.begins, register.ends), *((limit.start, limit.end) for limit in register.deadlines)}
    found: dict[str, Mistake] = {}
    for start, end in pairs:
        first, last = values.get(start), values.get(end)
        if first and last and str(last) < str(first):
            begun = book.columns[start]
            blanks = {"found": shown(book.columns[end], last), "column": begun.name.model_dump(), "other": shown(begun, first)}
            found[end] = Mistake(BEFORE, blanks)
    return found
