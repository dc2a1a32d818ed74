"""How long the catalogue takes to load: cold in a new process, and again in the same one.

    python benchmarks/catalogue.py [--runs 9]

Beside it, in the same run and on the same files: PyYAML's own safe loader in C, which checks nothing and knows no lines.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from danvan.catalogue.layout import data_folder

COLD = """
import json, time
import danvan.catalogue.loading as loading
start = time.perf_counter()
catalogue = loading.load_catalogue()
cold = time.perf_counter() - start
start = time.perf_counter()
loading.load_catalogue()
again = time.perf_counter() - start
print(json.dumps({"cold": cold, "again": again, "indicators": len(catalogue.indicators), "phrases": len(catalogue.phrases)}))
"""
PYYAML = """
import json, sys, time, yaml
from pathlib import Path
start = time.perf_counter()
for file in Path(sys.argv[1]).rglob("*.yml"):
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
print(json.dumps({"cold": time.perf_counter() - start}))
"""


def measured(program: str, *arguments: str) -> dict[str, float]:
    """What `program` says of itself, run in a process of its own."""
    out = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True).stdout
    told: dict[str, float] = json.loads(out)
    return told


def main() -> None:
    """Prints the medians, and the ratio of the two loaders in this run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    folder = data_folder()
    files = list(Path(folder).rglob("*.yml"))
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(measured(COLD))
        theirs.append(measured(PYYAML, str(folder)))
    cold, again = (statistics.median(each[what] for each in ours) for what in ("cold", "again"))
    plain = statistics.median(each["cold"] for each in theirs)
    size = sum(file.stat().st_size for file in files) / 1000
    print(f"{len(files)} files, {size:.0f} kB, {ours[0]['indicators']} indicators, {ours[0]['phrases']} phrases; {runs} runs")
    print(f"danvan, cold: {cold:.3f} s (limit 0.3); again in the same process: {again * 1000:.1f} ms")
    print(f"PyYAML CSafeLoader alone on the same files: {plain:.3f} s; ratio {cold / plain:.2f}")


if __name__ == "__main__":
    main()
