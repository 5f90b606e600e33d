"""What `check --deploy` asks besides Django's own questions."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

_OF_ONE_PROCESS = ("LocMemCache", "DummyCache")


@register(Tags.caches, deploy=True)
def cache_is_shared(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Limits and used codes are counted in the cache: one that each process has for itself counts wrongly."""
    backend = settings.CACHES["default"]["BACKEND"]
    if not backend.endswith(_OF_ONE_PROCESS):
        return []
    return [
        Error(
            "Processes do not share the cache: limits of sign-in and used codes would hold in one of them only.",
            hint="Leave CACHE_URL unset, which keeps them in the database, or name a Redis.",
            id="bcssp.E001",
        )
    ]
