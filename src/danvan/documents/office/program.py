"""Another program run within limits: time, memory, the size of what it writes; nothing of it outlives the call."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAX_MEMORY = 4_000_000_000
"""Bytes of address space: an office program needs one or two thousand million for a long report."""
MAX_WRITTEN = 500_000_000


class ProgramStopped(Exception):
    """The program took longer than it was given, and was ended with all that it had started."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended: its exit code (0: well), and the bytes it wrote."""

    code: int
    out: bytes
    errors: bytes


def run(
    command: Sequence[str], *, seconds: float, given: bytes | None = None, settings: Mapping[str, str] | None = None
) -> Ran:
    """Runs `command` in a process group of its own, `given` on its standard input, `settings` added to its environment.

    Raises ProgramStopped after `seconds`, OSError when it cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 - a program we looked up ourselves, and no shell
        command,
        stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(settings or {})},
        start_new_session=True,
    )
    with process:
        try:
            _limit(process.pid)
            out, errors = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise ProgramStopped from error
        finally:
            _end(process)
    return Ran(process.returncode, out, errors)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends the program and whatever it started: an office program is a script that starts another."""
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _limit(pid: int) -> None:
    """Limits set from outside, where the system can: code between fork and exec is not safe beside threads."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - there is no such module on Windows

        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (MAX_WRITTEN, MAX_WRITTEN))
