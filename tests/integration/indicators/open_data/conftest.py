"""What the tests share that ask the whole application, as a server does."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@pytest.fixture(scope="module")
def one_connection() -> Iterator[None]:
    """Leave the connection alone, in which tests have their data: a request would close it, as it closes its own."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)
