"""What `check --deploy` refuses: settings with which a portal runs, and lets people down."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def ready_for_people(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """One sentence for each setting that has to be made."""
    wrong = {
        "bcssp.E001": (
            not settings.PARTNERSHIP_FILE,
            "The portal carries the example’s name. Set PARTNERSHIP_FILE to your own partnership’s file.",
        ),
        "bcssp.E002": (
            settings.CACHES["default"]["BACKEND"].endswith(("LocMemCache", "DummyCache")),
            "Each web process has its own cache, so limits count too little. Set CACHE_URL to a Redis, or omit it.",
        ),
        "bcssp.E003": (
            not settings.SITE_URL.startswith("https://"),
            "Links in emails are not encrypted. Set SITE_URL to an address that begins with https://.",
        ),
        "bcssp.E004": (
            "smtp" not in settings.EMAIL_BACKEND,
            "Emails are written to a folder and not sent. Set EMAIL_URL to a mail server.",
        ),
    }
    return [Error(words, id=name) for name, (is_wrong, words) in wrong.items() if is_wrong]
