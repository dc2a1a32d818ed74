"""Long work in the background, with somebody who waits for it.

`begin` puts a task into the queue and gives the Job; the worker (`management/commands/worker.py`) does it and says with
`progress` how far it is; the page is `job_pages`. A task may be called again after it was cut short: it then goes on, or
begins anew. A worker that dies leaves its task RUNNING: it is put back once by itself, and is broken off the second time, for
it may be the task that kills.
"""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as noop
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from danvan.kernel.errors import DanvanError
from danvan.site.accounts.models import User
from danvan.site.core.language import said
from danvan.site.core.models import Job, WorkerBeat
from danvan.site.offices.models import Office

_log = logging.getLogger(__name__)
SILENT = timedelta(seconds=45)
"""A worker that was not heard for so long is dead."""
TIMES = 2
"""How often a task is begun before it is broken off."""
OURS = noop("Something broke on our side (%(error)s). It can be started again; if it breaks again, tell the operator the time.")
_FRAMES = 6
_current: ContextVar[int | None] = ContextVar("job", default=None)


def begin(
    what: "Task[Any, Any]", *arguments: Any, person: User | None, office: Office | None, text: str, url: str = "", **blanks: str
) -> Job:
    """Has `what(*arguments)` done in the background. `text`: an English sentence, its blanks as '%(name)s', marked for
    translation where it stands. Part of the transaction it is called in."""
    with transaction.atomic():
        job = Job.objects.create(
            person=person, office=office, text=text, blanks=blanks, url=url, task=what.module_path, arguments=list(arguments)
        )
        return _queued(job)


def again(job: Job) -> Job:
    """Puts a job that did not end well back into the queue; one that goes on is left alone."""
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if job.state not in (Job.State.FAILED, Job.State.BROKEN_OFF):
            return job
        job.state, job.at, job.of, job.failed, job.begun_at, job.ended_at = Job.State.WAITING, 0, 0, {}, None, None
        return _queued(job)


def progress(at: int, of: int = 0) -> None:
    """Says of the job that is being done here how far it is; nothing outside one. Others see it when the transaction it is
    called in, if any, is over."""
    if number := _current.get():
        Job.objects.filter(pk=number).update(at=at, of=of)


def is_worker_silent() -> bool:
    """Whether no worker was heard lately."""
    return not WorkerBeat.objects.filter(at__gt=timezone.now() - SILENT).exists()


@task()
def work_on(number: int) -> None:
    """Does a job; what goes wrong is told in words, and its places in our code are logged, never what it was about."""
    job = Job.objects.get(pk=number)
    if not job.is_going_on:
        return
    _moved(job, state=Job.State.RUNNING, begun_at=timezone.now())
    try:
        with _doing(job):
            found = import_string(job.task).call(*job.arguments)
    except DanvanError as error:
        _failed(job, partial(said, error))
    except Exception as error:
        _log.error("job %s could not be done: %s", number, places(error))
        _failed(job, partial(_ours, type(error).__name__))
    else:
        _moved(job, state=Job.State.DONE, ended_at=timezone.now(), url=found if isinstance(found, str) else job.url)


def mend_cut_short(own: str = "", now: datetime | None = None) -> int:
    """Tasks whose worker is dead: back into the queue, or broken off. Gives how many. `own`: the worker that asks; it lives."""
    since = (now or timezone.now()) - SILENT
    alive = {own, *WorkerBeat.objects.filter(at__gt=since).values_list("worker", flat=True)}
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=since)
    return sum(_mended(one.pk) for one in running if not alive & set(one.worker_ids[-1:]))


def places(error: BaseException) -> str:
    """Where in our code an error was: its kind and lines, without its words, which may be somebody's."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-_FRAMES:])
    return f"{type(error).__name__} at {' < '.join(f'{Path(frame.filename).name}:{frame.lineno}' for frame in frames)}"


def _queued(job: Job) -> Job:
    job.save()
    job.task_id = str(work_on.enqueue(job.pk).id)
    Job.objects.filter(pk=job.pk).update(task_id=job.task_id)
    job.refresh_from_db()
    return job


def _mended(task_id: Any) -> int:
    with transaction.atomic():
        one = DBTaskResult.objects.select_for_update().get(pk=task_id)
        if one.status != TaskResultStatus.RUNNING:
            return 0
        last = len(one.worker_ids) >= TIMES
        one.status = TaskResultStatus.FAILED if last else TaskResultStatus.READY
        one.save(update_fields=["status"])
        state = {"state": Job.State.BROKEN_OFF, "ended_at": timezone.now()} if last else {"state": Job.State.WAITING}
        Job.objects.filter(task_id=str(task_id), state=Job.State.RUNNING).update(**state)
    return 1


@contextmanager
def _doing(job: Job) -> Iterator[None]:
    token = _current.set(job.pk)
    try:
        yield
    finally:
        _current.reset(token)


def _moved(job: Job, **changed: Any) -> None:
    Job.objects.filter(pk=job.pk).update(**changed)
    for name, value in changed.items():
        setattr(job, name, value)


def _ours(kind: str) -> str:
    return gettext(OURS) % {"error": kind}


def _failed(job: Job, sentence: Callable[[], str]) -> None:
    why = {}
    for language in ("vi", "en"):
        with override(language):
            why[language] = sentence()
    _moved(job, state=Job.State.FAILED, ended_at=timezone.now(), failed=why)
