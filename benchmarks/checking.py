"""How many mistakes the checks catch, and what checking costs.

    python benchmarks/checking.py [--mutants 500] [--seed 5] [--escaped] [--kind NAME ...]

Takes reports that are right, changes one thing in each copy at random (a number, a sign, a date, a symbol, a unit of measure, a
heading's number, a syllable, a line of the letterhead), reads and checks the copy, and counts a change as caught when a finding
that the report did not have before stands at the change, in its sentence, or at a figure of the same calculation. Only numbers
whose change makes a calculation false are counted among those "in a relation": 99,86 % of a number that differs by one is still
right. Then it prints what checking costs a page, and a whole 60-page report from a cold start. See benchmarks/README.md.
"""

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from rich.console import Console
from rich.table import Table

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.checking.engine import check_reading
from danvan.checking.report import CheckReport
from danvan.documents.opening import open_document
from danvan.documents.text.reader import read_text
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span
from danvan.reading.model import Reading
from danvan.reading.read import read_document
from mutations import IN_A_RELATION, KINDS, Base, Change

ROOT = Path(__file__).resolve().parents[1]
PAGE = 3000
"""Characters of an A4 page."""
LONG = 60
"""Pages of the long report."""


@dataclass(slots=True)
class Score:
    """How many changes of one kind were tried, and which were caught: by an error or warning, or by a note alone."""

    tried: int = 0
    surely: int = 0
    noted: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    escaped: list[str] = field(default_factory=list)

    @property
    def caught(self) -> int:
        return self.surely + self.noted


def main() -> int:
    """Mutate, check, print."""
    options = _options()
    catalogue = load_catalogue()
    bases = [_base(name, text, catalogue) for name, text in right_texts()]
    scores = _mutation_test(bases, catalogue, options)
    _print_scores(scores, options)
    _print_cost(bases, catalogue)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=500, help="changes tried in all (default 500)")
    parser.add_argument("--seed", type=int, default=5, help="of the random choice (default 5)")
    parser.add_argument("--escaped", action="store_true", help="also print every change that was not caught")
    parser.add_argument("--kind", nargs="*", default=(), help="only these kinds of change")
    return parser.parse_args()


def right_texts() -> list[tuple[str, str]]:
    """Reports by name: the invented ones, those of the tests, the real ones beside the checkout where they are there."""
    files = sorted((ROOT / "examples").glob("*.txt")) + sorted((ROOT / "examples").glob("*.docx"))
    files += sorted((ROOT / "tests" / "reading" / "reports").glob("*.txt"))
    files += sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    return [(file.name, open_document(file).text) for file in files]


def _base(name: str, text: str, catalogue: Catalogue) -> Base:
    reading = _read(text, catalogue)
    return Base(name, text, reading, check_reading(reading, catalogue))


def _read(text: str, catalogue: Catalogue) -> Reading:
    return read_document(read_text(text.encode(), "report.txt"), catalogue)


def _mutation_test(bases: Sequence[Base], catalogue: Catalogue, options: argparse.Namespace) -> dict[str, Score]:
    """The changes go round the kinds, each time in another report, so that no kind and no report weighs more than others."""
    dice = random.Random(options.seed)  # noqa: S311 - mistakes, not secrets
    kinds = [kind for kind in KINDS if not options.kind or kind in options.kind]
    scores = {kind: Score() for kind in kinds}
    tried: set[tuple[str, Span, str]] = set()
    turns, idle = cycle(kinds), 0
    while sum(score.tried for score in scores.values()) < options.mutants and idle < 50 * len(kinds):
        kind = next(turns)
        base = dice.choice(bases)
        change = _one_of(list(KINDS[kind](base, catalogue, dice)), dice)
        if change is None or (key := (base.name, change.place, change.new)) in tried:
            idle += 1
            continue
        tried.add(key)
        idle = 0
        _try(base, change, catalogue, scores[kind])
    return scores


def _one_of(changes: list[Change], dice: random.Random) -> Change | None:
    return dice.choice(changes) if changes else None


def _try(base: Base, change: Change, catalogue: Catalogue, score: Score) -> None:
    text = base.text[: change.place.start] + change.new + base.text[change.place.end :]
    report = check_reading(_read(text, catalogue), catalogue)
    fresh = [finding for finding in _new(base, report, change) if _tells(finding, change, text)]
    score.tried += 1
    if any(finding.severity is not Severity.NOTE for finding in fresh):
        score.surely += 1
    elif fresh:
        score.noted += 1
    else:
        score.escaped.append(_shown(base, change))
    score.codes.update({finding.code for finding in fresh})


def _new(base: Base, report: CheckReport, change: Change) -> list[Finding]:
    """The findings the report did not have before: another code, other values, or another place."""
    shift = len(change.new) - (change.place.end - change.place.start)
    before = {(one.code, one.found, _moved(one.span, change, shift)) for one in base.report.findings}
    return [one for one in report.findings if (one.code, one.found, one.span) not in before]


def _moved(span: Span, change: Change, shift: int) -> Span:
    """Where a place of the right report stands in the changed one."""
    start = span.start + (shift if span.start >= change.place.end else 0)
    return Span(start, max(start, span.end + (shift if span.end >= change.place.end else 0)))


def _tells(finding: Finding, change: Change, text: str) -> bool:
    shift = len(change.new) - (change.place.end - change.place.start)
    here = Span(change.place.start, change.place.start + max(1, len(change.new)))
    places = [_sentence(text, here), *(_moved(place, change, shift) for place in change.near)]
    told = (finding.span, *finding.related)
    return any(one.overlaps(place) or one == place for one in told for place in places)


def _sentence(text: str, place: Span) -> Span:
    """From the end of the sentence or line before to the end of this one."""
    start = max(text.rfind("\n", 0, place.start), text.rfind(". ", 0, place.start)) + 1
    ends = [end for end in (text.find("\n", place.end), text.find(". ", place.end)) if end >= 0]
    return Span(start, max(place.end, min(ends, default=len(text))))


def _shown(base: Base, change: Change) -> str:
    text, place = base.text, change.place
    left = text[max(0, place.start - 150) : place.start]
    right = text[place.end : place.end + 120]
    return re.sub(r"\s+", " ", f"{base.name}: …{left}«{text[place.start : place.end]} → {change.new}»{right}…")


def _print_scores(scores: dict[str, Score], options: argparse.Namespace) -> None:
    table = Table(title=f"Changes caught (seed {options.seed})")
    for head in ("what was changed", "tried", "error or warning", "note only", "caught", "by"):
        table.add_column(head, justify="left" if head in ("what was changed", "by") else "right")
    for kind, score in scores.items():
        _row(table, kind, score)
    _row(table, "numbers in a relation", _together(scores[kind] for kind in scores if kind in IN_A_RELATION))
    _row(table, "all", _together(scores.values()))
    Console(width=150).print(table)
    if options.escaped:
        for kind, score in scores.items():
            for told in score.escaped:
                print(f"escaped  {kind}: {told}")


def _together(scores: Iterable[Score]) -> Score:
    whole = Score()
    for score in scores:
        whole.tried += score.tried
        whole.surely += score.surely
        whole.noted += score.noted
    return whole


def _row(table: Table, kind: str, score: Score) -> None:
    share = f"{100 * score.caught / score.tried:.0f} %" if score.tried else "-"
    codes = " ".join(code for code, _ in score.codes.most_common(6))
    table.add_row(kind, str(score.tried), str(score.surely), str(score.noted), share, codes)


def _print_cost(bases: Sequence[Base], catalogue: Catalogue) -> None:
    spent: dict[str, list[float]] = defaultdict(list)
    for base in bases:
        rounds = [check_reading(base.reading, catalogue) for _ in range(5)]
        for code in rounds[0].ran:
            pages = len(base.text) / PAGE
            spent[code].append(1000 * statistics.median(one.ran[code].seconds for one in rounds) / pages)
    each = {code: statistics.mean(times) for code, times in spent.items()}
    print(f"Checking a page of {PAGE} characters once read: {sum(each.values()):.2f} ms, {len(each)} checks; the dearest:")
    for code, cost in sorted(each.items(), key=lambda told: -told[1])[:8]:
        print(f"  {code}  {cost:.3f} ms")
    print(f"A report of {LONG} pages from a cold start (danvan check): {_cold(bases):.2f} s")


def _cold(bases: Sequence[Base]) -> float:
    """Seconds of a new process that reads and checks a long report; the best of three."""
    text = ""
    for base in cycle(bases):
        text += base.text + "\n"
        if len(text) >= LONG * PAGE:
            break
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.txt"
        file.write_text(text[: LONG * PAGE], encoding="utf-8")
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-m", "danvan", "check", str(file)], capture_output=True, check=False)
            times.append(time.perf_counter() - begun)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
