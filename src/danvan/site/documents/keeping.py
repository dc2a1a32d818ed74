"""The files of documents that are checked: encrypted, deleted after a day, when somebody says so, or when they log out."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from danvan.site.accounts.models import User
from danvan.site.core.secrets import fingerprint, opened_bytes, sealed_bytes
from danvan.site.documents.models import CheckedDocument, tomorrow

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR, MOST_WITHOUT_ACCOUNT = 600, 12
"""Documents from one address."""


def store(document: CheckedDocument, content: bytes, part: str = "original") -> None:
    """Keeps a file of `document`, encrypted: the original, or the one with comments ('noted')."""
    forget(document, part)
    default_storage.save(_path(document, part), ContentFile(sealed_bytes(content)))


def content_of(document: CheckedDocument, part: str = "original") -> bytes | None:
    """A file of `document`; None where there is none (any more)."""
    path = _path(document, part)
    if not default_storage.exists(path):
        return None
    with default_storage.open(path) as file:
        return opened_bytes(file.read())


def forget(document: CheckedDocument, *parts: str) -> None:
    """Deletes files of `document`."""
    for part in parts:
        default_storage.delete(_path(document, part))


def delete(documents: Iterable[CheckedDocument]) -> int:
    """Deletes documents with their files."""
    count = 0
    for document in documents:
        forget(document, "original", "noted")
        document.delete()
        count += 1
    return count


def purge() -> int:
    """Deletes what is older than a day."""
    return delete(CheckedDocument.objects.filter(until__lt=timezone.now()).defer("result"))


def too_many(address: str, *, known: bool) -> bool:
    """Whether from this address more came within an hour than is taken. `known`: somebody is logged in."""
    since = timezone.now() - AN_HOUR
    count = CheckedDocument.objects.filter(address=address, created_at__gte=since).count()
    return count >= (MOST_AN_HOUR if known else MOST_WITHOUT_ACCOUNT)


def address_of(request: HttpRequest) -> str:
    """What is kept of where a request comes from: enough to count, not to know it; behind our proxy the address that saw."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return fingerprint("document from", seen or request.META.get("REMOTE_ADDR", ""))


@receiver(user_logged_out, dispatch_uid="documents of who leaves")
def _left(user: User | None, **_: Any) -> None:
    if user is not None:
        own = CheckedDocument.objects.filter(user=user, until__lte=tomorrow())  # what a demonstration began with stays
        delete(own.defer("result"))


def _path(document: CheckedDocument, part: str) -> str:
    return f"documents/{document.key}-{part}"
