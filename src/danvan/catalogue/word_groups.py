"""Phrases with the groups of words they share: '$reception' stands for every word of the group `reception`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models import Indicator, Phrase, PhraseBook
from danvan.catalogue.place import Place
from danvan.catalogue.strict_yaml import YamlFile
from danvan.catalogue.validation import validated

OR = "|"
GROUP = "$"


_MEASURED = ("length", "area", "weight", "duration")


def figure_kinds(indicator: Indicator, groups: Mapping[str, str]) -> tuple[str, ...]:
    """The kinds of figure an indicator is read as. `groups`: unit of measure -> its group in the vocabulary."""
    if indicator.kind in ("money", "ratio"):
        return (indicator.kind,)
    return ("measure",) if groups.get(indicator.measure) in _MEASURED else ("count",)


@dataclass
class PhraseReader:
    """Reads the phrase files of one area, layer by layer; `kept` are the phrases, their groups written out."""

    area: str
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What sort of number each indicator of the area is, for phrases that do not say so."""
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kept: list[tuple[Phrase, Place]] = field(default_factory=list)

    def read(self, file: YamlFile) -> None:
        """Adds the phrases of `file`. Raises CatalogueError: a key or a group that does not exist."""
        place = Place(file)
        book = validated(PhraseBook, file.value, place)
        self._refuse_nested(book, place.inside("words"))
        self.words |= book.words
        replaced = {self._code(name) for name in book.replaces}
        self.kept = [(phrase, where) for phrase, where in self.kept if phrase.indicator not in replaced]
        for position, phrase in enumerate(book.phrases):
            where = place.inside("phrases", position)
            self.kept.append((self._written_out(phrase, where), where))

    def _refuse_nested(self, book: PhraseBook, place: Place) -> None:
        for name, words in book.words.items():
            for word in words:
                if word.startswith(GROUP):
                    raise place.inside(name).error(
                        "the group '{group}' inside the group '{name}'",
                        "words in a group; a phrase may name several groups",
                        group=word,
                        name=name,
                    )

    def _code(self, name: str) -> str:
        return name if "." in name else f"{self.area}.{name}"

    def _written_out(self, phrase: Phrase, place: Place) -> Phrase:
        code = self._code(phrase.indicator)
        said = "kinds" in phrase.model_fields_set
        return phrase.model_copy(
            update={
                "indicator": code,
                "kinds": phrase.kinds if said else self.kinds.get(code, phrase.kinds),
                "measures": tuple(self._words(phrase.measures, place.inside("measures"))),
                "says": tuple(OR.join(self._words(item.split(OR), place.inside("says"))) for item in phrase.says),
                "never": tuple(self._words(phrase.never, place.inside("never"))),
            }
        )

    def _words(self, items: tuple[str, ...] | list[str], place: Place) -> Iterator[str]:
        for item in items:
            if not item.strip():
                raise place.error("an empty alternative", "words on both sides of each '|'")
            name = item.removeprefix(GROUP)
            if name == item:
                yield item
            elif name in self.words:
                yield from self.words[name]
            else:
                raise place.error(
                    "the group of words '{group}'{hint}",
                    "a group under `words`: {groups}",
                    group=item,
                    hint=did_you_mean(name, self.words),
                    groups=listed(self.words),
                )
