"""Many people do something in the same moment: who wins, and what the others hear."""

import threading
import time
from collections.abc import Callable, Sequence

from django.db import OperationalError, connection

from partnership.exceptions import DomainError


def at_once(deeds: Sequence[Callable[[], object]]) -> None:
    """Do all of it in the same moment, each over a connection of its own. Raises what one of them raised."""
    ready, wrong = threading.Barrier(len(deeds)), list[BaseException]()

    def run(deed: Callable[[], object]) -> None:
        try:
            ready.wait(60)
            _until_done(deed)
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    assert wrong == []


def winners(deed: Callable[[], object], many: int) -> int:
    """How many of so many people who do the same at once succeed. The others have to hear a sentence for people."""
    won = list[bool]()

    def attempt() -> None:
        try:
            deed()
        except DomainError:
            return
        won.append(True)

    at_once([attempt] * many)
    return len(won)


def _until_done(deed: Callable[[], object]) -> None:
    """A database of SQLite in memory refuses where one in a file, or PostgreSQL, lets the second wait."""
    for attempt in range(200):
        try:
            deed()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.01 * (1 + attempt % 7))
        else:
            return
    raise AssertionError("It was never let in.")
