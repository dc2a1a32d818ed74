"""Writes the Word files of tests/checking/form from their description in index.yml.

    python tools/make_form_fixtures.py            writes the files
    python tools/make_form_fixtures.py --check    says which are stale, and exits with 1 when any is

Each file is one report of an invented commune, right in every respect by Decree 30/2020 but for what its `changes` say. The
same description gives the same bytes. Sizes in points, lengths of the page and of indents in millimetres; index.yml tells
the keys.
"""

import argparse
import io
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from danvan.catalogue.strict_yaml import Value, read_yaml

FOLDER = Path(__file__).parents[1] / "tests" / "checking" / "form"
INDEX = "index.yml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAGE = {"width": "210", "height": "297", "top": "20", "bottom": "20", "left": "30", "right": "15", "gutter": "0"}
_NUMBER = {"place": "header", "align": "center", "size": "14", "field": "complex"}
_BODY = {"size": "14", "align": "both", "first": "12.7", "before": "0", "after": "6", "line": "1.15", "rule": "auto"}
_LEFT = ("parent_issuer", "issuer", "number", "letter_subject")
_RIGHT = ("motto", "slogan", "party", "place_date")
_PARTS: dict[str, dict[str, str]] = {
    "parent_issuer": {"text": "UBND HUYỆN SUỐI LỤA", "size": "13", "align": "center"},
    "issuer": {"text": "ỦY BAN NHÂN DÂN|XÃ NÀ VẢI", "size": "13", "bold": "1", "align": "center"},
    "number": {"text": "Số: 45/BC-UBND", "size": "13", "align": "center"},
    "motto": {"text": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "size": "12", "bold": "1", "align": "center"},
    "slogan": {"text": "Độc lập - Tự do - Hạnh phúc", "size": "13", "bold": "1", "align": "center"},
    "place_date": {"text": "Nà Vải, ngày 12 tháng 9 năm 2024", "size": "14", "italic": "1", "align": "center"},
    "type": {"text": "BÁO CÁO", "size": "14", "bold": "1", "align": "center"},
    "subject": {
        "text": "Kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024", "size": "14", "bold": "1", "align": "center",
    },
    "addressee": {"text": "Kính gửi: Ủy ban nhân dân huyện Suối Lụa.", "size": "14", "align": "center"},
    "recipients_head": {"text": "Nơi nhận:", "size": "12", "bold": "1", "italic": "1"},
    "recipients": {"text": "- Như trên;|- Thường trực Đảng ủy xã;|- Lưu: VT.", "size": "11"},
    "signer_titles": {"text": "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH", "size": "14", "bold": "1", "align": "center"},
    "signer_name": {"text": "Vi Thế Lộc", "size": "14", "bold": "1", "align": "center"},
}  # fmt: skip
_TEXT = """
Thực hiện chỉ đạo của Ủy ban nhân dân huyện về công tác dân vận chính quyền, Ủy ban nhân dân xã Nà Vải báo cáo kết quả
như sau:

# I. KẾT QUẢ THỰC HIỆN

Ủy ban nhân dân xã phân công mỗi thành viên theo dõi một bản, họp giao ban hằng tháng để nắm tình hình nhân dân và giải
quyết ngay những việc thuộc thẩm quyền của xã.

Bộ phận một cửa niêm yết đủ thủ tục, hướng dẫn người dân nộp hồ sơ trực tuyến tại chỗ; cán bộ trực cả buổi sáng thứ bảy
để người dân đi làm xa không phải nghỉ việc.

Các bản họp dân bàn việc làm đường, sửa nhà văn hóa, góp ngày công theo khả năng từng hộ; mọi khoản đóng góp đều công
khai tại nhà văn hóa bản.

# II. PHƯƠNG HƯỚNG, NHIỆM VỤ

Tiếp tục duy trì lịch tiếp công dân, trả lời kiến nghị đúng hạn, phối hợp với Mặt trận và các đoàn thể vận động nhân dân
giữ gìn vệ sinh nguồn nước và bảo vệ rừng.

Trên đây là báo cáo kết quả công tác dân vận chính quyền 9 tháng đầu năm 2024 của Ủy ban nhân dân xã Nà Vải./.
"""
"""A paragraph a block; '# ' before a heading."""
_ANNEX = "Phụ lục: danh sách các bản của xã, số hộ và người phụ trách, kèm theo báo cáo này để huyện tổng hợp."
_KEYS = {"page", "annex", "number", "defaults", "body", "at", "parts", "without", "long", "layout", "styles"}


@dataclass(frozen=True)
class Fixture:
    """One file: what it shows, what in it differs from the right one, and the findings it must give, no more and no fewer."""

    name: str
    shows: str
    changes: Mapping[str, Value] = field(default_factory=dict)
    expected: tuple[Mapping[str, str], ...] = ()

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.docx"


def read_index() -> dict[str, Fixture]:
    """Every fixture by its name. Raises CatalogueError for YAML that reads two ways, SystemExit for an unknown key."""
    file = FOLDER / INDEX
    fixtures: dict[str, Fixture] = {}
    for name, value in _map(read_yaml(file.read_bytes(), file.name).value).items():
        fields = _map(value)
        changes = _map(fields.get("changes", {}))
        unknown = (set(fields) - {"shows", "changes", "findings"}) | (set(changes) - _KEYS)
        if unknown:
            raise SystemExit(
                f"{file}: '{name}' has the unknown {', '.join(sorted(unknown))}. Allowed: {', '.join(sorted(_KEYS))}."
            )
        found = fields.get("findings", [])
        expected = tuple(_words(one) for one in found) if isinstance(found, list) else ()
        fixtures[name] = Fixture(name, str(fields["shows"]), changes, expected)
    return fixtures


def _map(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _words(value: Value | None) -> dict[str, str]:
    return {key: str(one) for key, one in _map(value or {}).items()}


def document(changes: Mapping[str, Value]) -> bytes:
    """The Word file of a report with `changes`."""
    made = _Report(changes)
    parts = {
        "[Content_Types].xml": _types(made.margins),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": made.document(),
        "word/styles.xml": made.styles(),
        "word/_rels/document.xml.rels": _relations(made.relations),
        **{f"word/{name}": content for name, content in made.margins.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


class _Report:
    """The parts of one Word file."""

    def __init__(self, changes: Mapping[str, Value]) -> None:
        self._changes = changes
        self._body = {**_BODY, **_words(changes.get("body"))}
        self._page = {**_PAGE, **_words(changes.get("page"))}
        self._number = {**_NUMBER, **_words(changes.get("number"))}
        without = changes.get("without", [])
        self._without = {str(one) for one in without} if isinstance(without, list) else set()
        self._overrides = {int(key): _words(one) for key, one in _map(changes.get("at", {})).items()}
        changed = _map(changes.get("parts", {}))
        extra = {name: {"align": "center"} for name in changed if name not in _PARTS}
        self._parts = {name: {**part, **_words(changed.get(name))} for name, part in {**_PARTS, **extra}.items()}
        self.margins = self._margins()
        self.relations = {"rIdS": ("styles", "styles.xml")} | {
            f"rId{at}": (_kind(name), name) for at, name in enumerate(self.margins, 1)
        }

    def styles(self) -> str:
        """The defaults of the document, its normal style, and whatever styles the description names."""
        defaults = {"font": "Times New Roman", "size": "14", **_words(self._changes.get("defaults"))}
        named = "".join(self._style(name, _words(one)) for name, one in _map(self._changes.get("styles", {})).items())
        normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        return (
            f'{_XML}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault>{_look(defaults)}</w:rPrDefault><w:pPrDefault/>'
            f"</w:docDefaults>{normal}{named}</w:styles>"
        )

    def document(self) -> str:
        """Letterhead, title, text, signature block, and an annex when one is asked for."""
        last = self._section(self._page)
        if self._changes.get("annex") == "landscape":
            turned = {**self._page, "width": self._page["height"], "height": self._page["width"]}
            last = f"<w:p><w:pPr>{last}</w:pPr></w:p>{_paragraph(_ANNEX, {'size': '14'})}{self._section(turned)}"
        content = [self._frame(_LEFT, _RIGHT), *self._title(), *self._text()]
        content.append(self._frame(("recipients_head", "recipients"), ("signer_titles", "signer_name")))
        return f'{_XML}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{"".join(content)}{last}</w:body></w:document>'

    def _style(self, name: str, look: Mapping[str, str]) -> str:
        based = f'<w:basedOn w:val="{look["based"]}"/>' if "based" in look else ""
        settings = f"{based}<w:pPr>{_set(look)}</w:pPr>{_look(look)}"
        return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{settings}</w:style>'

    def _title(self) -> Iterator[str]:
        for name in ("type", "subject", "addressee"):
            yield from self._part(name)

    def _text(self) -> Iterator[str]:
        times = int(str(self._changes.get("long", 1)))
        first, *middle, last = (" ".join(block.split()) for block in _TEXT.strip().split("\n\n"))
        text = [first, *(middle * times), last]
        for at, words in enumerate(text, 1):
            own = {**self._body, **({"bold": "1"} if words.startswith("# ") else {}), **self._overrides.get(at, {})}
            yield _paragraph(words.removeprefix("# "), own)

    def _frame(self, left: Sequence[str], right: Sequence[str]) -> str:
        """Two columns: a table without rules, or one below the other."""
        columns = ["".join(line for name in names for line in self._part(name)) for names in (left, right)]
        if self._changes.get("layout") == "lines":
            return "".join(columns)
        widths = (3700, 5650)
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{column or "<w:p/>"}</w:tc>'
            for width, column in zip(widths, columns, strict=True)
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        table = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        return f"<w:tbl>{table}<w:tr>{cells}</w:tr></w:tbl><w:p/>"

    def _part(self, name: str) -> Iterator[str]:
        part = self._parts.get(name, {})
        if name not in self._without and "text" in part:
            for line in part["text"].split("|"):
                yield _paragraph(line, part)

    def _margins(self) -> dict[str, str]:
        """The header (or footer) with the number, and the one of the first page."""
        if self._number["place"] == "none":
            return {}
        kind = self._number["place"]
        tag = "hdr" if kind == "header" else "ftr"
        number = f'{_XML}<w:{tag} xmlns:w="{_W}"><w:p><w:pPr>{_set(self._number)}</w:pPr>{_field(self._number)}</w:p></w:{tag}>'
        empty = f'{_XML}<w:{tag} xmlns:w="{_W}"><w:p/></w:{tag}>'
        return {f"{kind}1.xml": number} if "first" in self._number else {f"{kind}1.xml": number, f"{kind}2.xml": empty}

    def _section(self, page: Mapping[str, str]) -> str:
        kind = self._number["place"]
        types = ("default", "first")
        named = "".join(
            f'<w:{kind}Reference w:type="{types[at]}" r:id="rId{at + 1}"/>' for at in range(len(self.margins)) if kind != "none"
        )
        size = f'<w:pgSz w:w="{_twips(page["width"])}" w:h="{_twips(page["height"])}"/>'
        sides = " ".join(f'w:{side}="{_twips(page[side])}"' for side in ("top", "right", "bottom", "left", "gutter"))
        apart = "<w:titlePg/>" if len(self.margins) > 1 else ""
        return f'<w:sectPr>{named}{size}<w:pgMar {sides} w:header="567" w:footer="567"/>{apart}</w:sectPr>'


def _paragraph(words: str, look: Mapping[str, str]) -> str:
    text = escape(words).replace("~", "\t")
    run = f'<w:r>{_look(look)}<w:t xml:space="preserve">{text}</w:t></w:r>'
    if "part" in look:  # a stretch of the words looks otherwise
        before, own, after = words.partition(look["part"])
        other = {**look, **{key[1:]: value for key, value in look.items() if key.startswith("_")}}
        runs = ((before, look), (own, other), (after, look))
        run = "".join(f'<w:r>{_look(one)}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece, one in runs if piece)
    return f"<w:p><w:pPr>{_set(look)}</w:pPr>{run}</w:p>"


def _look(look: Mapping[str, str]) -> str:
    made = ""
    if "font" in look:
        made += f'<w:rFonts w:ascii="{look["font"]}" w:hAnsi="{look["font"]}" w:cs="{look["font"]}"/>'
    made += "<w:b/>" if look.get("bold", "0") == "1" else ""
    made += "<w:i/>" if look.get("italic", "0") == "1" else ""
    if "colour" in look:
        made += f'<w:color w:val="{look["colour"]}"/>'
    if "size" in look:
        made += f'<w:sz w:val="{int(Decimal(look["size"]) * 2)}"/>'
    return f"<w:rPr>{made}</w:rPr>"


def _set(look: Mapping[str, str]) -> str:
    made = f'<w:pStyle w:val="{look["style"]}"/>' if "style" in look else ""
    if "after" in look:
        line = Decimal(look["line"]) * (240 if look["rule"] == "auto" else 20)
        before, after = (int(Decimal(look[key]) * 20) for key in ("before", "after"))
        made += f'<w:spacing w:before="{before}" w:after="{after}" w:line="{int(line)}" w:lineRule="{look["rule"]}"/>'
    if "first" in look and "place" not in look:
        made += f'<w:ind w:firstLine="{_twips(look["first"])}"/>'
    return made + (f'<w:jc w:val="{look["align"]}"/>' if "align" in look else "")


def _field(number: Mapping[str, str]) -> str:
    look = _look(number)
    if number["field"] == "simple":
        return f'<w:fldSimple w:instr=" PAGE "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
    sign = '<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>'
    code = f'<w:r>{look}<w:instrText xml:space="preserve"> PAGE  \\* MERGEFORMAT </w:instrText></w:r>'
    shown = f"<w:r>{look}<w:t>1</w:t></w:r>"
    begin, separate, end = (sign.format(look=look, kind=kind) for kind in ("begin", "separate", "end"))
    return f"{begin}{code}{separate}{shown}{end}"


def _twips(millimetres: str) -> int:
    return round(Decimal(millimetres) * 1440 / Decimal("25.4"))


def _kind(part: str) -> str:
    return "header" if part.startswith("header") else "footer"


def _types(margins: Mapping[str, str]) -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {"document.xml": "document.main", "styles.xml": "styles"}
    parts |= {name: _kind(name) for name in margins}
    named = "".join(f'<Override PartName="/word/{name}" ContentType="{base}.{kind}+xml"/>' for name, kind in parts.items())
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(named: Mapping[str, tuple[str, str]]) -> str:
    made = "".join(f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{part}"/>' for key, (kind, part) in named.items())
    return f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def main(arguments: Sequence[str]) -> int:
    """0 when the files are written, or found up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is stale")
    only_check = parser.parse_args(arguments).check
    wanted = {fixture.path: document(fixture.changes) for fixture in read_index().values()}
    there = {path: path.read_bytes() for path in FOLDER.glob("*.docx")}
    stale = sorted(path for path in wanted.keys() | there.keys() if wanted.get(path) != there.get(path))
    for path in stale:
        print(f"{'stale' if only_check else 'written' if path in wanted else 'removed'}: {path.name}")
        if not only_check:
            path.write_bytes(wanted[path]) if path in wanted else path.unlink()
    return 1 if stale and only_check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
