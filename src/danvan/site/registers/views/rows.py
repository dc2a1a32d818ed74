"""A row: written, read, changed, struck out; its history; what is personal in it, opened and noted down."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.audit.models import PersonalView
from danvan.site.core.catalogue import today
from danvan.site.registers import saving
from danvan.site.registers.books import Book, get_book_or_404
from danvan.site.registers.deadlines import Shown
from danvan.site.registers.forms import RowForm
from danvan.site.registers.history import Change, beside, events_of
from danvan.site.registers.keys import key_of
from danvan.site.registers.models import Record
from danvan.site.registers.states import goes_back
from danvan.site.registers.telling import cells_of, title_of
from danvan.site.registers.values import Mistake, one_line
from danvan.site.registers.views.books import new_form, office_of

WHY = gettext_noop("Going back to an earlier state wants a reason. Write it below.")


@sensitive_post_parameters()
@asks(Right.WRITE_REGISTERS)
def add(request: HttpRequest, area: str, register: str) -> HttpResponse:
    """The next row: the whole form, or the line at the top of the book that comes back empty once it was taken."""
    book = get_book_or_404(area, register)
    if request.method != "POST":
        return render(request, "registers/add.html", {"book": book, "form": new_form(book, office_of(request))})
    form = RowForm(book, given=request.POST.dict(), start={})
    record = _saved(request, form)
    quick = "HX-Request" in request.headers
    if record is None:
        return render(
            request,
            "registers/quick.html" if quick else "registers/add.html",
            {"book": book, "form": form},
            status=200 if quick else 422,
        )
    title = title_of(book, record.values)
    if quick:
        shown = {
            "book": book,
            "form": _next_form(book, record),
            "saved": record,
            "title": title,
            "twin": saving.twin_of(record),
        }
        response = render(request, "registers/quick.html", shown)
        response.headers["HX-Trigger"] = "row-added"
        return response
    messages.success(request, _("Saved: %(row)s") % {"row": title})
    _tell_of_twin(request, record)
    return redirect("add", area, register) if "next" in request.POST else redirect(book.row_url(record.pk))


@require_POST
@sensitive_post_parameters()
@asks(Right.SEE_PERSONAL)
def find(request: HttpRequest, area: str, register: str) -> HttpResponse:
    """The row of exactly this personal number, which no address, list or log ever holds."""
    book = get_book_or_404(area, register)
    said = one_line(request.POST.get("number", ""))[:200]
    key = key_of(book, book.number.code, {book.number.code: said}) if book.number and book.number.personal and said else None
    found = Record.objects.filter(office=office_of(request), book=book.code, import_key=key).only("pk").first() if key else None
    if found is None:
        messages.warning(request, _("No row has exactly this number."))
    return redirect(book.row_url(found.pk) if found else book.url)


@sensitive_post_parameters()
@asks(Right.READ_REGISTERS)
def row(request: HttpRequest, area: str, register: str, pk: int) -> HttpResponse:
    """A row with everything about it. Sent back by those who may write, it is saved."""
    book, record = _row(request, area, register, pk)
    if request.method != "POST":
        return _page(request, book, record, RowForm(book, record))
    if not cast("WorkingRequest", request).may(Right.WRITE_REGISTERS):
        return _page(request, book, record, RowForm(book, record), status=403)
    form = RowForm(book, record, given=request.POST.dict())
    if goes_back(book, record.state, form.state) and not _reason(request):
        form.refuse({"state": Mistake(WHY)})
    try:
        saved = _saved(request, form, record)
    except saving.RowChanged as changed:
        # What stands there now, what would stand there, and the form as it was: sending it again is a choice.
        wanted = {code: value for code, value in form.read().items() if value is not None}
        form.record = changed.record
        return _page(request, book, changed.record, form, status=409, changed=beside(book, changed.record, wanted, form.state))
    if saved is None:
        return _page(request, book, record, form, status=422)
    same = saved.version == record.version
    messages.success(request, _("Nothing was changed, so nothing was saved.") if same else _("Saved."))
    _tell_of_twin(request, saved)
    return redirect(book.row_url(pk))


@require_POST
@asks(Right.WRITE_REGISTERS)
def strike(request: HttpRequest, area: str, register: str, pk: int) -> HttpResponse:
    """Out of the count, with a reason; or back into it."""
    book, record = _row(request, area, register, pk)
    working = cast("WorkingRequest", request)
    version, reason = _version(request), _reason(request)
    if not record.struck_at and not reason:
        messages.error(request, _("Nothing was struck out: write why, so that others understand it later."))
        return redirect(book.row_url(pk))
    try:
        if record.struck_at:
            saving.restore(record, working.user, reason, version=version)
            messages.success(request, _("The row counts again."))
        else:
            saving.strike(record, working.user, reason, version=version)
            messages.success(request, _("Struck out: the row stays in the book and no longer counts."))
    except saving.RowChanged:
        _too_late(request)
    return redirect(book.row_url(pk))


@require_POST
@asks(Right.WRITE_REGISTERS)
def undo(request: HttpRequest, area: str, register: str, pk: int) -> HttpResponse:
    """The last thing that was done to the row is taken back."""
    book, record = _row(request, area, register, pk)
    try:
        saving.undo(record, cast("WorkingRequest", request).user, version=_version(request) or 0)
        messages.success(request, _("Taken back: the row is as it was before."))
    except saving.RowChanged:
        _too_late(request)
    except saving.RowInvalid as invalid:
        messages.error(request, " ".join(mistake.said(book.columns.get(code)) for code, mistake in invalid.mistakes.items()))
    return redirect(book.row_url(pk))


@require_POST
@asks(Right.SEE_PERSONAL)
def reveal(request: HttpRequest, area: str, register: str, pk: int) -> HttpResponse:
    """The row with its personal columns, once; who looked and when is kept."""
    book, record = _row(request, area, register, pk)
    note_view(request, book, record, "row")
    form = RowForm(book, record, opened=record.personal)
    response = _page(request, book, record, form, revealed=True)
    response.headers["Cache-Control"] = "no-store"
    return response


def note_view(request: HttpRequest, book: Book, record: Record, why: str) -> None:
    """Keeps that somebody looked at what is personal; not what they saw."""
    user = cast("WorkingRequest", request).user
    PersonalView.objects.create(user=user, office=record.office, book=book.code, record=record.pk, why=why)


def row_or_404(request: HttpRequest, area: str, register: str, pk: int) -> tuple[Book, Record]:
    """A row of the office one works in."""
    return _row(request, area, register, pk)


def _row(request: HttpRequest, area: str, register: str, pk: int) -> tuple[Book, Record]:
    book = get_book_or_404(area, register)
    return book, get_object_or_404(Record, pk=pk, office=office_of(request), book=book.code)


def _saved(request: HttpRequest, form: RowForm, record: Record | None = None) -> Record | None:
    """The row, kept; None when something is wrong with it, which the form then tells. Raises RowChanged."""
    values = form.read()
    working = cast("WorkingRequest", request)
    if form.mistakes:
        # Everything that is wrong at once: also what is missing besides.
        _also(form, values, record)
        return None
    try:
        return saving.save_row(
            office_of(request), form.book.code, values, working.user, record=record,
            version=_version(request) if record else None, state=form.state, reason=_reason(request),
        )  # fmt: skip
    except saving.RowInvalid as invalid:
        form.refuse(invalid.mistakes)
        return None


def _also(form: RowForm, values: dict[str, Any], record: Record | None) -> None:
    try:
        saving.check_row(form.book, values, record=record, state=form.state)
    except saving.RowInvalid as invalid:
        form.refuse(invalid.mistakes)


def _page(
    request: HttpRequest,
    book: Book,
    record: Record,
    form: RowForm,
    *,
    status: int = 200,
    revealed: bool = False,
    changed: list[Change] | None = None,
) -> HttpResponse:
    working = cast("WorkingRequest", request)
    events = events_of(book, record)
    may_write = working.may(Right.WRITE_REGISTERS)
    return render(
        request,
        "registers/row.html",
        {
            "book": book, "record": record, "form": form, "events": events, "revealed": revealed, "may_write": may_write,
            "may_see": working.may(Right.SEE_PERSONAL), "cells": cells_of(book.open_columns, record.values),
            "state": book.state_name(record.state) if record.state else None,
            "sealed": cells_of(book.personal, record.personal) if revealed else [],
            "has_sealed": bool(record.personal), "limits": [Shown(each, today()) for each in record.deadlines.all()],
            "title": title_of(book, record.values), "files": record.attachments.filter(struck_at=None).select_related("person"),
            "files_shown": not book.personal or working.may(Right.SEE_PERSONAL), "changed": changed,
        },
        status=status,
    )  # fmt: skip


def _tell_of_twin(request: HttpRequest, record: Record) -> None:
    if saving.twin_of(record):
        messages.warning(request, _("Another row of this year has the same number. Look whether it was written twice."))


def _next_form(book: Book, record: Record) -> RowForm:
    """For the next row: with the day that was just written, for a pile of papers is of one day; and the number after it."""
    begins, number = book.register.begins, book.number
    start = {code: value for code, value in record.values.items() if code == begins}
    if number and isinstance(last := record.values.get(number.code), int):
        start[number.code] = last + 1
    return RowForm(book, start=start)


def _version(request: HttpRequest) -> int | None:
    said = request.POST.get("version", "")
    return int(said) if said.isdigit() and said.isascii() and len(said) < 10 else None


def _reason(request: HttpRequest) -> str:
    return one_line(request.POST.get("reason", ""))


def _too_late(request: HttpRequest) -> None:
    messages.error(request, _("Somebody else changed the row meanwhile, so this was not done. Look at it and decide again."))
