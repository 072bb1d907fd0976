"""The pages, served over HTTP from a thread of the tests' own process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

ADDRESS, NAME = "127.0.0.1", "localhost"  # a passkey belongs to a name
REST_WITHIN_SECONDS = 10.0


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A test that fails says which page it was on."""


class Counted:
    """The application, and how many of its answers are under way.

    An answer is over when it is closed: only then has Django given its database connection back.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.under_way = 0
        self.changed = threading.Condition()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        self.count(1)
        try:
            answer = self.application(environ, start_response)
            try:
                yield from answer
            finally:
                if hasattr(answer, "close"):
                    answer.close()
        finally:
            self.count(-1)

    def count(self, change: int) -> None:
        with self.changed:
            self.under_way += change
            self.changed.notify_all()


class Server:
    """Where the pages are, and whether it has answered all that was asked."""

    def __init__(self, application: Counted, port: int) -> None:
        self.application = application
        self.url = f"http://{NAME}:{port}"

    def comes_to_rest(self) -> None:
        """Waits until no answer is under way, so that the database may be taken away."""
        with self.application.changed:
            rests = self.application.changed.wait_for(lambda: not self.application.under_way, REST_WITHIN_SECONDS)
        assert rests, "An answer takes longer than any should."


@contextmanager
def serving() -> Iterator[Server]:
    application = Counted(WSGIHandler())
    httpd = ThreadedWSGIServer((ADDRESS, 0), QuietHandler)
    httpd.set_app(application)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Server(application, httpd.server_port)
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
