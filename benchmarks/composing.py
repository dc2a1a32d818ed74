"""Documents a second against docxtpl filling the same document; PDF pages a second; a province's consolidated report.

Run: python benchmarks/composing.py [--rounds 7] [--communes 100] [--checked 0] [--out .benchmarks]
`--checked N`: also compose N documents of every kind (reports of one unit and of several, PDF, appendix, official form, letter)
of drawn figures and look for what `danvan check` finds above a note in them; and N reports of numbers that need not fit each
other, whether each figure is read back (the tests do a few).
"""

import argparse
import io
import json
import re
import runpy
import statistics
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2

from danvan.catalogue.loading import load_catalogue
from danvan.cli import consolidating
from danvan.composing.docx import to_bytes
from danvan.composing.model import ReportModel
from danvan.composing.pdf import to_pdf
from danvan.ledger.store import Ledger

try:
    from docxtpl import DocxTemplate
except ModuleNotFoundError:
    DocxTemplate = None

_TESTS = Path(__file__).parents[1] / "tests" / "composing"
BACK = SimpleNamespace(**runpy.run_path(str(_TESTS / "reading_back.py")))
EVERY = SimpleNamespace(**runpy.run_path(str(_TESTS / "every_kind.py")))
CATALOGUE = load_catalogue()
KNOWN = CATALOGUE.at(BACK.PERIOD.end).indicators
_NUMBER = re.compile(r'(<w:bookmarkStart [^>]*w:name="_dv(\d+)"[^>]*/>.*?<w:t[^>]*>)[^<]*(</w:t>)', re.DOTALL)


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each round, after one that is not counted."""
    work()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return seconds


def template_of(document: bytes) -> tuple[bytes, dict[str, str]]:
    """The same document with {{ v1 }} … for its bound numbers; and the numbers."""
    numbers: dict[str, str] = {}

    def blank(found: re.Match[str]) -> str:
        numbers[f"v{found[2]}"] = found[0][len(found[1]) : -len(found[3])]
        return f"{found[1]}{{{{ v{found[2]} }}}}{found[3]}"

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            content = source.read(name)
            packed.writestr(name, _NUMBER.sub(blank, content.decode()) if name == "word/document.xml" else content)
    return target.getvalue(), numbers


def filled(template: bytes, numbers: dict[str, str]) -> None:
    """What docxtpl does for one document."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(numbers)
    document.save(io.BytesIO())


def contenders(model: ReportModel, compose: Callable[[], object]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each by its name: ours from figures and from sentences, theirs from a template that has the words already."""
    yield "danvan, figures to .docx", compose
    yield "danvan, sentences to .docx", lambda: to_bytes(model, made=BACK.MADE, office=BACK.OFFICE)
    if DocxTemplate:
        template, numbers = template_of(to_bytes(model, made=BACK.MADE, office=BACK.OFFICE))
        yield f"docxtpl, {len(numbers)} numbers into a template", lambda: filled(template, numbers)
    else:
        print("docxtpl is not installed: left out")


def documents(rounds: int) -> dict[str, Any]:
    """A unit's own report of 170 figures and more, each way."""
    figures = BACK.drawn(1, KNOWN, 0.2)
    model = BACK.own_report(figures, CATALOGUE)

    def compose() -> None:
        to_bytes(BACK.own_report(figures, CATALOGUE), made=BACK.MADE, office=BACK.OFFICE)

    found = {}
    for name, work in contenders(model, compose):
        seconds = timed(work, rounds)
        found[name] = {"per_second": round(1 / statistics.median(seconds), 1), "range_ms": _range(seconds)}
    pages = len(pypdfium2.PdfDocument(to_pdf(model, made=BACK.MADE, office=BACK.OFFICE)))
    seconds = timed(lambda: to_pdf(model, made=BACK.MADE, office=BACK.OFFICE), rounds)
    found[f"PDF/A of {pages} pages"] = {
        "pages_per_second": round(pages / statistics.median(seconds), 1),
        "range_ms": _range(seconds),
    }
    return {"figures": len(figures), **found}


def _range(seconds: list[float]) -> list[int]:
    return [round(min(seconds) * 1000), round(max(seconds) * 1000)]


def province(communes: int, folder: Path) -> dict[str, Any]:
    """The consolidated report of `communes` units from the ledger to three formats."""
    ledger = Ledger.open(folder / "ledger")
    names = [f"xã Số {number}" for number in range(1, communes + 1)]
    kept = [
        replace(each, id=f"{number}.{each.id}", unit=name)
        for number, name in enumerate(names)
        for each in BACK.drawn(number, KNOWN, 0.3)
    ]
    ledger.append(kept)
    order = consolidating.Order(BACK.PERIOD, names, CATALOGUE.outlines["consolidated"], BACK.OFFICE, BACK.MADE)
    found: dict[str, Any] = {"communes": communes, "figures": len(kept)}
    for suffixes in ((".docx", ".pdf", ".xlsx"), (".docx",), (".pdf",), (".xlsx",)):
        files = [folder / f"{''.join(suffixes).strip('.')}{suffix}" for suffix in suffixes]
        start = time.perf_counter()
        consolidating.compose(order, ledger, CATALOGUE, files)
        found[" ".join(suffixes)] = round(time.perf_counter() - start, 2)
        if suffixes == (".pdf",):
            found["pages"] = len(pypdfium2.PdfDocument(files[0]))
    return found


def checked(count: int, folder: Path) -> dict[str, Any]:
    """`count` reports of drawn figures, three in five of a unit itself: findings above a note, figures not read back."""
    findings, lost, told = Counter[str](), 0, 0
    start = time.perf_counter()
    for seed in range(count):
        if seed % 5 < 3:
            figures = BACK.drawn(seed, KNOWN, 0.3)
            before = BACK.drawn(seed + 100_000, KNOWN, 0.7, BACK.PERIOD.previous()) if seed % 2 else []
            model = BACK.own_report(figures, CATALOGUE, before)
            told += len(figures)
            lost += len(BACK.lost(figures, model, CATALOGUE, folder))
        else:
            model = BACK.consolidated_report(seed, CATALOGUE, folder, 0.1)
        findings.update(each.code for each in BACK.found_in(model, CATALOGUE, folder))
    return {
        "reports": count,
        "findings": dict(findings),
        "figures": told,
        "not_read_back": lost,
        "seconds": round(time.perf_counter() - start),
    }


_OFTEN = ("own_docx", "own_docx", "own_docx", "own_pdf", "consolidated_docx", "own_docx", "form_xlsx", "letter_docx")
_SELDOM = ("consolidated_pdf", "appendix_xlsx")


def every_kind(count: int, folder: Path) -> dict[str, Any]:
    """`count` documents of every kind, of figures that fit each other: what is found above a note in them."""
    country = EVERY.DRAWN.country(CATALOGUE, folder / "country")
    findings, kinds = Counter[str](), Counter[str]()
    start = time.perf_counter()
    for seed in range(count):
        kind = _SELDOM[seed // 10 % 2] if seed % 10 == 9 else _OFTEN[seed % len(_OFTEN)]
        with tempfile.TemporaryDirectory() as made:
            path = EVERY.KINDS[kind](EVERY.Setting(CATALOGUE, country, Path(made)), seed)
            found = EVERY.findings(path, CATALOGUE)
        kinds[kind] += 1
        findings.update(f"{kind} {each.code}" for each in found)
        for each in found:
            print(f"{kind} {seed}: {each.code} {each.found!r} {each.expected!r}")
    return {"documents": dict(kinds), "findings": dict(findings), "seconds": round(time.perf_counter() - start)}


def main() -> None:
    """Prints what was measured and writes it to a file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--communes", type=int, default=100)
    asked.add_argument("--checked", type=int, default=0)
    asked.add_argument("--out", type=Path, default=Path(".benchmarks"))
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        found = {"documents": documents(options.rounds), "province": province(options.communes, Path(made))}
        if options.checked:
            found["every_kind"] = every_kind(options.checked, Path(made))
            found["checked"] = checked(options.checked, Path(made))
    options.out.mkdir(exist_ok=True)
    text = json.dumps(found, ensure_ascii=False, indent=2)
    (options.out / "composing.json").write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
