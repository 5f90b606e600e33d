"""Write the pages that the proxy shows for what never reaches the portal."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.http import HttpRequest  # noqa: TID251 (what context processors ask for)
from django.shortcuts import render  # noqa: TID251 (outside a request)

from bcssp.body_limit import LARGEST, MEGABYTE
from indicators.open_data.views.api.responses import problem
from indicators.parsing.archive import LIMITS

FOLDER = settings.VAR_DIR / "error-pages"
TOO_LARGE = (
    f"Your upload is larger than {LARGEST // MEGABYTE} MB. A file can be up to {LIMITS.file_bytes // MEGABYTE} MB."
)
TOO_MANY = "Your network sent too many requests in a short time. Wait a minute, then try again."
# The template of each status, what it says, and what programs are told.
PAGES: dict[int, tuple[str, dict[str, str], str]] = {
    413: ("413.html", {"heading": "This file is too large", "text": f"{TOO_LARGE} Nothing was saved."}, TOO_LARGE),
    429: ("413.html", {"heading": "Too many requests", "text": TOO_MANY}, TOO_MANY),
    503: ("503.html", {}, "The portal is not responding. Try again in a few minutes."),
}


class Command(BaseCommand):
    """Run it after `collectstatic`, whose names the pages have in them."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        request = HttpRequest()
        request.path = "/"
        FOLDER.mkdir(parents=True, exist_ok=True)
        for status, (template, words, detail) in PAGES.items():
            self._write(FOLDER / f"{status}.html", render(request, template, words).content)
            self._write(FOLDER / f"{status}.json", problem(status, detail).content)
        self.stdout.write(f"{FOLDER}: {2 * len(PAGES)} pages.")

    def _write(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        path.chmod(0o644)
