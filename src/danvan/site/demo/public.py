"""What the public pages of the demonstration show beyond the simulated books: reception days to come, a survey that is running,
feedback that waits and one that was answered."""

from datetime import date, timedelta

from danvan.site.accounts.models import User
from danvan.site.offices.models import Office
from danvan.site.public import codes, feedback, schedule, surveys
from danvan.site.registers.deadlines import office_days
from danvan.site.registers.models import Record
from danvan.site.registers.saving import save_row

_DAYS_A_MONTH = (5, 19)
_WORDS = (
    ("roads", "Đèn đường trước nhà văn hóa thôn hỏng hơn một tuần, đề nghị sửa."),
    ("environment", "Điểm tập kết rác gần chợ chưa được dọn đúng lịch."),
    ("service", "Bảng niêm yết thủ tục tại bộ phận một cửa có chỗ đã cũ, đề nghị cập nhật."),
)
_ANSWER = "Đơn vị đã kiểm tra và thay bóng đèn. Cảm ơn ông/bà đã phản ánh."


def open_to_citizens(office: Office, day: date) -> None:
    """In the caller's transaction."""
    for ahead in range(3):
        month = (day.replace(day=1) + timedelta(31 * ahead)).replace(day=1)
        for number in _DAYS_A_MONTH:
            _reception(office, office_days().next_working(month.replace(day=number)), day)
    _survey(office, day)
    clerk = User.objects.filter(memberships__office=office, memberships__role="clerk").first()
    for category, text in _WORDS:
        code = codes.code_of(codes.new_ticket())
        made = feedback.take_in(office, feedback.Sent(category, text), code or "")
        if clerk and category == "roads":
            feedback.reply(made, _ANSWER, "done", clerk, made.record.version)


def _reception(office: Office, planned: date, day: date) -> None:
    if planned > day and not Record.objects.filter(office=office, book=schedule.BOOK, begins=planned).exists():
        values = {"planned_on": planned, "basis": "legal", "announced_on": day, "announced_by": "both"}
        save_row(office, schedule.BOOK, values, None, state="announced", count=False)


def _survey(office: Office, day: date) -> None:
    values = {"code": f"DK-{day:%Y-%m}", "started_on": day - timedelta(3), "ended_on": day + timedelta(25)}
    save_row(office, surveys.WAVES, values, None, state="open", count=False)
