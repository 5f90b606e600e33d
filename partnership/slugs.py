"""Parts of addresses, made from titles and names."""

import itertools

from django.db import models
from django.utils.text import slugify

LONGEST = 40


def free_slug(model: type[models.Model], title: str) -> str:
    """The title as a part of an address; with a number where another row of the model has taken it."""
    base = slugify(title)[:LONGEST].strip("-") or model.__name__.lower()
    taken = set(model._base_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in itertools.count(2))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
