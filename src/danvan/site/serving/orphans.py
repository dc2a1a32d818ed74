"""A process of the server ends when what started it is gone: otherwise it would hold the port for ever."""

import os
import signal
import threading
import time

FOLLOWED = "DANVAN_SERVING"
"""In the environment: the process of `danvan serve`."""
LOOK = 2.0


def follow() -> None:
    """Watches in a thread of its own; nothing where nobody serves, and on Windows, which ends them itself."""
    if os.name == "posix" and (number := os.environ.get(FOLLOWED)):
        threading.Thread(target=_watch, args=(int(number), os.getppid()), daemon=True).start()


def _watch(serving: int, parent: int) -> None:
    while os.getppid() == parent and _is_alive(serving):
        time.sleep(LOOK)
    if os.getppid() == parent:
        os.kill(parent, signal.SIGTERM)  # the server's own head: it ends all of them
    else:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(LOOK)
        os._exit(0)


def _is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
