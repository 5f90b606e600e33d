"""Parts of addresses, made from titles."""

import secrets

from django.db import models
from django.utils.text import slugify

LONGEST = 40


def slug_for(model: type[models.Model], title: str) -> str:
    """A slug of the title that no other row of the model has."""
    wanted = slugify(title)[:LONGEST].strip("-") or "item"
    manager = model._default_manager
    found = wanted
    while manager.filter(slug=found).exists():
        found = f"{wanted}-{secrets.token_hex(3)}"
    return found
