"""`make attack`: plays campaigns on a portal, and attacks each from outside. Exit code 1 if anything leaks.

`python -m tests.disclosure.attack [--campaigns N] [--first N] [--processes N] [--seeds]`
"""

import argparse
import logging
import multiprocessing
import queue
import sys
import time
from collections.abc import Iterator, Sequence

from tests.disclosure.attack.database import portal_database

CAMPAIGNS, PROCESSES = 500, 2
# How often to look whether anybody is still at work.
SECONDS = 5
# After how many campaigns the sums are printed on the way.
EVERY = 100


def _play(numbers: Sequence[int], *, seeds: bool) -> Iterator[object]:
    """The outcomes of campaigns, in a database of this process's own."""
    from tests.disclosure.attack.play import play_numbers, play_seeds  # noqa: PLC0415  (Django has to be started first)

    yield from play_seeds() if seeds else play_numbers(numbers)


def _worker(numbers: Sequence[int], seeds: bool, answers: "multiprocessing.Queue[object]") -> None:
    """Play in a process of its own."""
    logging.disable(logging.CRITICAL)
    with portal_database():
        for outcome in _play(numbers, seeds=seeds):
            answers.put(outcome)
    answers.put(None)


def main() -> int:
    """Print what came of the campaigns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--campaigns", type=int, default=CAMPAIGNS)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--seeds", action="store_true", help="play the figures that once leaked, and no others")
    asked = parser.parse_args()
    from tests.disclosure.attack.report import Report  # noqa: PLC0415

    started = time.monotonic()
    numbers = range(asked.first, asked.first + asked.campaigns)
    processes = 1 if asked.seeds else asked.processes
    answers: multiprocessing.Queue[object] = multiprocessing.get_context("spawn").Queue()
    workers = [
        multiprocessing.get_context("spawn").Process(
            target=_worker, args=(numbers[at::processes], asked.seeds, answers)
        )
        for at in range(processes)
    ]
    for worker in workers:
        worker.start()
    report, working = Report(), len(workers)
    while working:
        try:
            outcome = answers.get(timeout=SECONDS)
        except queue.Empty:
            if any(worker.is_alive() for worker in workers):
                continue
            break
        if outcome is None:
            working -= 1
            continue
        lines = [*report.add(outcome)]
        if report.campaigns % EVERY == 0 and report.campaigns < asked.campaigns:
            lines += ["", *report.lines(time.monotonic() - started)]
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    for worker in workers:
        worker.join()
    for line in report.lines(time.monotonic() - started):
        sys.stdout.write(f"{line}\n")
    return 1 if report.has_failed or any(worker.exitcode for worker in workers) else 0
