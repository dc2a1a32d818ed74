"""The work of `danvan serve`: another program of ours, which alone knows Django."""

import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from danvan.cli.session import Session
from danvan.documents.opening import find_reports
from danvan.kernel.errors import ExtraMissing, OptionInvalid

_LEAST = {"--port": (1, 65535), "--workers": (1, 64), "--communes": (1, 200)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command, as they were typed."""

    data: Path
    host: str
    port: int
    workers: int
    communes: int
    empty: bool
    postgres: bool
    documents: Path | None = None


def serve(wanted: Wanted, session: Session) -> int:
    """Runs until it is stopped; returns the exit code. Raises ExtraMissing, OptionInvalid, and what
    `find_reports` raises."""
    for option, value in (("--port", wanted.port), ("--workers", wanted.workers), ("--communes", wanted.communes)):
        least, most = _LEAST[option]
        if not least <= value <= most:
            raise OptionInvalid(option=option, found=value, allowed=f"{least} … {most}")
    if not (find_spec("django") and find_spec("granian")):
        raise ExtraMissing(extra="site")
    if wanted.documents:
        find_reports(wanted.documents)
    command = [sys.executable, "-m", "danvan.site.serving", "--data", str(wanted.data), "--host", wanted.host]
    command += ["--port", str(wanted.port), "--workers", str(wanted.workers), "--communes", str(wanted.communes)]
    command += [*(("--empty",) if wanted.empty else ()), *(("--postgres",) if wanted.postgres else ())]
    command += ["--documents", str(wanted.documents)] if wanted.documents else []
    command += ["--lang", session.language.code]
    if os.name == "posix":
        os.execv(sys.executable, command)  # noqa: S606 - our own; in its place: whoever stops this process stops the site
    running = subprocess.Popen(command)  # noqa: S603 - our own
    while True:
        try:
            return running.wait()
        except KeyboardInterrupt:
            continue  # it hears Ctrl-C too, and ends when everything is put away
