"""What tests of imports begin with: a file of petitions, and the way it goes into the book."""

import io

from danvan.site.registers.models import ImportRun

HEAD = "Số thứ tự;Ngày nhận;Loại đơn;Nguồn đơn;Số hồ sơ nơi lưu thông tin người gửi đơn"
GOOD = [HEAD, "1;1/9/2026;Khiếu nại;Trực tuyến;bà Tâm", "2;2/9/2026;Tố cáo;;ông Đức"]
PAGE = "/so/petitions/petitions/nhap/"


def upload(clerk, content, name="don.csv", page=PAGE):
    data = content if isinstance(content, bytes) else "\n".join(content).encode()
    file = io.BytesIO(data)
    file.name = name
    return clerk.post(page, {"file": file})


def tried(clerk, content, name="don.csv", page=PAGE, **said):
    """A file on its way: chosen, its columns as they were guessed, looked through."""
    step = upload(clerk, content, name, page).url
    run = ImportRun.objects.latest("pk")
    told = {f"col-{at}": code for at, code in run.columns.items()} | {"key": run.key, "numbers": "vi", **said}
    clerk.post(f"{step}cot/", told)
    return step, ImportRun.objects.get(pk=run.pk)


def taken(clerk, content, name="don.csv", page=PAGE, **said):
    step, run = tried(clerk, content, name, page, **said)
    clerk.post(f"{step}nhan/")
    run.refresh_from_db()
    return run
