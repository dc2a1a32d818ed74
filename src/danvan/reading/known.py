"""Digits that count nothing, by pattern: contacts, times, dates, periods, ages, codes. Over folded text, in this order.

Names with a number ('thôn Bắc 2', 'tổ 5') are told by the catalogue's vocabulary, in `mentions`.
"""

import re
from enum import StrEnum


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
    """The 100 of '× 100 %'."""


_Y = r"(?:19|20)\d\d"
_DM = r"\d{1,2}\s?[/.-]\s?\d{1,2}"
_CONTACT_WORD = r"(?:điện thoại|sđt|đt|số máy|fax|hotline|đường dây nóng|tổng đài|zalo|liên hệ)"
_CODE_WORD = r"(?:mã số thuế|mã số|mã định danh|mã hồ sơ|mã qhns|mã|mst|số tài khoản|tài khoản số|stk|biển số|biển kiểm soát|số khung|số máy|số sổ|số thẻ|cccd|cmnd|cmtnd|căn cước|số định danh|số hiệu|seri|giấy phép số)"
_MONTHS = r"(?:\d{1,2}|một|ba|sáu|chín)"

KNOWN: tuple[tuple[Use, re.Pattern[str]], ...] = (
    (Use.CONTACT, re.compile(r"https?[:/]\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,63}\.\S+")),
    (Use.CONTACT, re.compile(r"(?<![\w.-])(?:[\w-]{1,63}\.){1,5}(?:gov|com|org|net|edu|vn)(?:\.vn)?(?:/\S*)?")),
    (Use.CONTACT, re.compile(rf"{_CONTACT_WORD}\s*(?:số|:|\.|là)*\s*[(+]?\d[\d\s.()+-]{{5,}}\d")),
    (
        Use.CONTACT,
        re.compile(
            r"(?<![\w.,])(?:\(?0\d{2,4}\)?|\+84)(?:[\s.]?\d{3,4}){2,3}(?![\w.,]\d)|(?<![\w.,])1[89]00[\s.]?\d{4,6}(?!\d)"
        ),
    ),
    (Use.CONTACT, re.compile(r"(?:lượt xem|lượt truy cập|số lần đọc|lượt đọc)\s*:\s*[\d.\s-]+")),
    (Use.CODE, re.compile(rf"(?<!\w){_CODE_WORD}\s*(?:số)?\s*:?\s*[\w./-]*\d[\w./-]*(?:\s\d{{3,}})*")),
    (Use.CODE, re.compile(r"(?<![\w.,])\d{9,}(?!\w|[.,]\d|\s*(?:đồng|đ|vnđ)(?!\w))")),
    (
        Use.TIME,
        re.compile(
            r"\b\d{1,2}\s?(?:h|giờ)\s?(?:\d{2}(?:\s?phút|')?)?(?=\s|[,.;)]|$)(?!\s*(?:đồng hồ|tập huấn|dạy|học))|\b\d{1,2}:\d{2}(?::\d{2})?\b"
        ),
    ),
    (
        Use.DATE,
        re.compile(rf"ngày\s+\d{{1,2}}(?:\s*,\s*\d{{1,2}})*\s*(?:,|và|-|–|đến)\s*(?:ngày\s+)?{_DM}(?:\s?[/.-]\s?{_Y})?(?!\d)"),
    ),
    (Use.DATE, re.compile(rf"(?:ngày\s+)?(?<![\d/.])\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:\s+năm\s+{_Y})?")),
    (Use.DATE, re.compile(rf"(?<![\d/.,])\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_Y}(?!\d|\.\d)")),
    (
        Use.DATE,
        re.compile(
            rf"(?:từ|trước|đến hết)\s+{_DM}(?:\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{_DM}(?:\s?[/.-]\s?{_Y})?)(?!\d)|\(\s*{_DM}\s*\)"
        ),
    ),
    (Use.DATE, re.compile(rf"(?<![\d]){_Y}-\d{{2}}(?:-\d{{2}})?(?!\d)")),
    (
        Use.DATE,
        re.compile(
            rf"(?:ngày|hôm)\s+\d{{1,2}}(?:\s?[/.-]\s?\d{{1,2}})?(?:\s*(?:,|và|đến|tới|-|–|đến ngày|và ngày)\s*(?:ngày\s+)?{_DM}(?!\d))*"
            r"(?![\d%]|\s*(?:công|làm việc))(?:\s*(?:,|và)\s*\d{1,2}(?=\s+(?:hàng|hằng)))?(?:\s+(?:hàng|hằng)\s+tháng)?"
        ),
    ),
    (
        Use.DATE,
        re.compile(
            r"(?<!\w)(?:dịp|lễ|kỷ niệm|quốc khánh|đường|phố|nhà máy|quảng trường|công viên|trường|hội|cầu|đêm|sáng|chiều|tối|rạng sáng)"
            rf"\s+(?:ngày\s+)?(?:{_DM}|\d{{1,2}}(?=\s+rạng))(?:\s*(?:,|và|-|–)\s*(?:ngày\s+)?{_DM})*(?!\d|\s*(?:%|hộ|người|đơn|hồ sơ|vụ|lượt))"
        ),
    ),
    (
        Use.DATE,
        re.compile(
            rf"tháng\s+\d{{1,2}}(?:\s?[/-]\s?{_Y})?(?:\s*(?:,|và|đến|-|–)\s*(?:tháng\s+)?\d{{1,2}}(?:\s?[/-]\s?{_Y})?(?!\s*\w))*|(?<![\d/.,])\d{{1,2}}\s?/\s?{_Y}(?![\d/])"
        ),
    ),
    (
        Use.PERIOD,
        re.compile(
            rf"(?:giai đoạn|nhiệm kỳ|niên độ|niên khóa|niên khoá|thời kỳ|năm học)\s+{_Y}\s*[-–—/]\s*(?:{_Y}|\d\d)(?!\d)|(?<![\d.,/]){_Y}\s*[-–—]\s*{_Y}(?![\d/])"
        ),
    ),
    (
        Use.PERIOD,
        re.compile(
            rf"\b{_MONTHS}\s+tháng\s+(?:đầu|cuối|năm|qua|của|còn lại|kế tiếp|tiếp theo|gần|trước|{_Y})(?:\s+năm)?(?:\s+{_Y})?|(?<!vòng )(?<!hạn )(?<!quá )(?<!đa )\b(?:6|9|3|03|06|09)\s+tháng\b(?=\s*(?:,|\.|;|và\b|-|ước|đạt|thực hiện|tiếp|toàn|đã|có|là))"
        ),
    ),
    (
        Use.PERIOD,
        re.compile(
            rf"(?:trong|qua|sau|suốt)\s+\d{{1,2}}\s+tháng(?!\w)|(?:trong|qua|sau|sơ kết|tổng kết|suốt|hơn|gần|định kỳ)\s+(?:\d{{1,2}}|hai|ba|bốn|mười)\s+năm(?:\s+(?:qua|liên tục|thực hiện|liền))*"
            rf"|\b\d{{1,3}}\s+năm\s+(?:qua|thực hiện|triển khai|kết quả|liền|liên tục|từ|giai đoạn|ngày|thành lập|quốc khánh|{_Y})"
            r"|kỷ niệm\s+\d{1,3}\s+năm"
        ),
    ),
    (Use.PERIOD, re.compile(rf"(?:đầu|cuối|giữa|trong|từ|đến|hết|so với|của)?\s*năm\s+{_Y}(?:\s*[,/]\s*{_Y})*(?!\d)")),
    (Use.PERIOD, re.compile(rf"quý\s+(?:[1-4]|iv|i{{1,3}})\b(?:\s*[/-]\s*{_Y}|\s+năm\s+{_Y}|,\s*năm\s+{_Y})?")),
    (
        Use.AGE,
        re.compile(
            r"(?:(?:từ|trên|dưới|tròn|đủ|thọ)\s+)*\d{1,3}(?:\s*(?:,|-|–|và|đến|hoặc)\s*(?:(?:từ|trên|dưới|tròn|đủ)\s+)*\d{1,3})*\s+tuổi"
        ),
    ),
    (
        Use.NAME,
        re.compile(
            r"(?:mức độ|cấp độ|tiêu chí số|điều|khoản|điểm|chương|mục|phụ lục|biểu số|mẫu số|chi bộ|tổ|thôn|tổ dân phố|khu phố)\s+(?:số\s+)?\d{1,3}(?:\s*(?:,|và|;|-|–|đến)\s*(?:mức độ\s+|mức\s+)?\d{1,2}(?=\s*(?:[,.;)]|và\b|của\b|$)))+"
        ),
    ),
    (
        Use.NAME,
        re.compile(r"(?:hạng|thứ|xếp thứ|đứng thứ|xếp hạng|vị trí thứ|lần thứ)\s+(?:\w+\s+)?\d{1,3}(?:\s?/\s?\d{1,3})?(?!\w)"),
    ),
    (
        Use.NAME,
        re.compile(
            r"(?<!\w)\d\s+(?:không|sạch|có|tại chỗ|rõ|đúng|tốt|nhất|hơn|tăng|giảm|gương mẫu|xây|chống|tự|trong)(?!\w)(?:\s*,?\s*\d\s+\w+)*(?=\s*[”\"’,.;)])"
            r"|(?:phong trào|mô hình|phương châm|cuộc vận động|khẩu hiệu)\s+\d\s+\w+(?:\s*,?\s*\d\s+\w+)*"
        ),
    ),
    (Use.NAME, re.compile(r"(?<!\w)(?:điều|khoản|chương|mục|phụ lục|mẫu số|biểu số)\s+\d{1,3}(?:\.\d{1,2})*[a-zđ]?(?![\w%])")),
    (
        Use.NAME,
        re.compile(
            r"(?:iso|công nghệ|công nghiệp|web|phiên bản)\s+\d+(?:[.:]\d+)+|(?:lớp|bậc)\s+\d{1,2}\s?/\s?\d{1,2}|(?:tỷ lệ|tỉ lệ)\s+1\s?/\s?\d{3,5}|trang\s+\d+(?:\s?/\s?\d+)?"
        ),
    ),
    (
        Use.CODE,
        re.compile(
            r"(?<!\w)[a-zđ]+(?:\.[a-zđ]+)*[-.]?\d+[\w-]*|(?<!\w)\d+[a-zđ]{1,2}\d[\w-]*|(?<![\w.,])\d{2,4}[a-zđ](?:-\w+|(?=\s+(?:và|đi|qua|nối|từ)))"
            r"|(?<!\w)[2-6]g(?!\w)|(?<![\w.,])\d{1,3}a(?!\w)|km\s?\d+\s?\+\s?\d+"
        ),
    ),
    (Use.FACTOR, re.compile(r"(?<=[*×x])\s*100(?=\s*(?:%|=|\)))")),
    (Use.NOTE_MARK, re.compile(r"[¹²³⁰⁴-⁹]+")),
)
