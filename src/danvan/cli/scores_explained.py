"""A score taken apart, dressed for people: each criterion with its formula and figures, and what one step would change."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IndicatorFormula
from danvan.catalogue.models import Words
from danvan.catalogue.models.scorecards import Criterion
from danvan.catalogue.scoring import Points
from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.cli.scores_words import points_words, range_words
from danvan.cli.tables import columns
from danvan.kernel.quantity import rounded, vietnamese
from danvan.kernel.said import mark
from danvan.ledger.figure import Blank
from danvan.ledger.scores import OTHER_MEASURE, Scored, Scores

BLANKS = {
    Blank.NONE_HAPPENED: mark("none happened"),
    Blank.NOT_REPORTED: mark("not reported"),
    Blank.NOT_APPLICABLE: mark("not applicable"),
    Blank.NOT_COMPARABLE: mark("not comparable"),
    Blank.WITHHELD: mark("withheld"),
    OTHER_MEASURE: mark("in another unit of measure"),
}
NOT_KEPT = mark("not in the ledger")


def explained_text(
    one: Scored, scores: Scores, catalogue: Catalogue, contradicted: Mapping[str, int], _: Language
) -> Iterator[RenderableType]:
    """One unit, piece by piece. `contradicted`: by unit, how many identities its figures break."""
    yield Text(f"{in_language(scores.card.name, _.code)}, {scores.period}")
    yield _head(one, scores, _)
    if times := contradicted.get(one.reported.key, 0):
        yield Text("  " + _("its figures contradict each other {n} times", n=times), "red")
    for criterion, part in zip(scores.card.criteria, one.score.criteria, strict=True):
        formula = scores.scoring.criteria.get(part.code)
        yield _part(criterion.name, f"{_points(part.points)}/{points_words(Fraction(criterion.maximum))}", part, _)
        yield from _working(formula, part, one, catalogue, _, criterion)
    if scores.card.superior:
        most = points_words(Fraction(scores.card.superior))
        yield Text.assemble("  ", (f"{_points(one.score.superior)}/{most}", "bold"), "  ", _("points of the superior body"))
    for deduction, part in zip(scores.card.deductions, one.score.deductions, strict=True):
        yield _part(deduction.name, f"−{_points(part.points)}", part, _)
        yield from _working(scores.scoring.deductions[part.code], part, one, catalogue, _)
    yield from _gates(one, scores, _)
    yield from _steps(one, scores, catalogue, _)


def _head(one: Scored, scores: Scores, _: Language) -> Text:
    unit, standing = one.reported, one.standing
    text = Text(f"{unit.unit} ({unit.unit_code})" if unit.unit_code else unit.unit, "bold")
    total = points_words(one.score.total) if one.score.total is not None else "–".join(map(points_words, one.between))
    text.append(": " + _("{points} of {total} points", points=total, total=points_words(Fraction(scores.card.total))))
    if standing.rank is None:
        return text.append(", " + _("no rank"))
    text.append(", " + _("rank {rank} of {n}", rank=standing.rank, n=_ranked(scores)))
    if standing.tied:
        text.append(" " + _("(with {n} others)", n=standing.tied))
    return text.append(", " + _("could be {ranks}", ranks=range_words(standing.best, standing.worst)))


def _ranked(scores: Scores) -> int:
    return sum(one.standing.rank is not None for one in scores.units)


def _part(name: Words, points: str, part: Points, _: Language) -> Text:
    style = "yellow" if part.points is None else "bold"
    return Text.assemble("  ", (points, style), f"  {in_language(name, _.code)}")


def _working(
    formula: IndicatorFormula | None,
    part: Points,
    one: Scored,
    catalogue: Catalogue,
    _: Language,
    criterion: Criterion | None = None,
) -> Iterator[RenderableType]:
    if formula is None:
        yield _inside(Text(_("given by people") if part.points is not None else _("nobody has given points yet"), "dim"))
        return
    values = {code: quantity.value for code, quantity in one.reported.inputs.items()}
    share = formula.evaluate(values)
    arithmetic = formula.text({code: vietnamese(value) for code, value in values.items()})
    if share is not None:
        yield _inside(Text(f"{arithmetic} {_number(share)}{_step(criterion, share, _)}", "dim"))
    elif all(code in values for code in formula.depends_on):
        yield _inside(Text(_("{arithmetic}: nothing to divide by", arithmetic=arithmetic), "yellow"))
    for code in formula.depends_on:
        yield _inside(_figure(code, one, catalogue, _))


def _figure(code: str, one: Scored, catalogue: Catalogue, _: Language) -> Text:
    name = in_language(catalogue.indicators[code].name, _.code)
    if code in one.reported.inputs:
        return Text.assemble(f"{name}: {one.reported.inputs[code]}  ", (one.reported.figures[code], "cyan"))
    why = one.reported.blanks.get(code)
    return Text(f"{name}: {_(BLANKS.get(why, NOT_KEPT) if why else NOT_KEPT)}", "yellow")


def _step(criterion: Criterion | None, share: Fraction, _: Language) -> str:
    """Which step was reached."""
    if criterion is None or not criterion.steps:
        return ""
    reached = [step for step in criterion.steps if share >= Fraction(step.at_least)]
    best = max(reached, key=lambda step: step.points, default=None)
    if best is None:
        return ", " + _("below every step")
    return ", " + _("at least {least}: {points} points", least=vietnamese(best.at_least), points=vietnamese(best.points))


def _gates(one: Scored, scores: Scores, _: Language) -> Iterator[RenderableType]:
    for gate in scores.card.gates:
        closed, unknown = gate.code in one.score.closed_gates, gate.code in one.score.open_gates
        said = _("not known") if unknown else _("not fulfilled") if closed else _("fulfilled")
        yield Text.assemble(
            "  ", (said, "red" if closed else "yellow" if unknown else "green"), f"  {in_language(gate.name, _.code)}"
        )


def _steps(one: Scored, scores: Scores, catalogue: Catalogue, _: Language) -> Iterator[RenderableType]:
    """The single steps that would change the rank."""
    moving = [(swing, scores.rank_if(one, swing.total)) for swing in one.swings]
    moving = [(swing, rank) for swing, rank in moving if rank != one.standing.rank]
    if not moving:
        return
    table = columns(_("One step"), _("Points"), _("Rank"), _("Figure"), right=(0, 1, 2))
    for swing, rank in moving:
        total = "–" if swing.total is None else points_words(swing.total)
        sign = "+" if swing.step > 0 else "−"
        name = in_language(catalogue.indicators[swing.indicator].name, _.code)
        table.add_row(f"{sign}{vietnamese(abs(swing.step))}", total, "–" if rank is None else str(rank), name)
    yield _inside(table)


def _points(points: Fraction | None) -> str:
    return "?" if points is None else points_words(points)


def _number(share: Fraction) -> str:
    decimals = next((digits for digits in range(4) if rounded(share, digits) == share), 4)
    words = vietnamese(rounded(share, decimals), decimals)
    return f"= {words}" if rounded(share, decimals) == share else f"≈ {words}"


def _inside(piece: RenderableType) -> Padding:
    return Padding(piece, (0, 0, 0, 6), expand=False)
