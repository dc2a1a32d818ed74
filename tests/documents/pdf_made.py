"""PDF files made from a few lines, so that a test shows exactly what it is about."""

import zlib
from collections.abc import Sequence

TYPE = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"


def pdf(objects: Sequence[bytes]) -> bytes:
    """A file of these objects, the first of which is its root."""
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    end = len(out)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, end)


def pages(*contents: str, box: str = "0 0 595 842", more: str = "", font: bytes = TYPE) -> bytes:
    """A file of pages drawn so; letters beyond ASCII are those of Windows-1252."""
    count = len(contents)
    kids = " ".join(f"{number + 4} 0 R" for number in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(), font]
    for number in range(count):
        text = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]{more}/Contents {number + 4 + count} 0 R"
        objects.append(text.encode() + b"/Resources<</Font<</F 3 0 R>>>>>>")
    for content in contents:
        data = zlib.compress(content.encode("cp1252"))
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n" % len(data) + data + b"\nendstream")
    return pdf(objects)


def at(across: float, up: float, text: str, size: float = 13) -> str:
    """A text at a place, counted from the lower left corner."""
    return f"BT /F {size} Tf {across} {up} Td ({text}) Tj ET\n"


def lines(*texts: str, across: float = 72, up: float = 760, step: float = 18, size: float = 13) -> str:
    """Texts one below the other."""
    return "".join(at(across, up - number * step, text, size) for number, text in enumerate(texts))


def rule(left: float, bottom: float, right: float, top: float) -> str:
    return f"{left} {bottom} m {right} {top} l S\n"
