"""The vocabulary: word lists, each a file of its own; a later layer adds to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from danvan.catalogue.catalogue import Places
from danvan.catalogue.layers import Layers
from danvan.catalogue.models import Vocabulary
from danvan.catalogue.place import Place
from danvan.catalogue.strict_yaml import Value, YamlFile
from danvan.catalogue.validation import validated
from danvan.kernel.errors import CatalogueError
from danvan.kernel.said import Said


def load_vocabulary(layers: Layers, places: Places) -> Vocabulary:
    """Every word list. Raises CatalogueError when one is missing from the lowest layer."""
    lists: dict[str, YamlFile] = {}
    values: dict[str, Value] = {}
    for (name,), file in layers.each("vocabulary"):
        word_list = name.removesuffix(".yml")
        lists[word_list] = file
        values[word_list] = _joined(values[word_list], file.value) if word_list in values else file.value
    for word_list in Vocabulary.model_fields:
        if word_list not in lists:
            name = layers.lowest.name("vocabulary", f"{word_list}.yml")
            found, allowed = Said("the file is missing"), Said("every word list of the vocabulary")
            raise CatalogueError(file=name, line=1, found=found, allowed=allowed)
    places |= {f"Vocabulary {word_list}": Place(file) for word_list, file in lists.items()}
    return validated(Vocabulary, values, _WordLists(YamlFile("vocabulary", values), (), lists))


def _joined(below: Value, above: Value) -> Value:
    """Mappings key by key, lists one after the other; anything else is replaced."""
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: _joined(below[key], value) if key in below else value for key, value in above.items()}
    if isinstance(below, list) and isinstance(above, list):
        return [*below, *(item for item in above if item not in below)]
    return above


@dataclass(frozen=True, slots=True)
class _WordLists(Place):
    """The place of the vocabulary, whose fields are each a file of their own."""

    lists: Mapping[str, YamlFile] = field(default_factory=dict)

    def inside(self, *path: str | int) -> Place:
        return Place(self.lists[str(path[0])], path[1:])
