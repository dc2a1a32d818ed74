"""One question to the endpoint and its answer, within limits: time, size, kind, and no going elsewhere."""

import asyncio
import json
import ssl
from contextlib import suppress
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from danvan.assistant.address import Settings, addresses_of
from danvan.kernel.errors import ExtraMissing, InputError
from danvan.kernel.said import Said

MOST = 1_000_000
"""Bytes of an answer."""
_OK = 200
_WORDS = 120
"""Characters of what the system says of a connection that fails."""


class Unanswered(Exception):
    """The server gave no answer that can be looked at. `reason` says why."""

    def __init__(self, reason: Said) -> None:
        super().__init__(str(reason))
        self.reason = reason


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


def ask(settings: Settings, messages: list[dict[str, str]]) -> str:
    """The words of the answer. Raises Unanswered, ExtraMissing."""
    body = json.dumps({"model": settings.model, "messages": messages, "temperature": 0, "stream": False})
    raw = asyncio.run(_within_time(settings, body))
    try:
        return _Completion.model_validate_json(raw).choices[0].message.content
    except ValidationError as error:
        raise Unanswered(Said("the assistant's server answered something else than a completion")) from error


async def _within_time(settings: Settings, body: str) -> bytes:
    try:
        async with asyncio.timeout(settings.limit):
            return await _first_that_answers(settings, body, await asyncio.to_thread(addresses_of, settings))
    except TimeoutError as error:
        seconds = f"{settings.limit:g}"
        raise Unanswered(Said("the assistant's server did not answer within {seconds} seconds", seconds=seconds)) from error
    except OSError as error:
        raise Unanswered(Said("the assistant's server cannot be reached ({reason})", reason=str(error)[:_WORDS])) from error
    except InputError as error:
        raise Unanswered(Said(error.template, **error.fields)) from error


async def _first_that_answers(settings: Settings, body: str, addresses: list[str]) -> bytes:
    """'localhost' may be two addresses, and a server listen at one of them only."""
    for address in addresses[:-1]:
        try:
            return await _post(settings, body, address)
        except ConnectionError:
            continue
    return await _post(settings, body, addresses[-1])


async def _post(settings: Settings, body: str, address: str) -> bytes:
    httpx = _httpx()
    url = httpx.URL(settings.url.rstrip("/") + "/chat/completions")
    headers = {"Host": url.netloc.decode("ascii"), "Content-Type": "application/json", "Accept-Encoding": "identity"}
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    # No proxy of the environment, no redirect, the very address that was looked at, and the certificates the system trusts:
    # an office signs its own.
    trusted = ssl.create_default_context()
    client = httpx.AsyncClient(verify=trusted, trust_env=False, follow_redirects=False, timeout=settings.limit)
    place = url.copy_with(host=address)
    try:
        async with (
            client,
            client.stream(
                "POST", place, content=body.encode(), headers=headers, extensions={"sni_hostname": url.host}
            ) as response,
        ):
            _refuse(response)
            return await _content(response)
    except httpx.TimeoutException as error:
        raise TimeoutError from error
    except httpx.ConnectError as error:
        raise ConnectionError(str(error)) from error
    except httpx.HTTPError as error:
        raise OSError(str(error)) from error


def _refuse(response: Any) -> None:
    if response.is_redirect:
        raise Unanswered(Said("the assistant's server sends us on to another address, where we do not go"))
    if response.status_code != _OK:
        raise Unanswered(Said("the assistant's server answered with the status {status}", status=response.status_code))
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or response.headers.get("content-encoding", "identity") != "identity":
        raise Unanswered(Said("the assistant's server answered with something else than JSON"))


async def _content(response: Any) -> bytes:
    content = bytearray()
    async for piece in response.aiter_raw():
        content += piece
        if len(content) > MOST:
            raise Unanswered(Said("the assistant's server answered with more than {most} MB", most=MOST // 1_000_000))
    return bytes(content)


def make_sure(settings: Settings) -> None:
    """Raises ExtraMissing, AssistantAddress or AssistantElsewhere before anything is asked. A name nobody knows is no mistake
    of the settings: its server may be down."""
    _httpx()
    with suppress(OSError):
        addresses_of(settings)


def _httpx() -> Any:
    try:
        import httpx  # noqa: PLC0415 - an extra, for those who have an assistant
    except ImportError as error:
        raise ExtraMissing(extra="assistant") from error
    return httpx
