"""Files of a row: attached, downloaded, taken away."""

from typing import cast
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right, asks
from danvan.site.documents.limits import TOO_LARGE
from danvan.site.registers.attaching import FileRefused, attach, content_of
from danvan.site.registers.models import Attachment
from danvan.site.registers.views.rows import note_view, row_or_404


@require_POST
@asks(Right.WRITE_REGISTERS)
def add(request: HttpRequest, area: str, register: str, pk: int) -> HttpResponse:
    """A file is kept with the row."""
    book, record = row_or_404(request, area, register, pk)
    upload = request.FILES.get("file")
    if request.META.get(TOO_LARGE):
        most = settings.UPLOAD_LIMIT // (1024 * 1024)
        why = _("The file is larger than %(most)s MB. Scan it in grey at 200 dpi, or split it.") % {"most": most}
        messages.error(request, why)
        return redirect(book.row_url(pk))
    if upload is None:
        messages.error(request, _("No file was chosen."))
        return redirect(book.row_url(pk))
    try:
        attach(record, upload, cast("WorkingRequest", request).user)
        messages.success(request, _("Attached."))
    except FileRefused as refused:
        messages.error(request, str(refused))
    return redirect(book.row_url(pk))


@asks(Right.READ_REGISTERS)
def download(request: HttpRequest, area: str, register: str, pk: int, number: int) -> HttpResponse:
    """The file, to be saved: never opened inside the site. Of a book with personal columns it is personal, and noted down."""
    book, record = row_or_404(request, area, register, pk)
    if book.personal and not cast("WorkingRequest", request).may(Right.SEE_PERSONAL):
        raise PermissionDenied
    attachment = get_object_or_404(Attachment, pk=number, record=record, struck_at=None)
    if book.personal:
        note_view(request, book, record, "file")
    return HttpResponse(
        content_of(attachment),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(attachment.name)}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
@asks(Right.WRITE_REGISTERS)
def remove(request: HttpRequest, area: str, register: str, pk: int, number: int) -> HttpResponse:
    """The file no longer belongs to the row; it is kept, as everything is."""
    book, record = row_or_404(request, area, register, pk)
    attachment = get_object_or_404(Attachment, pk=number, record=record, struck_at=None)
    attachment.struck_at = timezone.now()
    attachment.save(update_fields=["struck_at"])
    messages.success(request, _("Taken away."))
    return redirect(book.row_url(pk))
