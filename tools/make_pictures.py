"""Makes the pictures of the README from real output: what `make run` prints, and a page of the report it composes.

Run it after a change of either: `python tools/make_pictures.py`. Needs LibreOffice and pdftoppm.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTH = 100


def main() -> None:
    """Writes docs/images/run.svg and docs/images/consolidated.png."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        terminal(out)
        page(next(out.glob("tong-hop-cap-xa.*.docx")), Path(folder))


def terminal(out: Path) -> None:
    """What the terminal shows, as SVG."""
    shown = os.environ | {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "DANVAN_LANG": "vi"}
    command = [sys.executable, "-m", "danvan", "run", "examples", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=shown, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    words = done.stdout.replace(str(out), "out").replace(sys.executable, "python")
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere)
        console.print(Text.from_ansi("$ danvan run examples --out out\n" + words))
        console.save_svg(str(IMAGES / "run.svg"), title="danvan run")


def page(report: Path, folder: Path) -> None:
    """The first page of the consolidated report, as PNG."""
    office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(report)]
    subprocess.run(office, check=True, capture_output=True)  # noqa: S603 - our own command
    picture = IMAGES / "consolidated"
    pages = ["pdftoppm", "-r", "80", "-f", "1", "-l", "1", "-png", "-singlefile"]
    subprocess.run([*pages, str(folder / f"{report.stem}.pdf"), str(picture)], check=True)  # noqa: S603 - the same


if __name__ == "__main__":
    main()
