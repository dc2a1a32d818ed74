"""The assistant's proposals beside a reading, never in it: as JSON and for people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from danvan.assistant.address import Settings
from danvan.assistant.model import Proposals
from danvan.assistant.proposing import propose
from danvan.assistant.talking import make_sure
from danvan.catalogue.loading import load_catalogue
from danvan.cli.language import Language
from danvan.cli.places import place
from danvan.cli.reading_json import Json
from danvan.cli.session import Session
from danvan.cli.tables import columns
from danvan.reading.model import Reading


@dataclass(frozen=True, slots=True)
class Assisted:
    """An assistant for readings by the catalogue of `overlay`; speaks `lang`. Travels to other processes."""

    settings: Settings
    overlay: Path | None
    lang: str

    @property
    def rules(self) -> Json:
        """What its answers depend on."""
        return {"assistant": f"{self.settings.model} {self.settings.url}", "lang": self.lang}

    def proposals(self, reading: Reading) -> Proposals:
        return propose(reading, load_catalogue(overlay=self.overlay), self.settings)

    def json(self, reading: Reading) -> Json:
        """`proposals`, and under `assistant` what was asked and what was dropped."""
        made, language = self.proposals(reading), Language(self.lang)
        return {
            "proposals": [
                {"figure": one.figure, "indicator": one.indicator or None, "label": one.label, "evidence": one.evidence}
                for one in made.accepted
            ],
            "assistant": {
                "model": self.settings.model,
                "asked": made.asked,
                "answered": made.answered,
                "dropped": [{"figure": one.figure, "reason": one.reason.render(language)} for one in made.dropped],
            },
        }

    def text(self, reading: Reading, _: Language) -> Iterator[RenderableType]:
        """A table of its own, under a heading that says what it is."""
        made = self.proposals(reading)
        heading = _("Proposed by the assistant, to be looked at by a person ({n})", n=len(made.accepted))
        yield Text(f"\n{heading}", "bold magenta")
        table = columns(_("Place"), _("Value"), _("Indicator"), _("What is counted"), _("Because of the words"))
        for one in made.accepted:
            words = one.span.of(reading.document.text)
            cells = (place(reading.document, one.span, _), words, one.indicator, one.label, f"«{one.evidence}»")
            table.add_row(*map(Text, cells))
        if made.accepted:
            yield Padding(table, (0, 0, 0, 2))
        for reason, n in Counter(one.reason.render(_) for one in made.dropped).most_common():
            yield Text("  " + _("left out ({n}): {reason}", n=n, reason=reason), "dim")


def assisted_by(settings: Settings, session: Session) -> Assisted | None:
    """The assistant asked for; None when its address is empty: it is off, and nothing is sent anywhere.

    Raises ExtraMissing, AssistantAddress, AssistantElsewhere.
    """
    if not settings.url:
        return None
    make_sure(settings)
    return Assisted(settings, session.overlay, session.language.code)
