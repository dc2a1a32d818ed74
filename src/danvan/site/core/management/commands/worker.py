"""`python -m danvan.site worker`: does what waits in the background; `danvan serve` runs one."""

import os
import signal
import sys
import threading
import time
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections, connection
from django.db.utils import Error as DatabaseError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from danvan.site.core.jobs import mend_cut_short
from danvan.site.core.models import WorkerBeat

BEAT = 5.0
"""Seconds between two signs of life."""
PATIENCE = 8.0
"""Seconds a task has to end when the worker is told to stop; then it is put back into the queue."""
_KEPT = timedelta(days=1)


class Mindful(Worker):
    """A worker that puts back what it cannot end, and leaves no words of an error in the database."""

    current: DBTaskResult[Any, Any] | None = None

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        self.current = db_task_result
        super().run_task(db_task_result)
        self.current = None
        # The words of an error may be somebody's; where it was is in the log.
        DBTaskResult.objects.filter(pk=db_task_result.pk).exclude(traceback="").update(traceback="")

    def shutdown(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the signal's own signature
        self.running = False
        if not self.running_task:
            sys.exit(0)
        threading.Thread(target=self._put_back, daemon=True).start()

    def _put_back(self) -> None:
        time.sleep(PATIENCE)
        if self.current is not None:
            waiting = DBTaskResult.objects.filter(pk=self.current.pk, status=TaskResultStatus.RUNNING)
            # It was not its fault: the next time counts as the first.
            waiting.update(status=TaskResultStatus.READY, worker_ids=[])
        os._exit(0)


class Command(BaseCommand):
    """Runs until SIGTERM or Ctrl-C."""

    requires_system_checks: tuple[str, ...] = ()
    help = "Does what waits in the background."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks into the queue")
        parser.add_argument("--follow", type=int, default=0, help="ends when this process does")

    def handle(self, *_args: Any, interval: float, follow: int, **_options: Any) -> None:
        name = get_random_string(32)
        worker = Mindful(
            queue_names=["*"], interval=interval, batch=False, backend_name="default", startup_delay=False, max_tasks=None,
            worker_id=name, excluded_queue_names=[],
        )  # fmt: skip
        worker.configure_signals()
        try:
            beat(name)
            threading.Thread(target=_beats, args=(name, follow), daemon=True).start()
            worker.run()
        except DatabaseError as error:
            raise CommandError(f"The database does not answer ({type(error).__name__}); the worker ends.") from None
        WorkerBeat.objects.filter(worker=name).delete()


def _beats(name: str, follow: int) -> None:
    """A sign of life now and then; what dead workers left is mended; without `follow` there is nobody to work for."""
    while True:
        if follow and os.getppid() != follow:
            os.kill(os.getpid(), signal.SIGTERM)
        try:
            beat(name)
        except DatabaseError:
            pass  # the worker itself meets the same, and says so
        finally:
            close_old_connections()
            connection.close()
        time.sleep(BEAT)


def beat(name: str) -> None:
    """One sign of life. Raises DatabaseError."""
    now = timezone.now()
    WorkerBeat.objects.update_or_create(worker=name, defaults={"at": now})
    WorkerBeat.objects.filter(at__lt=now - _KEPT).delete()
    mend_cut_short(name)
