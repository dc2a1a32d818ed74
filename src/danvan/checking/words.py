"""The words around findings, in both languages. What a check itself says stands on its card."""

from danvan.catalogue.models import Words
from danvan.checking.day import DaySource
from danvan.checking.place import PlaceKind
from danvan.checking.report import CutShort, Verdict
from danvan.kernel.finding import Severity

VERDICTS = {
    Verdict.CLEAN: Words(vi="{file}: không thấy chỗ nào sai.", en="{file}: nothing wrong was found."),
    Verdict.NOTES: Words(vi="{file}: không thấy chỗ nào sai; có {counts}.", en="{file}: nothing wrong was found; {counts}."),
    Verdict.FINDINGS: Words(vi="{file}: có {counts}.", en="{file}: {counts}."),
}
COUNTS = {
    Severity.ERROR: Words(vi="{n} chỗ sai", en="{n} wrong"),
    Severity.WARNING: Words(vi="{n} chỗ gần như chắc chắn sai", en="{n} almost surely wrong"),
    Severity.NOTE: Words(vi="{n} chỗ nên xem lại", en="{n} worth a look"),
}
SEVERITIES = {
    Severity.ERROR: Words(vi="Sai", en="Error"),
    Severity.WARNING: Words(vi="Cảnh báo", en="Warning"),
    Severity.NOTE: Words(vi="Nên xem", en="Note"),
}
COVERAGE = Words(
    vi="Đã hiểu {accounted}/{numbers} con số; {checked} số được đối chiếu qua {calculations} phép tính: "
    "{right} đúng, {wrong} sai.",
    en="{accounted} of {numbers} numbers understood; {checked} held against each other in {calculations} calculations: "
    "{right} right, {wrong} wrong.",
)
DAYS = {
    DaySource.LETTERHEAD: Words(
        vi="Soát {checks} nội dung theo quy định có hiệu lực ngày {day} (ngày của văn bản).",
        en="{checks} checks run, by the law of {day} (the date of the document).",
    ),
    DaySource.PERIOD: Words(
        vi="Soát {checks} nội dung theo quy định có hiệu lực ngày {day} (ngày cuối kỳ báo cáo; văn bản không ghi ngày).",
        en="{checks} checks run, by the law of {day} (the last day of the period; the document bears no date).",
    ),
    DaySource.UNKNOWN: Words(
        vi="Soát {checks} nội dung theo quy định hiện hành: văn bản không ghi ngày và không rõ kỳ báo cáo.",
        en="{checks} checks run, by today's rules: the document bears no date and names no period.",
    ),
}
PLACES = {
    PlaceKind.LINE: Words(vi="dòng {number}", en="line {number}"),
    PlaceKind.PARAGRAPH: Words(vi="đoạn {number}", en="paragraph {number}"),
    PlaceKind.CELL: Words(vi="bảng {number}, hàng {row}, cột {column}", en="table {number}, row {row}, column {column}"),
    PlaceKind.NOTE: Words(vi="chú thích {number}", en="note {number}"),
}
MEND = Words(vi="Cách sửa: {text}", en="Mend: {text}")
WAIVED = Words(
    vi="{n} chỗ khác đã được miễn trừ theo danvan.toml.",
    en="{n} more waived by danvan.toml.",
)
CUTS = {
    CutShort.FINDINGS: Words(
        vi="{code} ({title}): quá nhiều chỗ, chỉ nêu những chỗ đầu.",
        en="{code} ({title}): too many places, only the first are told.",
    ),
    CutShort.SECONDS: Words(
        vi="{code} ({title}): soát quá lâu nên dừng giữa chừng; phần còn lại chưa được soát.",
        en="{code} ({title}): took too long and was stopped; the rest was not checked.",
    ),
}
FAILED = Words(
    vi="{code} ({title}): không soát được vì lỗi của chương trình ({failure}), không phải lỗi của báo cáo.",
    en="{code} ({title}): could not be checked ({failure}). It is our mistake, not the report's.",
)
MORE_PLACES = Words(vi="và {n} chỗ nữa", en="and {n} more")
SUMMARY = Words(vi="Tổng cộng:", en="In all:")
