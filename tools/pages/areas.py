"""The page of an area: its registers, indicators, identities, sentences."""

from collections.abc import Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_identity
from danvan.catalogue.models import Area, Column, Deadline, Identity, Indicator, Register
from danvan.catalogue.ways import ways
from pages.markdown import Cells, code, dates, short, source, table

_INDICATOR = ("indicator", "name", "measure", "kind", "units, time", "formula", "said, for example", "holds", "source")
_IDENTITY = ("identity", "must fit", "severity", "holds", "source")
_DEADLINE = ("deadline", "name", "from", "to", "within", "when", "holds", "source")
_SAID = 3
"""Ways of saying an indicator that are shown."""


def area_page(area: Area, catalogue: Catalogue) -> str:
    """The page, in Markdown."""
    lines = [f"# {area.name.vi} · {area.name.en} (`{area.code}`)", "", area.about.vi, "", area.about.en]
    if area.law:
        lines += ["", "Law: " + " · ".join(area.law) + "."]
    if area.headings:
        lines += ["", "Headings: " + " · ".join(area.headings) + "."]
    for name, register in area.registers.items():
        lines += ["", *_register(name, register)]
    if area.indicators:
        rows = (_indicator(each, catalogue) for each in area.indicators)
        lines += ["", "## Indicators", "", *table(_INDICATOR, rows)]
    if area.identities:
        checked = (_identity(each, catalogue) for each in area.identities)
        lines += ["", "## Identities", "", *table(_IDENTITY, checked)]
    if area.sentences:
        lines += ["", "## Sentences", "", *(f"- {each.says}" for each in area.sentences)]
    return "\n".join(lines) + "\n"


def _register(name: str, register: Register) -> Iterator[str]:
    yield f"## {register.name.vi} · {register.name.en} (`{name}`)"
    yield ""
    yield f"A row: {register.row.vi} · {register.row.en}."
    yield ""
    yield from table(("column", "name", "type", "choices", ""), (_column(column) for column in register.columns))
    if register.begins:
        yield ""
        yield from _placing(register)
    if register.states:
        yield ""
        yield "States: " + " → ".join(register.states) + "."
    if register.deadlines:
        yield ""
        yield from table(_DEADLINE, (_deadline(each) for each in register.deadlines))


def _placing(register: Register) -> Iterator[str]:
    """Which rows a period has, and what is known of them."""
    yield f"- In the period by `{register.begins}`" + (", and in every later one" if register.stays else "") + "."
    if register.ends:
        yield f"- Until it ends by `{register.ends}` a row is in the periods after it too."
    for day, condition in register.ends_also.items():
        yield f"- It ends by `{day}` as well where {code(condition)}."
    for day, columns in register.known.items():
        yield f"- Not known before `{day}`: " + ", ".join(f"`{each}`" for each in columns) + "."
    if register.ahead:
        yield "- Known before they come: " + ", ".join(f"`{each}`" for each in register.ahead) + "."


def _column(column: Column) -> Cells:
    marks = [word for word, holds in (("required", column.required), ("personal", column.personal)) if holds]
    if column.minimum is not None:
        marks.append(f"≥ {column.minimum}")
    if column.measure:
        marks.append(column.measure)
    choices = ", ".join(f"`{value}` {name.vi}" for value, name in column.choices.items())
    return (f"`{column.code}`", column.name.vi, column.type, choices, ", ".join(marks))


def _deadline(deadline: Deadline) -> Cells:
    within = f"{deadline.days} {deadline.counted.replace('_', ' ')}"
    if deadline.extensions:
        within += f", {deadline.extensions} × {deadline.extension_days} more"
    between = (f"`{deadline.start}`", f"`{deadline.end}`", within, code(deadline.when))
    return (f"`{deadline.code}`", deadline.name.vi, *between, dates(deadline), source(deadline.source))


def _indicator(indicator: Indicator, catalogue: Catalogue) -> Cells:
    name = f"`{short(indicator.code)}`" + (" **main**" if indicator.main else "")
    said = [" … ".join(way) for phrase in catalogue.phrases if phrase.indicator == indicator.code for way in ways(phrase)]
    formula = code(indicator.formula) + (f" of `{indicator.rows}`" if indicator.rows else "")
    formula += f" in the period by `{indicator.happened}`" if indicator.happened else ""
    how = (indicator.measure, indicator.kind, f"{indicator.rollup}, {indicator.rollup_over_time}", formula)
    shown = "; ".join(dict.fromkeys(said[:: max(1, len(said) // _SAID)][:_SAID]))
    names = f"{indicator.name.vi} · {indicator.name.en}"
    return (name, names, *how, shown, dates(indicator), source(indicator.source))


def _identity(identity: Identity, catalogue: Catalogue) -> Cells:
    names = {each: indicator.name.vi for each, indicator in catalogue.indicators.items()}
    arithmetic = parse_identity(identity, catalogue).text(names)
    return (f"`{short(identity.code)}`", arithmetic, identity.severity, dates(identity), source(identity.source))
