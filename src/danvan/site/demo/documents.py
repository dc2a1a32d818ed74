"""Reports from a folder, put before the people of the demonstration as documents to check."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from danvan.documents.opening import find_reports
from danvan.site.accounts.models import Role, User
from danvan.site.documents.checking import run_in_background
from danvan.site.documents.keeping import store
from danvan.site.documents.models import CheckedDocument

_STAY = timedelta(days=3650)
"""Nobody dropped them in, so they are not deleted after a day."""
_READERS = (Role.CLERK, Role.REPORTER, Role.REVIEWER)


def put_before_readers(folder: Path, language: str) -> None:
    """Each report of `folder` for everybody who writes or reviews some; the worker reads and checks them.

    Raises what `find_reports` raises.
    """
    files = [file for file in find_reports(folder) if file.is_file()]  # not those inside a zip
    for user in User.objects.filter(memberships__role__in=_READERS).distinct():
        for file in files:
            content = file.read_bytes()
            document = CheckedDocument.objects.create(
                user=user, size=len(content), named={"name": file.name}, until=timezone.now() + _STAY
            )
            store(document, content)
            run_in_background.enqueue(str(document.key), language)
