"""Which appendices a report has, how they are numbered, and where its text points to them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from danvan.composing.charting.asked import with_charts
from danvan.composing.model import Appendix, AreaResult, Chart, Line, ReportModel, Run

CHARTS = "appendix.charts"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def charts_appendix(charts: Sequence[Chart]) -> Appendix:
    """The charts that stand in no part, each whole on its page."""
    return Appendix(CHARTS, "", "Biểu đồ", areas=tuple(AreaResult("", "", (), chart=chart) for chart in charts))


def annexed(model: ReportModel, charts: Mapping[str, Sequence[Chart]], figures: Appendix | None = None) -> ReportModel:
    """`model` with its charts and appendices: the figures first, then what `model` has, the charts of no part last. A sentence
    at the end of the first part points to each, as 30/2020/NĐ-CP (annex I, part III) asks."""
    last = [charts_appendix(loose)] if (loose := charts.get("")) else []
    appendices = _numbered([*([figures] if figures else []), *model.appendices, *last])
    parts = with_charts(model.parts, charts)
    if appendices:
        first = replace(parts[0], areas=(*parts[0].areas, AreaResult("", "", (_pointing(appendices),))))
        parts = (first, *parts[1:])
    return replace(model, parts=parts, appendices=appendices)


def _numbered(appendices: Sequence[Appendix]) -> tuple[Appendix, ...]:
    """With Roman numbers; the only one has none."""
    if len(appendices) == 1:
        return tuple(appendices)
    return tuple(replace(each, number=_roman(at)) for at, each in enumerate(appendices, start=1))


def _roman(number: int) -> str:
    made = ""
    for value, letters in _ROMAN:
        made += letters * (number // value)
        number %= value
    return made


def _pointing(appendices: Sequence[Appendix]) -> Line:
    told = "; ".join(f"{each.title[:1].lower()}{each.title[1:]} tại {each.name}" for each in appendices)
    return (Run(f"Kèm theo báo cáo này: {told}."),)
