"""Themes: a subject with everything that is published about it, from whichever part of the portal."""

from dataclasses import dataclass

from finding.full_text import matching
from finding.models import Entry, Kind
from finding.search import readable_entries, terms_of
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


def themes_to_show() -> list[Theme]:
    """Every theme of something that is published, by title."""
    found: dict[str, Theme] = {}
    rows = readable_entries().exclude(theme="").order_by("theme", "dated", "pk").values_list("theme", "theme_title")
    for slug, title in rows:
        found[slug] = Theme(slug, title, found[slug].count + 1 if slug in found else 1)
    return sorted(found.values(), key=lambda theme: theme.title)


def theme_of(slug: str) -> tuple[Theme, list[Part]] | None:
    """The theme with its parts, in the order of `HEADINGS`; None where nothing published has it."""
    own = list(readable_entries().filter(theme=slug))
    if not own:
        return None
    theme = Theme(slug, own[0].theme_title, len(own))
    known = {entry.pk for entry in own}
    every = own + [entry for entry in _mentions(theme.title) if entry.pk not in known]
    parts = [
        Part(kind.value, heading, [entry for entry in every if entry.kind == kind.value])
        for kind, heading in HEADINGS.items()
    ]
    return theme, [part for part in parts if part.entries]


def _mentions(title: str) -> list[Entry]:
    """What mentions the theme, the best of each kind."""
    rows = readable_entries().filter(kind__in=BY_WORDS)
    found: dict[str, list[Entry]] = {kind: [] for kind in BY_WORDS}
    for entry in matching(rows, terms_of(asked_words(title))):
        if len(found[entry.kind]) < MOST_BY_WORDS:
            found[entry.kind].append(entry)
    return [entry for entries in found.values() for entry in entries]
