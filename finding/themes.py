"""Themes: a subject with everything that is published about it, from whichever part of the portal."""

from collections.abc import Sequence
from dataclasses import dataclass

from finding.full_text import matching
from finding.models import Entry, Kind
from finding.readable import Group, readable_entries, readable_now
from finding.search import terms_of
from finding.search_words import asked_words

# What has no theme of its own is found by the words of the theme's title, so many of each kind.
BY_WORDS = (Kind.INDICATOR, Kind.PRIORITY, Kind.ACTION, Kind.NEWSLETTER, Kind.REPORT)
MOST_BY_WORDS = 5
HEADINGS = {
    Kind.BRIEFING: "Briefings",
    Kind.STORY: "Case studies",
    Kind.EVENT: "Events and courses",
    Kind.INDICATOR: "Figures",
    Kind.PRIORITY: "Priorities that mention it",
    Kind.ACTION: "Actions that mention it",
    Kind.NEWSLETTER: "Newsletters that mention it",
    Kind.REPORT: "Sections of annual reports that mention it",
}


@dataclass(frozen=True)
class Theme:
    """A theme that something published has, and how much it is."""

    slug: str
    title: str
    count: int = 0


@dataclass(frozen=True)
class Part:
    """What is published about a theme, of one kind."""

    kind: str
    heading: str
    entries: list[Entry]


def themes_to_show(groups: Sequence[Group] | None = None) -> list[Theme]:
    """Every theme of something that is published, by title: the newest, where it has had others."""
    found: dict[str, Theme] = {}
    for group in readable_now().groups if groups is None else groups:
        if group.theme:
            before = found[group.theme].count if group.theme in found else 0
            found[group.theme] = Theme(group.theme, group.theme_title, before + group.count)
    return sorted(found.values(), key=lambda theme: theme.title)


def theme_of(slug: str) -> tuple[Theme, list[Part]] | None:
    """The theme with its parts, in the order of `HEADINGS`; None where nothing published has it."""
    hidden = readable_now().hidden
    own = list(readable_entries(hidden).filter(theme=slug))
    if not own:
        return None
    theme = Theme(slug, own[0].theme_title, len(own))
    known = {entry.pk for entry in own}
    every = own + [entry for entry in _mentions(theme.title, hidden) if entry.pk not in known]
    parts = [
        Part(kind.value, heading, [entry for entry in every if entry.kind == kind.value])
        for kind, heading in HEADINGS.items()
    ]
    return theme, [part for part in parts if part.entries]


def _mentions(title: str, hidden: Sequence[int]) -> list[Entry]:
    """What mentions the theme, the best of each kind."""
    terms = terms_of(asked_words(title))
    if not terms:
        return []
    keys = [
        key for kind in BY_WORDS for key in matching(terms, hidden=hidden, filters={"kind": kind.value})[:MOST_BY_WORDS]
    ]
    found = Entry.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]
