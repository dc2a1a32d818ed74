"""Pictures in a Word report: a paragraph that holds one, with the words for who cannot see it, and the file it shows."""

from collections.abc import Iterator
from typing import cast

from danvan.composing.charting.drawing import Picture, png
from danvan.composing.model import Chart
from danvan.composing.styles import TEXT_WIDTH
from danvan.composing.text import UNPRINTABLE
from danvan.composing.tracer import Tracer
from danvan.composing.wml import element, paragraph, run
from danvan.composing.word import BaseOxmlElement, Document, OxmlElement, PackURI, Part

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EMU = 36_000
"""To a millimetre."""
_FIRST = 100_000
"""Identifiers of pictures begin here."""


def chart_blocks(chart: Chart, tracer: Tracer) -> Iterator[BaseOxmlElement]:
    """Its title, the picture, and what it does not show."""
    picture = png(chart)
    tracer.draw(chart)
    tracer.carry(lambda document: _keep(picture, chart.number, document))
    yield paragraph("Caption", [run(chart.caption)])
    drawing = element("r", element("drawing", _inline(picture, chart)))
    yield paragraph("Picture", [drawing], keep_next=bool(chart.note))
    if chart.note:
        yield paragraph("Note", [run(chart.note)])


def _keep(picture: Picture, number: int, document: Document) -> None:
    """Puts the file into the package of `document`."""
    part = Part(PackURI(f"/word/media/chart{number}.png"), "image/png", picture.content, document.part.package)
    document.part.rels.add_relationship(_IMAGE, part, _name(number))


def _name(number: int) -> str:
    return f"rIdChart{number}"


def _inline(picture: Picture, chart: Chart) -> BaseOxmlElement:
    share = min(1.0, TEXT_WIDTH / picture.width)
    across, down = (round(length * share * _EMU) for length in (picture.width, picture.height))
    size = {"cx": across, "cy": down}
    at, told = chart.number, UNPRINTABLE.sub("", chart.told)
    about = {"id": _FIRST + at, "name": f"Biểu đồ {at}", "descr": told}
    shape = _made(
        "pic:spPr",
        _made("a:xfrm", _made("a:off", x=0, y=0), _made("a:ext", **size)),
        _made("a:prstGeom", _made("a:avLst"), prst="rect"),
    )
    fill = _made("pic:blipFill", _embedded(at), _made("a:stretch", _made("a:fillRect")))
    named = _made("pic:nvPicPr", _made("pic:cNvPr", id=_FIRST + at, name=f"chart{at}.png"), _made("pic:cNvPicPr"))
    graphic = _made("a:graphic", _made("a:graphicData", _made("pic:pic", named, fill, shape), uri=_PICTURE))
    lock = _made("wp:cNvGraphicFramePr", _made("a:graphicFrameLocks", noChangeAspect=1))
    edges = {"distT": 0, "distB": 0, "distL": 0, "distR": 0}
    return _made("wp:inline", _made("wp:extent", **size), _made("wp:docPr", **about), lock, graphic, **edges)


def _embedded(at: int) -> BaseOxmlElement:
    made = _made("a:blip")
    made.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", _name(at))
    return made


def _made(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """An element of a drawing, whose attributes are in no namespace."""
    made = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in attributes.items():
        made.set(name, str(value))
    made.extend(children)
    return made
