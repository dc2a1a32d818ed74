"""The real server, with its plug pulled: what was confirmed is there, what was not is not, and it says what to do."""

import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
import requests

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes as Linux shows them")
PEOPLE = """
from danvan.site.accounts.models import Membership, User
from danvan.site.offices.models import Office
office = Office.objects.create(code='21001', name='xã Suối Đào', level='commune')
user = User.objects.create_user('vanthu', password='đủ dài để dùng', full_name='Văn thư')
Membership.objects.create(user=user, office=office, role='clerk')
"""
ROWS = """
from danvan.site.registers.models import Record, RecordVersion
print('rows', sorted(int(row.values['procedure']) for row in Record.objects.all()))
print('whole', all(row.versions.count() == 1 for row in Record.objects.all()))
"""
BOOK = "/so/admin_procedures/dossiers/"


class Site:
    """`danvan serve` on a folder of its own."""

    def __init__(self, data):
        self.data, self.process, self.browser = data, None, requests.Session()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DANVAN_TODAY")}
        self.env |= {"DANVAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "danvan.site.settings"}

    def url(self, path):
        return f"http://localhost:{self.port}{path}"

    def start(self):
        command = [sys.executable, "-m", "danvan.site.serving", "--data", str(self.data), "--host", "127.0.0.1", "--port",
                   str(self.port), "--workers", "1", "--communes", "1", "--empty", "--lang", "en"]  # fmt: skip
        self.process = subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return self.until(self.answers)

    def until(self, wanted, seconds=180):
        end = time.monotonic() + seconds
        while not (found := wanted()):
            assert time.monotonic() < end, "it did not happen in time"
            time.sleep(0.2)
        return found

    def answers(self):
        try:
            return requests.get(self.url("/suc-khoe/"), timeout=20)
        except requests.RequestException:
            return None

    def shell(self, code):
        command = [sys.executable, "-m", "danvan.site", "shell", "-v0", "-c", code]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=True).stdout

    def log_in(self):
        page = self.browser.get(self.url("/dang-nhap/"), timeout=30).text
        self.send("/dang-nhap/", {"username": "vanthu", "password": "đủ dài để dùng"}, page)

    def send(self, path, data, page=""):
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        given = {"csrfmiddlewaretoken": token.group(1) if token else self.browser.cookies["csrftoken"]}
        return self.browser.post(self.url(path), given | data, timeout=30, allow_redirects=False)

    def add(self, number):
        row = {
            "code": f"H-{number}",
            "procedure": str(number),
            "channel": "online",
            "received_on": "3/8/2026",
            "due_on": "10/8/2026",
        }
        return self.send(f"{BOOK}them/", {f"c-{name}": value for name, value in row.items()})

    def processes(self, words):
        """Below the server, by the words they were started with."""
        found = []
        for each in Path("/proc").glob("[0-9]*"):
            try:
                line = (each / "cmdline").read_bytes().decode()
                about = (each / "environ").read_bytes().decode("utf-8", "replace")
            except OSError:
                continue  # gone, or somebody else's
            if words in line.replace("\0", " ") and f"DANVAN_DATA={self.data}\0" in about:
                found.append(int(each.name))
        return found

    def pull_the_plug(self):
        """Everything at once, by force."""
        for number in [self.process.pid, *self.processes("granian"), *self.processes("danvan.site worker")]:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.process.communicate()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=60)[0]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = Site(tmp_path_factory.mktemp("plug"))
    try:
        made.start()
        made.shell(PEOPLE)
        made.log_in()
        yield made
    finally:
        if made.process.poll() is None:
            made.pull_the_plug()


def saved(site):
    told = site.shell(ROWS)
    assert "whole True" in told
    return [int(number) for number in re.findall(r"\d+", told.split("rows")[1].split("whole")[0])]


def test_what_was_confirmed_before_the_plug_was_pulled_is_there(site):
    confirmed, unanswered = [], []

    def clerk_at_work():
        for number in range(1, 2000):
            try:
                answer = site.add(number)
            except requests.RequestException:
                unanswered.append(number)
                return
            assert answer.status_code == 302
            confirmed.append(number)

    working = Thread(target=clerk_at_work)
    working.start()
    site.until(lambda: len(confirmed) > 3)
    site.pull_the_plug()
    working.join()
    site.start()
    assert set(confirmed) <= set(saved(site)) <= {*confirmed, *unanswered}
    assert site.add(5000).status_code == 302


def test_a_worker_that_is_killed_is_started_again(site):
    (before,) = site.until(lambda: site.processes("danvan.site worker"))
    os.kill(before, signal.SIGKILL)
    assert site.until(lambda: [each for each in site.processes("danvan.site worker") if each != before])


def test_a_full_disk_is_told_and_nothing_is_half_written(site):
    before = saved(site)
    limits = {number: resource.prlimit(number, resource.RLIMIT_FSIZE) for number in site.processes("granian")}
    for number in limits:
        resource.prlimit(number, resource.RLIMIT_FSIZE, (4096, limits[number][1]))
    answer = site.add(200)
    for number, limit in limits.items():
        resource.prlimit(number, resource.RLIMIT_FSIZE, limit)
    assert answer.status_code == 507
    assert "hết chỗ lưu" in answer.text
    assert saved(site) == before
    assert site.add(201).status_code == 302


def test_a_second_start_on_the_same_data_says_where_it_is_open(site):
    command = [sys.executable, "-m", "danvan.site.serving", "--data", str(site.data), "--host", "127.0.0.1", "--port", "1",
               "--workers", "1", "--communes", "1", "--empty", "--lang", "vi"]  # fmt: skip
    done = subprocess.run(command, env=site.env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"đang được mở tại http://localhost:{site.port}/" in done.stderr


def test_told_to_stop_it_ends_everything_it_started(site):
    assert "Stopped." in site.stop()
    assert site.process.returncode == 0
    assert site.processes("granian") + site.processes("danvan.site worker") == []
