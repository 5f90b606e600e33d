"""How many queries each page takes, and that a thousand more rows add none."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.models import User

# The page, and who reads it (nobody in particular, or one of the example's accounts).
PAGES: dict[str, str | None] = {
    "/": None,
    "/about/structure/": None,
    "/priorities/": None,
    "/figures/": None,
    "/figures/police/": None,
    "/figures/police/missing-children/": None,
    "/releases/": None,
    "/learning/": None,
    "/newsletters/": None,
    "/reports/": None,
    "/partner/": "partner.council@example.org",
    "/partner/figures/": "partner.council@example.org",
    "/admin/": "board.icb@example.org",
}


def count(page: str, reader: str | None) -> int:
    """Read a page and count its queries. The first reading fills caches that later ones rely on."""
    client = Client()
    if reader:
        client.force_login(User.objects.get(email=reader))
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page)
        if response.status_code != 200:
            raise RuntimeError(f"{page} answered {response.status_code}")
    return len(queries)


def count_all() -> dict[str, int]:
    """Count the queries of every page."""
    return {page: count(page, reader) for page, reader in PAGES.items()}
