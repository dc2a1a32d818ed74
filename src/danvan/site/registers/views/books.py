"""The shelf of books, and a book: its rows, and the line on which the next one is written."""

from typing import cast

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.core.catalogue import today
from danvan.site.offices.models import Office
from danvan.site.registers.books import Book, books_of, every_book, get_book_or_404
from danvan.site.registers.forms import RowForm
from danvan.site.registers.listing import Listing
from danvan.site.registers.models import Record, RowDeadline
from danvan.site.registers.periods import Stretch, in_stretch, stretches
from danvan.site.registers.values import Value


@asks(Right.READ_REGISTERS)
def shelf(request: HttpRequest) -> HttpResponse:
    """Every book by area, with its rows of the current period and how many wait beyond their limit."""
    office = office_of(request)
    stretch = stretches(office, today())[0]
    return render(
        request, "registers/shelf.html", {"areas": _shelf(office, every_book().values(), stretch), "stretch": stretch}
    )


@asks(Right.READ_REGISTERS)
def area(request: HttpRequest, area: str) -> HttpResponse:
    """The book of an area; the shelf of it, where it has several."""
    books = books_of(area)
    if not books:
        raise Http404
    if len(books) == 1:
        return _book(request, books[0])
    office = office_of(request)
    stretch = stretches(office, today())[0]
    return render(
        request, "registers/shelf.html", {"areas": _shelf(office, books, stretch), "stretch": stretch, "area": books[0].area}
    )


@asks(Right.READ_REGISTERS)
def book(request: HttpRequest, area: str, register: str) -> HttpResponse:
    """The rows of a book."""
    return _book(request, get_book_or_404(area, register))


def new_form(book: Book, office: Office) -> RowForm:
    """An empty form: today is the day of most rows, and their numbers follow each other."""
    begins = book.columns.get(book.register.begins)
    start: dict[str, Value] = {begins.code: today().isoformat()} if begins and begins.required else {}
    if book.number and book.number.type == "integer":
        last = Record.objects.filter(office=office, book=book.code).listed().order_by("-pk").first()
        number = last.values.get(book.number.code, 0) if last else 0
        start[book.number.code] = number + 1
    return RowForm(book, start=start)


def office_of(request: HttpRequest) -> Office:
    """Where one works; `asks` has seen to it that there is one."""
    return cast("Office", cast("WorkingRequest", request).office)


def _book(request: HttpRequest, book: Book) -> HttpResponse:
    working = cast("WorkingRequest", request)
    listing = Listing(book, office_of(request), request.GET.dict(), today())
    page = listing.page()
    shown = {"book": book, "listing": listing, "page": page, "lines": listing.lines(page)}
    if request.headers.get("HX-Target") == "rows":
        return render(request, "registers/rows.html", shown)
    may_write = working.may(Right.WRITE_REGISTERS)
    if not page.paginator.count:
        shown["empty"] = not Record.objects.filter(office=listing.office, book=book.code).exists()
    return render(
        request,
        "registers/book.html",
        {
            **shown,
            "may_write": may_write,
            "may_see": working.may(Right.SEE_PERSONAL),
            "form": new_form(book, listing.office) if may_write else None,
        },
    )


def _shelf(office: Office, books: "list[Book] | object", stretch: Stretch) -> list[dict[str, object]]:
    """Two questions to the database, however many books there are."""
    wanted = list(cast("list[Book]", books))
    counts = _counts(office, wanted, stretch)
    late = (
        RowDeadline.objects.filter(office=office, done=None, latest__lt=today())
        .values_list("book")
        .annotate(rows=Count("record", distinct=True))
    )
    overdue = dict(late)
    areas: dict[str, dict[str, object]] = {}
    for each in wanted:
        shown = areas.setdefault(each.area.code, {"area": each.area, "books": []})
        cast("list[object]", shown["books"]).append(
            {"book": each, "rows": counts.get(each.code, 0), "overdue": overdue.get(each.code, 0)}
        )
    return list(areas.values())


def _counts(office: Office, books: list[Book], stretch: Stretch) -> dict[str, int]:
    """Rows of the stretch by book. Books whose rows belong to it by the same rule are asked about together."""
    condition = Q(pk__in=[])
    kinds: dict[tuple[bool, bool], list[Book]] = {}
    for each in books:
        kinds.setdefault((each.register.stays, bool(each.register.ends)), []).append(each)
    for alike in kinds.values():
        condition |= Q(book__in=[each.code for each in alike]) & in_stretch(alike[0].register, stretch)
    rows = Record.objects.kept().filter(condition, office=office).order_by()
    return dict(rows.values_list("book").annotate(rows=Count("pk")))
