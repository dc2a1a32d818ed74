"""The server and the worker of long jobs, each a process of its own: started, watched, started again, ended together."""

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

LOOK = 0.25
"""Seconds between two looks."""
SHORT = 30.0
"""A process that lives shorter than so many seconds did not really start."""
MOST = 3
"""So many short lives one after the other, and there is no hope: the server is given up, the worker tried now and then."""
LONGEST = 15.0
"""Seconds between two trials."""
PATIENCE = 12.0
"""Seconds for ending in order; then by force."""


@dataclass
class Watched:
    """A process that is started again when it dies. `vital`: without it there is nothing to do."""

    name: str
    command: Sequence[str]
    vital: bool
    process: "subprocess.Popen[bytes] | None" = None
    begun: float = 0.0
    short: int = 0
    wake_at: float = 0.0

    def start(self) -> None:
        # A session of its own: Ctrl-C is ours to hear, the order of ending ours to choose.
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603 - our own
        self.begun = time.monotonic()

    @property
    def is_dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def is_hopeless(self) -> bool:
        return self.short >= MOST

    def buried(self) -> None:
        """It is dead: it is tried again after a pause that grows while it does not live long."""
        self.process = None
        self.short = self.short + 1 if time.monotonic() - self.begun < SHORT else 0
        self.wake_at = time.monotonic() + min(2**self.short - 1, LONGEST)

    @property
    def is_due(self) -> bool:
        return self.process is None and time.monotonic() >= self.wake_at


@dataclass
class Running:
    """Both, until somebody says to stop. `say`: told of what happens, by word and blanks."""

    watched: Sequence[Watched]
    say: Callable[..., None]
    told_to_stop: int = field(default=0, init=False)

    def until_stopped(self, ready: Callable[[], None] = lambda: None) -> int:
        """0 when it was told to stop; 2 when something vital cannot run. `ready` is called at every look."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        for each in self.watched:
            each.start()
        try:
            while not self.told_to_stop:
                ready()
                if (lost := self._looked_after()) is not None:
                    self.say("broken", part=lost.name)
                    return 2
                time.sleep(LOOK)
            self.say("stopping")
            return 0
        finally:
            self._end()

    def _looked_after(self) -> Watched | None:
        """Starts again what died; gives what is vital and cannot be."""
        for each in self.watched:
            if each.is_dead:
                each.buried()
                if each.vital and each.is_hopeless():
                    return each
                if each.short <= MOST:  # told so often; then it is tried in silence
                    self.say("broken" if each.is_hopeless() else "again", part=each.name)
            elif each.is_due:
                each.start()
        return None

    def _stop(self, _signal: int, _frame: object) -> None:
        self.told_to_stop += 1

    def _end(self) -> None:
        """In order while there is time; a second Ctrl-C, or too long a wait, by force."""
        alive = [each.process for each in self.watched if each.process is not None and not each.is_dead]
        for process in alive:
            process.terminate()
        until, told = time.monotonic() + PATIENCE, self.told_to_stop
        while any(process.poll() is None for process in alive):
            if time.monotonic() > until or self.told_to_stop > max(told, 1):
                for process in alive:
                    process.kill()
            time.sleep(0.05)
