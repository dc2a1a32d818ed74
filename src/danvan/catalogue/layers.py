"""Catalogue folders laid over each other: ours, and over it that of a province or a unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from danvan.catalogue.layout import Files, Parts, read_files
from danvan.catalogue.models import About
from danvan.catalogue.place import Place
from danvan.catalogue.strict_yaml import YamlFile
from danvan.catalogue.validation import validated
from danvan.kernel.errors import CatalogueError
from danvan.kernel.said import Said

ABOUT = "catalogue.yml"
"""What a folder says of itself; one that is laid over another must."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The files of each folder, the lowest first."""

    files: tuple[Files, ...]
    version: str

    def each(self, *folder: str) -> Iterator[tuple[Parts, YamlFile]]:
        """Every file under `folder`, layer by layer: for contents that are merged entry by entry."""
        for files in self.files:
            yield from files.under(*folder)

    def merged(self, *folder: str) -> Iterator[tuple[Parts, YamlFile]]:
        """The files under `folder`, of each place the topmost: for files that are one card each."""
        yield from sorted(dict(self.each(*folder)).items())

    @property
    def lowest(self) -> Files:
        return self.files[0]


def read_layers(roots: Sequence[Path]) -> Layers:
    """Reads the folders, the lowest first. The version names each of them. Raises CatalogueError."""
    lowest, *others = (read_files(root) for root in roots)
    versions = [lowest.version, *(f"{_about(files).version}.{files.version}" for files in others)]
    return Layers((lowest, *others), "+".join(versions))


def _about(files: Files) -> About:
    file = files.files.get((ABOUT,))
    if file is None:
        missing = Said("no '{about}' at the top of the folder", about=ABOUT)
        allowed = Said(
            "{about} with name: {{vi, en}}, version and owner, so that figures can say by which rules they were counted",
            about=ABOUT,
        )
        raise CatalogueError(file=files.root, line=1, found=missing, allowed=allowed)
    return validated(About, file.value, Place(file))
