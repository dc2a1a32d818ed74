"""Pages as small pictures, to see that a report looks as it did when somebody last looked at it.

A page is 84 by 119 grey points (2,5 mm each); what is compared is the mean of squares of 10 mm, so that another version of an
office program or of a typeface's outlines passes, and a line, a table or a signature in another place does not.
"""

import os
import runpy
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
SIZE = (84, 119)
MM = 210 / SIZE[0]
SQUARE = 4
LEVELS = 31
TOLERANCE = 0.045
"""Of black. Two lines of text in a square are about 0.12; the same page by another version differs by under 0.02; a title that
is not bold by 0.07."""
TYPEFACES = ("Times New Roman", "Tinos")
"""Of the same widths, letter by letter; with another the lines break elsewhere."""


FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><selectfont><rejectfont>
<pattern><patelt name="family"><string>Liberation Serif</string></patelt></pattern></rejectfont></selectfont></fontconfig>"""
"""Liberation Serif, which LibreOffice takes for Times New Roman, has not all letters of Vietnamese in each of its versions."""


def lacking():
    """What the machine has not got, in words; '' when pages can be compared."""
    if not shutil.which("soffice"):
        return "LibreOffice (soffice)"
    listed = subprocess.run(["fc-list", ":", "family"], check=True, capture_output=True, text=True).stdout
    return "" if any(name in listed for name in TYPEFACES) else "Times New Roman, or Tinos (Debian: fonts-croscore)"


def office_pdfs(words, folder):
    """name -> the PDF LibreOffice makes of a Word file, for all of them in one go."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, words.values())]
    (folder / "fonts.conf").write_text(FONTS, encoding="utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=environment)
    return {name: folder / f"{name}.pdf" for name in words}


def documents(folder):
    """'own.docx' -> its PDF by LibreOffice, 'own.pdf' -> our typesetter's, and so on."""
    (folder / "office").mkdir()
    words, pdfs = runpy.run_path(str(HERE / "papers.py"))["written"](folder)
    by_office = office_pdfs(words, folder / "office")
    found = {f"{name}.docx": path for name, path in by_office.items()}
    return found | {f"{name}.pdf": path for name, path in pdfs.items()}


def thumbnails(pdf):
    """Each page as a small grey picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=150 / 72).to_pil().convert("L") for page in document]
    return [page.resize(SIZE, Image.Resampling.BOX) for page in pages]


def worst(one, other):
    """(difference, mm from the left, mm from the top) of the square that differs most."""
    apart = np.abs(_squares(one) - _squares(other))
    row, column = np.unravel_index(np.argmax(apart), apart.shape)
    return float(apart[row, column]), float(column * SQUARE * MM), float(row * SQUARE * MM)


def _squares(picture):
    """Blackness of each square, 0 to 1; a last row or column that is no whole square is filled up with white."""
    black = 1 - np.asarray(picture, dtype=float) / 255
    rows, columns = (-(-length // SQUARE) * SQUARE for length in black.shape)
    whole = np.zeros((rows, columns))
    whole[: black.shape[0], : black.shape[1]] = black
    return whole.reshape(rows // SQUARE, SQUARE, columns // SQUARE, SQUARE).mean(axis=(1, 3))


def save(name, pictures, folder):
    for page, picture in enumerate(pictures, start=1):
        shades = picture.point(lambda grey: round(grey * LEVELS / 255) * 255 // LEVELS)
        shades.save(folder / f"{name}-{page}.png", optimize=True)


def golden(name):
    """The pictures kept of a document, in the order of its pages."""
    kept = sorted(GOLDEN.glob(f"{name}-*.png"), key=lambda path: int(path.stem.rpartition("-")[2]))
    return [Image.open(path).convert("L") for path in kept]


def make():
    """Every picture anew."""
    if missing := lacking():
        raise SystemExit(f"Pictures were not made: this machine has no {missing}.")
    for old in GOLDEN.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for name, pdf in documents(Path(folder)).items():
            save(name, thumbnails(pdf), GOLDEN)


def must_compare():
    return "CI" in os.environ
