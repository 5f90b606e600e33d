"""Redis's address in Celery's words."""

import pytest

from bcssp.broker import celery_url


@pytest.mark.parametrize(
    ("redis_url", "expected"),
    [
        ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0"),
        ("rediss://:secret@queue.example.org:6380/2", "rediss://:secret@queue.example.org:6380/2"),
        ("unix:///tmp/a/redis.sock?db=3", "redis+socket:///tmp/a/redis.sock?virtual_host=3"),
        ("unix:///tmp/a/redis.sock", "redis+socket:///tmp/a/redis.sock?virtual_host=0"),
    ],
)
def test_celery_url(redis_url: str, expected: str) -> None:
    assert celery_url(redis_url) == expected
