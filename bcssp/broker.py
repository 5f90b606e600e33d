"""One address for Redis, said in the words that each client understands.

redis-py and people write a local socket as ``unix:///path?db=0``; Celery's transport
wants ``redis+socket:///path?virtual_host=0``. The environment holds the first form.
"""

from urllib.parse import parse_qs, urlsplit


def celery_url(redis_url: str) -> str:
    """Give the broker's address as Celery writes it."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"
