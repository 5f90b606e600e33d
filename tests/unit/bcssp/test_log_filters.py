"""What the log says of an address that is a key."""

import io
import logging
from pathlib import Path

import pytest

from bcssp import settings
from bcssp.log_filters import HideKeys

BASE_DIR = Path(__file__).resolve().parents[3]


def filtered() -> tuple[logging.Logger, io.StringIO]:
    """A logger behind the filter, and what it has said."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(HideKeys())
    logger = logging.Logger("a test")
    logger.addHandler(handler)
    return logger, stream


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
@pytest.mark.asvs("14.2.1", "16.2.5")
def test_a_key_in_an_address_stays_out_of_the_log(message: str, args: tuple[object, ...], said: str) -> None:
    logger, stream = filtered()
    logger.info(message, *args)
    assert stream.getvalue() == f"{said}\n"


def test_a_traceback_says_no_key_either() -> None:
    logger, stream = filtered()
    try:
        raise ValueError("Nothing at /sign/abc-DEF_123/code/")
    except ValueError:
        logger.exception("It failed")
    assert "ValueError: Nothing at /sign/(hidden)/code/" in stream.getvalue()
    assert "abc-DEF_123" not in stream.getvalue()


def test_a_line_with_wrong_values_ends_no_request(capsys: pytest.CaptureFixture[str]) -> None:
    logger, stream = filtered()
    too_few = ("one",)
    logger.info("%s and %s", *too_few)
    assert stream.getvalue() == ""
    assert "--- Logging error ---" in capsys.readouterr().err


def test_each_line_is_said_once_and_filtered() -> None:
    handlers = settings.LOGGING["handlers"]
    assert all(handler["filters"][0] == "hide_keys" for handler in handlers.values())
    loggers = settings.LOGGING["loggers"]
    assert loggers["django"]["handlers"] == [], "its own would say each line once more"
    assert loggers["granian.access"] == {"handlers": ["console"], "level": "INFO", "propagate": False}
