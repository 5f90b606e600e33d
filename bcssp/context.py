"""What every template may use. Reads no session, so that public pages are the same for everyone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def partnership(request: HttpRequest) -> dict[str, Any]:
    """The partnership's profile as `partnership`, and the address of the site."""
    return {"partnership": settings.PARTNERSHIP, "site_url": settings.SITE_URL}
