"""An archive from an npm registry, over HTTP(S), known by its size and checksum."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

from overlay.errors import ConfigError, OverlayError

REGISTRY = "https://registry.npmjs.org"
SECONDS = 30.0
"""Without a byte: then it is given up."""
PIECE = 64 * 1024

Told = Callable[[int], None]
"""Is told how many bytes more have come."""


def fetched(address: str, size: int, integrity: str, tell: Told) -> bytes:
    """What is there, checked. OverlayError with one sentence if it does not come as it should."""
    if not address.startswith(("https://", "http://")):
        raise ConfigError("{address} is no http(s) address.", address=address)
    with _sentences_of_the_network(address):
        request = urllib.request.Request(address, headers={"User-Agent": "overlay", "Accept": "*/*"})  # noqa: S310
        trusted = ssl.create_default_context()
        with urllib.request.urlopen(request, timeout=SECONDS, context=trusted) as answer:  # noqa: S310
            archive = _read(answer, size, tell)
    if len(archive) < size:
        raise _not_fetched(address, f"only {len(archive)} of {size} bytes came")
    if "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode() != integrity:
        raise OverlayError(
            "What came from {address} is not what overlay knows: its checksum is wrong. It was thrown away.",
            address=address,
        )
    return archive


def _read(answer: http.client.HTTPResponse, size: int, tell: Told) -> bytes:
    """The body; no more than a byte more than it may have."""
    pieces, length = [], 0
    while length <= size and (piece := answer.read(min(PIECE, size + 1 - length))):
        pieces.append(piece)
        length += len(piece)
        tell(len(piece))
    return b"".join(pieces)


@contextlib.contextmanager
def _sentences_of_the_network(address: str) -> Iterator[None]:
    try:
        yield
    except urllib.error.HTTPError as error:
        error.close()
        raise OverlayError(
            "{address} was answered with {status}. Is that the registry's address? If so, try again later.",
            address=address,
            status=error.code,
        ) from None
    except TimeoutError:
        raise _not_fetched(address, "nothing came for half a minute") from None
    except urllib.error.URLError as error:
        why = error.reason
        if isinstance(why, ssl.SSLCertVerificationError):
            raise _not_fetched(address, f"its certificate is not trusted ({why.verify_message})") from None
        if isinstance(why, TimeoutError):
            raise _not_fetched(address, "nothing came for half a minute") from None
        raise _not_fetched(address, getattr(why, "strerror", None) or str(why)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _not_fetched(address, str(error) or type(error).__name__) from None


def _not_fetched(address: str, why: str) -> OverlayError:
    return OverlayError(
        "{address} could not be fetched: {why}. Look at the connection to the internet and try again; faces "
        "that are here already stay.",
        address=address,
        why=why,
    )
