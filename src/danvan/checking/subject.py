"""What a check looks at: one document as it was read, and all that it is held against."""

from dataclasses import dataclass
from functools import cached_property

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.day import JudgedDay
from danvan.checking.facts import Facts
from danvan.documents.model import Document
from danvan.reading.lexicon import Lexicon
from danvan.reading.model import Reading
from danvan.reading.paragraphs import Paragraph, paragraphs
from danvan.reading.read import lexicon_of


@dataclass(frozen=True)
class Subject:
    """`catalogue` is as in force on the day the document is judged by. What several checks need is made once, here."""

    reading: Reading
    catalogue: Catalogue
    judged: JudgedDay

    @property
    def document(self) -> Document:
        return self.reading.document

    @property
    def text(self) -> str:
        """The document's text, as every span counts it."""
        return self.reading.document.text

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.reading)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The running text, cells of tables left out: lines rejoined, letters composed, each with the way back to its place."""
        return tuple(paragraphs(self.document))

    @cached_property
    def words(self) -> Lexicon:
        """The vocabulary's words as patterns over folded text."""
        return self.catalogue.derived(lexicon_of)
