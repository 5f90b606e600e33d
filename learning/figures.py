"""The indicators that learning can point to. The room of figures, which learning does not import, names them.

A room above both registers them when the portal starts (`register`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class IndicatorLink:
    """An indicator: its slug, its title, and its public page."""

    slug: str
    title: str
    address: str


Source = Callable[[], Sequence[IndicatorLink]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Offer the indicators of this source, too. It is asked again each time."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def indicators() -> dict[str, IndicatorLink]:
    """Every indicator by its slug, in the order of the sources."""
    return {link.slug: link for source in _SOURCES for link in source()}


def named(slugs: Iterable[str]) -> list[dict[str, str]]:
    """What a snapshot keeps of some indicators. One that no longer exists is left out."""
    known = indicators()
    return [{"slug": slug, "title": known[slug].title} for slug in sorted(set(slugs)) if slug in known]


def with_addresses(entries: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """What a snapshot kept of some indicators, each with its public page where it still has one."""
    known = indicators()
    return [{**entry, "address": known[entry["slug"]].address if entry["slug"] in known else ""} for entry in entries]
