"""The two processes of the site: started again when they die, given up when they cannot live, ended together."""

import signal
import socket
import sys
import time

import pytest

from danvan.site.serving import running, start
from danvan.site.serving.running import Running, Watched
from danvan.site.serving.words import WORDS

LIVES, DIES = "import time; time.sleep(60)", "pass"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(running, "LOOK", 0.02)
    monkeypatch.setattr(running, "LONGEST", 0.02)
    monkeypatch.setattr(running.time, "sleep", lambda seconds, sleep=time.sleep: sleep(min(seconds, 0.02)))
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGTERM, before[0])
    signal.signal(signal.SIGINT, before[1])


def watched(name, code, vital=False):
    return Watched(name, [sys.executable, "-c", code], vital)


def run(*processes, ready=lambda site: None):
    """What was said, and the exit code."""
    said = []
    site = Running(processes, lambda what, **blanks: said.append((what, *blanks.values())))
    code = site.until_stopped(lambda: ready(site))
    return said, code


def stop(site):
    site._stop(signal.SIGTERM, None)


def test_told_to_stop_everything_is_ended():
    server, worker = watched("server", LIVES, vital=True), watched("worker", LIVES)
    said, code = run(server, worker, ready=stop)
    assert (said, code) == ([("stopping",)], 0)
    assert server.is_dead
    assert worker.is_dead


def test_what_dies_is_started_again_and_told():
    worker, killed = watched("worker", LIVES), []

    def kill_once(site):
        if not killed:
            killed.append(worker.process)
            worker.process.kill()
        elif worker.process not in (None, killed[0]):
            stop(site)

    said, code = run(watched("server", LIVES, vital=True), worker, ready=kill_once)
    assert said[0] == ("again", "worker")
    assert code == 0


def test_a_server_that_cannot_live_ends_the_start_with_a_reason():
    worker = watched("worker", LIVES)
    said, code = run(watched("server", DIES, vital=True), worker)
    assert (said[-1], code) == (("broken", "server"), 2)
    assert worker.is_dead


def test_without_a_worker_the_site_goes_on_and_it_is_tried_again_in_silence():
    worker = watched("worker", DIES)
    said, code = run(watched("server", LIVES, vital=True), worker, ready=lambda site: worker.short > 5 and stop(site))
    assert said == [("again", "worker"), ("again", "worker"), ("broken", "worker"), ("stopping",)]
    assert code == 0


def test_what_does_not_want_to_end_is_ended_by_force(monkeypatch):
    monkeypatch.setattr(running, "PATIENCE", 0.5)
    stubborn = watched("server", STUBBORN, vital=True)
    began = time.monotonic()
    run(stubborn, ready=lambda site: time.monotonic() - began > 2 and stop(site))
    assert stubborn.is_dead


@pytest.fixture
def asked(tmp_path):
    return lambda **changed: start.Start(
        **{
            "data": tmp_path / "data", "host": "127.0.0.1", "port": 0, "workers": 1, "communes": 1, "empty": True,
            "postgres": False, "lang": "en",
        }
        | changed
    )  # fmt: skip


def test_a_port_in_use_is_told_with_another(asked, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert start.serve(asked(port=port)) == 2
    assert f"--port {port + 1}" in capsys.readouterr().err


def test_a_folder_that_cannot_be_is_told_with_what_to_write(asked, tmp_path, capsys):
    (tmp_path / "data").write_text("a file")
    assert start.serve(asked(lang="vi")) == 2
    assert "danvan serve --data" in capsys.readouterr().err


def test_an_address_of_another_computer_is_told(asked, capsys):
    assert start.serve(asked(host="203.0.113.7")) == 2
    assert "--host 127.0.0.1" in capsys.readouterr().err


def test_every_sentence_is_there_in_both_languages():
    assert WORDS["vi"].keys() == WORDS["en"].keys()


def test_data_that_are_served_are_not_served_twice(asked):
    first, second = asked(port=8100), asked(port=8200)
    with start._alone(first), pytest.raises(start.CannotStart, match="8100"), start._alone(second):
        pass
