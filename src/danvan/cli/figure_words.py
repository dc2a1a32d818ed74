"""What a figure says, where it comes from and what stands in its way, in a few words of the chosen language."""

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.message import in_language
from danvan.cli.language import Language
from danvan.kernel.said import mark
from danvan.ledger.figure import Blank, Entry, Figure, Formula, RollUp, Rows, Words

BLANKS = {
    Blank.NONE_HAPPENED: mark("none happened"),
    Blank.NOT_REPORTED: mark("not reported"),
    Blank.NOT_APPLICABLE: mark("not applicable"),
    Blank.NOT_COMPARABLE: mark("not comparable"),
    Blank.WITHHELD: mark("withheld"),
}


def value_of(figure: Figure, _: Language) -> str:
    """Its quantity, marked where it is an estimate; or why there is none."""
    if figure.withdrawn:
        return _("taken back")
    if figure.blank:
        return _(BLANKS[figure.blank])
    return ("≈ " if figure.estimated else "") + str(figure.amount)


def source_of(figure: Figure, _: Language) -> str:
    """The document, the person, the register, or that it was computed."""
    match figure.source:
        case Words() as words:
            return words.file
        case Entry() as entry:
            return _("entered by {person}", person=entry.person)
        case Rows() as rows:
            return _("counted from {register}", register=rows.register)
        case Formula() as formula:
            return _("computed: {formula}", formula=formula.formula)
        case RollUp() as rolled:
            return _("added up from {n} figures", n=len(rolled.figures))
        case _:
            return _("shared out from units before")


def name_of(figure: Figure, catalogue: Catalogue, _: Language) -> str:
    """The indicator's name; its code where the catalogue does not know it."""
    indicator = catalogue.indicators.get(figure.indicator)
    return in_language(indicator.name, _.code) if indicator else figure.indicator
