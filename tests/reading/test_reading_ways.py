"""Whatever the catalogue says an indicator is called, reading calls it so: one indicator, this one."""

from dataclasses import dataclass

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.models import Area, Phrase
from danvan.catalogue.ways import ways
from danvan.documents.text.reader import read_text
from danvan.reading.read import read_document

CATALOGUE = load_catalogue()
NUMBERS = {"count": "137", "ratio": "13,7%", "money": "137 triệu đồng", "measure": "137", "rate_change": "13,7%"}


@dataclass(frozen=True)
class Way:
    indicator: str
    sentence: str


def ways_of(phrase: Phrase) -> list[Way]:
    """A sentence for each way of saying it, and one for what composing writes."""
    number = number_for(phrase)
    sentences = [f"{' '.join(words).capitalize()}: {number}." for words in ways(phrase)]
    if phrase.writes:
        written = phrase.writes.replace("{n}", number)
        sentences.append(f"{written[0].upper()}{written[1:]}.")
    return [Way(phrase.indicator, sentence) for sentence in dict.fromkeys(sentences)]


def number_for(phrase: Phrase) -> str:
    number = NUMBERS[phrase.kinds[0]]
    return f"{number} {phrase.measures[0]}" if phrase.measures and phrase.kinds[0] in ("count", "measure") else number


def misread(area: Area, catalogue) -> list[str]:
    """The ways of an area that reading takes for another indicator or for none, each with what it took them for."""
    heading = area.headings[0] if area.headings else area.name.vi
    said = [way for phrase in area.phrases for way in ways_of(phrase)]
    together = _read(heading, [way.sentence for way in said], catalogue)
    return [told for way, found in zip(said, together, strict=True) if (told := _told(way, found, heading, catalogue))]


def _told(way: Way, found: tuple[str, ...], heading: str, catalogue) -> str:
    if found != (way.indicator,):
        (found,) = _read(heading, [way.sentence], catalogue)
    return "" if found == (way.indicator,) else f"{way.indicator} <- {way.sentence} read as {', '.join(found) or 'nothing'}"


def _read(heading: str, sentences: list[str], catalogue) -> list[tuple[str, ...]]:
    """The indicators of each sentence's first figure."""
    text = f"BÁO CÁO\n\nI. {heading.upper()}\n\n" + "\n\n".join(sentences) + "\n"
    reading = read_document(read_text(text.encode(), "ways.txt"), catalogue)
    by_line: dict[int, tuple[str, ...]] = {}
    for figure in reading.figures:
        line = text.count("\n", 0, figure.span.start)
        if line not in by_line:
            by_line[line] = (figure.indicator,) if figure.indicator else tuple(figure.candidates)
    return [by_line.get(4 + 2 * at, ()) for at in range(len(sentences))]


@pytest.mark.parametrize("area", CATALOGUE.areas)
def test_every_way_of_saying_an_indicator_is_read_as_that_indicator(area):
    assert misread(CATALOGUE.areas[area], CATALOGUE) == []
