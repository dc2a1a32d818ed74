"""What regimes are said in: levels, kinds of period, items, certainties, days."""

from datetime import date

from danvan.catalogue.models import Certainty, Dated, Source
from danvan.catalogue.models.regimes import Item
from danvan.cli.language import Language
from danvan.kernel.said import mark

LEVELS = {
    "commune": mark("commune"),
    "district": mark("district"),
    "department": mark("department of the province"),
    "province": mark("province"),
    "ministry": mark("ministry, Government Office"),
}
KINDS = {
    "month": mark("month"),
    "quarter": mark("quarter"),
    "half": mark("6 months"),
    "nine_months": mark("9 months"),
    "year": mark("year"),
    "years": mark("several years"),
}
SENT = {
    "report_and_forms": mark("report and forms"),
    "report": mark("report"),
    "forms": mark("forms only"),
}
CERTAINTIES = {
    Certainty.CONFIRMED: mark("confirmed"),
    Certainty.ONE_SIGHTING: mark("seen once"),
    Certainty.INFERRED: mark("inferred"),
    Certainty.FROM_MEMORY: mark("from memory"),
    Certainty.OBSERVED: mark("practice of reports"),
    Certainty.NOT_FOUND: mark("not found"),
}
ITEMS = {
    Item.NAME: mark("name of the report"),
    Item.CONTENT: mark("content"),
    Item.REPORTERS: mark("who reports"),
    Item.RECEIVERS: mark("who receives"),
    Item.WAYS: mark("way of sending and receiving"),
    Item.DEADLINE: mark("deadline of sending"),
    Item.FREQUENCY: mark("how often"),
    Item.CLOSING: mark("closing date"),
    Item.OUTLINE: mark("outline"),
    Item.FORMS: mark("data forms"),
    Item.GUIDANCE: mark("guidance on the process"),
}
WHEN_OFF = {
    "next_working_day": mark("on a day off: the next working day"),
    "working_day_before": mark("on a day off: the working day before"),
    "stays": mark("on a day off: stays"),
}
WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


def day_words(day: date) -> str:
    """17/09/2024."""
    return f"{day:%d/%m/%Y}"


def weekday_words(day: date, _: Language) -> str:
    """'thứ Ba 17/09/2024'."""
    return f"{_(WEEKDAYS[day.weekday()])} {day_words(day)}"


def span_words(card: Dated, _: Language) -> str:
    """From when to when a card holds."""
    if card.since and card.until:
        return f"{day_words(card.since)} – {day_words(card.until)}"
    if card.since:
        return _("from {day}", day=day_words(card.since))
    return _("until {day}", day=day_words(card.until)) if card.until else _("no dates known")


def basis_words(source: Source, _: Language) -> str:
    """The legal text and its article, or that there is none."""
    if not source.instrument:
        return _("no legal text found")
    return ", ".join(filter(None, (source.instrument, source.article)))
