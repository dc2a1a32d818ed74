"""A zip of reports stands for the reports in it; each is opened through the zip."""

import hashlib
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from danvan.documents.opening import digest, expand, find_reports, open_document
from danvan.documents.zips import bundle, zipped
from danvan.kernel.errors import FileLocked, FileMissing, FileTooLarge, FormatDamaged, InputError

TEXT = "Báo cáo"
PARAGRAPH = "<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>"
Bundle = Callable[[Mapping[str, bytes]], Path]


@pytest.fixture
def bundle_of(tmp_path: Path) -> Bundle:
    def make(files: Mapping[str, bytes]) -> Path:
        path = tmp_path / "bundle.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return path

    return make


def names(path: Path) -> list[str]:
    return [one.relative_to(path).as_posix() for one in expand(path)]


def raw_name(path: Path, old: bytes, new: bytes) -> None:
    """Puts other bytes of the same length where a name stands, and takes away what says that names are UTF-8."""
    assert len(old) == len(new)
    path.write_bytes(path.read_bytes().replace(old, new))


def test_a_zip_stands_for_its_reports_by_name(bundle_of: Bundle) -> None:
    path = bundle_of({"xa-b.txt": b"b", "xa-a/bao-cao.docx": b"a", "xa-a/so-do.bin": b"c"})
    assert names(path) == ["xa-a/bao-cao.docx", "xa-b.txt"]


def test_what_a_mac_adds_and_hidden_files_are_left_out(bundle_of: Bundle) -> None:
    path = bundle_of({"a.txt": b"a", "__MACOSX/._a.txt": b"x", ".b.txt": b"x", ".kín/c.txt": b"x", "~$d.docx": b"x"})
    assert names(path) == ["a.txt"]


def test_a_report_is_opened_through_its_zip(bundle_of: Bundle, word_file: Callable[..., Path]) -> None:
    data = word_file(PARAGRAPH).read_bytes()
    path = bundle_of({"xã A/báo cáo.docx": data}) / "xã A" / "báo cáo.docx"
    document = open_document(path)
    assert (document.file, document.format, document.text) == (str(path), "docx", TEXT)
    assert digest(path) == hashlib.sha256(data).hexdigest()


def test_any_other_file_stands_for_itself(tmp_path: Path, word_file: Callable[..., Path]) -> None:
    word = word_file(PARAGRAPH, name="report.zip")
    missing = tmp_path / "none.zip"
    assert expand(word) == [word]
    assert expand(missing) == [missing]
    assert open_document(word).text == TEXT


def test_a_folder_is_searched_through_the_zips_in_it(tmp_path: Path, bundle_of: Bundle) -> None:
    path = bundle_of({"a.txt": b"a", "b.txt": b"b"})
    (tmp_path / "c.txt").touch()
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("a.bin", b"")
    assert find_reports(tmp_path) == [path / "a.txt", path / "b.txt", tmp_path / "c.txt"]


def test_letters_taken_apart_by_a_mac_are_put_together(bundle_of: Bundle) -> None:
    path = bundle_of({"ba\u0301o ca\u0301o.txt": b"a"})
    assert names(path) == ["báo cáo.txt"]
    assert open_document(path / "báo cáo.txt").text == "a"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("báo cáo.txt", "báo cáo.txt".encode()),
        ("bảo cáo đầu.txt", "ba\u0309o ca\u0301o đâ\u0300u.txt".encode("cp1258")),
        ("Ü.txt", "Ü.txt".encode("cp437")),
    ],
)
def test_names_of_old_programs_are_read_in_the_encoding_they_are_in(bundle_of: Bundle, name: str, raw: bytes) -> None:
    stand_in = b"x" * (len(raw) - 4) + b".txt"
    path = bundle_of({stand_in.decode(): b"a"})
    raw_name(path, stand_in, raw)
    assert names(path) == [name]
    assert open_document(path / name).text == "a"


def test_the_unicode_path_field_names_a_file(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    info = zipfile.ZipInfo("bxo cxo.txt")
    name = "báo cáo.txt".encode()
    info.extra = b"up" + (len(name) + 5).to_bytes(2, "little") + b"\1" + bytes(4) + name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, b"a")
    raw_name(path, b"bxo cxo.txt", b"b\xa0o c\xa0o.txt")
    assert names(path) == ["báo cáo.txt"]


def test_slashes_turned_round_are_turned_back(bundle_of: Bundle) -> None:
    path = bundle_of({"xa-a|a.txt": b"a"})
    raw_name(path, b"xa-a|a.txt", b"xa-a\\a.txt")
    assert names(path) == ["xa-a/a.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:/a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_of_the_zip_is_refused(bundle_of: Bundle, name: str) -> None:
    path = bundle_of({name: b"a", "b.txt": b"b"})
    assert expand(path) == [path]
    with pytest.raises(InputError, match="leads out of it"):
        open_document(path)


def test_two_files_of_one_name_are_not_guessed_between(bundle_of: Bundle) -> None:
    path = bundle_of({"a.txt": b"a", "b.txt": b"b"})
    raw_name(path, b"b.txt", b"a.txt")
    assert names(path) == ["a.txt"]
    with pytest.raises(InputError, match=r"bundle\.zip/a\.txt: the zip holds two files"):
        open_document(path / "a.txt")


def test_a_link_in_a_zip_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", b"b")
    assert names(path) == ["b.txt"]


def test_a_zip_inside_a_zip_is_not_opened(bundle_of: Bundle) -> None:
    inner = bundle_of({"a.txt": b"a"}).read_bytes()
    (path,) = expand(bundle_of({"inner.zip": inner}))
    with pytest.raises(InputError, match=r"bundle\.zip/inner\.zip: this is a zip inside a zip"):
        open_document(path)


def test_a_file_that_is_not_in_the_zip_is_missing(bundle_of: Bundle) -> None:
    path = bundle_of({"xa-a/a.txt": b"a"})
    for name in ("b.txt", "xa-a/b.txt"):
        with pytest.raises(FileMissing):
            open_document(path / name)
    with pytest.raises(InputError, match="folder in the zip"):
        open_document(path / "xa-a")


def test_a_zip_of_reports_is_not_one_report(bundle_of: Bundle) -> None:
    with pytest.raises(InputError, match="zip of reports"):
        open_document(bundle_of({"a.txt": b"a"}))


def test_a_report_that_is_broken_is_named_with_its_zip(bundle_of: Bundle) -> None:
    path = bundle_of({"a.docx": b"PK\3\4 cut short", "b.txt": b"Bao cao " * 90})
    with pytest.raises(FormatDamaged, match=r"bundle\.zip/a\.docx"):
        open_document(path / "a.docx")
    data = bytearray(path.read_bytes())
    data[data.index(b"b.txt") + 8] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(FormatDamaged, match="cannot be unpacked"):
        open_document(path / "b.txt")


def test_a_locked_zip_says_so(bundle_of: Bundle) -> None:
    path = bundle_of({"a.txt": b"a"})
    data = path.read_bytes()
    path.write_bytes(data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"))
    (one,) = expand(path)
    with pytest.raises(FileLocked, match="locked with a password"):
        open_document(one)


def test_a_zip_cut_short_says_so(bundle_of: Bundle) -> None:
    path = bundle_of({"a.txt": b"a"})
    path.write_bytes(path.read_bytes()[:-9])
    (one,) = expand(path)
    with pytest.raises(FormatDamaged):
        open_document(one)


def test_a_bomb_among_the_reports_is_refused(bundle_of: Bundle) -> None:
    path = bundle_of({"a.txt": bytes(6_000_000)})
    (one,) = expand(path)
    with pytest.raises(FileTooLarge, match="300 times"):
        open_document(one)


def test_count_total_and_each_file_have_a_limit(bundle_of: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bundle_of({"a.txt": b"a" * 200, "b.txt": b"b"})
    limits = [
        (bundle, "MAX_MEMBER", 100, "unpacked"),
        (bundle, "LIMITS", zipped.Limits(10_000, 100), "unpacked"),
        (zipped, "MAX_ENTRIES", 1, "2 files"),
    ]
    for module, name, value, said in limits:
        with monkeypatch.context() as patch:
            patch.setattr(module, name, value)
            with pytest.raises(FileTooLarge, match=said):
                open_document(path / "a.txt")
