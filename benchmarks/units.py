"""How long the register of units takes: to load the whole country, to trace and to name all of its communes.

    python benchmarks/units.py [--runs 5]

Each run is a process of its own; the medians are printed.
"""

import argparse
import json
import statistics
import subprocess
import sys

RUN = """
import json, time
from datetime import date
from danvan.catalogue.loading import load_catalogue
from danvan.units.level import Level
from danvan.units.register import UnitRegister

def timed(work):
    start = time.perf_counter()
    made = work()
    return made, time.perf_counter() - start

today, before = date(2026, 9, 30), date(2024, 9, 30)
catalogue = load_catalogue()
register, load = timed(lambda: UnitRegister.load(catalogue))
communes, listed = timed(lambda: register.at(today, Level.COMMUNE))
_, first = timed(lambda: register.resolve("xã Nghĩa Phương, huyện Tư Nghĩa"))
_, misspelt = timed(lambda: [register.resolve("xã Nghĩa Phơng, Tư Nghĩa") for _ in range(20)])
_, names = timed(lambda: [register.resolve(unit.name, today, unit.parent) for unit in communes])
_, codes = timed(lambda: [register.resolve_code(unit.name, today, unit.parent) for unit in communes])
_, traces = timed(lambda: [register.trace(unit.code, today, before) for unit in communes])
print(json.dumps({"load": load, "list a day": listed, "first name": first, "a misspelt name": misspelt / 20,
                  "3,321 names": names, "3,321 codes": codes, "3,321 traces": traces}))
"""


def main() -> None:
    """Prints the median of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = [_run() for _ in range(parser.parse_args().runs)]
    for what in runs[0]:
        print(f"{what:>16}: {statistics.median(run[what] for run in runs) * 1000:8.1f} ms")


def _run() -> dict[str, float]:
    out = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, check=True).stdout
    told: dict[str, float] = json.loads(out)
    return told


if __name__ == "__main__":
    main()
