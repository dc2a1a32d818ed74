"""/soat/: a document dropped in, what is wrong in it, the same file with comments."""

from collections.abc import Callable
from functools import wraps
from pathlib import PurePosixPath
from typing import Any, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.accounts.models import User
from danvan.site.core.jobs import begin
from danvan.site.core.language import code as language
from danvan.site.documents import keeping
from danvan.site.documents.checking import delete_in_time, give_up_if_silent, is_quick, run, run_in_background
from danvan.site.documents.limits import TOO_LARGE
from danvan.site.documents.models import CheckedDocument, Stage

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
_MINE = "documents"
"""In the session: keys of what was dropped in without an account."""
_SHOWN = 12
CHECKED = gettext_noop("Checking a document")
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def who_may_check(view: View) -> View:
    """Declares that a view is for who may check documents; for everybody where the settings say so."""
    asked = asks(Right.CHECK_DOCUMENTS)(cast("Callable[..., HttpResponse]", view))

    @wraps(asked)
    def open_or_asked(request: WorkingRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if settings.CHECK_FOR_ALL else asked(request, *args, **kwargs)

    return cast("View", open_or_asked)


@who_may_check
def documents(request: WorkingRequest) -> HttpResponse:
    """Where a document is dropped in; below it what one checked today."""
    if request.method == "POST":
        return _dropped(request)
    return _page(request)


def _page(request: WorkingRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {"wrong": wrong, "mine": _mine(request), "limit": settings.UPLOAD_LIMIT // (1024 * 1024)}
    return render(request, "documents/drop.html", context, status=status)


def _dropped(request: WorkingRequest) -> HttpResponse:
    file = request.FILES.get("file")
    address = keeping.address_of(request)
    if request.META.get(TOO_LARGE):
        too_large = _("The file is larger than %(most)s MB. Leave out what is not the report, or split it.")
        return _page(request, too_large % {"most": settings.UPLOAD_LIMIT // (1024 * 1024)}, 413)
    if not isinstance(file, UploadedFile):
        return _page(request, _("Choose a file first."), 422)
    if not file.size:
        return _page(request, _("The file is empty. Save the report again and send that copy."), 422)
    keeping.purge()
    if keeping.too_many(address, known=request.user.is_authenticated):
        return _page(request, _("Too many documents came from here within an hour. Wait a little."), 429)
    content = file.read()
    document = _kept(request, file, content, address)
    delete_in_time(document)
    if is_quick(content):
        run(document, language())
    else:
        url = reverse("document", args=[document.key])
        begin(run_in_background, str(document.key), language(), person=_user(request), office=None, text=CHECKED, url=url)
    return redirect("document", key=document.key)


def _kept(request: WorkingRequest, file: "UploadedFile[Any]", content: bytes, address: str) -> CheckedDocument:
    user = _user(request)
    name = PurePosixPath(str(file.name)).name[:150]
    document = CheckedDocument.objects.create(user=user, address=address, size=file.size or 0, named={"name": name})
    keeping.store(document, content)
    if user is None:
        request.session[_MINE] = [*request.session.get(_MINE, []), str(document.key)][-_SHOWN:]
    return document


@who_may_check
def document(request: WorkingRequest, key: UUID) -> HttpResponse:
    """What was found: the verdict first. While it is still being read: how far it is."""
    found = give_up_if_silent(_found(request, key))
    if not found.is_ended:
        template = "documents/_progress.html" if request.headers.get("HX-Request") else "documents/progress.html"
        return render(request, template, {"document": found})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": request.path})
    if found.stage == Stage.FAILED:
        return _page(request, found.result["failed"][language()], 422)
    shown = found.result[language()]
    return render(request, "documents/result.html", {"document": found, "shown": shown, **_beside(shown), **found.result})


def _beside(shown: dict[str, Any]) -> dict[str, Any]:
    """The findings by number, for the rows; how many are of which kind."""
    notes = {note["number"]: note for note in shown["notes"]}
    rows = [{**row, "beside": [notes[number] for number in row["notes"]]} for row in shown["rows"]]
    return {"rows": rows, "grave": [note for note in shown["notes"] if note["severity"] != "note"]}


@who_may_check
def noted(request: WorkingRequest, key: UUID) -> HttpResponse:
    """The same file with comments."""
    found = _found(request, key)
    content = keeping.content_of(found, "noted")
    if content is None:
        raise Http404
    kind = str(found.result.get("format", ""))
    stem = PurePosixPath(found.name).stem or "van-ban"
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{stem}-ghi-chu.{kind}") or "attachment",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=TYPES.get(kind, "application/octet-stream"), headers=headers)


@require_POST
@who_may_check
def remove(request: WorkingRequest, key: UUID) -> HttpResponse:
    """Deleted at once, with its file and what was found."""
    keeping.delete([_found(request, key)])
    messages.success(request, _("Deleted: the file, its name and what was found."))
    return redirect("documents")


def _found(request: WorkingRequest, key: UUID) -> CheckedDocument:
    """Of whoever dropped it in; for anybody else there is none."""
    found = CheckedDocument.objects.filter(pk=key).first()
    if found is None or not _is_mine(request, found):
        raise Http404
    return found


def _is_mine(request: WorkingRequest, document: CheckedDocument) -> bool:
    if document.user_id is not None:
        return document.user_id == request.user.pk
    return str(document.key) in request.session.get(_MINE, [])


def _user(request: WorkingRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _mine(request: WorkingRequest) -> list[CheckedDocument]:
    found = CheckedDocument.objects.defer("result")
    if user := _user(request):
        return list(found.filter(user=user)[:_SHOWN])
    return list(found.filter(user=None, pk__in=request.session.get(_MINE, [])))
