"""What opening a .docx or a .pdf costs beside merely extracting its text, and the memory a report of 2,000 pages takes.

    python benchmarks/formats.py [FOLDER] [--rounds 7] [--pages 2000]

The reports of FOLDER are saved as .docx and .pdf by LibreOffice, in a temporary folder; what is
compared runs in turn in this one process (A B A B …). Told in benchmarks/README.md.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import docx
import pypdfium2
from lxml import etree
from rich.console import Console
from rich.table import Table

from danvan.documents.opening import open_document

HERE = Path(__file__).resolve().parent
PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
LIMIT = 2.0
"""How many times the cost of bare extraction is allowed."""
MEGABYTES = 400
"""Peak memory allowed for the longest report."""

Job = Callable[[], object]


def main() -> int:
    """Run and print. 0 when it ran, 2 when LibreOffice is missing."""
    options = _options()
    if shutil.which("soffice") is None:
        print("LibreOffice is needed to make the PDF files: apt-get install libreoffice-writer-nogui", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        written = sorted(options.folder.glob("*.txt"))
        words = _saved_as("docx", written, folder / "words")
        pages = _saved_as("pdf", words, folder / "pages")
        _compare("docx", words, _bare_docx, options.rounds)
        _compare("pdf", pages, _bare_pdf, options.rounds)
        for path in (_long_docx(words, folder, options.pages), _long_pdf(pages, folder, options.pages)):
            _memory(path)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    real = HERE.parents[1] / "shared" / "seeds"
    parser.add_argument("folder", nargs="?", type=Path, default=real if real.is_dir() else HERE.parent / "examples")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pages", type=int, default=2000)
    return parser.parse_args()


def _write_docx(lines: Iterable[str], target: Path) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph("".join(letter for letter in line if letter.isprintable() or letter == "\t"))
    document.save(str(target))


def _saved_as(kind: str, paths: Sequence[Path], folder: Path) -> list[Path]:
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder.parent}/profile", "--convert-to", kind]
    if paths[0].suffix == ".txt":
        command.insert(3, "--infilter=Text (encoded):UTF8,LF,,,")
    subprocess.run([*command, "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True)
    return [folder / path.with_suffix(f".{kind}").name for path in paths]


def _bare_docx(path: Path) -> str:
    """The words of each paragraph, and nothing else: no numbers of lists, no notes, no hidden text left out."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(word.text or "" for word in one.iter(WORD)) for one in root.iter(PARAGRAPH))


def _bare_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        return "".join(texts)


def _compare(kind: str, paths: Sequence[Path], bare: Callable[[Path], str], rounds: int) -> None:
    jobs: dict[str, Job] = {
        "text alone": lambda: [bare(path) for path in paths],
        "danvan": lambda: [open_document(path) for path in paths],
    }
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            if turn:  # the first is a warm-up
                seconds[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(all_of_it) for name, all_of_it in seconds.items()}
    table = Table(title=f".{kind}: {len(paths)} reports, median of {rounds} rounds (allowed: {LIMIT:g} times)")
    for heading in ("does", "s a round", "fastest - slowest", "times"):
        table.add_column(heading)
    for name, all_of_it in seconds.items():
        spread = f"{min(all_of_it):.3f} - {max(all_of_it):.3f}"
        table.add_row(name, f"{medians[name]:.3f}", spread, f"{medians[name] / medians['text alone']:.2f}")
    Console(width=100).print(table)


def _long_docx(words: Sequence[Path], folder: Path, pages: int) -> Path:
    """About 2,500 characters a page."""
    lines = [line.text for path in words for line in docx.Document(str(path)).paragraphs]
    times = pages * 2500 // sum(map(len, lines)) + 1
    target = folder / f"{pages}-pages.docx"
    _write_docx(lines * times, target)
    return target


def _long_pdf(parts: Sequence[Path], folder: Path, pages: int) -> Path:
    target = folder / f"{pages}-pages.pdf"
    with pypdfium2.PdfDocument.new() as document:
        while len(document) < pages:
            for path in parts:
                with pypdfium2.PdfDocument(path) as part:
                    document.import_pages(part)
        for last in range(len(document) - 1, pages - 1, -1):
            document[last].close()
            del document[last]
        document.save(target)
    return target


def _memory(path: Path) -> None:
    """A fresh process reads the file as `danvan read` does; its peak is what the operating system says of it."""
    script = (
        "import sys; from pathlib import Path; from danvan.catalogue.loading import load_catalogue;"
        "from danvan.documents.opening import open_document; from danvan.reading.read import read_document;"
        "reading = read_document(open_document(Path(sys.argv[1])), load_catalogue());"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'));"
        "print(len(reading.document.text), len(reading.figures), int(peak.split()[1]) // 1024)"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True)
    characters, figures, peak = map(int, done.stdout.split())
    took = time.perf_counter() - start
    print(f"{path.name}: {characters:,} characters, {figures:,} figures, {peak} MB (allowed: {MEGABYTES}), {took:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
