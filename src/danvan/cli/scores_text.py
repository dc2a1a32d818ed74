"""Scores, dressed for people: the ranking."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.cli.scores_words import points_words, range_words
from danvan.cli.tables import columns
from danvan.ledger.scores import Scored, Scores

_MOST = 3


def scores_text(scores: Scores, contradicted: Mapping[str, int], _: Language) -> Iterator[RenderableType]:
    """Piece by piece: the card, the table, what to know of it. `contradicted`: how many identities a unit's figures break."""
    card = scores.card
    head = Text(f"{in_language(card.name, _.code)}\n", "bold")
    yield head.append(f"{scores.period}, {_('{n} units', n=len(scores.units))}", "not bold")
    table = columns(_("Rank"), _("Could be"), _("Points"), _("Grade"), _("Unit"), right=(0, 1, 2))
    for one in scores.units:
        table.add_row(*_row(one, scores, contradicted.get(one.reported.key, 0), _))
    yield table
    yield from _notes(scores, _)


def _row(one: Scored, scores: Scores, contradicted: int, _: Language) -> tuple[str, str, Text, Text, Text]:
    standing = one.standing
    rank = "–" if standing.rank is None else f"{standing.rank}{'=' if standing.tied else ''}"
    firm = standing.rank is not None and standing.best == standing.worst == standing.rank
    could = "" if firm or standing.rank is None else range_words(standing.best, standing.worst)
    score = one.score
    points = Text(points_words(score.total) if score.total is not None else "–".join(map(points_words, one.between)))
    grade = Text(in_language(score.grade.name, _.code)) if score.grade else _ungraded(one, scores, _)
    return rank, could, points, grade, _name(one, contradicted, _)


def _ungraded(one: Scored, scores: Scores, _: Language) -> Text:
    words = scores.card.ungraded
    return Text(in_language(words, _.code) if words else _("not graded"), "red") if one.score.closed_gates else Text("")


def _name(one: Scored, contradicted: int, _: Language) -> Text:
    reported = one.reported
    name = Text(f"{reported.unit} ({reported.unit_code})" if reported.unit_code else reported.unit)
    missing = open_codes(one)
    if missing:
        told = ", ".join(missing[:_MOST]) + (" …" if len(missing) > _MOST else "")
        name.append("\n" + _("open ({n}): {codes}", n=len(missing), codes=told), "yellow")
    if contradicted:
        name.append("\n" + _("its figures contradict each other {n} times", n=contradicted), "red")
    return name


def open_codes(one: Scored) -> list[str]:
    """What keeps the total open: indicators without a number, and criteria nobody gave points for."""
    parts = (*one.score.criteria, *one.score.deductions)
    codes = [code for part in parts if part.points is None for code in (part.missing or (part.code,))]
    return list(dict.fromkeys([*codes, *(["superior"] if one.score.superior is None else []), *one.score.open_gates]))


def _notes(scores: Scores, _: Language) -> Iterator[Text]:
    ranked = [one for one in scores.units if one.standing.rank is not None]
    firm = sum(one.standing.best == one.standing.worst for one in ranked)
    if len(ranked) > 1:
        said = _("Of {n} ranks, {firm} stay whatever single figure is one more or one less.", n=len(ranked), firm=firm)
        yield Text(said, "dim")
    left = len(scores.units) - len(ranked)
    if left:
        yield Text(_("{n} units have no rank: what is open is not counted as nothing.", n=left), "dim")
    if scores.strangers:
        names = ", ".join(scores.strangers)
        yield Text(_("Points were given for units that are not among these: {names}.", names=names), "yellow")
