"""One picture from outside, by the rules: listed host, https, public address, one host, small, in time."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from types import TracebackType

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from overlay.media.hosts import Hosts
from overlay.media.resolver import NotPublic, PublicResolver, is_public

MOST_BYTES = 256 * 1024
SECONDS = 10.0
MOST_REDIRECTS = 3
UNSAID = "application/octet-stream"
REDIRECTS = (301, 302, 303, 307, 308)
HEADERS = {
    "Accept": "image/webp,image/png,image/jpeg,image/gif",
    "Accept-Encoding": "identity",
    "User-Agent": "overlay",
}
"""No referrer and no cookie: the host learns that somebody wants the picture, and no more."""


class NotFetched(Exception):
    """Why not, for the log. `trouble`: it is the host's, and other pictures there will fare no better."""

    def __init__(self, why: str, *, trouble: bool = False) -> None:
        super().__init__(why)
        self.trouble = trouble


class Fetcher:
    """Open while it is entered; then `fetch`.

    `names` answers for names, `reachable` says which addresses may be connected to, `tls` whom to trust:
    the system's own unless a test says otherwise.
    """

    def __init__(
        self,
        hosts: Hosts,
        *,
        names: AbstractResolver | None = None,
        reachable: Callable[[str], bool] = is_public,
        tls: ssl.SSLContext | bool = True,
        seconds: float = SECONDS,
    ) -> None:
        self._hosts, self._names, self._reachable, self._tls = hosts, names, reachable, tls
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Fetcher:
        resolver = PublicResolver(self._names, self._reachable)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=resolver, use_dns_cache=False, ssl=self._tls),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=HEADERS,
            timeout=self._timeout,
            auto_decompress=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def fetch(self, address: str) -> bytes:
        """The bytes as they came, at most `MOST_BYTES`. NotFetched says why not."""
        try:
            url = URL(address)
            if not self._hosts.allow(url):
                raise NotFetched("its host is not on the list")
            return await self._follow(url)
        except TimeoutError:
            raise NotFetched("it did not come in time", trouble=True) from None
        except aiohttp.ClientConnectorError as error:
            known = isinstance(error.os_error, NotPublic)
            why = str(error.os_error) if known else "no connection was made"
            raise NotFetched(why, trouble=True) from None
        except aiohttp.ClientError as error:
            raise NotFetched(f"the answer cannot be used ({type(error).__name__})", trouble=True) from None
        except ValueError:
            raise NotFetched("its address cannot be read") from None

    async def _follow(self, url: URL) -> bytes:
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._ask(url)
            if isinstance(answer, bytes):
                return answer
            target = url.join(answer)
            if not self._hosts.allow(target) or target.origin() != url.origin():
                raise NotFetched("it is redirected to another host")
            url = target
        raise NotFetched("it is redirected again and again")

    async def _ask(self, url: URL) -> bytes | URL:
        """The body, or where it is said to be."""
        if self._session is None:
            raise NotFetched("nothing is fetched at the moment")
        async with self._session.get(url, allow_redirects=False) as answer:
            if answer.status in REDIRECTS:
                return URL(answer.headers.get("Location", ""))
            if answer.status != 200:
                trouble = answer.status == 429 or answer.status >= 500
                raise NotFetched(f"it was answered with {answer.status}", trouble=trouble)
            if answer.content_type.partition("/")[0] != "image" and answer.content_type != UNSAID:
                raise NotFetched("it is said to be no picture")
            if (answer.content_length or 0) > MOST_BYTES:
                raise NotFetched("it is too large")
            body = bytearray()
            async for chunk in answer.content.iter_any():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise NotFetched("it is too large")
            return bytes(body)
