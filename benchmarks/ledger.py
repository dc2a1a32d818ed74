"""Millions of figures rolled up to provinces and the nation, beside SQL written by hand, Polars, pandas and Spark.

    python benchmarks/ledger.py [--periods 8] [--growth 1,8,60] [--runs 5] [--jobs danvan,sql,polars,pandas,spark]

A quarter is a million figures: 3,321 communes x 300 indicators. Each job runs in a process of its own, so that its memory is
its own. Ours and SQL run in turn (A B A B …), the others one after the other; medians are compared: of seconds by the clock,
and of processor time, which tells more where others work on the machine too.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from danvan.kernel.quantity import Quantity
from danvan.ledger.current import current
from danvan.ledger.engines import open_engine
from danvan.ledger.figure import Entry
from danvan.ledger.rolling.rolling import roll_up_tree
from danvan.ledger.rolling.tree import NATION
from danvan.ledger.store import Ledger
from ledger_parts import country
from ledger_parts.jobs import JOBS, answer

_TICKS = 100
"""Of the kernel's clock in a second."""


@dataclass
class Contender:
    """A process that does its job each time it is asked."""

    name: str
    process: "subprocess.Popen[str]"
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    answer: str = ""
    megabytes: int = 0

    def run(self) -> None:
        """Once more."""
        if self.process.stdin is None or self.process.stdout is None:
            return
        before, start = _processor(self.process.pid), time.perf_counter()
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.answer = self.process.stdout.readline().strip()
        if not self.answer:
            raise SystemExit(f"{self.name} gave up")
        self.seconds.append(time.perf_counter() - start)
        self.processor.append(_processor(self.process.pid) - before)
        self.megabytes = _memory(self.process.pid)


@contextmanager
def contender(name: str, folder: Path, count: int) -> Iterator[Contender]:
    """Started, and warm."""
    command = [sys.executable, "-W", "ignore", __file__, "--child", name, str(folder), str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        found = Contender(name, process)
        found.run()
        found.seconds.clear()
        found.processor.clear()
        yield found
        process.terminate()


def child(name: str, folder: Path, count: int) -> None:
    """Does the job for each line, and tells what came out."""
    run = JOBS[name](folder, count)
    for _ in sys.stdin:
        print(json.dumps(answer(run()), default=str), flush=True)


def beside(folder: Path, count: int, names: Sequence[str], runs: int) -> None:
    """All contenders over one ledger."""
    print(
        f"\n{count} quarters, {count * country.COMMUNES * country.INDICATORS:,} figures: roll-up to 34 provinces and the nation"
    )
    # Pandas alone holds most of a machine's memory, so all but the two we compare most live only while their turn lasts.
    pair = [name for name in ("danvan", "sql") if name in names]
    found: list[Contender] = []
    with contender(pair[0], folder, count) as ours, contender(pair[-1], folder, count) as theirs:
        both = [ours, theirs] if len(pair) > 1 else [ours]
        for _ in range(runs):
            for one in both:
                one.run()
        found += both
    for name in (name for name in names if name not in pair):
        with contender(name, folder, count) as one:
            for _ in range(max(1, runs // 2)):
                one.run()
            found.append(one)
    told(found)


def told(found: Sequence[Contender]) -> None:
    """A line each, with the ratio to SQL by hand; answers that differ from ours are named."""
    base = next((one for one in found if one.name == "sql"), found[0])
    for one in found:
        seconds, processor = statistics.median(one.seconds), statistics.median(one.processor)
        ratio = processor / statistics.median(base.processor)
        clock = seconds / statistics.median(base.seconds)
        other = "" if one.answer == found[0].answer else f"   ANOTHER ANSWER: {one.answer} and not {found[0].answer}"
        print(
            f"  {one.name:7} {seconds:7.2f} s  processor {processor:7.2f} s  ratio {clock:5.2f}, by processor {ratio:5.2f}"
            f"  peak {one.megabytes:6,} MB{other}",
            flush=True,
        )


def growth(scratch: Path, counts: Sequence[int], runs: int) -> None:
    """Ours alone, at growing sizes."""
    print("\ngrowth")
    first = 0.0
    for count in counts:
        folder = scratch / f"growth-{count}"
        if not folder.exists():
            country.filled(folder, count)
        with contender("danvan", folder, count) as one:
            for _ in range(runs):
                one.run()
        processor = statistics.median(one.processor)
        each = processor / count
        first = first or each
        figures, seconds = count * country.COMMUNES * country.INDICATORS, statistics.median(one.seconds)
        print(
            f"  {figures:12,} figures {seconds:7.2f} s  processor {processor:7.2f} s, {each:.3f} s a million"
            f" ({each / first:.2f} x the first)  peak {one.megabytes:,} MB"
        )


def correction(folder: Path, count: int, runs: int) -> None:
    """One figure is corrected; how long until the nation's total has it?"""
    ledger, catalogue, tree, period = Ledger.open(folder), country.catalogue(), country.tree(), country.periods(count)[-1]
    code = country.CODES[17]
    kept, seen = [], []
    with open_engine() as engine:
        for number in range(runs + 1):
            [wrong] = ledger.figures(indicator=code, unit="xã số 10010", period=period)
            quantity = Quantity(Decimal(1_000_000 + number), country.MEASURE)
            right = replace(wrong, quantity=quantity, blank=None, recorded=datetime.now(UTC), source=Entry("Lan"))
            start = time.perf_counter()
            ledger.supersede(wrong.id, right, "đếm lại")
            middle = time.perf_counter()
            record = current(engine.figures(ledger), period)
            totals = roll_up_tree(engine, record, catalogue, tree, [period], [code])
            total = totals.total(NATION, code, period)
            end = time.perf_counter()
            kept.append(middle - start)
            seen.append(end - middle)
            assert total is not None  # noqa: S101 - a benchmark that finds nothing must stop
    print(f"\none correction: kept in {statistics.median(kept[1:]) * 1000:.0f} ms, then in the nation's total in", end=" ")
    print(
        f"{statistics.median(seen[1:]) * 1000:.0f} ms (fastest {min(seen[1:]) * 1000:.0f}, slowest {max(seen[1:]) * 1000:.0f})"
    )


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child_ in task.read_text().split():
            yield from _family(int(child_))


def _processor(pid: int) -> float:
    """Seconds of processor time of a process and its children."""
    total = 0
    for each in _family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def _memory(pid: int) -> int:
    """Most megabytes a process and its children ever held."""
    lines = (line for each in _family(pid) for line in Path(f"/proc/{each}/status").read_text().splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def main() -> None:
    """Makes the ledgers, runs what is asked for."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--periods", type=int, default=8)
    parser.add_argument("--growth", default="1,8,60", help="quarters, parted by commas; '' for none")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", default=",".join(JOBS))
    parser.add_argument("--folder", type=Path, help="where the ledgers are kept for another run")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = asked.folder or Path(temporary)
        folder = scratch / f"growth-{asked.periods}"
        if not folder.exists():
            start = time.perf_counter()
            country.filled(folder, asked.periods)
            print(f"made in {time.perf_counter() - start:.0f} s")
        beside(folder, asked.periods, asked.jobs.split(","), asked.runs)
        correction(folder, asked.periods, asked.runs)
        if asked.growth:
            growth(scratch, [int(count) for count in asked.growth.split(",")], max(1, asked.runs // 2))
    print("\nidentities over all communes: python benchmarks/identities.py")


if __name__ == "__main__":
    main()
