"""The worker of the background: what it leaves behind when a task breaks, when it is told to stop, when nothing answers."""

import builtins
import os
import signal
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks import task
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from danvan.site.accounts.models import User
from danvan.site.core.management.commands import firstadmin, worker
from danvan.site.core.models import WorkerBeat
from danvan.site.offices.models import Office


@task()
def breaks():
    raise ValueError("Đinh Thị Quvang")


@task()
def works():
    return 7


@pytest.fixture
def queued(db, settings):
    """`queued(task)`: it waits in the queue of the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return lambda what: DBTaskResult.objects.get(pk=what.enqueue().id)


@pytest.fixture
def mindful(monkeypatch):
    # A test keeps its one connection, in a transaction that is rolled back.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return worker.Mindful(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="w" * 32, excluded_queue_names=[],
    )  # fmt: skip


def test_what_waits_is_done(queued, mindful):
    one = queued(works)
    mindful.run()
    one.refresh_from_db()
    assert (one.status, one.return_value, one.worker_ids) == ("SUCCESSFUL", 7, ["w" * 32])


def test_the_words_of_an_error_are_not_kept_in_the_queue(queued, mindful):
    one = queued(breaks)
    mindful.run()
    one.refresh_from_db()
    assert (one.status, one.traceback) == ("FAILED", "")


def test_told_to_stop_it_ends_at_once_when_it_does_nothing(mindful):
    with pytest.raises(SystemExit) as ended:
        mindful.shutdown(signal.SIGTERM, None)
    assert ended.value.code == 0


class AtOnce:
    """A thread that does its work when it is started."""

    def __init__(self, target, **_more):
        self.start = target


def stopped_in(one, mindful, monkeypatch):
    """The worker is told to stop while it does `one`, and its patience is over."""
    left = []
    monkeypatch.setattr(worker, "threading", SimpleNamespace(Thread=AtOnce))
    monkeypatch.setattr(worker, "PATIENCE", 0)
    monkeypatch.setattr(os, "_exit", left.append)
    mindful.current, mindful.running_task = one, True
    mindful.shutdown(signal.SIGTERM, None)
    assert (mindful.running, left) == (False, [0])


def test_a_task_it_cannot_end_goes_back_as_if_it_had_not_been_begun(queued, mindful, monkeypatch):
    one = queued(works)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["w" * 32])
    stopped_in(one, mindful, monkeypatch)
    one.refresh_from_db()
    assert (one.status, one.worker_ids) == ("READY", [])


def test_a_task_that_ended_meanwhile_is_not_done_again(queued, mindful, monkeypatch):
    one = queued(works)
    DBTaskResult.objects.update(status="SUCCESSFUL")
    stopped_in(one, mindful, monkeypatch)
    one.refresh_from_db()
    assert one.status == "SUCCESSFUL"


@pytest.fixture
def alone(monkeypatch):
    """The command without its signals and without its second thread."""
    monkeypatch.setattr(worker.Mindful, "configure_signals", lambda self: None)
    monkeypatch.setattr(worker, "_beats", lambda name, follow: None)


def test_it_is_heard_while_it_works_and_says_goodbye(db, alone, monkeypatch):
    heard = []
    monkeypatch.setattr(worker.Mindful, "run", lambda self: heard.extend(WorkerBeat.objects.values_list("worker", flat=True)))
    WorkerBeat.objects.create(worker="other", at=timezone.now())
    call_command("worker", interval=0)
    assert len(heard) == 2
    assert list(WorkerBeat.objects.values_list("worker", flat=True)) == ["other"]


def test_without_a_database_it_ends_with_a_sentence_and_no_words_of_the_server(db, alone, monkeypatch):
    def gone(_name):
        raise OperationalError("host=10.0.0.7 user=danvan")

    monkeypatch.setattr(worker, "beat", gone)
    with pytest.raises(CommandError, match=r"^The database does not answer \(OperationalError\); the worker ends\.$"):
        call_command("worker")


class Enough(Exception):
    """The test has seen it."""


@pytest.fixture
def beating(monkeypatch):
    """`beating(follow, times)`: the second thread of the worker, for so many beats; the signals it sent to itself."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "connection", SimpleNamespace(close=lambda: None))
    sent = []
    monkeypatch.setattr(os, "kill", lambda pid, which: sent.append((pid, which)))

    def beats(follow, times=1):
        left = iter(range(times - 1))

        def sleep(_seconds):
            if next(left, None) is None:
                raise Enough

        monkeypatch.setattr(worker, "time", SimpleNamespace(sleep=sleep))
        with pytest.raises(Enough):
            worker._beats("me", follow)
        return sent

    return beats


def test_it_follows_the_server_that_started_it(db, beating):
    assert beating(os.getppid()) == []
    assert beating(os.getppid() + 1) == [(os.getpid(), signal.SIGTERM)]


def test_a_database_that_is_away_for_a_moment_does_not_stop_its_heart(db, beating, monkeypatch):
    real, tried = worker.beat, []

    def sometimes(name):
        tried.append(name)
        if len(tried) == 1:
            raise OperationalError("away")
        real(name)

    monkeypatch.setattr(worker, "beat", sometimes)
    beating(0, times=2)
    assert WorkerBeat.objects.get().worker == "me"


ANSWERS = {"code": "51", "office": "tỉnh Quảng Ngãi", "level": "province", "username": "goc", "name": "Người Gốc"}


@pytest.fixture
def asked(db, monkeypatch):
    """`asked(password, code=…)`: the command with these answers to its questions."""

    def answered(password="đủ dài để dùng", **other):  # noqa: S107 - of a test
        answers = ANSWERS | other
        monkeypatch.setattr(builtins, "input", lambda question: f" {answers[question.rstrip(': ')]} ")
        monkeypatch.setattr(firstadmin, "getpass", lambda _question: password)
        call_command("firstadmin")

    return answered


def test_the_first_office_and_its_administrator_are_asked_for(asked, client):
    asked()
    user = User.objects.get(username="goc")
    assert (user.is_superuser, user.full_name) == (True, "Người Gốc")
    assert user.memberships.get().role == "administrator"
    assert Office.objects.get().name == "tỉnh Quảng Ngãi"
    assert client.login(username="goc", password="đủ dài để dùng")


@pytest.mark.parametrize(
    ("password", "other", "says"),
    [
        ("đủ dài để dùng", {"level": "country"}, "level 'country': write one of"),
        ("ngắn", {}, "10"),
    ],
)
def test_what_cannot_be_a_first_office_is_refused_and_nothing_is_made(asked, password, other, says):
    with pytest.raises(CommandError, match=says):
        asked(password, **other)
    assert not Office.objects.exists()


@pytest.mark.parametrize("other", [{"username": "second"}, {"code": "52"}])
def test_an_office_or_a_name_that_is_taken_is_refused(asked, other):
    asked()
    with pytest.raises(CommandError, match="There is an office of this code or a person of this user name already"):
        asked(**other)
    assert User.objects.count() == 1
