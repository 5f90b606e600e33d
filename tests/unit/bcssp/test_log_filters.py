"""What the log says of an address that is a key."""

import io
import logging

import pytest

from bcssp import settings
from bcssp.log_filters import HideKeys


@pytest.mark.parametrize(
    ("message", "args", "said"),
    [
        ("Forbidden: %s", ("/preview/abc-DEF_123/",), "Forbidden: /preview/(hidden)/"),
        ('"GET /preview/abc-DEF_123/preview.pdf HTTP/1.1" 200', (), '"GET /preview/(hidden)/preview.pdf HTTP/1.1" 200'),
        ("GET %(path)s", ({"path": "/sign/abc/report/"},), "GET /sign/(hidden)/report/"),
        ("GET /account/password/reset/key/4x-c8s-99/?a=1", (), "GET /account/password/reset/key/(hidden)/?a=1"),
        ("GET %s", ("/reports/2022-23/",), "GET /reports/2022-23/"),
        ("The sign of %d%%", (5,), "The sign of 5%"),
    ],
)
def test_a_key_in_an_address_stays_out_of_the_log(message: str, args: tuple[object, ...], said: str) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(HideKeys())
    logger = logging.Logger("a test")
    logger.addHandler(handler)
    logger.info(message, *args)
    assert stream.getvalue() == f"{said}\n"


def test_no_line_goes_past_the_filter() -> None:
    handlers = settings.LOGGING["handlers"]
    assert all(handler["filters"] == ["hide_keys"] for handler in handlers.values())
    loggers = settings.LOGGING["loggers"]
    assert loggers["django"]["handlers"] == [], "its own would say each line once more"
    assert loggers["granian.access"] == {"handlers": ["console"], "level": "INFO", "propagate": False}
