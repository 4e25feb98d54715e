"""Fetching from the web, politely and safely: what may be asked, of whom, how often, and how much may come
back.

Holds one request with all its rules. What is in the answer belongs to the connectors. The rules: only http
and https, only public addresses (checked on the address that is then connected to, so that a name cannot
change its mind), again after every redirect; robots.txt is respected; a host is asked at most once per delay;
size and time have limits.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

USER_AGENT = "kazakhstan-health-warehouse"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MEGABYTE = 1024 * 1024
MAX_CRAWL_DELAY_SECONDS = 30.0
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: IPv4 addresses behind a translator


class NotFetchedError(Exception):
    """The address was not fetched; the message says why and what would help."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits of a visit. `private_hosts`: hosts that may lie on this machine or in the local network."""

    delay_seconds: float = 2.0
    request_seconds: float = 20.0
    whole_seconds: float = 60.0
    max_bytes: int = 32 * MEGABYTE
    max_redirects: int = 5
    private_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: `address` after all redirects, header names in lower case; 304 is unchanged."""

    address: str
    status: int
    headers: Mapping[str, str]
    content: bytes


Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The network addresses of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(slots=True)
class Web:
    """A visitor of the web; remembers robots.txt and the last request of each host. Close it, or use it in a
    `with`.
    """

    manners: Manners = field(default_factory=Manners)
    resolve: Resolve = resolve
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    _client: httpx.Client = field(init=False)
    _asked: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Connections are not kept: they are made to addresses, which several hosts may share. Proxies and
        # credentials of the environment are not used, for they would go around the check of addresses.
        self._client = httpx.Client(
            timeout=self.manners.request_seconds,
            follow_redirects=False,
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
        )

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        self._client.close()

    def fetch(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The content of an address, or 304 where `headers` ask for changes only; raises NotFetchedError."""
        for _ in range(self.manners.max_redirects + 1):
            self._check_form(address)
            if not self._robots_of(address).can_fetch(USER_AGENT, address):
                raise NotFetchedError(f"{address}: its robots.txt does not allow fetching it; ask the owner.")
            answer = self._ask(address, headers or {})
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                if answer.status not in (200, 304):
                    raise NotFetchedError(
                        f"{address}: the server answered {answer.status}; see whether it has moved."
                    )
                return answer
            address = urljoin(address, answer.headers["location"])
        raise NotFetchedError(
            f"{address}: more than {self.manners.max_redirects} redirects; give the final address."
        )

    def _check_form(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise NotFetchedError(f"{address}: only http and https addresses are fetched.")

    def _robots_of(self, address: str) -> RobotFileParser:
        site = _site(address)
        if site not in self._robots:
            self._robots[site] = self._fetch_robots(site)
        return self._robots[site]

    def _fetch_robots(self, site: str) -> RobotFileParser:
        """The rules of a site, by RFC 9309: none when there is no file; when it fails, nothing is fetched."""
        rules = RobotFileParser()
        address = f"{site}/robots.txt"
        for _ in range(self.manners.max_redirects + 1):
            self._check_form(address)
            answer = self._ask(address, {})
            if answer.status in REDIRECTS and "location" in answer.headers:
                address = urljoin(address, answer.headers["location"])
                continue
            if answer.status >= 500:
                raise NotFetchedError(
                    f"{address}: the server answered {answer.status}; it is tried again later."
                )
            lines = answer.content.decode("utf-8", "replace").splitlines() if answer.status == 200 else []
            rules.parse(lines)
            return rules
        raise NotFetchedError(f"{address}: too many redirects; the site cannot be visited.")

    def _ask(self, address: str, headers: Mapping[str, str]) -> Answer:
        url = httpx.URL(address)
        name = url.raw_host.decode("ascii")
        port = url.port or (443 if url.scheme == "https" else 80)
        self._wait_for(url.host, address)
        try:
            target = self._allowed_address(name, port)
            with self._client.stream(
                "GET",
                url.copy_with(host=target),
                headers={**headers, "Host": url.netloc.decode("ascii")},
                extensions={"sni_hostname": name},
            ) as response:
                content = self._content(response, address)
                named = {name.lower(): value for name, value in response.headers.items()}
                return Answer(address, response.status_code, named, content)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise NotFetchedError(
                f"{address}: no answer ({type(error).__name__}: {error}); it is tried again."
            ) from error

    def _wait_for(self, host: str, address: str) -> None:
        """Keep our own delay, or the longer one that the site's robots.txt asks for."""
        rules = self._robots.get(_site(address))
        asked_for = float(rules.crawl_delay(USER_AGENT) or 0) if rules else 0.0
        delay = max(self.manners.delay_seconds, min(asked_for, MAX_CRAWL_DELAY_SECONDS))
        earlier = self._asked.get(host)
        if earlier is not None:
            self.pause(max(0.0, earlier + delay - self.clock()))
        self._asked[host] = self.clock()

    def _allowed_address(self, host: str, port: int) -> str:
        """The network address to connect to. One private address among several public ones is an attack."""
        found = self.resolve(host, port)
        if not found:
            raise NotFetchedError(f"{host}: this name has no address; check it.")
        private = [text for text in found if not is_public(text)]
        if private and host not in self.manners.private_hosts:
            raise NotFetchedError(
                f"{host} leads to {private[0]}, which is no public address; "
                "set private_addresses for this feed if it is meant."
            )
        return found[0]

    def _content(self, response: httpx.Response, address: str) -> bytes:
        began = self.clock()
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > self.manners.max_bytes:
                raise NotFetchedError(
                    f"{address}: more than {self.manners.max_bytes} bytes; fetch it by hand."
                )
            if self.clock() - began > self.manners.whole_seconds:
                raise NotFetchedError(
                    f"{address}: not complete after {self.manners.whole_seconds:g} seconds; tried again."
                )
        return b"".join(parts)


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def is_public(text: str) -> bool:
    """Whether a network address is one of the public internet; of IPv4 dressed as IPv6, the inner one too."""
    address = ipaddress.ip_address(text.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if address in NAT64:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.is_global and not address.is_multicast and (inner is None or is_public(str(inner)))
