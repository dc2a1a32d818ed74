"""A file into a book, step by step: chosen, its columns told, looked through, taken in."""

import csv
from collections import Counter
from datetime import timedelta
from io import BytesIO
from pathlib import PurePath
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from danvan.documents.kinds import Kind, kind_of
from danvan.kernel.errors import DanvanError
from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core.jobs import begin
from danvan.site.core.language import said, words
from danvan.site.core.secrets import opened_bytes, sealed_bytes
from danvan.site.documents.limits import TOO_LARGE
from danvan.site.registers.books import Book, book_of, get_book_or_404
from danvan.site.registers.importing.headings import ROW, STATE, default_key, guess, remember
from danvan.site.registers.importing.reading import guard
from danvan.site.registers.importing.running import knows_rows, problems_of, table_of
from danvan.site.registers.importing.showing import columns_page, found_page, shown_problems
from danvan.site.registers.importing.tables import Table, tables_of
from danvan.site.registers.models import ImportRun
from danvan.site.registers.tasks import go_on_importing
from danvan.site.registers.values import fold, one_line
from danvan.site.registers.views.books import office_of

AT_ONCE = 2000
"""Rows that are looked through while one waits; more are left to the background."""
CUT_SHORT = timedelta(minutes=2)
_FORGOTTEN = timedelta(days=2)
_LONG = gettext_noop("Import into the book: %(book)s")
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls"})
State = ImportRun.State


@asks(Right.WRITE_REGISTERS)
def upload(request: HttpRequest, area: str, register: str) -> HttpResponse:
    """The file is chosen."""
    book = get_book_or_404(area, register)
    mistake = ""
    if request.method == "POST":
        try:
            run = _begun(request, book)
            return redirect("import_step", area, register, run.pk)
        except DanvanError as error:
            mistake = said(error).removeprefix("tep: ")
        except ValueError as error:
            mistake = str(error)
    _forget_old_ones(request)
    runs = ImportRun.objects.filter(office=office_of(request), book=book.code, person=cast("WorkingRequest", request).user)
    shown = {"book": book, "mistake": mistake, "runs": runs.exclude(state=State.GIVEN_UP)[:5]}
    return render(request, "registers/import/upload.html", shown, status=422 if mistake else 200)


@asks(Right.WRITE_REGISTERS)
def step(request: HttpRequest, area: str, register: str, run: int) -> HttpResponse:
    """Where the file is: to be told its columns, being looked through, looked through, being taken in, in."""
    book, the_run = _run(request, area, register, run)
    if "HX-Request" in request.headers and the_run.state not in (State.TRYING, State.RUNNING):
        return HttpResponse(headers={"HX-Refresh": "true"})
    match the_run.state:
        case State.UPLOADED:
            return render(request, "registers/import/columns.html", columns_page(book, the_run))
        case State.TRYING | State.RUNNING:
            waits = timezone.now() - the_run.changed_at > CUT_SHORT
            return render(request, "registers/import/progress.html", {"book": book, "run": the_run, "cut_short": waits})
        case State.TRIED:
            return render(request, "registers/import/tried.html", found_page(book, the_run))
        case State.DONE:
            return render(request, "registers/import/done.html", found_page(book, the_run))
        case _:
            return redirect("import", area, register)


@require_POST
@asks(Right.WRITE_REGISTERS)
def columns(request: HttpRequest, area: str, register: str, run: int) -> HttpResponse:
    """Which column is which; then the file is looked through."""
    book, the_run = _run(request, area, register, run)
    if the_run.state not in (State.UPLOADED, State.TRIED):
        return redirect("import_step", area, register, run)
    if "again" in request.POST:
        _read_again(request, book, the_run)
        return redirect("import_step", area, register, run)
    if "back" in request.POST:
        the_run.state = State.UPLOADED
        the_run.save()
        return redirect("import_step", area, register, run)
    if "words" in request.POST:
        _more_words(request, the_run)
    else:
        missing = _take_over(request, book, the_run)
        if missing:
            messages.error(request, missing)
            return redirect("import_step", area, register, run)
    remember(the_run)
    the_run.state, the_run.at_row, the_run.counts = State.TRYING, 0, {}
    the_run.save()
    _go_on(the_run)
    return redirect("import_step", area, register, run)


@require_POST
@asks(Right.WRITE_REGISTERS)
def take(request: HttpRequest, area: str, register: str, run: int) -> HttpResponse:
    """The good rows go in; a step that was cut short goes on."""
    with transaction.atomic():
        _book, the_run = _run(request, area, register, run, lock=True)
        waiting = the_run.state in (State.RUNNING, State.TRYING) and timezone.now() - the_run.changed_at > CUT_SHORT
        if the_run.state != State.TRIED and not waiting:
            return redirect("import_step", area, register, run)
        if the_run.state == State.TRIED:
            the_run.state, the_run.at_row = State.RUNNING, 0
            the_run.counts = {"wrong": 0}
        elif the_run.state == State.TRYING:
            the_run.at_row = 0
        the_run.save()
    _go_on(the_run)
    return redirect("import_step", area, register, run)


@require_POST
@asks(Right.WRITE_REGISTERS)
def give_up(request: HttpRequest, area: str, register: str, run: int) -> HttpResponse:
    """The file is thrown away; what went in stays."""
    book, the_run = _run(request, area, register, run)
    if the_run.state != State.DONE:
        _throw_away(the_run)
    return redirect(book.url)


@asks(Right.WRITE_REGISTERS)
def problems(request: HttpRequest, area: str, register: str, run: int) -> HttpResponse:
    """Every problem that is kept, as a table to work through beside the file."""
    book, the_run = _run(request, area, register, run)
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="loi.csv"'}
    )
    response.write("\ufeff")
    table = csv.writer(response, delimiter=";")
    table.writerow([_("Line"), _("Column"), _("What is wrong")])
    for each in shown_problems(book, problems_of(the_run)):
        table.writerow([each.line, guard(each.column), guard(each.text)])
    return response


def _begun(request: HttpRequest, book: Book) -> ImportRun:
    """Raises DanvanError or ValueError with a sentence."""
    file = request.FILES.get("file")
    if request.META.get(TOO_LARGE):
        most = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise ValueError(
            _("The file is larger than %(most)s MB. Split it by months and import one after the other.") % {"most": most}
        )
    if file is None or not file.size:
        raise ValueError(_("No file was chosen, or it is empty."))
    content = file.read()
    tables = tables_of(content)
    if kind_of(BytesIO(content)) is Kind.TEXT and PurePath(file.name or "").suffix.lower() in _WORKBOOKS:
        raise ValueError(
            _("The file is called a workbook and is none. Open it in Excel, save it as .xlsx and choose that copy.")
        )
    if not any(table.has_rows for table in tables):
        raise ValueError(_("No row stands in the file, at most its headings. Look whether it is the right one."))
    table, office = tables[0], office_of(request)
    run = ImportRun(office=office, book=book.code, person=cast("WorkingRequest", request).user, content=sealed_bytes(content))
    run.about = {"name": PurePath(file.name or "").name[:150]}
    _guessed(run, book, table)
    run.save()
    return run


def _guessed(run: ImportRun, book: Book, table: Table) -> None:
    found = guess(book, run.office, table)
    run.sheet, run.head, run.columns = table.name, found.head + 1, {str(at): code for at, code in found.columns.items()}
    run.choices, run.key, run.numbers = found.choices, found.key, found.numbers
    run.about = {**run.about, "headings": found.headings, "known": found.known}


def _take_over(request: HttpRequest, book: Book, run: ImportRun) -> str:
    """What was said of the columns; gives a sentence when that cannot be."""
    targets = {ROW, STATE, *book.columns}
    said_columns = {
        name[4:]: code
        for name, code in request.POST.items()
        if name.startswith("col-") and code in targets and name[4:].isdigit()
    }
    twice = [code for code, times in Counter(said_columns.values()).items() if times > 1]
    run.columns = said_columns
    run.numbers = "en" if request.POST.get("numbers") == "en" else "vi"
    key = request.POST.get("key", "")
    run.key = key if key in said_columns.values() else default_key(book, said_columns.values()) if key else ""
    run.save()
    if twice:
        names = ", ".join(words(book.columns[code].name) if code in book.columns else code for code in twice)
        return _("Two columns of the file go into one column of the book: %(names)s. Choose one of them.") % {"names": names}
    if not said_columns:
        return _("No column was chosen. Say which column of the file goes where.")
    lacking = [each for each in book.required if each.code not in said_columns.values()]
    if lacking and ROW not in said_columns.values() and not knows_rows(run, book):
        names = ", ".join(f"“{words(each.name)}”" for each in lacking)
        return _("These columns have to be filled in, and no column of the file goes there: %(names)s.") % {"names": names}
    return ""


def _more_words(request: HttpRequest, run: ImportRun) -> None:
    """Words of the file for choices of the book, as they were told beside the problems."""
    choices = {column: dict(told) for column, told in run.choices.items()}
    for name, code in request.POST.items():
        _begin, _dash, rest = name.partition("w-")
        column, _colon, word = rest.partition(":")
        if not _begin and column and word and code:
            choices.setdefault(column, {})[fold(one_line(word))] = code
    run.choices = choices


def _read_again(request: HttpRequest, book: Book, run: ImportRun) -> None:
    tables = tables_of(opened_bytes(bytes(run.content)))
    table = next((each for each in tables if each.name == request.POST.get("sheet", "")), tables[0])
    if table.name != run.sheet:
        _guessed(run, book, table)
    else:
        line = request.POST.get("head", "")
        head = int(line) if line.isdigit() and line.isascii() and len(line) < 6 else run.head
        head = min(max(head, 1), len(table.lines))
        found = (
            guess(book, run.office, Table(table.name, table.lines[head - 1 : head], table.guarded))
            if any(table.lines[head - 1])
            else None
        )
        if found:
            run.head, run.columns = head, {str(at): code for at, code in found.columns.items()}
            run.key, run.about = found.key, {**run.about, "headings": found.headings, "known": found.known}
    run.save()


def _go_on(run: ImportRun) -> None:
    """At once where that is a matter of seconds, else in the background."""
    run.rows = len(table_of(run).lines) - run.head
    run.save(update_fields=["rows"])
    if run.rows <= AT_ONCE:
        go_on_importing.call(run.pk)
    else:
        book, url = words(book_of(run.book).register.name), reverse("import_step", args=(*run.book.split("."), run.pk))
        begin(go_on_importing, run.pk, person=run.person, office=run.office, text=_LONG, url=url, book=book)


def _run(request: HttpRequest, area: str, register: str, number: int, *, lock: bool = False) -> tuple[Book, ImportRun]:
    """Only whoever brought the file goes on with it: it is shown as it is."""
    book = get_book_or_404(area, register)
    runs = ImportRun.objects.select_for_update() if lock else ImportRun.objects.all()
    return book, get_object_or_404(
        runs, pk=number, office=office_of(request), book=book.code, person=cast("WorkingRequest", request).user
    )


def _throw_away(run: ImportRun) -> None:
    run.state, run.content, run.about = State.GIVEN_UP, b"", {}
    run.save()


def _forget_old_ones(request: HttpRequest) -> None:
    """Files nobody went on with."""
    old = ImportRun.objects.filter(office=office_of(request), changed_at__lt=timezone.now() - _FORGOTTEN)
    old.filter(state__in=(State.UPLOADED, State.TRIED)).update(state=State.GIVEN_UP, content=b"", about={})
