"""The work of `danvan regime list` and `danvan regime show`."""

from rich.text import Text

from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.models.regimes import Regime
from danvan.checking.message import in_language
from danvan.cli.exits import CLEAN
from danvan.cli.language import Language
from danvan.cli.options import day_of
from danvan.cli.regime_card_text import regime_text
from danvan.cli.regime_words import CERTAINTIES, span_words
from danvan.cli.session import Session
from danvan.cli.tables import columns
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.said import Said


def list_regimes(on: str, session: Session) -> int:
    """Lists the regimes, those in force on `on` where a day is given; returns the exit code."""
    _ = session.language
    day = day_of("--on", on) if on else None
    table = columns(_("Regime"), _("Legal text"), _("In force"))
    for regime in sorted(session.catalogue().regimes.values(), key=_order):
        if day is None or regime.holds_at(day):
            table.add_row(*_row(regime, _))
    session.out.print(table)
    return CLEAN


def _order(regime: Regime) -> tuple[bool, str, str, str]:
    """Frames first, then what is for the whole country, then place by place."""
    return not regime.frame, regime.place, regime.series, str(regime.until or "9999")


def _row(regime: Regime, _: Language) -> tuple[Text, Text, Text]:
    source = regime.source
    name = Text(regime.code, "cyan").append(f"\n{in_language(regime.name, _.code)}\n", "none")
    law = Text(source.instrument or _("no legal text found")).append(f"\n{_(CERTAINTIES[source.certainty])}", "dim")
    return name, law, Text(span_words(regime, _))


def show_regime(code: str, session: Session) -> int:
    """Shows one regime; returns the exit code. Raises OptionInvalid when there is none of that code."""
    catalogue = session.catalogue()
    known = catalogue.regimes
    if code not in known:
        found = Said("'{code}'{hint}", code=code, hint=did_you_mean(code, known))
        raise OptionInvalid(option="CODE", found=found, allowed=", ".join(known))
    for piece in regime_text(known[code], catalogue, session.now.date(), session.language):
        session.out.print(piece)
    return CLEAN
