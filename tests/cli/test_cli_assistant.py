"""`danvan read --assistant`: proposals apart from figures, off by default, refused outside."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

Danvan = Callable[..., Any]


class _Handler(BaseHTTPRequestHandler):
    """Proposes a label for every figure it is asked about."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        figures = json.loads(body["messages"][1]["content"])["figures"]
        told = [{"figure": one["id"], "label": "xe đạp", "evidence": "chiếc xe đạp"} for one in figures]
        words = json.dumps({"proposals": [*told, {"figure": "f99", "label": "xe", "evidence": "chiếc xe"}]})
        content = json.dumps({"choices": [{"message": {"content": words}}]}).encode()
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    made = HTTPServer(("127.0.0.1", 0), _Handler)
    made.status = 200  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def bicycles(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "xe.txt"
    file.parent.mkdir()
    file.write_text("Đã trao 17 chiếc xe đạp.", encoding="utf-8")
    return file


def _url(server: HTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}/v1"


def test_it_is_off_unless_its_address_is_given(bicycles: Path, danvan: Danvan) -> None:
    assert "proposals" not in json.loads(danvan("read", bicycles, "--format", "json").out)


def test_proposals_stand_beside_the_figures_in_json(bicycles: Path, server: HTTPServer, danvan: Danvan) -> None:
    alone = json.loads(danvan("read", bicycles, "--format", "json").out)
    answer = json.loads(danvan("read", bicycles, "--assistant", _url(server), "--format", "json").out)
    schema = Path(__file__).parents[2] / "docs/reference/schema/read.schema.json"
    validate(answer, json.loads(schema.read_text(encoding="utf-8")))
    assert [(one["figure"], one["indicator"], one["label"], one["evidence"]) for one in answer.pop("proposals")] == [
        (alone["figures"][0]["id"], None, "xe đạp", "chiếc xe đạp")
    ]
    assert answer.pop("assistant")["dropped"] == [{"figure": "", "reason": "no such figure was asked about"}]
    assert answer == alone


def test_proposals_are_shown_to_people_under_a_heading_of_their_own(
    bicycles: Path, server: HTTPServer, danvan: Danvan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANVAN_ASSISTANT_URL", _url(server))
    out = danvan("read", bicycles).out
    assert out.index("Figures (1)") < out.index("Proposed by the assistant, to be looked at by a person (1)")
    assert "«chiếc xe đạp»" in out
    assert "left out (1): no such figure was asked about" in out


def test_a_server_that_fails_changes_neither_figures_nor_the_exit_code(
    bicycles: Path, server: HTTPServer, danvan: Danvan
) -> None:
    server.status = 500  # type: ignore[attr-defined]
    ended = danvan("read", bicycles, "--assistant", _url(server))
    assert ended.code == 0
    assert "the status 500" in ended.out


def test_an_assistant_elsewhere_is_refused_before_anything_is_read(bicycles: Path, danvan: Danvan) -> None:
    ended = danvan("read", bicycles, "--assistant", "http://8.8.8.8/v1")
    assert (ended.code, ended.out) == (2, "")
    assert "--assistant-anywhere" in ended.err


def test_an_answer_kept_while_the_server_was_down_is_made_again(
    bicycles: Path, tmp_path: Path, server: HTTPServer, danvan: Danvan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("danvan.cli.work.bulk.shared_out", lambda sources, start, *_: map(start(), sources))
    call = ("read", bicycles.parent, "--out", tmp_path / "out", "--assistant", _url(server), "--format", "json")
    server.status = 500  # type: ignore[attr-defined]
    counts = []
    for status in (500, 200, 200):
        server.status = status  # type: ignore[attr-defined]
        counts.append(json.loads(danvan(*call).out)["kept"])
    assert counts == [0, 0, 1]
    assert json.loads((tmp_path / "out/xe.txt.json").read_text(encoding="utf-8"))["proposals"]


def test_without_httpx_it_is_said_what_to_install(bicycles: Path, danvan: Danvan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    ended = danvan("read", bicycles, "--assistant", "http://127.0.0.1:9/v1")
    assert ended.code == 2
    assert "danvan[assistant]" in ended.err
