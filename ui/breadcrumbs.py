"""The way back from a page to the pages above it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Crumb:
    """One page on the way; the page itself has no address."""

    text: str
    url: str = ""


def crumbs(*pairs: tuple[str, str] | str) -> tuple[Crumb, ...]:
    """The way as templates print it, from (text, address) pairs; a text alone is the page itself."""
    return tuple(Crumb(pair) if isinstance(pair, str) else Crumb(*pair) for pair in pairs)
