"""/suc-khoe/: what a machine asks: is it well? Words of trouble only, nothing about anybody."""

import logging
import shutil
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from danvan.site.access.policy import anyone
from danvan.site.core.jobs import SILENT, is_worker_silent

_log = logging.getLogger(__name__)
LEAST_DISK = 200 * 1024 * 1024
"""Bytes that must be free in the data folder."""
WELL = "ok"


@anyone
def health(_request: HttpRequest) -> HttpResponse:
    """200 when all is well, else 503; each part by name: 'ok', or what is wrong."""
    parts = {name: _answered(name, ask) for name, ask in PARTS.items()}
    well = all(found == WELL for found in parts.values())
    status = 200 if well else 503
    return JsonResponse({"well": well, **parts}, status=status, headers={"Cache-Control": "no-store"})


def database() -> str:
    """Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return WELL


def migrations() -> str:
    """Whether the tables are those this version wants. Raises DatabaseError."""
    return _migrated() or "not applied: run `python -m danvan.site migrate`"


def worker() -> str:
    """Raises DatabaseError."""
    return "no worker was heard for a minute: is `danvan serve` running?" if is_worker_silent() else WELL


def queue() -> str:
    """What is ready and nobody takes up. Raises DatabaseError."""
    late = timezone.now() - 5 * SILENT
    due = Q(run_after=get_date_max()) | Q(run_after__lt=late)
    waiting = DBTaskResult.objects.ready().filter(due, enqueued_at__lt=late).count()
    return f"{waiting} tasks wait for more than five minutes" if waiting else WELL


def disk() -> str:
    """Whether there is room for another day's work."""
    return WELL if free_bytes() >= LEAST_DISK else "less than 200 MB are free in the data folder"


def free_bytes() -> int:
    """In the data folder."""
    return shutil.disk_usage(settings.DATA).free


PARTS: dict[str, Callable[[], str]] = {
    "database": database, "migrations": migrations, "worker": worker, "queue": queue, "disk": disk,
}  # fmt: skip


def _answered(name: str, ask: Callable[[], str]) -> str:
    try:
        return ask()
    except (DatabaseError, OSError):
        _log.exception("health: %s", name)
        return "does not answer"


def _migrated() -> str:
    try:
        return _all_migrated()
    except LookupError:
        return ""


@cache
def _all_migrated() -> str:
    """Asked until it is so, then never again in this process."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError
    return WELL
