"""A list over HTTP: bounded in time, size and redirects; tried again where that may help."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, TypeVar

from ratgap import __version__
from ratgap.named import NamedTuple

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.error import HTTPError
    from urllib.request import OpenerDirector

T = TypeVar("T")

USER_AGENT = f"ratgap/{__version__} (reads lists of the status of treaties)"
MAX_BYTES = 8 * 1024 * 1024
MAX_REDIRECTS = 5
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Answers that may be another one the next time."""
_LONGEST_PAUSE = 60.0


class FetchError(Exception):
    """The list was not to be had; the message says why, on one line."""


class _PassingError(FetchError):
    """A failure that may pass; ``pause`` is how many seconds the server asks one to wait."""

    pause = 0.0


class Patience(NamedTuple):
    """How patient to be: seconds for each step and for all of one try, tries, first pause.

    The pause doubles from try to try.
    """

    step: float = 30.0
    whole: float = 120.0
    tries: int = 4
    pause: float = 2.0


def fetch(url: str, since: date | None, patience: Patience) -> bytes | None:
    """Return what stands at ``url``; None where the server says: unchanged ``since`` that day.

    Raise ``FetchError`` for anything else: an answer that is no success, too large, not whole
    by its own count, too slow, or redirected elsewhere than to http and https or in circles.
    """
    from time import sleep

    tries = 0
    while True:
        tries += 1
        try:
            return _within(patience.whole, lambda: _get(url, since, patience.step))
        except _PassingError as error:
            if tries >= patience.tries:
                tried = f" (tried {tries} times)" if tries > 1 else ""
                raise FetchError(f"{error}{tried}") from None
            doubled = patience.pause * 2 ** (tries - 1)
            sleep(min(max(doubled, error.pause), _LONGEST_PAUSE))


def _within(seconds: float, action: Callable[[], T]) -> T:
    """Timeouts start anew with every byte, and looking up a name has none: so it runs beside."""
    from concurrent.futures import Future
    from threading import Thread

    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(action())
        except Exception as error:
            future.set_exception(error)

    # No pool of threads: leaving the program would wait for what was given up.
    Thread(target=run, daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:
        raise _PassingError(f"no whole answer within {seconds:g} seconds") from None


def _get(url: str, since: date | None, timeout: float) -> bytes | None:
    from email.utils import format_datetime
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import Request

    headers = {"User-Agent": USER_AGENT, "Accept": "application/xml, text/xml, text/html;q=0.5"}
    if since is not None:
        midnight = datetime.combine(since, time(), UTC)
        headers["If-Modified-Since"] = format_datetime(midnight, usegmt=True)
    try:
        with _opener().open(Request(url, headers=headers), timeout=timeout) as response:  # noqa: S310
            if response.status != 200:  # A part of it, or nothing
                raise FetchError(f"the server answers {response.status} {response.reason}")
            return _body(response)
    except HTTPError as error:
        with error:
            if error.code == 304 and since:
                return None
            raise _failure(error) from None
    except URLError as error:
        raise _PassingError(f"the server cannot be reached: {error.reason}") from None
    except TimeoutError:
        raise _PassingError(f"the server was silent for {timeout:g} seconds") from None
    except (OSError, HTTPException, ValueError) as error:
        raise _PassingError(f"the answer broke off: {error or type(error).__name__}") from None


def _failure(error: HTTPError) -> FetchError:
    reason = " ".join(str(error.reason).split())
    if 300 <= error.code < 400 and error.code != 304:
        return FetchError(f"redirected in a circle, too often or elsewhere: {reason}")
    message = f"the server answers {error.code} {reason}"
    if error.code not in _AGAIN:
        return FetchError(message)
    failure = _PassingError(message)
    pause = error.headers.get("Retry-After", "")
    if pause.isdecimal():
        failure.pause = float(pause)
    return failure


def _body(response: HTTPResponse) -> bytes:
    encoding = response.headers.get("Content-Encoding", "identity")
    if encoding != "identity":
        raise FetchError(f"the answer is encoded as {encoding}, which was not asked for")
    stated = response.headers.get("Content-Length", "")
    body = bytearray()
    while part := response.read1(65536):
        body += part
        if len(body) > MAX_BYTES:
            raise FetchError(f"the answer is larger than {MAX_BYTES // 1024**2} MB")
    if stated.isdecimal() and str(len(body)) != (stated.lstrip("0") or "0"):
        raise _PassingError(f"the answer broke off: {len(body)} of {stated} bytes")
    return bytes(body)


def _opener() -> OpenerDirector:
    """Return what opens addresses and follows redirects, to http and https alone."""
    import urllib.request as request

    class Redirects(request.HTTPRedirectHandler):
        max_redirections = MAX_REDIRECTS

        def redirect_request(
            self, req: request.Request, fp: object, code: int, msg: str, headers: object, url: str
        ) -> request.Request | None:
            """Return the request to the new address; raise where that is not to be trusted."""
            scheme = url.partition(":")[0].lower()
            if scheme not in ("http", "https") or (req.type == "https" and scheme == "http"):
                raise FetchError(f"redirected to {url}, which is not asked")
            return super().redirect_request(req, fp, code, msg, headers, url)  # type: ignore[arg-type]

    # Loading admits no other addresses than http and https, so the other openers are never asked.
    return request.build_opener(Redirects)
