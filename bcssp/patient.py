"""What the web server calls: requests are taken in by one loop, and only whole ones get a thread.

A body that never comes would hold a thread of the server for ever, and a few of them every thread. So the loop waits
for bodies, within limits of time, and keeps them; the application (WSGI) reads what is there already. In the other
direction a thread waits for a reader only so long.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from bcssp.health.watch import is_ready
from bcssp.wsgi import application as portal

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

MEGABYTE = 1024 * 1024
# Between two pieces of a body, for the whole of it, and for one piece of an answer: seconds.
SILENCE, WHOLE, READER = float(os.environ.get("WEB_BODY_SECONDS", "10")), 120.0, 60.0
# A body is kept up to here, and read to its end and thrown away beyond: `bcssp.body_limit` refuses it then.
KEPT, THROWN_AWAY = 13 * MEGABYTE, 128 * MEGABYTE
IN_MEMORY = MEGABYTE
THREADS = int(os.environ.get("WEB_THREADS", "8"))


class TooSlow(Exception):
    """The body did not come in time."""


class Gone(Exception):
    """Who asked is not there any more."""


class Patient:
    """An ASGI application that gives whole requests to a WSGI application, in a few threads."""

    def __init__(
        self,
        application: Wsgi,
        *,
        threads: int,
        silence: float = SILENCE,
        whole: float = WHOLE,
        is_ready: Callable[[], bool] | None = None,
    ) -> None:
        self.application = application
        self.is_ready = is_ready
        self.is_watched = is_ready is None
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self.silence, self.whole = silence, whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http", "the server is started without lifespan and web sockets"
        if self.is_ready is not None and not self.is_watched:
            self.is_watched = True
            self.is_ready()
        if (known := self._known(scope)) is not None:
            await _say(send, *known)
            return
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                async with asyncio.timeout(self.whole):
                    await self._take_in(receive, body)
            except TimeoutError:
                await _refuse(send)
                return
            except Gone:
                return
            body.seek(0)
            loop = asyncio.get_running_loop()

            def tell(message: MutableMapping[str, Any]) -> None:
                asyncio.run_coroutine_threadsafe(_sent(send, message), loop).result(READER)

            answer = _Answer(tell)
            await loop.run_in_executor(self.pool, self._run, environment(scope, body), answer)

    def _known(self, scope: Scope) -> tuple[int, bytes, bytes] | None:
        """What is answered here, whatever the threads wait for: status, type, text. None for everything else.

        Whether the portal is ready is a bare yes or no; the application tells more to who is signed in.
        """
        if scope["method"] not in ("GET", "HEAD"):
            return None
        if scope["path"] == "/healthz":
            return 200, b"text/plain; charset=utf-8", b"ok\n"
        has_session = any(name.lower() == b"cookie" for name, _ in scope["headers"])
        if scope["path"] != "/readyz" or has_session or self.is_ready is None:
            return None
        ready = self.is_ready()
        return 200 if ready else 503, b"application/json", b'{"ready": true}' if ready else b'{"ready": false}'

    async def _take_in(self, receive: Receive, body: IO[bytes]) -> None:
        count, is_more = 0, True
        while is_more:
            async with asyncio.timeout(self.silence):
                message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            piece = message.get("body", b"")
            if count + len(piece) <= KEPT:
                body.write(piece)
            count += len(piece)
            is_more = message.get("more_body", False) and count <= THROWN_AWAY

    def _run(self, environ: dict[str, Any], answer: "_Answer") -> None:
        parts = self.application(environ, answer.start)
        try:
            for part in parts:
                answer.send(part)
            answer.end()
        except (TimeoutError, OSError, RuntimeError):
            # Who reads is gone, or too slow: nothing more can be said to them.
            return
        finally:
            if hasattr(parts, "close"):
                parts.close()


class _Answer:
    """Sends what the application answers, piece by piece."""

    def __init__(self, tell: Callable[[MutableMapping[str, Any]], None]) -> None:
        self.tell = tell
        self.head: MutableMapping[str, Any] | None = None

    def start(self, status: str, headers: list[tuple[str, str]], _about: object = None) -> None:
        """What WSGI calls `start_response`."""
        pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self.head = {"type": "http.response.start", "status": int(status[:3]), "headers": pairs}

    def send(self, part: bytes) -> None:
        """One piece of the body."""
        self._open()
        if part:
            self.tell({"type": "http.response.body", "body": part, "more_body": True})

    def end(self) -> None:
        """The end of the body."""
        self._open()
        self.tell({"type": "http.response.body", "body": b"", "more_body": False})

    def _open(self) -> None:
        if self.head is not None:
            self.tell(self.head)
            self.head = None


async def _sent(send: Send, message: MutableMapping[str, Any]) -> None:
    await send(message)


async def _refuse(send: Send) -> None:
    text = b"The request did not arrive in time. Send it again.\n"
    await _say(send, 408, b"text/plain; charset=utf-8", text, (b"connection", b"close"))


async def _say(send: Send, status: int, kind: bytes, text: bytes, *more: tuple[bytes, bytes]) -> None:
    headers = [(b"content-type", kind), (b"cache-control", b"no-store"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text, "more_body": False})


def environment(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """The request as WSGI has it."""
    raw = scope.get("raw_path") or scope["path"].encode("utf-8", "surrogateescape")
    server, client = scope.get("server") or ("localhost", None), scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(bytes(raw).partition(b"?")[0]).decode("latin-1"),
        "QUERY_STRING": bytes(scope["query_string"]).decode("latin-1"),
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": str(client[0]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        told = bytes(name).decode("latin-1").upper()
        # “X_Forwarded_For” would look like “X-Forwarded-For”, which the proxy sets.
        if "_" in told:
            continue
        key = told.replace("-", "_")
        key = key if key in ("CONTENT_LENGTH", "CONTENT_TYPE") else f"HTTP_{key}"
        text = bytes(value).decode("latin-1")
        environ[key] = f"{environ[key]}{';' if key == 'HTTP_COOKIE' else ','}{text}" if key in environ else text
    return environ


application = Patient(portal, threads=THREADS, is_ready=is_ready)
