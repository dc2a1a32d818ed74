"""Where the assistant may be: on this machine or on a private network, unless somebody says in so many words: anywhere."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from danvan.kernel.errors import InputError

_PORTS = {"http": 80, "https": 443}


class AssistantAddress(InputError):
    """Fields: found."""

    template = (
        "The assistant's address '{found}' cannot be used. Allowed: an address of a server, as http://127.0.0.1:8080/v1,"
        " without a name or password in it."
    )


class AssistantElsewhere(InputError):
    """Fields: found, address."""

    template = (
        "The assistant at '{found}' ({address}) is neither on this machine nor on a private network: sentences of reports would"
        " go to others. Choose a server of your own, or allow it with --assistant-anywhere."
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """An endpoint in the manner of OpenAI. `url` is what comes before '/chat/completions'; `limit`: seconds for each answer."""

    url: str
    model: str = "default"
    key: str = ""
    limit: float = 60.0
    anywhere: bool = False

    def __repr__(self) -> str:
        """Without the key."""
        return f"Settings(url={self.url!r}, model={self.model!r})"


def addresses_of(settings: Settings) -> list[str]:
    """The IP addresses to talk to, looked up once, so that what was looked at is what is talked to.

    Raises AssistantAddress for what is no address, AssistantElsewhere for one that is neither local nor private, OSError for
    a name nobody knows.
    """
    try:
        parts = urlsplit(settings.url)
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise AssistantAddress(found=settings.url) from error
    if not host or not port or parts.username or parts.password or parts.query or parts.fragment:
        raise AssistantAddress(found="…@" + (host or "") if parts.username else settings.url)
    try:
        found = [str(place[4][0]) for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except UnicodeError as error:
        raise AssistantAddress(found=settings.url) from error
    outside = [address for address in found if not _ours(address)]
    if outside and not settings.anywhere:
        raise AssistantElsewhere(found=settings.url, address=outside[0])
    return found


def _ours(address: str) -> bool:
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return ip.is_loopback or (ip.is_private and not ip.is_link_local and not ip.is_unspecified)
