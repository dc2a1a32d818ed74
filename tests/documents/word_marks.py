"""What a test asks of a Word file with comments or tracked changes, found without danvan's own reader."""

import io
import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = {"commentRangeStart", "commentRangeEnd"}


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{run(result)}{end}"


_BOX = f"<w:txbxContent><w:p>{run('Mẫu số 01')}</w:p></w:txbxContent>"
RICH = {
    "body": (
        f"<w:p>{run('Kính gửi: ', '<w:b/>')}<w:hyperlink r:id='x'>{run('Ủy ban nhân dân')}</w:hyperlink>{run(' huyện')}</w:p>"
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("Kết quả &amp; số liệu")}</w:p>'
        f"<w:p>{run('Đã tiếp ')}<w:ins w:id='5' w:author='An'>{run('152 lượt')}</w:ins><w:del w:id='6' w:author='An'><w:r>"
        f"<w:delText>150</w:delText></w:r></w:del>{run(' công dân')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('Trong ')}<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('quý III')}"
        f"</w:sdtContent></w:sdt>{run(' năm 2024')}</w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Nam</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>206</w:t><w:tab/><w:t>hồ sơ</w:t>"
        "</w:r></w:p></w:tc></w:tr></w:tbl>"
        f"<w:p>{run('Trang ')}{field(' PAGE ', '3')}<w:r><w:t>  cuối </w:t><w:br/><w:t>hết</w:t></w:r><w:r><w:drawing>{_BOX}"
        "</w:drawing></w:r></w:p><w:sectPr><w:headerReference r:id='header1'/></w:sectPr>"
    ),
    "numbering": '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    "footnotes": f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Kế hoạch 34")}</w:p></w:footnote>',
    "header1": f"<w:p>{run('UBND xã')}</w:p>",
}
"""A file with all that words can stand in."""


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def commented(data: bytes, space: str = W) -> dict[str, str]:
    """The words each comment stands at, by the first line of the comment."""
    heads = {one.get(f"{space}id"): "".join(one[0].itertext()) for one in etree.fromstring(part(data, "word/comments.xml"))}
    words = dict.fromkeys(heads.values(), "")
    begun: set[str] = set()
    for one in etree.fromstring(part(data)).iter():
        kind = etree.QName(one).localname if isinstance(one.tag, str) else ""
        if kind == "commentRangeStart":
            begun.add(one.get(f"{space}id") or "")
        elif kind == "commentRangeEnd":
            begun.remove(one.get(f"{space}id") or "")
        elif kind in {"t", "tab", "br"}:
            for comment in begun:
                words[heads[comment]] += (one.text or "") if kind == "t" else " "
    assert not begun
    return words


def without_comments(xml: bytes) -> bytes:
    """The part without comments, its runs joined again where two have one look: canonical, so that it can be compared."""
    root = etree.fromstring(xml)
    for one in list(root.iter("{*}commentRangeStart", "{*}commentRangeEnd", "{*}commentReference")):
        parent = one.getparent()
        assert parent is not None
        parent.remove(one)
    return joined(root)


def joined(root: etree._Element) -> bytes:
    for run_ in list(root.iter("{*}r")):
        _join(run_)
    for words in root.iter("{*}t"):
        words.attrib.pop(SPACE, None)
    return etree.tostring(root, method="c14n")


def _join(run_: etree._Element) -> None:
    """Takes a run without content away, and joins one to the run before it that looks alike."""
    parent = run_.getparent()
    if parent is None or etree.QName(parent).namespace != etree.QName(run_).namespace:
        return
    content = [one for one in run_ if etree.QName(one).localname != "rPr" and (len(one) or one.text or one.tag[-2:] != "}t")]
    before = run_.getprevious()
    if not content:
        parent.remove(run_)
    elif before is not None and before.tag == run_.tag and _look(before) == _look(run_):
        for one in content:
            last = before[-1] if len(before) else None
            if last is not None and last.tag == one.tag and one.tag.endswith("}t"):
                last.text = (last.text or "") + (one.text or "")
            else:
                before.append(one)
        parent.remove(run_)


def _look(run_: etree._Element) -> bytes:
    return b"".join(etree.tostring(one, method="c14n") for one in run_ if one.tag.endswith("}rPr"))


def rejected(xml: bytes, author: str = "Dân Vận") -> bytes:
    """The part after one person's tracked changes were rejected."""
    root = etree.fromstring(xml)
    for one in list(root.iter("{*}ins", "{*}del")):
        parent = one.getparent()
        if parent is None or one.get(f"{W}author") != author:
            continue
        if one.tag.endswith("}del"):
            for words in one.iter("{*}delText"):
                words.tag = f"{W}t"
            for run_ in list(one):
                one.addprevious(run_)
        parent.remove(one)
    return joined(root)


def same_entries(before: bytes, after: bytes, *, but: set[str]) -> bool:
    """Whether all entries of a zip but some are the same: names, order, packing, dates, packed bytes."""
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (before, after))
    kept = [one for one in old.infolist() if one.filename not in but]
    here = [one for one in new.infolist() if one.filename not in but]
    return [_told(one, before) for one in kept] == [_told(one, after) for one in here]


def _told(one: zipfile.ZipInfo, data: bytes) -> tuple[object, ...]:
    local = data[one.header_offset : one.header_offset + 30]
    start = one.header_offset + 30 + int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little")
    packed = data[start : start + one.compress_size]
    return one.filename, one.date_time, one.compress_type, one.external_attr, one.CRC, packed


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def joined_xml(xml: bytes) -> bytes:
    """The part as it is, to be compared with what comes of others here."""
    return joined(etree.fromstring(xml))
