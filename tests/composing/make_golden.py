"""Writes golden/model.txt and the pictures beside it anew: `python tests/composing/make_golden.py`. Look at the difference
before you commit it: the pictures say how a report looks on paper."""

import hashlib
import runpy
from pathlib import Path

from danvan.composing.consolidate import consolidate
from danvan.composing.text import as_text

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "model.txt"
STAMP = "sha-256 of all below, stamped by `python tests/composing/make_golden.py`; never edited by hand: "


def text():
    sample = runpy.run_path(str(HERE / "sample.py"))
    return as_text(consolidate(sample["usual"](), sample["outline"](), sample["catalogue"]()), figures=True)


def stamped(body):
    return f"{STAMP}{hashlib.sha256(body.encode()).hexdigest()}\n{body}"


if __name__ == "__main__":
    GOLDEN.write_text(stamped(text()), encoding="utf-8")
    runpy.run_path(str(HERE / "pictures.py"))["make"]()
