"""LibreOffice opens what we wrote and sees the comments at their words, and the changes as changes."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from lxml import etree
from tests.documents.word_marks import part

from danvan.documents.amend import Amendment, safe
from danvan.documents.amending import amend
from danvan.documents.annotating import annotated
from danvan.documents.notes import Note
from danvan.documents.opening import open_document
from danvan.kernel.span import Span

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here"),
]
DATE = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)
WORDS = ("Kính gửi", "152 lượt", "công dân", "206")


def saved_again(path: Path, ending: str) -> Path:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", ending, "--outdir", str(path.parent / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return path.parent / "out" / f"{path.stem}.{ending}"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    made = docx.Document()
    made.add_paragraph("Kính gửi: Ủy ban nhân dân huyện")
    paragraph = made.add_paragraph("Đã tiếp ")
    paragraph.add_run("152").bold = True
    paragraph.add_run(" lượt công dân của của xã")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Trực tuyến", "206 hồ sơ"
    path = tmp_path / "report.docx"
    made.save(str(path))
    return path


def words_of_annotations(path: Path) -> dict[str, str]:
    """Of each annotation in a flat OpenDocument file, by its first line, the words between its two ends."""
    found: dict[str, str] = {}
    heads: dict[str, str] = {}
    for event, one in etree.iterwalk(etree.parse(str(path)), events=("start", "end", "comment")):
        kind = etree.QName(one).localname if isinstance(one.tag, str) else ""
        if kind == "annotation" and event == "start":
            head = "".join(next(one.iter("{*}p")).itertext())
            heads[next(value for key, value in one.attrib.items() if key.endswith("}name"))] = head
            found[head] = ""
        elif kind == "annotation-end" and event == "start":
            heads.pop(next(iter(one.attrib.values())))
        inside = isinstance(one.tag, str) and any(True for _ in one.iterancestors("{*}annotation"))
        text = one.text if event == "start" and kind != "annotation" else one.tail if event == "end" else ""
        if not inside and text and text.strip():
            for head in heads.values():
                found[head] += text
    return found


def test_comments_stand_at_their_words(report: Path) -> None:
    document = open_document(report)
    spans = [Span(document.text.index(words), document.text.index(words) + len(words)) for words in WORDS]
    notes = [Note(span, span.of(document.text), "Xem lại", DATE) for span in spans]
    report.write_bytes(annotated(document, notes).data)
    assert words_of_annotations(saved_again(report, "fodt")) == {words: words for words in WORDS}


def test_tracked_changes_are_seen_as_changes(report: Path) -> None:
    document = open_document(report)
    start = document.text.index("của của")
    amend(document, safe(document.text, [Amendment(Span(start, start + 7), "của")]), DATE)
    again = saved_again(report, "docx")
    deleted = [one for one in etree.fromstring(part(again.read_bytes())).iter("{*}del") if len(one)]
    assert ["".join(one.itertext()) for one in deleted] == [" của"]
    assert open_document(again).text == document.text.replace("của của", "của")
