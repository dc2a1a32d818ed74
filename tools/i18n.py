"""Translations of the command: `check` that none is missing, `update` the .po with new sentences, `compile` them.

The sentences are the string constants in calls of `_()` in danvan.cli, and of `mark()` and `Said()` anywhere; the templates of
all our errors (any class attribute `template`) and the words they are raised with (`reason=`, `found=`, `allowed=`), wherever
these are whole constants; what is said of mistakes in the catalogue (`place.error(…)` and its like), which is refused where it
is put together in the code; the warnings a document is read with; the kinds of files people send instead of reports; and the
reasons the ledger gives itself.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import i18n_site
from danvan.documents.kinds import Kind
from danvan.ledger import admission

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/danvan"
FILES = sorted([*SOURCE.glob("locale/*/LC_MESSAGES/danvan.po"), *SOURCE.glob("site/locale/*/LC_MESSAGES/django.po")])
_MARKS = ("mark", "Said")
_MARKS_OF_CLI = ("_", "language")
_MISTAKES = ("error", "formula_error", "refusal", "_error", "_misplaced")
"""The functions that make errors of the catalogue; a code of a check ('CA05') among their arguments is no sentence."""
_CHECK = re.compile(r"[A-Z]{2}\d\d")
_ERROR_WORDS = ("reason", "found", "allowed")
_HEADER = """\
# What people read. English sentences are the keys; `python tools/i18n.py update` adds new ones.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def sentences(source: Path = SOURCE) -> dict[str, list[tuple[str, int]]]:
    """Every sentence that is translated, with the places it is written in."""
    found: dict[str, list[tuple[str, int]]] = {}
    for file in sorted(source.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        warnings = _warnings(tree) if "documents" in file.parts else ()
        for text, line in (*_in_file(tree, file.relative_to(source).parts[0]), *warnings):
            found.setdefault(text, []).append((file.relative_to(source.parents[1]).as_posix(), line))
    for kind in Kind:
        found.setdefault(kind.value, []).append(("src/danvan/documents/kinds.py", 0))
    for reason in (admission.NEW_VERSION, admission.READ_AGAIN, admission.RECOMPUTED, admission.ENTERED_AGAIN):
        found.setdefault(reason, []).append(("src/danvan/ledger/admission.py", 0))
    return found


def _in_file(tree: ast.Module, package: str) -> Iterator[tuple[str, int]]:
    marks, mistakes = (_MARKS + _MARKS_OF_CLI if package == "cli" else _MARKS), (() if package == "site" else _MISTAKES)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from _templates(node)
        elif isinstance(node, ast.Call) and _name(node.func) in marks:
            for argument in node.args[:1]:
                yield from _constant(argument)
        elif isinstance(node, ast.Call) and _name(node.func) in mistakes:
            for argument in node.args:
                yield from (pair for pair in _chosen(argument) if not _CHECK.fullmatch(pair[0]))
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            for keyword in node.exc.keywords:
                if keyword.arg in _ERROR_WORDS:
                    yield from _constant(keyword.value)


def _warnings(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Sentences a document is read with a warning by: constants of the module, or of its classes, that end with a full stop."""
    inside = (statement for each in tree.body if isinstance(each, ast.ClassDef) for statement in each.body)
    for statement in (*tree.body, *inside):
        if isinstance(statement, ast.Assign) and _name(statement.targets[0]).isupper():
            yield from (pair for pair in _constant(statement.value) if pair[0].endswith("."))


def _templates(node: ast.ClassDef) -> Iterator[tuple[str, int]]:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and [_name(target) for target in statement.targets] == ["template"]:
            yield from _constant(statement.value)


def _chosen(node: ast.expr) -> Iterator[tuple[str, int]]:
    """A constant, or the two that a condition chooses from: 'a way', 'many ways'."""
    for side in (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,):
        yield from _constant(side)


def _constant(node: ast.expr) -> Iterator[tuple[str, int]]:
    """A constant with words in it: '{reason}' alone has nothing to translate."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        words = "".join(text for text, *_blank in Formatter().parse(node.value))
        if any(letter.isalpha() for letter in words):
            yield node.value, node.lineno


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def blanks(sentence: Any) -> set[str]:
    """The named blanks of a sentence: '{file}: no figure' -> {'file'}."""
    return {name for _text, name, _format, _conversion in Formatter().parse(str(sentence)) if name}


def read(file: Path) -> Catalog:
    """The translations of one .po."""
    with file.open("rb") as content:
        return read_po(content)


def put_together(source: Path = SOURCE) -> Iterator[str]:
    """Where a mistake is told in a sentence made while the program runs, which nobody can have translated."""
    for file in sorted(source.rglob("*.py")):
        calls = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        for call in calls:
            torn = any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in call.args)
            if torn and _name(call.func) in (*_MARKS, *_MISTAKES):
                yield f"{file.relative_to(source.parents[1])}:{call.lineno}: a sentence put together; give it named blanks"


def wanted_in(file: Path) -> Mapping[Any, list[tuple[str, int]]]:
    """The sentences that belong into one .po: the site has its own."""
    return i18n_site.sentences(SOURCE) if file.stem == "django" else sentences()


def faults(file: Path) -> Iterator[str]:
    """What is wrong with one .po: sentences without translation, with other blanks, or no longer in the code."""
    catalogue, wanted = read(file), wanted_in(file)
    blanks_of = i18n_site.blanks if file.stem == "django" else blanks
    for text, places in wanted.items():
        message = catalogue.get(text)
        where = ":".join(map(str, places[0]))
        if message is None or not message.string:
            yield f"{file.name}: no translation of {text!r} ({where})"
        elif message.fuzzy:
            yield f"{file.name}: not looked at since it was guessed: {text!r} ({where})"
        elif (other := blanks_of(message.string)) != blanks_of(text):
            yield f"{file.name}: blanks differ in {text!r}: {sorted(blanks_of(text))} and {sorted(other)}"
    for message in catalogue:
        if message.id and message.id not in wanted:
            yield f"{file.name}: no longer in the code: {message.id!r}"


def update(file: Path) -> None:
    """The .po again: new sentences added without translation, those that are gone left out, in the order of the code."""
    old, new = read(file), Catalog(locale=file.parts[-3])
    for text, places in wanted_in(file).items():
        message = old.get(text)
        new.add(text, message.string if message else "", locations=[(path, 0) for path, _line in places])
    body = BytesIO()
    write_po(body, new, width=120, sort_by_file=True, include_lineno=False, omit_header=True)
    file.write_text(_HEADER.format(language=file.parts[-3]) + body.getvalue().decode(), encoding="utf-8")


def compile_(file: Path) -> None:
    """Writes the .mo beside the .po."""
    with file.with_suffix(".mo").open("wb") as content:
        write_mo(content, read(file))


def main() -> int:
    """Does what the command line says; 1 when `check` found something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["check", "update", "compile"])
    what = parser.parse_args().what
    if what == "check":
        found = [*put_together(), *(fault for file in FILES for fault in faults(file))]
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    for file in FILES:
        (update if what == "update" else compile_)(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
