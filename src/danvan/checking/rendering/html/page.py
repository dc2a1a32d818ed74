"""The page: style, index of the files, one article each, what is to be known of all."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from danvan.checking import words
from danvan.checking.message import in_language
from danvan.checking.rendering.html import said
from danvan.checking.rendering.html.article import Entry
from danvan.checking.rendering.html.escape import shown
from danvan.checking.rendering.html.said import say
from danvan.checking.waiver_notes import WaiverNote
from danvan.kernel.finding import Severity

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Were a tag of a report ever to slip through, the browser would still load and run nothing."""


def page(entries: Sequence[Entry], notes: Sequence[WaiverNote], lang: str, version: str, moment: datetime) -> str:
    """The whole page, to be written as UTF-8."""
    return "".join(_page(entries, notes, lang, say(said.MADE, lang, version=version, moment=moment)))


def _page(entries: Sequence[Entry], notes: Sequence[WaiverNote], lang: str, made: str) -> Iterator[str]:
    title = say(said.TITLE, lang)
    of = f": {entries[0].file}" if len(entries) == 1 else ""
    yield f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="generator" content="danvan">\n'
    yield f"<title>{shown(title + of)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
    yield f'<a class="skip" href="#main">{shown(say(said.TO_LIST, lang))}</a>\n'
    yield f'<header id="top"><h1>{shown(title)}</h1><p class="fact">{shown(made)} {shown(say(said.CAUTION, lang))}</p>'
    yield f'{"".join(_legend(lang))}</header>\n<main id="main">\n'
    if len(entries) > 1:
        yield from _index(entries, lang)
    for entry in entries:
        yield f"{entry.article}\n"
    yield from _on_waivers(notes, lang)
    yield f'</main>\n<footer><a href="#top">{shown(say(said.BACK, lang))}</a></footer>\n</body>\n</html>\n'


def _legend(lang: str) -> Iterator[str]:
    yield f'<p class="legend"><span>{shown(say(said.LEGEND, lang))}:</span> '
    for severity in Severity:
        name = in_language(words.SEVERITIES[severity], lang)
        sign = f'<span class="sign" aria-hidden="true">{said.SIGNS[severity]}</span>'
        yield f'<mark class="{severity.value}">{sign} {name}</mark> '
    yield f'<mark class="related">{shown(say(said.RELATED, lang))}</mark></p>'


def _index(entries: Sequence[Entry], lang: str) -> Iterator[str]:
    heading = shown(say(said.FILES, lang))
    yield f'<nav class="index" aria-label="{heading}"><h2>{heading}</h2><ol>'
    for entry in entries:
        sign = f'<span class="sign" aria-hidden="true">{entry.sign}</span>'
        yield f'<li class="{entry.look}">{sign} <a href="#{entry.anchor}">{shown(entry.file)}</a>'
        yield f" <span>{shown(entry.verdict)}</span></li>"
    yield "</ol></nav>\n"


def _on_waivers(notes: Sequence[WaiverNote], lang: str) -> Iterator[str]:
    if not notes:
        return
    yield f"<section><h2>{shown(say(said.WAIVERS, lang))}</h2><ul>"
    for note in notes:
        where = f"{note.file}:{note.waiver.line}"
        yield f"<li>{note.code} <code>{shown(where)}</code>: {shown(note.message(lang))} {shown(note.mend(lang))}</li>"
    yield "</ul></section>\n"


@cache
def _style() -> str:
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8")
