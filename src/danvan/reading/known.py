"""Digits that count nothing, by pattern: contacts, times, dates, periods, ages, codes. Over folded text, in this order.

Names with a number ('thôn Bắc 2', 'tổ 5') and set phrases ('24/7') are told by the catalogue's vocabulary, in `mentions`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from danvan.reading.sought import Sought


class Use(StrEnum):
    """What digits that count nothing are."""

    CITATION = "citation"
    DATE = "date"
    PERIOD = "period"
    NUMBERING = "numbering"
    NAME = "name"
    AGE = "age"
    YEAR = "year"
    CODE = "code"
    CONTACT = "contact"
    TIME = "time"
    NOTE_MARK = "note_mark"
    FACTOR = "factor"
    """The 100 of '× 100 %', the 1.000 of 'ĐVT: 1.000 đồng'."""
    QUOTATION = "quotation"
    """A number in the words of others: it is theirs."""
    PHRASE = "phrase"
    """Words that only sound like a number of something: 'một cửa', '4 tại chỗ', 'cả hai'."""


@dataclass(frozen=True, slots=True)
class Known:
    """A number at `start`..`end` of a paragraph that is no figure."""

    use: Use
    start: int
    end: int


_Y = r"(?:19|20)\d\d"
_DM = r"\d{1,2}\s?[/.-]\s?\d{1,2}"
_DAY_MONTH = r"(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])(?![\d%])"
"""Of a day that the calendar has: '(23/23)' is none."""
_CONTACT_WORD = r"(?:điện thoại|sđt|đt|số máy|fax|hotline|đường dây nóng|tổng đài|zalo|liên hệ)"
_CODE_WORD = r"(?:mã số thuế|mã số|mã định danh|mã hồ sơ|mã qhns|mã|mst|số tài khoản|tài khoản số|stk|biển số|biển kiểm soát|số khung|số máy|số sổ|số thẻ|cccd|cmnd|cmtnd|căn cước|số định danh|số hiệu|seri|giấy phép số)"
_VIRTUE = r"(?:không|sạch|có|tại chỗ|rõ|đúng|tốt|nhất|hơn|gương mẫu|xây|chống|tự|trong|biết|xin|luôn|cùng|bám|nắm|dám)(?!\w)"
"""What mottoes number: '5 không, 3 sạch'."""
_MONTHS = r"(?:\d{1,2}|một|ba|sáu|chín)"

# Signs of patterns. They begin with a class of few characters, which is what a search is quickest at, and look back from there.
_GLUED = re.compile(
    r"[\d=:°](?:(?<=°)|(?<=[xy][=:])|(?<=[xy]\s[=:])|(?<=[a-zđ]\d)|(?<=[a-zđ][-.]\d)|(?<=km\s\d)|(?<=\d)[a-zđ])"
)
"""What every code has: a letter at a digit, or a sign of a place on the map."""
_DAY_AND_MONTH = re.compile(r"[/.-](?<=[\d\s].)\s?\d")
_MONTH_AND_YEAR = re.compile(r"[/.-]\s?(?:19|20)\d\d")
_LONG = re.compile(r"\d{9}")
_PHONE = re.compile(r"[0+1](?<![\w.,].)(?:\d\d|84)")
_HOLIDAY = re.compile(r"[/.r-](?:(?<=[\d\s][/.-])\s?\d|(?<=r)ạng)")
_MONTH = re.compile(r"[t/](?:(?<=t)háng\s+\d|(?<=/)\s?(?:19|20)\d)")
_YEARS = re.compile(r"[-–—/](?<=[\d\s].)\s*\d\d")
_MOTTO = re.compile(rf"\d(?:(?<![\w.,/]\d)\s+(?:{_VIRTUE}|tại chỗ|gương mẫu|sạch|rõ|xin)|(?<=[ohmgu\s]\s\d)\s+\w)")
_OF_YEAR = re.compile(r"năm\s+(?:19|20)\d\d")
_GRADE = re.compile(r"độ\s+[1-4]|sao(?<=\ssao)|xếp\s+\d|cấp(?<=[23\s]\scấp)")
_NOTE_SIGN = re.compile(r"[¹²³⁰⁴-⁹\[]")
_CLOSED = re.compile(r"\)(?<=\d.)\s")

KNOWN: tuple[tuple[Use, Sought], ...] = (
    (Use.CONTACT, Sought(r"https?[:/]\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,63}\.\S+", "http", "www", "@")),
    (
        Use.CONTACT,
        Sought(
            r"(?<![\w.-])(?:[\w-]{1,63}\.){1,5}(?:gov|com|org|net|edu|vn)(?:\.vn)?(?:/\S*)?",
            ".gov",
            ".com",
            ".org",
            ".net",
            ".edu",
            ".vn",
        ),
    ),
    (Use.CONTACT, Sought(rf"{_CONTACT_WORD}\s*(?:số|:|\.|là)*\s*[(+]?\d[\d\s.()+-]{{5,}}\d")),
    (
        Use.CONTACT,
        Sought(
            r"(?<![\w.,])(?:\(?0\d{2,4}\)?|\+84)(?:[\s.]?\d{3,4}){2,3}(?![\w.,]\d)|(?<![\w.,])1[89]00[\s.]?\d{4,6}(?!\d)",
            near=_PHONE,
        ),
    ),
    (
        Use.CONTACT,
        Sought(
            r"(?:lượt xem|lượt truy cập|số lần đọc|lượt đọc|số lượt xem|đã xem|đang truy cập|truy cập hôm nay|tổng truy cập)\s*:\s*\d+(?:[.,]\d{3})*(?![\d/])",
            ":",
        ),
    ),
    (Use.CODE, Sought(rf"(?<!\w){_CODE_WORD}\s*(?:số)?\s*:?\s*[\w./-]*\d[\w./-]*(?:\s\d{{3,}})*")),
    (Use.CODE, Sought(r"(?<![\w.,])\d{9,}(?!\w|[.,]\d|\s*(?:đồng|đ|vnđ)(?!\w))", near=_LONG)),
    (
        Use.TIME,
        Sought(r"(?<![\w.,/:])\d{1,2}:\d{2}(?::\d{2})?(?![\w%]|[.,/:]\d)", ":"),
    ),
    (
        Use.DATE,
        Sought(
            rf"ngày\s+\d{{1,2}}(?:\s*,\s*\d{{1,2}})*\s*(?:,|và|-|–|đến)\s*(?:ngày\s+)?{_DM}(?:\s?[/.-]\s?{_Y})?(?!\d)", "ngày"
        ),
    ),
    (Use.DATE, Sought(rf"(?:ngày\s+)?(?<![\d/.])\d{{1,2}}\s+tháng\s+\d{{1,2}}(?![\d%]|[.,]\d)(?:\s+năm\s+{_Y})?", "tháng")),
    (Use.DATE, Sought(rf"(?<![\d/.,])\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_Y}(?!\d|\.\d)", near=_MONTH_AND_YEAR)),
    (
        Use.DATE,
        Sought(
            rf"(?:từ|trước|đến hết)\s+{_DM}(?:\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{_DM}(?:\s?[/.-]\s?{_Y})?)(?!\d)|\(\s*{_DAY_MONTH}\s*\)"
            rf"|(?:(?<=[.;:]\s)|(?<=\n)|^)(?:tính\s+)?đến\s+(?:hết\s+)?{_DAY_MONTH}",
            near=_DAY_AND_MONTH,
        ),
    ),
    (Use.DATE, Sought(rf"(?<![\d]){_Y}-\d{{2}}(?:-\d{{2}})?(?!\d)", "-")),
    (
        Use.DATE,
        Sought(
            rf"(?:ngày|hôm)\s+\d{{1,2}}(?:\s?[/.-]\s?\d{{1,2}})?(?:\s*(?:,|và|đến|tới|-|–|đến ngày|và ngày)\s*(?:ngày\s+)?{_DM}(?!\d))*"
            r"(?![\d%]|\s*(?:công|làm việc))(?:\s*(?:,|và)\s*\d{1,2}(?=\s+(?:hàng|hằng)))?(?:\s+(?:hàng|hằng)\s+tháng)?",
            "ngày",
            "hôm",
        ),
    ),
    (
        Use.DATE,
        Sought(
            r"(?<!\w)(?:dịp|lễ|kỷ niệm|quốc khánh|đường|phố|nhà máy|quảng trường|công viên|trường|hội|cầu|đêm|sáng|chiều|tối|rạng sáng)"
            rf"\s+(?:ngày\s+)?(?:{_DM}|\d{{1,2}}(?=\s+rạng))(?:\s*(?:,|và|-|–)\s*(?:ngày\s+)?{_DM})*(?!\d|\s*(?:%|hộ|người|đơn|hồ sơ|vụ|lượt))",
            near=_HOLIDAY,
        ),
    ),
    (
        Use.DATE,
        Sought(
            rf"tháng\s+\d{{1,2}}(?![\d%]|[.,]\d)(?:\s?[/-]\s?{_Y})?(?:\s*(?:,|và|đến|-|–)\s*(?:tháng\s+)?\d{{1,2}}(?:\s?[/-]\s?{_Y})?(?!\s*\w))*|(?<![\d/.,])\d{{1,2}}\s?/\s?{_Y}(?![\d/])",
            near=_MONTH,
        ),
    ),
    (
        Use.PERIOD,
        Sought(
            rf"(?:giai đoạn|nhiệm kỳ|niên độ|niên khóa|niên khoá|thời kỳ|năm học)\s+{_Y}\s*[-–—/]\s*(?:{_Y}|\d\d)(?!\d)|(?<![\d.,/]){_Y}\s*[-–—]\s*{_Y}(?![\d/])",
            near=_YEARS,
        ),
    ),
    (
        Use.PERIOD,
        Sought(
            rf"\b{_MONTHS}\s+tháng\s+(?:đầu|cuối|năm|qua|của|còn lại|kế tiếp|tiếp theo|gần|trước|{_Y})(?:\s+năm)?(?:\s+{_Y})?|(?<!vòng )(?<!hạn )(?<!quá )(?<!đa )\b(?:6|9|3|03|06|09)\s+tháng\b(?=\s*(?:,|\.|;|:|\)|và\b|-|ước|đạt|thực hiện|tiếp|toàn|đã|có|là|\d+[.,]\d|\d{{3}}))"
            rf"|(?:lũy kế|luỹ kế|cộng dồn|sơ kết|báo cáo|kết quả|số liệu|tổng số)\s+\d{{1,2}}\s+tháng(?!\w)"
            r"|(?<!vòng )(?<!hạn )(?<!quá )\b(?:[2-9]|0[2-9]|1[01])\s+tháng\b(?=\s*(?::|ước|đạt|\d{1,3}(?:[.,]\d{3})+))",
            "tháng",
            worded=True,
        ),
    ),
    (
        Use.PERIOD,
        Sought(
            rf"(?:trong|qua|sau|suốt)\s+\d{{1,2}}\s+tháng(?!\w)|(?:trong|qua|sau|sơ kết|tổng kết|suốt|hơn|gần|định kỳ)\s+(?:\d{{1,2}}|hai|ba|bốn|mười)\s+năm(?:\s+(?:qua|liên tục|thực hiện|liền))*"
            rf"|\b\d{{1,3}}\s+năm\s+(?:qua|thực hiện|triển khai|kết quả|liền|liên tục|từ|giai đoạn|ngày|thành lập|quốc khánh|{_Y})"
            r"|kỷ niệm\s+\d{1,3}\s+năm",
            "tháng",
            "năm",
            worded=True,
        ),
    ),
    (
        Use.PERIOD,
        Sought(rf"(?:đầu|cuối|giữa|trong|từ|đến|hết|so với|của)?\s*năm\s+{_Y}(?:\s*[,/]\s*{_Y})*(?!\d)", near=_OF_YEAR),
    ),
    (Use.PERIOD, Sought(rf"quý\s+(?:[1-4]|iv|i{{1,3}})\b(?:\s*[/-]\s*{_Y}|\s+năm\s+{_Y}|,\s*năm\s+{_Y})?", "quý", worded=True)),
    (Use.AGE, Sought(r"\d{2}(?:\s*(?:,|-|–|và|đến)\s*\d{2})*\s+năm\s+tuổi\s+(?:đảng|đoàn|nghề|quân)", "tuổi")),
    (
        Use.AGE,
        Sought(
            r"(?:(?:từ|trên|dưới|tròn|đủ|thọ)\s+)*\d{1,3}(?:\s*(?:,|-|–|và|đến|hoặc)\s*(?:(?:từ|trên|dưới|tròn|đủ)\s+)*\d{1,3})*\s+tuổi",
            "tuổi",
        ),
    ),
    (
        Use.NAME,
        Sought(
            r"(?:mức độ|cấp độ)\s+[1-4](?=\s*[:(])|(?<![\w.,])[1-5]\s+sao(?!\w)|xếp\s+\d{1,3}\s?/\s?\d{1,3}(?![\d/])"
            r"|(?:chính quyền|địa phương|mô hình)\s+0?[23]\s+cấp(?!\w)",
            near=_GRADE,
        ),
    ),
    (
        Use.NAME,
        Sought(
            r"(?:mức độ|cấp độ|tiêu chí số|điều|khoản|điểm|chương|mục|phụ lục|biểu số|mẫu số|chi bộ|tổ|thôn|tổ dân phố|khu phố)\s+(?:số\s+)?\d{1,3}(?:\s*(?:,|và|;|-|–|đến)\s*(?:mức độ\s+|mức\s+)?\d{1,2}(?=\s*(?:[,.;)]|(?:và|của|điều|khoản|mục|chương|phụ lục|luật|nghị định|thông tư|nghị quyết|quyết định)\b|$)))+"
        ),
    ),
    (
        Use.NAME,
        Sought(
            r"(?:hạng|thứ|xếp thứ|đứng thứ|xếp hạng|vị trí thứ|lần thứ)\s+(?:\w+\s+)?\d{1,3}(?:\s?/\s?\d{1,3})?(?![\w%]|[.,]\d)|xếp(?<!\wxếp)\s+\d{1,3}\s?/\s?\d{1,3}(?![\w%]|[.,]\d)"
        ),
    ),
    (
        Use.NAME,
        Sought(
            rf"(?<![\w.,/])\d\s+{_VIRTUE}(?:\s*,?\s*(?:và\s+)?\d\s+{_VIRTUE})+(?=\s*[”\"’,.;)]|$)"
            r"|(?<![\w.,/])\d\s+(?:tại chỗ|gương mẫu|sạch|rõ|xin)(?=\s*[”\"’,.;)]|$)"
            r"|(?:phong trào|mô hình|phương châm|cuộc vận động|khẩu hiệu)\s+\d\s+\w+(?:\s*,?\s*\d\s+\w+)*",
            near=_MOTTO,
        ),
    ),
    (
        Use.NAME,
        Sought(r"điểm(?<!\wđiểm)\s+\d{1,2}(?:\.\d{1,2})*(?=,?\s+(?:tiểu mục|mục|khoản|điều|phần|chương|phụ lục)(?!\w))"),
    ),
    (Use.NUMBERING, Sought(r"(?:(?<=[.;:,]\s)|(?<=^)|(?<=\svà\s))\(?\d{1,2}\)(?=\s+[^\W\d_])", near=_CLOSED)),
    (
        Use.NAME,
        Sought(
            r"(?:điều|khoản|chương|mục|phụ lục|mẫu số|biểu số)(?<!\wđiều)(?<!\wkhoản)(?<!\wchương)(?<!\wmục)(?<!\wphụ lục)(?<!\wmẫu số)(?<!\wbiểu số)\s+\d{1,3}(?:\.\d{1,2})*[a-zđ]?(?![\w%])"
        ),
    ),
    (
        Use.NAME,
        Sought(
            r"(?:iso|công nghệ|công nghiệp|web|phiên bản)\s+\d+(?:[.:]\d+)+|(?:lớp|bậc)\s+\d{1,2}\s?/\s?\d{1,2}|(?:tỷ lệ|tỉ lệ)\s+1\s?/\s?\d{3,5}|trang\s+\d+(?:\s?/\s?\d+)?",
            "iso",
            "công ngh",
            "web",
            "phiên bản",
            "lớp",
            "bậc",
            "tỷ lệ",
            "tỉ lệ",
            "trang",
        ),
    ),
    (
        Use.CODE,
        Sought(
            r"(?<!\w)[a-zđ]+(?:\.[a-zđ]+)*[-.]?\d+[\w-]*|(?<!\w)\d+[a-zđ]{1,2}\d[\w-]*|(?<![\w.,])\d{2,4}[a-zđ](?:-\w+|(?=\s+(?:và|đi|qua|nối|từ)))"
            r"|(?<!\w)[xy]\s?[=:]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)?\s?°\s?(?:\d+(?:[.,]\d+)?\s?['’′]\s?)?(?:\d+(?:[.,]\d+)?\s?[\"”″])?(?!\s?c)"
            r"|(?<!\w)[2-6]g(?!\w)|(?<![\w.,])\d{1,3}a(?!\w)|km\s?\d+\s?\+\s?\d+",
            near=_GLUED,
        ),
    ),
    (Use.FACTOR, Sought(r"(?<=[*×x])\s*100(?=\s*(?:%|=|\)))", "100")),
    (Use.FACTOR, Sought(r"(?<!\w)(?:đvt|đơn vị(?: tính)?)\s*:?\s*\(?\s*1\.?000(?=\s*(?:đ|người|hộ|lượt|m))", "000")),
    (Use.NOTE_MARK, Sought(r"[¹²³⁰⁴-⁹]+|\[\d{1,3}\]", near=_NOTE_SIGN, worded=True)),
)
