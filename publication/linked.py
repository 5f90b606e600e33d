"""What newsletters can point to, beside what their own room knows: published things of rooms above or beside it.

Each of `settings.LINKED` names a function without arguments that gives what readers can read now. A text keeps the key
alone, and title and address are looked up when it is read: what is withdrawn leaves no word behind.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Linked:
    """A published thing: its kind in a word for the list, its title, and its address on this site."""

    key: str
    kind: str
    title: str
    url: str


def linked() -> list[Linked]:
    """Everything that can be pointed to now, kind by kind."""
    return [one for name in settings.LINKED for one in import_string(name)()]


def links_to(keys: Iterable[str | None]) -> dict[str | None, dict[str, str]]:
    """Title and address by key; what is not published any more is not among them."""
    wanted: set[str | None] = {key for key in keys if key}
    found: Sequence[Linked] = linked() if wanted else ()
    return {one.key: {"title": one.title, "url": one.url} for one in found if one.key in wanted}
