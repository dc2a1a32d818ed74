"""What a whole run still needs of a file once its findings are told: which checks ran, how long, which waivers were of use."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rich.table import Table

from danvan.checking.waivers import Waiver
from danvan.cli.batch import Outcome
from danvan.cli.session import Session


@dataclass(frozen=True, slots=True)
class Tally:
    """`seconds`: of each check, by code; `reading`: opening the file and reading it. Small: it travels between processes."""

    reading: float
    seconds: Mapping[str, float] = field(default_factory=dict)
    used: frozenset[Waiver] = frozenset()


def tally_of(outcome: Outcome) -> Tally | None:
    """Of an outcome that was checked."""
    report = outcome.report
    if report is None:
        return None
    seconds = {code: ran.seconds for code, ran in report.ran.items()}
    return Tally(outcome.seconds, seconds, frozenset(one.waiver for one in report.waived))


def print_profile(tallies: Iterable[Tally | None], session: Session) -> None:
    """The table of `--profile` on stderr: what reading and each check took over all files, the longest first."""
    _ = session.language
    checked = [one for one in tallies if one]
    checks: Counter[str] = Counter()
    for one in checked:
        checks.update(one.seconds)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for heading in (_("Check"), _("Seconds"), _("Share")):
        table.add_column(heading, justify="left" if heading == _("Check") else "right", no_wrap=True)
    reading, checking = sum(one.reading for one in checked), sum(checks.values())
    whole = reading + checking or 1.0
    rows = [(_("reading"), reading), (_("all checks"), checking), *checks.most_common()]
    for name, seconds in rows:
        table.add_row(name, f"{seconds:.4f}", f"{seconds / whole:.1%}")
    session.err.print(table)
