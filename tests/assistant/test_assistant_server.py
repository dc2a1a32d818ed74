"""The contract with an OpenAI-compatible server: what is sent, and what becomes of a server that misbehaves."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from danvan.assistant.address import AssistantAddress, AssistantElsewhere, Settings, addresses_of
from danvan.assistant.model import Proposals
from danvan.assistant.proposing import propose
from danvan.assistant.talking import make_sure
from danvan.catalogue.catalogue import Catalogue
from danvan.reading.model import Reading

LABEL = {"label": "xe đạp", "evidence": "chiếc xe đạp cho học sinh"}


def _figure(reading: Reading) -> str:
    return next(figure.id for figure in reading.figures if figure.quantity.value == 17)


def _reasons(proposals: Proposals) -> str:
    return "; ".join(str(one.reason) for one in proposals.dropped)


def test_a_good_proposal_is_accepted_as_a_proposal(stand_in: Any, reading: Reading, catalogue: Catalogue) -> None:
    stand_in.propose({"figure": _figure(reading), **LABEL})
    made = propose(reading, catalogue, stand_in.settings())
    assert [(one.label, one.evidence, one.indicator) for one in made.accepted] == [("xe đạp", LABEL["evidence"], "")]
    assert made.answered
    assert reading.figure(_figure(reading)).indicator is None


def test_only_the_sentence_is_sent_and_nobody_is_named_in_it(stand_in: Any, reading: Reading, catalogue: Catalogue) -> None:
    stand_in.propose()
    propose(reading, catalogue, stand_in.settings(key="secret"))
    (asked,) = stand_in.asked
    sent = json.loads(asked["body"]["messages"][1]["content"])
    assert asked["path"] == "/v1/chat/completions"
    assert asked["headers"]["Authorization"] == "Bearer secret"
    assert [figure["sentence"] for figure in sent["figures"]] == [
        "▇, điện thoại ▇, đã trao 17 chiếc xe đạp cho học sinh thôn ▇."
    ]
    for private in ("Nguyễn", "0912", "345 678", "BÁO CÁO", "Bắc"):
        assert private not in json.dumps(sent["figures"], ensure_ascii=False)


def test_nothing_is_asked_when_nothing_is_unmapped(stand_in: Any, read: Callable[[str], Reading], catalogue: Catalogue) -> None:
    assert propose(read("Không có số liệu."), catalogue, stand_in.settings()).asked == 0
    assert stand_in.asked == []


def _elsewhere(handler: Any, _body: object) -> None:
    handler.send(b"{}", 307, Location="http://203.0.113.7/v1/chat/completions")


def _silent(_handler: object, _body: object) -> None:
    time.sleep(3)


MISBEHAVIOURS: dict[str, tuple[Callable[[Any, Any], None], str]] = {
    "an error of the server": (lambda handler, _: handler.send(b'{"error": 1}', 500), "the status 500"),
    "too many requests": (lambda handler, _: handler.send(b"{}", 429), "the status 429"),
    "a redirect to another host": (_elsewhere, "another address"),
    "a web page": (lambda handler, _: handler.send(b"<html>", kind="text/html"), "something else than JSON"),
    "compressed": (lambda handler, _: handler.send(b"{}", Content_Encoding="gzip"), "something else than JSON"),
    "a huge answer": (lambda handler, _: handler.say("x" * 2_000_000), "more than 1 MB"),
    "silence": (_silent, "within 0.5 seconds"),
    "a byte now and then": (lambda handler, _: handler.drip(3), "within 0.5 seconds"),
    "an envelope of something else": (lambda handler, _: handler.send(b'{"choices": []}'), "than a completion"),
    "JSON cut short": (lambda handler, _: handler.send(b'{"choices": [{"mess'), "than a completion"),
    "nesting without end": (lambda handler, _: handler.send(b"[" * 100_000), "than a completion"),
    "bytes that are no UTF-8": (lambda handler, _: handler.send(b'{"choices": "\xff\xfe"}'), "than a completion"),
    "no words": (lambda handler, _: handler.send(b'{"choices": [{"message": {"content": null}}]}'), "than a completion"),
    "hanging up": (lambda handler, _: handler.connection.close(), "cannot be reached"),
}


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_a_server_that_misbehaves_is_left_out_with_a_reason(
    name: str, stand_in: Any, reading: Reading, catalogue: Catalogue
) -> None:
    behaviour, reason = MISBEHAVIOURS[name]
    stand_in.behave(behaviour)
    made = propose(reading, catalogue, stand_in.settings(limit=0.5 if "seconds" in reason else 10.0))
    assert (made.accepted, made.answered) == ((), False)
    assert reason in _reasons(made)
    assert len(stand_in.asked) == 1


def test_a_server_that_is_not_there_is_left_out(stand_in: Any, reading: Reading, catalogue: Catalogue) -> None:
    made = propose(reading, catalogue, stand_in.settings(url="http://127.0.0.1:9/v1"))
    assert "cannot be reached" in _reasons(made)


def test_a_name_that_is_also_an_address_without_a_server_still_answers(
    stand_in: Any, reading: Reading, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.propose({"figure": _figure(reading), **LABEL})
    monkeypatch.setattr("danvan.assistant.talking.addresses_of", lambda _settings: ["127.0.0.9", "127.0.0.1"])
    assert propose(reading, catalogue, stand_in.settings()).accepted


@pytest.mark.parametrize("url", ["8.8.8.8", "[2001:4860:4860::8888]", "169.254.169.254", "[::]", "[::ffff:8.8.8.8]"])
def test_an_address_outside_is_refused_unless_allowed_in_so_many_words(url: str) -> None:
    with pytest.raises(AssistantElsewhere):
        make_sure(Settings(f"http://{url}/v1"))
    assert addresses_of(Settings(f"http://{url}/v1", anywhere=True))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/v1", "http://10.1.2.3/v1", "https://192.168.0.4/v1", "http://[::1]:1/v1"]
)
def test_this_machine_and_a_private_network_are_allowed(url: str) -> None:
    make_sure(Settings(url))


@pytest.mark.parametrize(
    "url",
    ["127.0.0.1:8080", "ftp://127.0.0.1/", "http://", "http://a:b@127.0.0.1/v1", "http://[::1", "http://127.0.0.1:99999/"],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(AssistantAddress) as refused:
        make_sure(Settings(url))
    assert "a:b" not in str(refused.value)


def test_a_name_that_turned_to_an_address_outside_is_not_talked_to(
    stand_in: Any, reading: Reading, catalogue: Catalogue
) -> None:
    made = propose(reading, catalogue, Settings("http://8.8.8.8/v1", limit=5))
    assert "--assistant-anywhere" in _reasons(made)


def test_settings_do_not_show_the_key() -> None:
    assert "secret" not in repr(Settings("http://127.0.0.1/v1", key="secret"))
