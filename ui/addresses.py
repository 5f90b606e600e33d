"""Addresses as templates name them."""

from typing import Any

from django.urls import reverse


def address_of(target: Any, *args: Any, **query: Any) -> str:
    """The address of a page: of an object that has a page, by the name of an address, or as it stands.

    What holds a slash or begins with `#` or `?` stands as it is. Keywords become the query of a named address.
    """
    if hasattr(target, "get_absolute_url"):
        return str(target.get_absolute_url())
    text = str(target)
    if "/" in text or text.startswith(("#", "?")):
        return text
    return reverse(text, args=args, query=query or None)
