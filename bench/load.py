"""A small load client: some connections, kept open, ask for one page as fast as it comes. Loopback only.

It is bounded in time and in requests, and runs in processes of its own so that it does not share Python's lock
with anything else.
"""

import multiprocessing
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 4
MOST_REQUESTS = 100_000
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Load:
    """What one page took."""

    requests: int
    seconds: float
    bytes_each: int

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def read_answer(connection: socket.socket) -> bytes:
    """Read one answer to its end; refuse anything but 200."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += receive(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"the page did not answer 200: {head.splitlines()[0].decode()}")
    lengths = [line.split(b":")[1] for line in head.lower().splitlines() if line.startswith(b"content-length:")]
    if not lengths:
        raise RuntimeError("the answer does not say how long it is")
    while len(body) < int(lengths[0]):
        body += receive(connection)
    return body


def receive(connection: socket.socket) -> bytes:
    """Read some bytes; an end in the middle is an error."""
    data = connection.recv(262_144)
    if not data:
        raise RuntimeError("the server closed the connection")
    return data


def ask(port: int, path: str, seconds: float, results: "multiprocessing.Queue[tuple[int, int]]") -> None:
    """Ask for the page on one connection until the time is over."""
    request = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: keep-alive\r\n\r\n".encode()
    count, size = 0, 0
    with socket.create_connection((HOST, port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline and count < MOST_REQUESTS:
            connection.sendall(request)
            size = len(read_answer(connection))
            count += 1
    results.put((count, size))


def measure(port: int, path: str, seconds: float) -> Load:
    """Load one page and give what came of it; a short first round warms the server up."""
    return [_round(port, path, each) for each in (min(1.0, seconds), seconds)][-1]


def _round(port: int, path: str, seconds: float) -> Load:
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[tuple[int, int]] = context.Queue()
    clients = [
        context.Process(target=ask, args=(port, path, seconds, results), daemon=True) for _ in range(CONNECTIONS)
    ]
    started = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join(seconds + 60)
    elapsed = time.perf_counter() - started
    if any(client.exitcode != 0 for client in clients):
        raise RuntimeError(f"{path} could not be loaded")
    answers = [results.get(timeout=5) for _ in clients]
    return Load(sum(count for count, _ in answers), elapsed, answers[0][1])
