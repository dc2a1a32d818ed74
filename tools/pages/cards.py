"""The pages of what is no area: legal texts, forms, regimes, outlines, scorecards, calendars, changes of units."""

from collections.abc import Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Instrument, Outline
from danvan.catalogue.models.forms import Form
from danvan.catalogue.models.profiles import Limits, PartRule, Profile
from danvan.catalogue.models.regimes import DayOf, Regime, Sending, Window
from danvan.catalogue.models.scorecards import Scorecard
from danvan.catalogue.models.unit_changes import UnitChange, UnitFacts
from pages.markdown import Cells, both, code, dates, source, table

_INSTRUMENT = ("number", "type", "issuer", "title", "signed", "in force", "ended", "replaced by", "certainty", "followed to")
_CRITERION = ("group", "criterion", "most", "formula", "source")


def instruments_page(catalogue: Catalogue) -> str:
    """Every legal text, oldest first. No end does not mean in force."""
    rows = (_instrument(each) for each in sorted(catalogue.instruments, key=lambda each: (each.signed, each.number)))
    remark = "A text without an end is not said to be in force: nothing of its end is known."
    return "\n".join(["# Legal texts", "", remark, "", *table(_INSTRUMENT, rows)]) + "\n"


def _instrument(instrument: Instrument) -> Cells:
    names = (instrument.number, instrument.type, instrument.issuer, instrument.title, instrument.signed)
    days = (str(instrument.in_force or ""), str(instrument.ended or ""), instrument.replaced_by)
    return (*names, *days, instrument.certainty.replace("_", " "), str(instrument.checked_on or ""))


def forms_page(catalogue: Catalogue) -> str:
    """Every form, series by series, each chosen by the date of its data."""
    lines = ["# Official forms", "", "A symbol names no form by itself: the series goes by the date of the data.", ""]
    rows = (_form_line(each) for each in catalogue.forms.values())
    lines += table(("series", "form", "name", "holds", "columns", "bound", "identities", "source"), rows)
    for form in catalogue.forms.values():
        lines += ["", *_form(form)]
    return "\n".join(lines) + "\n"


def _form_line(form: Form) -> Cells:
    bound = sum(bool(column.indicator) for column in form.columns)
    sizes = (str(len(form.columns)), str(bound), str(len(form.identities)))
    return (form.series, form.symbol, both(form.name), dates(form), *sizes, source(form.source))


def _form(form: Form) -> Iterator[str]:
    yield f"## {form.symbol} of {form.series} (`{form.code}`)"
    yield ""
    head = ("column", "under", "label", "measure", "indicator")
    rows = ((each.number, " > ".join(each.group), each.label, each.measure, code(each.indicator)) for each in form.columns)
    yield from table(head, rows)
    yield ""
    for identity in form.identities:
        note = f": {identity.note}" if identity.note else ""
        yield f"- `{identity.formula}` ({identity.certainty.replace('_', ' ')}){note}"


def regimes_page(catalogue: Catalogue) -> str:
    """Every regime with its data windows and deadlines, then the days off beyond the yearly holidays."""
    lines = ["# Reporting regimes"]
    for regime in catalogue.regimes.values():
        lines += ["", *_regime(regime)]
    lines += ["", "# Calendars", ""]
    lines += [f"- `{each.code}` {both(each.name)}" for each in catalogue.calendars.values()]
    return "\n".join(lines) + "\n"


def _regime(regime: Regime) -> Iterator[str]:
    yield f"## {both(regime.name)} (`{regime.code}`)"
    yield ""
    yield " · ".join(filter(None, (both(regime.sector), regime.place, dates(regime), source(regime.source)))) + "."
    yield ""
    windows = (
        (each.kind, ", ".join(map(str, each.only)), each.sends.replace("_", " "), _window(each.window or regime.window))
        for each in regime.periods
    )
    yield from table(("period", "which", "sends", "data"), windows)
    yield ""
    yield from table(("who", "to", "by", "holds"), (_sending(each) for each in regime.sends))


def _window(window: Window | None) -> str:
    return f"{_day(window.first)} – {_day(window.last)}" if window else ""


def _day(day: DayOf) -> str:
    return f"{day.day} of {day.of.replace('_', ' ')}"


def _sending(sending: Sending) -> Cells:
    after = f"{sending.working_days} working days after closing" if sending.working_days is not None else ""
    return (sending.level, both(sending.to), _day(sending.by) if sending.by else after, dates(sending))


def outlines_page(catalogue: Catalogue) -> str:
    """Every outline with what each part asks for."""
    lines = ["# Report outlines"]
    for outline in catalogue.outlines.values():
        lines += ["", *_outline(outline)]
    return "\n".join(lines) + "\n"


def _outline(outline: Outline) -> Iterator[str]:
    yield f"## {both(outline.name)} (`{outline.code}`)"
    yield ""
    whose = ", ".join(outline.levels) or "any level"
    when = ", ".join(each.replace("_", " ") for each in outline.periods) or "any period"
    chosen = " · recommended" if outline.recommended else ""
    yield f"{outline.kind} · {whose} · {when}{chosen} · {dates(outline)} · {source(outline.source)}."
    yield ""
    for part in outline.parts:
        asks = [*part.areas, *(["all other areas"] if part.rest else []), *part.indicators]
        asks += [table.form or table.title.en for table in part.tables]
        asked = f": {', '.join(asks)}" if asks else ""
        yield f"{'  ' * (part.level - 1)}- {part.number} {part.heading.vi}{asked}".replace("  ", "  ")


def scorecards_page(catalogue: Catalogue) -> str:
    """Every scorecard with its criteria, deductions, gates and grades."""
    lines = ["# Scorecards"]
    for card in catalogue.scorecards.values():
        lines += ["", *_scorecard(card)]
    return "\n".join(lines) + "\n"


def _scorecard(card: Scorecard) -> Iterator[str]:
    yield f"## {both(card.name)} (`{card.code}`)"
    yield ""
    yield f"{card.total} points, {card.superior} of them given by the superior body · {dates(card)} · {source(card.source)}."
    yield ""
    yield from table(_CRITERION, _criteria(card))
    for each in card.deductions:
        yield f"\n- Deduction: {both(each.name)}, {each.points} for each of `{each.formula}`, {each.most or 'no'} at most"
    for gate in card.gates:
        yield f"\n- Gate: {both(gate.name)}, `{gate.formula}`; else {both(card.ungraded)}"
    if card.grades:
        yield "\nGrades: " + ", ".join(f"{grade.name.vi} from {grade.at_least}" for grade in card.grades) + "."


def _criteria(card: Scorecard) -> Iterator[Cells]:
    for group in card.groups:
        for each in group.criteria:
            where = source(each.source or group.source or card.source)
            yield (
                f"{group.name.vi} ({group.maximum})",
                each.name.vi,
                str(each.maximum),
                code(each.formula) or "a person",
                where,
            )


def profiles_page(catalogue: Catalogue) -> str:
    """Every profile: the page, then the parts of a document and how each is set."""
    lines = ["# How documents look"]
    for profile in catalogue.profiles.values():
        lines += ["", *_profile(profile)]
    return "\n".join(lines) + "\n"


def _profile(profile: Profile) -> Iterator[str]:
    yield f"## {both(profile.name)} (`{profile.code}`)"
    yield ""
    yield f"documents of the {profile.of} · {dates(profile)} · {source(profile.source)}."
    yield ""
    margins, number, body = profile.margins, profile.page_number, profile.body
    sides = ", ".join(f"{side} {_limits(getattr(margins, side))}" for side in ("top", "bottom", "left", "right"))
    indents = " or ".join(f"{length} mm" for length in body.first_line)
    set_as = [f"size {_limits(body.size)}", body.align, f"first line {indents}", f"at least {body.between} pt apart"]
    set_as.append(f"lines {_limits(body.lines)}")
    rows: list[Cells] = [
        ("sheet", f"{profile.paper.name} ({profile.paper.width} × {profile.paper.height} mm)", source(profile.paper.source)),
        ("margins (mm)", sides, source(margins.source)),
        ("letters", f"{profile.letters.font}, black", source(profile.letters.source)),
        ("page number", f"{number.place}, {number.align}, size {_limits(number.size)}", source(number.source)),
        ("text", ", ".join(set_as), source(body.source)),
    ]
    rows += [(part.name.vi, _part(part), source(part.source)) for part in profile.parts.values()]
    yield from table(("what", "how", "source"), rows)


def _part(part: PartRule) -> str:
    said = {"upper": "capitals", "lower": "small letters"}
    how = [f"size {_limits(part.size)}" if part.size else "", said.get(part.case or "", "")]
    how += [{True: "bold", False: "not bold", None: ""}[part.bold], {True: "italic", False: "upright", None: ""}[part.italic]]
    return ", ".join(each for each in (*how, part.align or "") if each)


def _limits(limits: Limits) -> str:
    return str(limits.least) if limits.least == limits.most else f"{limits.least}–{limits.most}"


def unit_changes_page(catalogue: Catalogue) -> str:
    """Every change of units with its days, its units before and after, and what moved."""
    lines = ["# Changes of units", "", "Beyond the national list of 30 June and 1 July 2025: see [units](../../units.md)."]
    for card in sorted(catalogue.unit_changes.values(), key=lambda card: (card.since, card.code)):
        lines += ["", *_unit_change(card)]
    return "\n".join(lines) + "\n"


def _unit_change(card: UnitChange) -> Iterator[str]:
    yield f"## {both(card.name)} (`{card.code}`)"
    yield ""
    work = f" · offices at work from {card.starts_work}" if card.starts_work else ""
    day = f" ({source(card.since_source)})" if card.since_source else ""
    yield f"decided {card.decided} · since {card.since}{day}{work} · {source(card.source)}."
    yield ""
    codes = sorted(card.before.keys() | card.after.keys(), key=lambda each: (len(each), each))
    yield from table(
        ("unit", "before", "after"),
        ((code(each), _facts(card.before.get(each)), _facts(card.after.get(each))) for each in codes),
    )
    yield ""
    moves = (
        (code(move.old), code(move.new), move.extent, str(move.area_km2 or ""), str(move.people or ""), both(move.note))
        for move in card.moves
    )
    yield from table(("from", "to", "extent", "km²", "people", "note"), moves)


def _facts(facts: UnitFacts | None) -> str:
    if facts is None:
        return ""
    numbers = (f"{facts.area_km2} km²" if facts.area_km2 else "", f"{facts.people} people" if facts.people else "")
    return ", ".join(filter(None, (facts.name, f"under {facts.parent}" if facts.parent else "", *numbers)))
