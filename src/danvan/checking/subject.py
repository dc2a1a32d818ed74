"""What a check looks at: one document as it was read, and all that it is held against."""

from dataclasses import dataclass
from functools import cached_property

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.dates import DateSaid, dates_in
from danvan.checking.day import JudgedDay
from danvan.checking.elements import Elements, find_elements
from danvan.checking.facts import Facts
from danvan.checking.look import Look, look_of
from danvan.checking.passages import passages_of
from danvan.checking.past import Memory, Past, memory_of
from danvan.checking.persons import with_persons
from danvan.checking.spelling.tokens import Words, words_in
from danvan.documents.model import Document
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span
from danvan.reading.lexicon import Lexicon, fold
from danvan.reading.model import Reading
from danvan.reading.paragraphs import Paragraph, paragraphs
from danvan.reading.read import lexicon_of


@dataclass(frozen=True)
class Subject:
    """`catalogue` is as in force on the day the document is judged by. What several checks need is made once, here."""

    reading: Reading
    catalogue: Catalogue
    judged: JudgedDay
    past: Past | None = None
    """What is known of the unit besides this document."""

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
        return self.reading.paragraphs or paragraphs(self.document)

    @cached_property
    def elements(self) -> Elements:
        """Where letterhead, title, signature block and recipients stand."""
        return find_elements(self.document, self.paragraphs)

    @cached_property
    def passages(self) -> tuple[Mapped, ...]:
        """The text of every paragraph and of every table cell, letters composed, each with the way back to its place."""
        return tuple(passages_of(self.document, self.paragraphs))

    @cached_property
    def small(self) -> str:
        """The text in small letters, each at its place. Whoever looks for words in either case looks here first."""
        small = self.text.lower()
        if len(small) == len(self.text):
            return small
        # a letter such as 'İ' has no small letter of one character: leave it
        return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in self.text)

    @cached_property
    def small_paragraphs(self) -> tuple[str, ...]:
        """The text of each paragraph in small letters."""
        return tuple(paragraph.text.lower() for paragraph in self.paragraphs)

    @cached_property
    def with_person(self) -> frozenset[int]:
        """The numbers of the paragraphs that name a person."""
        person = with_persons("{person}")
        return frozenset(at for at, paragraph in enumerate(self.paragraphs) if person.search(paragraph.text))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The text of each passage folded, letter for letter: see lexicon.fold."""
        return tuple(fold(passage.text) for passage in self.passages)

    @cached_property
    def dates(self) -> tuple[DateSaid, ...]:
        """Every date in the text and its tables, those of cited texts among them."""
        return tuple(said for passage in self.passages for said in dates_in(passage))

    @cached_property
    def cited(self) -> tuple[Span, ...]:
        """Where legal texts are named."""
        return tuple(citation.span for citation in self.reading.citations)

    @cached_property
    def prose(self) -> tuple[tuple[Mapped, Words], ...]:
        """Each passage with its words, addresses of the net and symbols of documents left out."""
        return tuple((passage, words_in(passage.text)) for passage in self.passages)

    @cached_property
    def syllables(self) -> frozenset[str]:
        """Every word of the prose once, folded."""
        return frozenset().union(*(words.lows for _, words in self.prose))

    @cached_property
    def memory(self) -> Memory | None:
        """The document's own figures beside what its unit said before; None when nothing is known of it."""
        return memory_of(self.reading, self.catalogue, self.past)

    @cached_property
    def look(self) -> Look | None:
        """How the document looks, and how it must; None where one of both is not known."""
        return look_of(self.document, self.catalogue, self.elements, self.reading.letterhead, self.judged.day)

    @cached_property
    def headings(self) -> dict[str, str]:
        """The words of each heading, by the number of its section."""
        return {section.number: section.heading for section in self.reading.sections}

    @cached_property
    def words(self) -> Lexicon:
        """The vocabulary's words as patterns over folded text."""
        return self.catalogue.derived(lexicon_of)
