"""The work of `danvan catalogue lint`."""

from collections import Counter

from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.lint import lint as problems_of
from danvan.catalogue.models import CheckCard
from danvan.checking.message import in_language
from danvan.checking.words import COUNTS, SEVERITIES
from danvan.cli.exits import CLEAN, COULD_NOT_RUN, FINDINGS
from danvan.cli.results import as_json
from danvan.cli.session import Session, explained
from danvan.kernel.errors import CatalogueError
from danvan.kernel.finding import Severity


def lint(layout: str, at_least: Severity, session: Session) -> int:
    """Says every mistake with its card; returns the exit code: 2 when a file cannot even be read."""
    try:
        catalogue = session.catalogue()
    except CatalogueError as wrong:
        _unreadable(wrong, layout, session)
        return COULD_NOT_RUN
    problems = problems_of(catalogue)
    if layout == "json":
        session.write(
            as_json({"version": 1, "catalogue": catalogue.version, "problems": [_object(each, catalogue) for each in problems]})
        )
    else:
        _say(problems, catalogue, session)
    grave = [each for each in problems if _gravity(each, catalogue).rank <= at_least.rank]
    return FINDINGS if grave else CLEAN


def _unreadable(wrong: CatalogueError, layout: str, session: Session) -> None:
    if layout == "json":
        session.write(as_json({"version": 1, "catalogue": None, "error": str(wrong), "problems": []}))
    session.err.print(Text(wrong.check), explained(wrong, session.language), markup=False, highlight=False, soft_wrap=True)


def _say(problems: list[CatalogueError], catalogue: Catalogue, session: Session) -> None:
    """The verdict first; then each mistake; then, once for each card met, why it is one and what to do."""
    _ = session.language
    counts = Counter(_gravity(each, catalogue) for each in problems)
    told = ", ".join(in_language(COUNTS[gravity], _.code).format(n=counts[gravity]) for gravity in COUNTS if counts[gravity])
    verdict = _("{n} areas, {indicators} indicators: ", n=len(catalogue.areas), indicators=len(catalogue.indicators))
    session.out.print(Text(verdict + (told or _("no mistake")) + f". ({catalogue.version})", "bold"))
    for problem in problems:
        gravity = in_language(SEVERITIES[_gravity(problem, catalogue)], _.code)
        session.out.print(Text(f"{problem.check} {gravity}: ", "yellow").append(explained(problem, _), "none"), soft_wrap=True)
    for code in sorted({problem.check for problem in problems}):
        card = catalogue.checks.get(code)
        if card:
            session.out.print(Text(f"\n{code} {in_language(card.title, _.code)}", "bold"))
            session.out.print(Text(f"{in_language(card.why, _.code)} {in_language(card.mend, _.code)}"))


def _object(problem: CatalogueError, catalogue: Catalogue) -> dict[str, object]:
    """A problem for programs, in English whatever the language."""
    place = {"file": problem.fields["file"], "line": problem.fields["line"]}
    said = {"found": str(problem.fields["found"]), "allowed": str(problem.fields["allowed"])}
    return {"code": problem.check, "severity": str(_gravity(problem, catalogue)), **place, **said}


def _gravity(problem: CatalogueError, catalogue: Catalogue) -> Severity:
    card: CheckCard | None = catalogue.checks.get(problem.check)
    return card.severity if card else Severity.ERROR
