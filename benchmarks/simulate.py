"""How fast a country is invented: rows of registers and figures a second, and the memory it takes, as the country grows.

One run for each number of communes, each in a process of its own (its peak memory is then its own), with the work shared among
two processes or none. Nothing is written to disk: it is the making that is measured.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from danvan.catalogue.loading import load_catalogue
from danvan.cli.bulk.processes import Lost, shared_out
from danvan.cli.bulk.terms import Terms
from danvan.simulate.blocks import Block, YearOfBlock
from danvan.simulate.plan import Plan
from danvan.simulate.stream import simulate
from danvan.units.level import Level
from danvan.units.register import UnitRegister

SIZES = (100, 300, 900)
DAY = date(2025, 9, 14)


def run(communes: int, workers: int) -> dict[str, float]:
    """Simulates 2025 for about so many communes of today, province by province; gives what it made and what it took."""
    catalogue = load_catalogue()
    register = UnitRegister.load(catalogue)
    plan = Plan(_provinces(register, communes), (2024, 2025))
    began, rows, figures, most = time.perf_counter(), 0, 0, 0
    for year in simulate(plan, catalogue, register, _share(workers)):
        held = sum(map(len, year.registers.values()))
        rows, most = rows + held, max(most, held)
        figures += sum(len(told.figures) for told in year.told)
    seconds = time.perf_counter() - began
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "rows": rows,
        "figures": figures,
        "seconds": seconds,
        "cpu": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
        "own_mb": own.ru_maxrss / 1024,
        "worker_mb": children.ru_maxrss / 1024,
        "rows_held": most,
    }


def _share(workers: int):  # type: ignore[no-untyped-def]
    def lost(block: Block, why: Lost) -> list[YearOfBlock]:
        raise SystemExit(f"{block.name}: {why}")

    return None if workers == 1 else lambda blocks, start: shared_out(blocks, start, lost, Terms(workers, ahead=workers + 1))


def _provinces(register: UnitRegister, communes: int) -> tuple[str, ...]:
    found: list[str] = []
    number = 0
    for province in register.at(DAY, Level.PROVINCE):
        if number >= communes:
            break
        found.append(province.code)
        number += len(register.descendants(province.code, DAY, Level.COMMUNE))
    return tuple(found)


def main() -> None:
    """Runs each size in a process of its own and prints a line on it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--communes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--out", type=Path, default=Path(".benchmarks"))
    parser.add_argument("--one", action="store_true", help="one run, its result as JSON")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(run(given.communes[0], given.workers[0])))
        return
    results = []
    heads = ("communes", "processes", "rows", "figures", "seconds", "cpu s", "rows/s", "figures/s", "peak MB")
    print(" ".join(f"{head:>12}" for head in heads))
    for workers in given.workers:
        for communes in given.communes:
            command = [sys.executable, __file__, "--one", "--communes", str(communes), "--workers", str(workers)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[0])
            results.append({"communes": communes, "workers": workers, **found})
            rate, told = found["rows"] / found["seconds"], found["figures"] / found["seconds"]
            peak = f"{found['own_mb']:.0f} + {found['worker_mb']:.0f}" if workers > 1 else f"{found['own_mb']:.0f}"
            numbers = (communes, workers, found["rows"], found["figures"], found["seconds"], found["cpu"], rate, told)
            print(" ".join(f"{number:>12,.0f}" for number in numbers), f"{peak:>12}")
    given.out.mkdir(exist_ok=True)
    made = datetime.now(UTC)
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}
    file = given.out / f"simulate-{made:%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps({"made": made.isoformat(), **machine, "results": results}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
