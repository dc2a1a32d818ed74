"""Writes what is made from the catalogue: docs/reference/catalogue.md, and the JSON Schemas in catalogue/schema.

    python tools/generate_catalogue_docs.py            write them
    python tools/generate_catalogue_docs.py --check    write nothing; exit 1 when a file is not what it would write

The lint of the catalogue runs first: no page is made of a catalogue that has problems.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_identity
from danvan.catalogue.lint import lint
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Area, Column, Dated, Deadline, Identity, Indicator, Instrument, Register, Source
from danvan.catalogue.schemas import schemas
from danvan.kernel.errors import CatalogueError

_INTRODUCTION = """\
# The catalogue

Generated from `catalogue/` by `tools/generate_catalogue_docs.py`; edit the YAML, then run the tool again.
Codes are given short within their area: `received` in `petitions` is `petitions.received` elsewhere.
"""
_INDICATOR = ("indicator", "name", "measure", "kind", "roll-up", "formula", "holds", "source")
_IDENTITY = ("identity", "must fit", "severity", "holds", "source")
_DEADLINE = ("deadline", "name", "from", "to", "within", "when", "holds", "source")


def main(arguments: list[str] | None = None) -> int:
    """0 when all is written or up to date, 1 for a problem of the catalogue or a stale file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is stale")
    parser.add_argument("--root", type=Path, default=Path(__file__).parents[1], help="the checkout")
    options = parser.parse_args(arguments)
    folder = options.root / "catalogue"
    try:
        catalogue = load_catalogue(folder)
    except CatalogueError as wrong:
        return _complain([str(wrong)])
    problems = lint(catalogue)
    if problems:
        return _complain(str(problem) for problem in problems)
    pages = {folder / "schema" / f"{name}.schema.json": _json(schema) for name, schema in schemas().items()}
    pages[options.root / "docs" / "reference" / "catalogue.md"] = page(catalogue)
    unexpected = set((folder / "schema").glob("*")) - pages.keys()
    if options.check:
        stale = [path for path, text in pages.items() if not path.is_file() or path.read_text("utf-8") != text]
        names = [path.relative_to(options.root) for path in (*stale, *unexpected)]
        return _complain(f"{name}: stale, run tools/{Path(__file__).name}" for name in names)
    for path in unexpected:
        path.unlink()
    for path, text in pages.items():
        _write(path, text)
    return 0


def _complain(sentences: Iterable[str]) -> int:
    lines = list(sentences)
    print(*lines, sep="\n", end="\n" if lines else "", file=sys.stderr)
    return 1 if lines else 0


def _json(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)


def page(catalogue: Catalogue) -> str:
    """The whole page, in Markdown."""
    parts = [_INTRODUCTION, *(_area(area, catalogue) for area in catalogue.areas.values()), _instruments(catalogue)]
    return "\n".join(parts)


def _area(area: Area, catalogue: Catalogue) -> str:
    lines = [f"## {area.name.vi} · {area.name.en} (`{area.code}`)", "", area.about.vi, "", area.about.en]
    if area.law:
        lines += ["", "Law: " + " · ".join(area.law) + "."]
    if area.headings:
        lines += ["", "Headings: " + " · ".join(area.headings) + "."]
    if area.register:
        lines += ["", *_register(area.register)]
    if area.indicators:
        lines += ["", "### Indicators", "", *_table(_INDICATOR, (_indicator(each) for each in area.indicators))]
    if area.identities:
        rows = (_identity(each, catalogue) for each in area.identities)
        lines += ["", "### Identities", "", *_table(_IDENTITY, rows)]
    return "\n".join(lines) + "\n"


def _register(register: Register) -> Iterator[str]:
    yield f"### {register.name.vi} · {register.name.en}"
    yield ""
    yield f"A row: {register.row.vi} · {register.row.en}."
    yield ""
    yield from _table(("column", "name", "type", "choices", ""), (_column(column) for column in register.columns))
    if register.states:
        yield ""
        yield "States: " + " → ".join(register.states) + "."
    if register.deadlines:
        yield ""
        yield from _table(_DEADLINE, (_deadline(each) for each in register.deadlines))


def _deadline(deadline: Deadline) -> tuple[str, ...]:
    within = f"{deadline.days} {deadline.counted.replace('_', ' ')}"
    between = (f"`{deadline.start}`", f"`{deadline.end}`", within, _code(deadline.when))
    return (f"`{deadline.code}`", deadline.name.vi, *between, _dates(deadline), _source(deadline.source))


def _column(column: Column) -> tuple[str, ...]:
    marks = [word for word, holds in (("required", column.required), ("personal", column.personal)) if holds]
    if column.minimum is not None:
        marks.append(f"≥ {column.minimum}")
    choices = ", ".join(f"`{code}` {name.vi}" for code, name in column.choices.items())
    return (f"`{column.code}`", column.name.vi, column.type, choices, ", ".join(marks))


def _indicator(indicator: Indicator) -> tuple[str, ...]:
    code = f"`{_short(indicator.code)}`" + (" **main**" if indicator.main else "")
    name = f"{indicator.name.vi} · {indicator.name.en}"
    how = (indicator.measure, indicator.kind, indicator.rollup, _code(indicator.formula))
    return (code, name, *how, _dates(indicator), _source(indicator.source))


def _identity(identity: Identity, catalogue: Catalogue) -> tuple[str, ...]:
    names = {code: indicator.name.vi for code, indicator in catalogue.indicators.items()}
    arithmetic = parse_identity(identity, catalogue).text(names)
    return (f"`{_short(identity.code)}`", arithmetic, identity.severity, _dates(identity), _source(identity.source))


def _instruments(catalogue: Catalogue) -> str:
    header = ("number", "type", "issuer", "title", "signed", "in force", "ended", "replaced by", "certainty")
    rows = (_instrument(each) for each in sorted(catalogue.instruments, key=lambda each: (each.signed, each.number)))
    return "\n".join(["## Instruments", "", *_table(header, rows)]) + "\n"


def _instrument(instrument: Instrument) -> tuple[str, ...]:
    names = (instrument.number, instrument.type, instrument.issuer, instrument.title, instrument.signed)
    dates = (str(instrument.in_force or ""), str(instrument.ended or ""), instrument.replaced_by)
    return (*names, *dates, instrument.certainty.replace("_", " "))


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(header)
    yield "|" + " --- |" * len(header)
    yield from map(_row, rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _short(code: str) -> str:
    return code.partition(".")[2]


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _dates(card: Dated) -> str:
    since = f"since {card.since}" if card.since else ""
    until = f"until {card.until}" if card.until else ""
    return " ".join(filter(None, (since, until))) or "always"


def _source(source: Source) -> str:
    place = ", ".join(filter(None, (source.instrument, source.article, source.seen)))
    checked = f", checked {source.checked}" if source.checked else ""
    return f"{place} ({source.certainty.replace('_', ' ')}{checked})"


if __name__ == "__main__":
    sys.exit(main())
