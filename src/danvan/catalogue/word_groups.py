"""Phrases with the groups of words they share: '$reception' stands for every word of the group `reception`."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models import Phrase, PhraseBook
from danvan.catalogue.place import Place
from danvan.catalogue.strict_yaml import YamlFile
from danvan.catalogue.validation import validated

OR = "|"
GROUP = "$"


@dataclass
class PhraseReader:
    """Reads the phrase files of one area, layer by layer; `kept` are the phrases, their groups written out."""

    area: str
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
        return phrase.model_copy(
            update={
                "indicator": self._code(phrase.indicator),
                "measures": tuple(self._words(phrase.measures, place.inside("measures"))),
                "says": tuple(OR.join(self._words(item.split(OR), place.inside("says"))) for item in phrase.says),
                "never": tuple(self._words(phrase.never, place.inside("never"))),
            }
        )

    def _words(self, items: tuple[str, ...] | list[str], place: Place) -> Iterator[str]:
        for item in items:
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
