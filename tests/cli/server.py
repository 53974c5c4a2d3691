"""A server of lists that misbehaves as it is told, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

Answer = Callable[["Lists", "Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; answers are functions that write to it."""

    def do_GET(self) -> None:
        """Answer as the server was told."""
        lists = self.server
        assert isinstance(lists, Lists)
        lists.asked.append(self.headers)
        try:
            lists.answer(lists, self)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send a whole answer; ``headers`` come with underscores for hyphens."""
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Lists(ThreadingHTTPServer):
    """Answers every request by ``answer``; ``asked`` are the headers of all requests."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), Request)
        self.asked: list[Message] = []
        self.over = Event()
        self.answer: Answer = lambda _, request: request.send(b"")

    @property
    def url(self) -> str:
        """Where the list stands."""
        return f"http://127.0.0.1:{self.server_address[1]}/list.xml"


@contextmanager
def serving() -> Iterator[Lists]:
    """Run a server until the block is left."""
    with Lists() as lists:
        thread = Thread(target=lists.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield lists
        finally:
            lists.over.set()
            lists.shutdown()
            thread.join()
