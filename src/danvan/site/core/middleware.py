"""What happens around every page."""

import errno
import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

from danvan.kernel.errors import DanvanError
from danvan.site.core.language import said

_log = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponse]
_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


def content_policy(get_response: Next) -> Next:
    """Nothing is loaded from elsewhere; no script stands in a page."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return answered


class plain_failures:  # noqa: N801 - middleware is called like a function
    """A database that does not answer, a full disk and errors of our own become a page that says what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DanvanError):
            return render(request, "core/refused.html", {"why": said(error)}, status=400)
        return None if settings.DEBUG else _not_saved(request, error)


def broken(request: HttpRequest) -> HttpResponse:
    """Django's page for what nobody caught (`handler500`): what went wrong before a view, in a session or a middleware, too."""
    error = sys.exc_info()[1]
    told = _not_saved(request, error) if isinstance(error, Exception) else None
    return told or server_error(request)


def _not_saved(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page; None for what is neither."""
    if is_full(error):
        _log.error("the disk is full: %s", type(error).__name__)
        return _said(request, 507, FULL)
    if isinstance(error, OperationalError | InterfaceError):
        _log.error("the database did not answer: %s", type(error).__name__)
        return _said(request, 503, NO_DATABASE)
    return None


def is_full(error: BaseException | None) -> bool:
    """Whether it, or what it came from, says that there is no room left: for a file, in SQLite, in PostgreSQL."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return True
        if isinstance(error, DatabaseError) and any(words in str(error) for words in _FULL_WORDS):
            return True
        error = error.__cause__
    return False


def _said(request: HttpRequest, status: int, words: tuple[str, str, str, str]) -> HttpResponse:
    """Plain, for nothing else may work now. Where htmx asked, the whole page is shown, not put into a corner of it."""
    headers = {"Retry-After": "20", "Cache-Control": "no-store"}
    if request.headers.get("HX-Request"):
        headers |= {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML", "HX-Reselect": "#why"}
    return HttpResponse(_PAGE.format(*words), status=status, headers=headers)


_FULL_WORDS = ("database or disk is full", "No space left on device", "could not extend file", "disk I/O error")
NO_DATABASE = (
    "Cơ sở dữ liệu chưa trả lời",
    "Chờ ít phút rồi quay lại trang trước và lưu lại. Nếu vẫn vậy, báo người quản trị máy chủ.",
    "The database does not answer",
    "Wait a little, go back and save again. If it stays so, tell the operator of the server.",
)
FULL = (
    "Máy chủ hết chỗ lưu",
    "Báo người quản trị máy chủ giải phóng ổ đĩa, rồi quay lại trang trước và lưu lại.",
    "The disk of the server is full",
    "Tell the operator of the server to make room, then go back and save again.",
)
_PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Chưa lưu được — Dân Vận</title><body style="font:16px/1.6 system-ui;max-width:36rem;margin:15vh auto;padding:0 1rem">
<div id="why" role="alert" class="told error"><h1 style="font-size:1.4rem">{0}</h1>
<p>Việc vừa làm <b>chưa được lưu</b>. Những gì đã báo “Đã lưu” trước đó vẫn còn nguyên.</p><p>{1}</p>
<p lang="en">{2}: what you just did was not saved; everything confirmed before is kept. {3}</p></div></body></html>"""
