"""Secrets of the second step, encrypted in the database with a key that is made of `SECRET_KEY`.

What was written under a former key (`SECRET_KEY_FALLBACKS`), or before there was any, is read as well.
`manage.py encrypt_secrets` writes everything under the present key; then former keys can go.
"""

import base64
import hashlib
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

MARK = "fernet:"
# Where allauth keeps what it encrypts.
_PLACES = ("secret", "seed")


def _keys() -> MultiFernet:
    # A key is stretched by nothing: it is long and random, or `check --deploy` complains.
    found = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(b"bcssp.second-step:" + key.encode()).digest() for key in found)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def encrypt(text: str) -> str:
    """The text under the present key."""
    return MARK + _keys().encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """The text; as it stands where it was stored before there was a key. Raises `InvalidToken` where no key fits."""
    if not stored.startswith(MARK):
        return stored
    return _keys().decrypt(stored.removeprefix(MARK).encode()).decode()


@transaction.atomic
def encrypt_again() -> int:
    """Write every secret under the present key; give their number. Raises `InvalidToken` where one is unreadable."""
    count = 0
    for one in Authenticator.objects.select_for_update().order_by("pk"):
        data: dict[str, Any] = dict(one.data)
        for name in _PLACES:
            if isinstance(data.get(name), str):
                data[name] = encrypt(decrypt(data[name]))
                count += 1
        one.data = data
        one.save(update_fields=["data"])
    return count


__all__ = ["InvalidToken", "decrypt", "encrypt", "encrypt_again"]
