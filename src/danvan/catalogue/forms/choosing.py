"""Which form a symbol means: that of the series in force on the day of the data, never the symbol alone."""

from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import chained, did_you_mean, listed
from danvan.catalogue.models.forms import Form
from danvan.kernel.errors import OptionInvalid
from danvan.kernel.said import Said


def forms_for(catalogue: Catalogue, symbol: str, day: date) -> tuple[Form, ...]:
    """The forms of this symbol in force on `day`: none, or one; several only where catalogues were laid over each other."""
    return tuple(form for form in catalogue.forms.values() if form.symbol == symbol and form.holds_at(day))


def form_at(catalogue: Catalogue, symbol: str, day: date) -> Form:
    """The form this symbol means on `day`. Raises OptionInvalid, with the forms that are there."""
    found = forms_for(catalogue, symbol, day)
    if len(found) == 1:
        return found[0]
    if found:
        wrong = Said("'{symbol}', on {day} the symbol of several forms,", symbol=symbol, day=day)
        raise OptionInvalid(option="form", found=wrong, allowed=listed(form.code for form in found))
    same = [form for form in catalogue.forms.values() if form.symbol == symbol]
    if same:
        wrong = Said("'{symbol}' for data of {day}", symbol=symbol, day=day)
        raise OptionInvalid(option="form", found=wrong, allowed=chained("{one}; {other}", map(_dated, same)))
    symbols = {form.symbol for form in catalogue.forms.values() if form.holds_at(day)}
    wrong = Said("'{symbol}'{hint}", symbol=symbol, hint=did_you_mean(symbol, symbols))
    raise OptionInvalid(option="form", found=wrong, allowed=Said("on {day} {symbols}", day=day, symbols=listed(symbols)))


def _dated(form: Form) -> Said:
    return Said(
        "{symbol} of {series} for data from {since} to {until}",
        symbol=form.symbol,
        series=form.series,
        since=form.since or Said("ever"),
        until=form.until or Said("now"),
    )
