"""What children do in the tests. Imported by them, so without anything of Django."""

import ctypes
import os
import resource
import signal
import time

from partnership import child_server
from partnership.pdf_streams import RejectedPdf


def add(a: int, *, b: int) -> int:
    return a + b


def add_slowly(a: int, *, b: int) -> int:
    time.sleep(0.2)
    return a + b


def refuse(why: str) -> None:
    raise RejectedPdf(why)


def fail() -> None:
    raise LookupError("nobody thought of this")


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(0)


def take_gigabytes() -> int:
    return len(b"x" * (1 << 32))


def take_gigabytes_in_c() -> int:
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    taken = [library.malloc(ctypes.c_size_t(1 << 20)) for _ in range(400)]
    if None in taken:
        raise MemoryError
    return len(taken)


def run_for_ever() -> None:
    while True:
        pass


def sleep_for_ever() -> None:
    time.sleep(3600)


def limits() -> tuple[int, int, bool]:
    memory, _hard = resource.getrlimit(resource.RLIMIT_DATA)
    left, _interval = signal.getitimer(signal.ITIMER_REAL)
    processor, _hard = resource.getrlimit(resource.RLIMIT_CPU)
    return memory, processor, 0 < left <= child_server.MOST_SECONDS


def environment() -> set[str]:
    return set(os.environ)


class _Program:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("import partnership.children; partnership.children.was_run = True",)


def answer_with_a_program() -> object:
    return _Program()
