"""Feeds damaged reports to reading and checking: nothing but our own errors may come out, in bounded time and memory.

    python tools/fuzz.py [--minutes 10] [--seed 1] [--keep DIR] [FILES]

FILES (default: the examples, written as .txt, .docx, .html, .csv and, where LibreOffice is there, .pdf, .rtf and .xlsx) are
damaged in turn: bytes flipped, cut, doubled; the parts of a zip damaged one by one; words and numbers of texts swapped for
hostile ones. An input on which something else than our own errors escapes, or that takes more than a minute, is kept.
The run fails when there was one, or when memory grows from its first third to its end by more than 100 MB.
"""

import argparse
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import FrameType

import docx

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.checking.engine import check_reading
from danvan.documents.opening import open_document
from danvan.kernel.errors import DanvanError
from danvan.reading.read import read_document

HERE = Path(__file__).resolve().parents[1]
SECONDS = 60
GROWTH = 100
"""Megabytes."""
HOSTILE = (
    "\x00", "\ufeff", "\u202e", "\u0301", "\ud7ff", "\U0010ffff", "\t\t\t", "\f", "\r", "9" * 400, "1.637/1.963*100 = 83.39%",
    "0/0", "-1", "1e999", "%" * 50, "(" * 200, "[[[", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<table><tr><td>", "|" * 60,
    "31/02/2024", "ngày 99 tháng 99 năm 9999", "Điều 5 Nghị định số 0/0/NĐ-CP", "trong đó: trong đó: gồm", "*" * 99, "\\" * 99,
)  # fmt: skip


class TooSlow(Exception):
    """An input took longer than it may."""


def main() -> int:
    """Run and tell. 0 when nothing but our own errors came out."""
    options = _options()
    chance = random.Random(options.seed)  # noqa: S311 - damage, not secrets
    signal.signal(signal.SIGALRM, _too_slow)
    with tempfile.TemporaryDirectory() as made:
        corpus = options.files or _corpus(Path(made))
        return _run(corpus, chance, options, Path(made))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=HERE / ".fuzz")
    return parser.parse_args()


def _run(corpus: Sequence[Path], chance: random.Random, options: argparse.Namespace, folder: Path) -> int:
    catalogue = load_catalogue()
    outcomes: Counter[str] = Counter()
    failures = 0
    began, early = time.monotonic(), 0
    while (spent := time.monotonic() - began) < options.minutes * 60:
        source = chance.choice(corpus)
        data = damaged(source, chance)
        target = folder / f"input{source.suffix}"
        target.write_bytes(data)
        problem = _read(target, catalogue, outcomes)
        if problem:
            failures += 1
            _keep(data, problem, options.keep, f"{options.seed}-{sum(outcomes.values())}{source.suffix}")
        if not early and spent > options.minutes * 20:
            early = _megabytes()
    late = _megabytes()
    print(f"{sum(outcomes.values())} damaged files from {len(corpus)}: {dict(outcomes.most_common())}")
    print(f"memory after a third {early} MB, at the end {late} MB; failures {failures}, kept in {options.keep}")
    return int(failures > 0 or (early > 0 and late - early > GROWTH))


def _read(path: Path, catalogue: Catalogue, outcomes: Counter[str]) -> str:
    """What went wrong, '' when nothing did."""
    signal.alarm(SECONDS)
    try:
        check_reading(read_document(open_document(path), catalogue), catalogue)
        outcomes["read"] += 1
    except DanvanError as error:
        str(error)
        outcomes[type(error).__name__] += 1
    except TooSlow:
        outcomes["too slow"] += 1
        return f"more than {SECONDS} s"
    except Exception:
        outcomes["escaped"] += 1
        return traceback.format_exc()
    finally:
        signal.alarm(0)
    return ""


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlow(number, frame)


def _keep(data: bytes, problem: str, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    (folder / f"{name}.why.txt").write_text(problem, encoding="utf-8")
    print(f"{name}: {problem.strip().splitlines()[-1]}", file=sys.stderr)


def _megabytes() -> int:
    """Memory in use now."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS:"))


def _corpus(folder: Path) -> list[Path]:
    """The examples in every format that can be made here."""
    corpus: list[Path] = []
    for path in sorted((HERE / "examples").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        corpus += [path, *_written(text, folder, path.stem)]
    if shutil.which("soffice"):
        words = [path for path in corpus if path.suffix == ".docx"]
        corpus += [_converted(path, kind) for path in words for kind in ("pdf", "rtf")]
        corpus += [_converted(path, "xlsx") for path in corpus if path.suffix == ".csv"]
    return corpus


def _written(text: str, folder: Path, stem: str) -> Iterable[Path]:
    lines = text.splitlines()
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(4, 3)
    for at, cell in enumerate(table._cells):  # noqa: SLF001 - python-docx is slow cell by cell
        cell.text = str(at * 17)
    document.save(str(folder / f"{stem}.docx"))
    (folder / f"{stem}.html").write_text("<html><body><p>" + "</p>\n<p>".join(lines) + "</p></body></html>", encoding="utf-8")
    (folder / f"{stem}.csv").write_text("\n".join(line.replace(": ", ";") for line in lines), encoding="utf-8")
    return [folder / f"{stem}.{kind}" for kind in ("docx", "html", "csv")]


def _converted(path: Path, kind: str) -> Path:
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{path.parent}/profile", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True)  # noqa: S603 - our own files
    return path.with_suffix(f".{kind}")


def damaged(path: Path, chance: random.Random) -> bytes:
    """The file at `path` with one to five damages."""
    data = path.read_bytes()
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _zip(data, chance)
    ways = _WORDS if _is_text(data) and chance.random() < 0.6 else _BYTES
    for _ in range(chance.randint(1, 5)):
        data = chance.choice(ways)(data, chance)
    return data


def _is_text(data: bytes) -> bool:
    return b"\x00" not in data[:1000] and not data.startswith(b"%PDF")


def _zip(data: bytes, chance: random.Random) -> bytes:
    """One or two parts of a zip damaged, the zip itself whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    for _ in range(chance.randint(1, 2)):
        name = chance.choice(
            [name for name in parts if "document" in name or "sheet" in name or chance.random() < 0.3] or list(parts)
        )
        way = chance.choice((*_WORDS, *_BYTES, _tags, _tags, _tags))
        parts[name] = way(parts[name], chance)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(data)) for _ in range(2))
    return data[:start] + data[end:] if chance.random() < 0.5 else data[:end]


def _double(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(data)) for _ in range(2))
    return data[:end] + data[start:end] * chance.randint(1, 3) + data[end:]


def _swap_words(data: bytes, chance: random.Random) -> bytes:
    words = data.split(b" ")
    for _ in range(chance.randint(1, 20)):
        one, other = chance.randrange(len(words)), chance.randrange(len(words))
        words[one], words[other] = words[other], words[one]
    return b" ".join(words)


def _hostile(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(HOSTILE).encode("utf-8", "replace") * chance.randint(1, 3) + data[at:]


def _digits(data: bytes, chance: random.Random) -> bytes:
    """Some digits become other signs of numbers."""
    rate = chance.random() * 0.3
    return bytes(chance.choice(b"0123456789.,/%-() ") if 48 <= one <= 57 and chance.random() < rate else one for one in data)


def _lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return chance.choice((b"\n", b"\n\n", b"\r\n", b" ", b"\f", b"\t")).join(lines)


def _tags(data: bytes, chance: random.Random) -> bytes:
    """Elements of XML swapped, doubled or dropped; the result often stays well-formed."""
    tags = data.split(b"<")
    for _ in range(chance.randint(1, 10)):
        one, other = chance.randrange(len(tags)), chance.randrange(len(tags))
        way = chance.random()
        if way < 0.4:
            tags[one], tags[other] = tags[other], tags[one]
        elif way < 0.7:
            tags.insert(one, tags[other])
        elif len(tags) > 1:
            del tags[one]
    return b"<".join(tags)


_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _cut, _double)
_WORDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_swap_words, _hostile, _digits, _lines, _double)


if __name__ == "__main__":
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    sys.exit(main())
