"""What a column of a table holds by its heads: this period's result, last year's, the plan, a comparison, a measure, a note."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from danvan.kernel.period import Period
from danvan.reading.lexicon import fold
from danvan.reading.table_grid import Grid


class Role(Enum):
    """What the cells of a column say."""

    RESULT = auto()
    BEFORE = auto()
    """The same of an earlier period."""
    PLAN = auto()
    SHARE_OF_BEFORE = auto()
    """This period's in percent of an earlier one's, or its rise or fall in percent."""
    SHARE_OF_PLAN = auto()
    CHANGE = auto()
    """The rise or fall, in the measure itself."""
    MEASURE = auto()
    ORDINAL = auto()
    NAME = auto()
    NOTE = auto()


_MEASURE = re.compile(r"^\W*(?:đvt|đơn vị tính|đơn vị đo|đv tính)\W*$")
_NOTE = re.compile(r"^\W*(?:ghi chú|chú thích|lý do|căn cứ|nguồn(?: số liệu)?)\W*$")
_PERCENT = re.compile(r"%|(?<!\w)(?:tỷ lệ|tỉ lệ|tỷ trọng|phần trăm|tốc độ)(?!\w)")
_BEFORE = r"(?:cùng kỳ|cùng kì|năm trước|năm ngoái|kỳ trước|năm liền kề|ck)(?! (?:chuyển|tồn))"
_PLAN = r"(?:kế hoạch|kh|chỉ tiêu|dự toán|nghị quyết|mục tiêu)"
_COMPARED = re.compile(
    rf"(?:so (?:với|sánh)?|/|tăng|giảm|chênh lệch)[^,;]*(?<!\w){_BEFORE}|tăng\W*(?:\(\+\))?\W*(?:/|,|-|hoặc)?\s*giảm"
)
_COMPARED_PLAN = re.compile(
    rf"(?:so (?:với|sánh)?|đạt|/|%|tỷ lệ|tỉ lệ|hoàn thành)[^,;]*(?<!\w){_PLAN}(?!\w)|(?<!\w){_PLAN}(?!\w)[^,;]*%|^\W*(?:tỷ lệ|tỉ lệ) (?:đạt|hoàn thành|thực hiện)"
)
_IS_BEFORE = re.compile(rf"(?<!\w){_BEFORE}(?!\w)")
_IS_PLAN = re.compile(
    rf"^\W*(?:số )?(?:{_PLAN})(?!\w)(?! tuyên truyền)|(?<!\w)(?:{_PLAN}) (?:giao|năm \d{{4}}|đề ra|được giao)"
)
_RESULT = re.compile(
    r"^\W*(?:kết quả|thực hiện|số liệu|số lượng|giá trị|đạt được|trị số|ước thực hiện|tổng số|kết quả thực hiện|số thực hiện|th)(?!\w)[^a-zà-ỹ]*(?:(?:trong )?(?:kỳ|năm|quý|tháng)(?:\s+(?:báo cáo|nay|này|[ivx\d/]+))*)?\W*$"
)
_YEAR_ALONE = re.compile(r"\W*(?:năm\s+)?((?:19|20)\d\d)\W*")
_SUMMED_UP = re.compile(r"(?<!\w)(?:lũy kế|luỹ kế|cộng dồn)(?!\w)")
_SHORTER = re.compile(r"(?<!\w)(?:trong|kỳ này|tháng|tuần|quý|phát sinh)(?!\w)")
_WHAT = re.compile(r"(?<!\w)(?:số|tỷ lệ|tỉ lệ|kinh phí|tổng)(?!\w)")
_UNIT = re.compile(
    r"\W*(?:xã|phường|thị trấn|tt\.|đặc khu|huyện|quận|thị xã|thành phố|thôn|tổ dân phố|tdp|ấp|khu phố|khối|bản|buôn|làng)\s+\w"
)
_FIELD_HEAD = re.compile(r"(?:chỉ tiêu|nội dung|tiêu chí|nhiệm vụ|danh mục|chỉ số|công việc|hạng mục|diễn giải|hoạt động)")


@dataclass(frozen=True, slots=True)
class Column:
    """`period`: what its heads name, where they name one."""

    role: Role
    period: Period | None = None
    percent: bool = False
    sign: bool = False
    """Its head speaks of a rise or a fall: '+' and '-' say which."""
    plain: bool = False
    """Its head says nothing but whose result it is and when: 'Kết quả', 'Thực hiện năm 2024'."""
    other: bool = False
    """It is about a unit below ('Thôn Đông'), or about a part of the period beside another that is the whole ('Lũy kế')."""


def columns_of(grid: Grid, nominal: Period | None) -> list[Column]:
    """The columns of a table, in order. `nominal`: the period the report is about; where it is not known, the last one that
    the heads name."""
    named = [found for head in grid.heads if (found := _period(head)) and not _IS_PLAN.search(fold(head))]
    nominal = nominal or max(named, key=lambda one: one.end, default=None)
    columns = [_column(grid, at, nominal) for at in range(grid.width)]
    lows = [fold(head) for head in grid.heads]
    summed_up = any(column.role is Role.RESULT and _SUMMED_UP.search(low) for column, low in zip(columns, lows, strict=True))
    return [_finished(column, low, summed_up=summed_up) for column, low in zip(columns, lows, strict=True)]


def _finished(column: Column, low: str, *, summed_up: bool) -> Column:
    if column.role not in (Role.RESULT, Role.BEFORE, Role.PLAN):
        return column
    shorter = summed_up and not _SUMMED_UP.search(low) and bool(_SHORTER.search(low))
    plain = bool(_RESULT.match(low) or _SUMMED_UP.search(low) or (column.period and not _WHAT.search(low)))
    return replace(column, plain=plain, other=bool(_UNIT.match(low)) or shorter)


def _period(head: str, year: int | None = None) -> Period | None:
    """The period a head names; '2024' alone is a year, 'Tháng 9' one of `year`."""
    alone = _YEAR_ALONE.fullmatch(fold(head))
    return Period.year(int(alone[1])) if alone else next((found for _, found in Period.find(head, year=year)), None)


def rows_are_fields(grid: Grid, columns: list[Column]) -> bool:
    """Whether each row counts something of its own ('Chỉ tiêu | ĐVT | Kết quả'), so that the heads only say whose and when."""
    if grid.rows_are_units:
        return False
    named = grid.name_column
    if any(column.role is Role.MEASURE for column in columns) or (named >= 0 and _FIELD_HEAD.search(fold(grid.heads[named]))):
        return True
    values = [at for at, column in enumerate(columns) if column.role not in _BESIDE]
    plain = [columns[at].plain or columns[at].period or columns[at].role is not Role.RESULT for at in values]
    return named >= 0 and bool(values) and all(plain)


_BESIDE = frozenset({Role.ORDINAL, Role.NAME, Role.NOTE, Role.MEASURE})


def _column(grid: Grid, at: int, nominal: Period | None) -> Column:
    head = grid.heads[at]
    low = fold(head)
    percent = bool(_PERCENT.search(low)) or grid.measure_below(at) == "%"
    sign = "tăng" in low or "giảm" in low
    beside = _beside(grid, at, low)
    if beside is not None:
        return Column(beside)
    if _COMPARED.search(low):
        return Column(Role.SHARE_OF_BEFORE if percent else Role.CHANGE, percent=percent, sign=sign)
    if percent and _COMPARED_PLAN.search(low):
        return Column(Role.SHARE_OF_PLAN, percent=True)
    return _level(low, head, nominal, percent=percent)


def _beside(grid: Grid, at: int, low: str) -> Role | None:
    """What stands beside the values; None for a column of values."""
    if at in grid.ordinal_columns:
        return Role.ORDINAL
    if at == grid.name_column:
        return Role.NAME
    if _MEASURE.match(low) or (low.strip() == "đơn vị" and _holds_measures(grid, at)):
        return Role.MEASURE
    return Role.NOTE if _NOTE.match(low) else None


def _level(low: str, head: str, nominal: Period | None, *, percent: bool) -> Column:
    """A level: this period's, an earlier one's, or the planned one."""
    period = _period(head, nominal.end.year if nominal is not None else None)
    if _IS_PLAN.search(low) and "theo kế hoạch" not in low:
        return Column(Role.PLAN, period, percent=percent)
    if _IS_BEFORE.search(low):
        return Column(Role.BEFORE, nominal.previous() if nominal is not None and period is None else period, percent=percent)
    if period is None or nominal is None:
        return Column(Role.RESULT, period, percent=percent)
    role = Role.BEFORE if period.end < nominal.start else Role.PLAN if period.start > nominal.end else Role.RESULT
    return Column(role, period, percent=percent)


def _holds_measures(grid: Grid, at: int) -> bool:
    said = [words for row in grid.data_rows if (words := grid.at(row, at))]
    return bool(said) and sum(map(grid.is_measure, said)) * 2 > len(said)
