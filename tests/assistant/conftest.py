"""A local stand-in for the assistant's server, which answers well or misbehaves as it is told, and a reading to ask about."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from danvan.assistant.address import Settings
from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.loading import load_catalogue
from danvan.documents.opening import open_document
from danvan.reading.model import Reading
from danvan.reading.read import read_document

Behaviour = Callable[["_Handler", dict[str, Any]], None]

TEXT = """\
BÁO CÁO
Kết quả 9 tháng đầu năm 2024

Ông Nguyễn Văn A, điện thoại 0912 345 678, đã trao 17 chiếc xe đạp cho học sinh thôn Bắc.
"""


class _Handler(BaseHTTPRequestHandler):
    server: "Server"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, "headers": dict(self.headers), "body": body})
        self.server.behaviour(self, body)

    def do_GET(self) -> None:
        self.server.asked.append({"path": self.path})
        self.send(b"{}")

    def log_message(self, *_: object) -> None: ...

    def send(self, content: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def say(self, words: str) -> None:
        """A completion with these words."""
        self.send(json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode())

    def drip(self, seconds: float) -> None:
        """A byte now and then, so that no single wait is long."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what some tests are about."""


@dataclass
class StandIn:
    """The server: set `behaviour`, look at what was `asked`."""

    server: Server
    asked: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def settings(self, **changed: Any) -> Settings:
        return Settings(**{"url": self.url, "model": "stand-in", "limit": 10.0} | changed)

    def behave(self, behaviour: Behaviour) -> None:
        self.server.behaviour = behaviour

    def propose(self, *proposals: dict[str, Any]) -> None:
        self.behave(lambda handler, _body: handler.say(json.dumps({"proposals": proposals})))


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    server = Server(("127.0.0.1", 0), _Handler)
    made = StandIn(server)
    server.asked = made.asked
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def read(tmp_path: Path, catalogue: Catalogue) -> Callable[[str], Reading]:
    def reading(text: str) -> Reading:
        file = tmp_path / "report.txt"
        file.write_text(text, encoding="utf-8")
        return read_document(open_document(file), catalogue)

    return reading


@pytest.fixture
def reading(read: Callable[[str], Reading]) -> Reading:
    """One figure that no indicator of the catalogue is: 17 bicycles."""
    return read(TEXT)
