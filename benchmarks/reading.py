"""How fast reports are read and checked, beside tokenisers that merely split the same text into words.

    python benchmarks/reading.py [FOLDER] [--rounds 7] [--out .benchmarks]

All contenders run in this one process on the same texts, in turn (A B C A B C …), after a warm-up of each. The table
gives medians; the spread beside them says how far to trust them. What is measured is told in benchmarks/README.md.
"""

import argparse
import importlib.util
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from danvan import __version__
from danvan.catalogue.loading import load_catalogue
from danvan.checking.engine import check_reading
from danvan.documents.opening import find_reports, open_document
from danvan.kernel.errors import DanvanError
from danvan.reading.read import read_document

HERE = Path(__file__).resolve().parent
OURS = "danvan"
OTHERS = ("pyvi", "underthesea")
WORK = {
    OURS: "opens, reads and checks",
    "pyvi": "tokenises (ViTokenizer.tokenize)",
    "underthesea": "tokenises (word_tokenize)",
}

Job = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Result:
    """One contender: seconds of each round over all texts, and what follows from them."""

    name: str
    version: str
    work: str
    seconds: tuple[float, ...]
    median: float
    characters_per_second: float
    times_ours: float
    """Its speed as a multiple of ours: 2.0 = twice as fast."""
    peak_megabytes: float


def main() -> int:
    """Run, print the table, write the JSON. 0 when it ran, 2 when it could not."""
    options = _options()
    try:
        paths = find_reports(options.folder)
        if options.alone:
            print(_peak_here(options.alone, paths))
            return 0
        _bench(paths, options)
    except (DanvanError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=_default_folder(), help="folder of reports")
    parser.add_argument("--rounds", type=_positive, default=7, help="rounds that count, after the warm-up (default 7)")
    parser.add_argument("--out", type=Path, default=HERE.parent / ".benchmarks", help="folder for the JSON")
    parser.add_argument("--alone", choices=(OURS, *OTHERS), help=argparse.SUPPRESS)  # a child that measures its own memory
    return parser.parse_args()


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} rounds: at least 1 is needed")
    return number


def _default_folder() -> Path:
    """The real reports beside the checkout where they are there; the invented ones otherwise."""
    real = HERE.parents[1] / "shared" / "seeds"
    return real if real.is_dir() else HERE.parent / "examples"


def _bench(paths: Sequence[Path], options: argparse.Namespace) -> None:
    characters = sum(len(open_document(path).text) for path in paths)
    present = [OURS, *(name for name in OTHERS if _installed(name))]
    seconds = _rounds({name: _job(name, paths) for name in present}, options.rounds)
    ours = statistics.median(seconds[OURS])
    results = [_result(name, seconds[name], ours, characters, options.folder) for name in present]
    _print(results, options.folder, len(paths), characters, options.rounds)
    target = _write(results, options, len(paths), characters)
    print(f"Written: {target}")


def _installed(name: str) -> bool:
    if importlib.util.find_spec(name) is not None:
        return True
    print(f"{name} is not installed, so it is left out of the comparison. To have it: uv sync --extra all --group bench")
    return False


def _job(name: str, paths: Sequence[Path]) -> Job:
    """What `name` does once over all reports. Start-up (catalogue, models) is done here and not measured."""
    if name == OURS:
        catalogue = load_catalogue()
        return lambda: [check_reading(read_document(open_document(path), catalogue), catalogue) for path in paths]
    texts = [open_document(path).text for path in paths]
    tokenise = _tokeniser(name)
    return lambda: [tokenise(text) for text in texts]


def _tokeniser(name: str) -> Callable[[str], object]:
    """Imported here: they are heavy, optional, and their models warn of the library versions they were made with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if name == "pyvi":
            from pyvi import ViTokenizer  # noqa: PLC0415 - heavy optional engine

            return ViTokenizer.tokenize  # type: ignore[no-any-return] # it has no types
        from underthesea import word_tokenize  # noqa: PLC0415 - heavy optional engine

        return word_tokenize  # type: ignore[no-any-return] # it has no types


def _rounds(jobs: dict[str, Job], rounds: int) -> dict[str, list[float]]:
    """Seconds of each job, the jobs taking turns so that a slow minute of the machine slows all of them."""
    for job in jobs.values():
        job()
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            seconds[name].append(time.perf_counter() - start)
    return seconds


def _result(name: str, seconds: Sequence[float], ours: float, characters: int, folder: Path) -> Result:
    median = statistics.median(seconds)
    return Result(
        name=name,
        version=__version__ if name == OURS else version(name),
        work=WORK[name],
        seconds=tuple(round(one, 6) for one in seconds),
        median=round(median, 6),
        characters_per_second=round(characters / median, 1),
        times_ours=round(ours / median, 3),
        peak_megabytes=_peak_alone(name, folder),
    )


def _peak_alone(name: str, folder: Path) -> float:
    """Peak memory of a fresh process that does only this: in one process the highest peak would hide the others."""
    command = [sys.executable, __file__, str(folder), "--alone", name]
    child = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(child.stdout.split()[-1])


def _peak_here(name: str, paths: Sequence[Path]) -> float:
    _job(name, paths)()
    about = Path("/proc/self/status")
    if about.is_file():
        # Not ru_maxrss there: on Linux a child starts with its parent's peak, and the parent holds every contender.
        lines = about.read_text(encoding="utf-8").splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    else:
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kilobytes / 1024, 1)


def _print(results: Sequence[Result], folder: Path, files: int, characters: int, rounds: int) -> None:
    table = Table(title=f"{files} reports, {characters:,} characters ({folder}), median of {rounds} rounds")
    table.add_column("contender")
    table.add_column("does")
    for heading in ("s a round", "fastest - slowest", "characters/s", "speed, danvan = 1", "peak MB"):
        table.add_column(heading, justify="right")
    for one in results:
        spread = f"{min(one.seconds):.3f} - {max(one.seconds):.3f}"
        speed, times = f"{one.characters_per_second:,.0f}", f"{one.times_ours:.2f}"
        table.add_row(
            f"{one.name} {one.version}", one.work, f"{one.median:.3f}", spread, speed, times, f"{one.peak_megabytes:.0f}"
        )
    Console(width=128).print(table)


def _write(results: Sequence[Result], options: argparse.Namespace, files: int, characters: int) -> Path:
    now = datetime.now(UTC)
    entry = {
        "benchmark": "reading",
        "when": now.isoformat(timespec="seconds"),
        "machine": _machine(),
        "folder": str(options.folder),
        "files": files,
        "characters": characters,
        "rounds": options.rounds,
        "results": [asdict(one) for one in results],
    }
    options.out.mkdir(parents=True, exist_ok=True)
    target: Path = options.out / f"reading-{now:%Y%m%dT%H%M%SZ}.json"
    draft = target.with_suffix(".part")
    draft.write_text(json.dumps(entry, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draft.replace(target)
    return target


def _machine() -> dict[str, object]:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": [round(one, 2) for one in os.getloadavg()],
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main())
