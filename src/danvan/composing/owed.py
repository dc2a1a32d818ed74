"""Who has reported and who has not, as a report says it: named where they are few, listed whole in an appendix."""

from dataclasses import dataclass

from danvan.composing.folding import WHERE, folded, is_folded
from danvan.composing.model import Appendix, AreaResult, Cell, Listing, Run
from danvan.ledger.completeness import Completeness, State
from danvan.ledger.completeness import Line as Owed
from danvan.ledger.rolled import RolledUp
from danvan.units.names import unit_key

CODE = "appendix.owed"
LACKING = "appendix.lacking"
_NOTHING_AT_ALL = "Chưa có số liệu của bất kỳ chỉ tiêu nào"
_STATES = {
    State.ON_TIME: "đúng hạn",
    State.LATE: "chậm hạn",
    State.SENT: "đã gửi",
    State.RETURNED: "bị trả lại, chưa gửi lại",
    State.MISSING: "chưa gửi",
    State.NOT_YET_DUE: "chưa đến hạn",
}
_SPLIT = ((State.ON_TIME, "đúng hạn"), (State.LATE, "chậm hạn"), (State.SENT, "chưa ghi ngày gửi"))
_UNDATED = "chưa gửi, chưa rõ hạn"
_NAMED = (
    (State.MISSING, "Đã quá hạn, chưa gửi báo cáo"),
    (State.RETURNED, "Báo cáo bị trả lại, chưa gửi lại"),
    (State.NOT_YET_DUE, "Chưa gửi, chưa đến hạn hoặc chưa rõ hạn"),
    (State.LATE, "Gửi chậm hạn"),
)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How the reports of the units stand, one line a unit. A unit without a recorded sending whose figures are there has
    reported: only nobody wrote down when."""

    lines: tuple[Owed, ...]
    without_record: frozenset[str]
    """Keys of the names of such units."""

    @classmethod
    def of(cls, found: Completeness, rolled: RolledUp) -> "Arrivals":
        giving = {unit_key(unit) for row in rolled.rows.values() for unit, value in row.values.items() if value is not None}
        nothing = (State.MISSING, State.NOT_YET_DUE)
        keys = {unit_key(line.owed.unit.name) for line in found.lines if line.state in nothing}
        return cls(found.lines, frozenset(keys & giving))

    def state(self, line: Owed) -> State:
        return State.SENT if unit_key(line.owed.unit.name) in self.without_record else line.state

    def named(self, state: State) -> list[str]:
        return [line.owed.unit.name for line in self.lines if self.state(line) is state]


def owed_result(arrivals: Arrivals | None, rolled: RolledUp) -> AreaResult:
    """The paragraphs that say who is missing."""
    told = list(_told(arrivals)) if arrivals else _only_figures(rolled)
    if any(names != [_NOTHING_AT_ALL] for _, names in lacking(rolled)):
        told.append(
            "Có đơn vị đã báo cáo nhưng thiếu một số chỉ tiêu; ghi chú dưới mỗi bảng nêu đơn vị chưa có trong tổng số,"
            f" {WHERE}."
        )
    return AreaResult("", "", tuple((Run(words),) for words in told))


def owed_appendices(arrivals: Arrivals | None, rolled: RolledUp) -> list[Appendix]:
    """Every report that is not there or came late; every total some unit is not in."""
    made: list[Appendix] = []
    late = [line for line in arrivals.lines if arrivals.state(line) not in (State.ON_TIME, State.SENT)] if arrivals else []
    if arrivals and late:
        rows = tuple(_row(line, arrivals.state(line)) for line in late)
        heads = ("Đơn vị", "Tình trạng", "Hạn gửi", "Ngày gửi", "Số ngày chậm")
        listing = Listing(0, "Tình hình gửi báo cáo", heads, (54.0, 40.0, 22.0, 22.0, 16.0), "llccr", rows)
        made.append(Appendix(CODE, "", "Đơn vị chưa gửi, gửi chậm báo cáo", areas=(AreaResult("", "", (), listing=listing),)))
    if groups := lacking(rolled):
        rows = tuple((Cell("; ".join(names)), Cell(", ".join(units))) for units, names in groups)
        listing = Listing(0, "Chưa có trong tổng số", ("Chỉ tiêu", "Đơn vị chưa có số liệu"), (70.0, 84.0), "ll", rows)
        made.append(
            Appendix(LACKING, "", "Đơn vị chưa có số liệu trong từng tổng số", areas=(AreaResult("", "", (), listing=listing),))
        )
    return made


def lacking(rolled: RolledUp) -> list[tuple[tuple[str, ...], list[str]]]:
    """(units, names of the totals they are not in), of the main indicators, where a note cannot name them all; first the units
    that gave nothing, which are in none."""
    given = {unit for row in rolled.rows.values() for unit, value in row.values.items() if value is not None}
    silent = tuple(unit for unit in rolled.units if unit not in given)
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rolled.rows.values():
        if row.total is not None and row.indicator.main and is_folded(row.missing):
            missing = tuple(unit for unit in row.missing if unit in given)
            found.setdefault(missing, []).append(row.indicator.name.vi)
    named = [(units, names) for units, names in found.items() if units]
    return [*([(silent, [_NOTHING_AT_ALL])] if is_folded(silent) else []), *named]


def _told(arrivals: Arrivals) -> list[str]:
    counts = {state: len(arrivals.named(state)) for state in State}
    sent = counts[State.ON_TIME] + counts[State.LATE] + counts[State.SENT]
    first = f"Trong {len(arrivals.lines)} đơn vị phải báo cáo, {sent} đơn vị đã gửi"
    split = [f"{counts[state]} {words}" for state, words in _SPLIT if counts[state]] if sent > counts[State.SENT] else []
    told = [f"{first} ({', '.join(split)})." if split else f"{first}."]
    for state, words in _NAMED:
        if names := arrivals.named(state):
            told.append(f"{words}: {folded(names)}{f' ({WHERE})' if is_folded(names) else ''}.")
    return told


def _only_figures(rolled: RolledUp) -> list[str]:
    """Where nobody said which units had to report."""
    given = {unit for row in rolled.rows.values() for unit, value in row.values.items() if value is not None}
    silent = [unit for unit in rolled.units if unit not in given]
    if silent:
        return [f"Chưa có số liệu của: {folded(silent)}."]
    return ["Các đơn vị nêu trong báo cáo này đều đã có số liệu."]


def _row(line: Owed, state: State) -> tuple[Cell, ...]:
    sent = line.history.standing
    days = str(line.days) if line.days else ""
    return (
        Cell(line.owed.unit.name),
        Cell(_UNDATED if state is State.NOT_YET_DUE and line.deadline is None else _STATES[state]),
        Cell(f"{line.deadline:%d/%m/%Y}" if line.deadline else ""),
        Cell(f"{sent.day:%d/%m/%Y}" if sent else ""),
        Cell(days),
    )
