"""Writes what is made from the catalogue: docs/reference/catalogue/, and the JSON Schemas in catalogue/schema.

    python tools/generate_catalogue_docs.py            write them
    python tools/generate_catalogue_docs.py --check    write nothing; exit 1 when a file is not what it would write

The lint of the catalogue runs first: no page is made of a catalogue that has problems.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.lint import lint
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.schemas import schemas
from danvan.kernel.errors import CatalogueError
from pages.areas import area_page
from pages.cards import (
    forms_page,
    instruments_page,
    outlines_page,
    profiles_page,
    regimes_page,
    scorecards_page,
    unit_changes_page,
)
from pages.markdown import both, table

_INTRODUCTION = """\
# The catalogue

Generated from `catalogue/` by `tools/generate_catalogue_docs.py`; edit the YAML, then run the tool again.
Codes are given short within their area: `received` in `petitions` is `petitions.received` elsewhere.
`danvan catalogue` lists, shows and compares the same on the command line.
"""
_CARDS = {
    "instruments.md": instruments_page,
    "forms.md": forms_page,
    "regimes.md": regimes_page,
    "outlines.md": outlines_page,
    "scorecards.md": scorecards_page,
    "profiles.md": profiles_page,
    "unit_changes.md": unit_changes_page,
}


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
    made = options.root / "docs" / "reference" / "catalogue"
    pages |= {made / name: text for name, text in reference(catalogue).items()}
    unexpected = {*(folder / "schema").glob("*"), *made.rglob("*.md")} - pages.keys()
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


def reference(catalogue: Catalogue) -> dict[str, str]:
    """Every page by its name under docs/reference/catalogue."""
    areas = {f"areas/{area.code}.md": area_page(area, catalogue) for area in catalogue.areas.values()}
    return {"index.md": _index(catalogue), **areas, **{name: make(catalogue) for name, make in _CARDS.items()}}


def _index(catalogue: Catalogue) -> str:
    rows = (
        (
            f"[`{area.code}`](areas/{area.code}.md)",
            both(area.name),
            *(str(len(held)) for held in (area.registers, area.indicators, area.identities)),
        )
        for area in catalogue.areas.values()
    )
    others = [
        f"[{len(catalogue.instruments)} legal texts](instruments.md)",
        f"[{len(catalogue.forms)} official forms](forms.md)",
        f"[{len(catalogue.regimes)} reporting regimes](regimes.md)",
        f"[{len(catalogue.outlines)} outlines](outlines.md)",
        f"[{len(catalogue.scorecards)} scorecards](scorecards.md)",
        f"[{len(catalogue.profiles)} profiles](profiles.md)",
        f"[{len(catalogue.unit_changes)} changes of units](unit_changes.md)",
        f"[{len(catalogue.checks)} checks](../checks/index.md)",
    ]
    head = ("area", "name", "registers", "indicators", "identities")
    return "\n".join([_INTRODUCTION, *table(head, rows), "", "Besides: " + ", ".join(others) + "."]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
