"""What people can hear about, and the words by which they agree to it."""

from collections.abc import Iterable

from django.conf import settings

from learning.models import Theme

NEWSLETTER, FIGURES, REPORT, BRIEFINGS = "newsletter", "figures", "report", "briefings"
GENERAL = {
    NEWSLETTER: "Newsletter",
    BRIEFINGS: "Every briefing",
    FIGURES: "New figures",
    REPORT: "Annual report",
}
_BY_THEME = "briefings:"


def agreement() -> str:
    """The sentence beside the box, as people read it when they tick it."""
    return (
        f"I agree that {settings.PARTNERSHIP.name} keeps my email address and sends me emails about what I selected. "
        "I can unsubscribe at any time."
    )


def by_theme() -> dict[str, str]:
    """The topics of briefings, one for each theme."""
    return {f"{_BY_THEME}{theme.slug}": theme.title for theme in Theme.objects.all()}


def of_briefing(theme: str) -> list[str]:
    """The topics that a briefing with this theme (its slug, or nothing) belongs to."""
    return [BRIEFINGS, f"{_BY_THEME}{theme}"] if theme else [BRIEFINGS]


def in_words(topics: Iterable[str]) -> list[str]:
    """Their labels, in the order of the page. A theme that is gone since is left out."""
    chosen = set(topics)
    return [label for key, label in every_label().items() if key in chosen]


def every_label() -> dict[str, str]:
    """The words of each topic, in the order of the page. One query."""
    return GENERAL | {key: f"Briefings about {_inside(title)}" for key, title in by_theme().items()}


def wording(topics: Iterable[str]) -> str:
    """What somebody agreed to, whole, as it is kept."""
    return f"{agreement()}\nSelected: {'; '.join(in_words(topics))}."


def _inside(title: str) -> str:
    """A title as it stands inside a sentence: names and abbreviations keep their capitals."""
    first = title.split(" ", 1)[0]
    return title if first[1:] != first[1:].lower() else title[:1].lower() + title[1:]
