"""What is said about each kind of thing, read from what the public is shown now: what is withdrawn is not sent."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from indicators.models import Release
from learning.media.content import pictures_of
from learning.models import Briefing, Newsletter
from learning.papers import kind_in_words
from learning.queries import readers_content, with_linked_items
from mailing.letter import Letter, Part
from partnership.wording import absolute, day
from reports.editions.queries import published_editions
from ui.prose.blocks import Picture

NEWSLETTER, BRIEFING, RELEASE, REPORT = "newsletter", "briefing", "release", "report"


def compose(key: str) -> Letter | None:
    """The letter about the thing with this key; None where readers are not shown it."""
    kind, _, name = key.partition(":")
    return _COMPOSERS[kind](name)


def newsletter_letter(content: dict[str, Any], address: str) -> Letter:
    """An issue, from its content with its links (`learning.queries.with_linked_items`)."""
    issued = datetime.date.fromisoformat(content["issued_on"])
    spotlight, pictures = content["spotlight"], pictures_of(content)
    return Letter(
        subject=content["title"],
        title=content["title"],
        caption=f"Issue {content['issue_number']}, {day(issued)}",
        address=absolute(address),
        parts=(
            Part(markdown=content["introduction"], pictures=pictures),
            Part(title=spotlight["title"], markdown=spotlight["body"], label="Spotlight", pictures=pictures),
            *(_item(item, pictures) for item in content["items"]),
        ),
    )


def _item(item: dict[str, Any], pictures: Mapping[str, Picture]) -> Part:
    link = item["link"]
    return Part(
        title=item["title"],
        markdown=item["body"],
        link=(link["title"], absolute(link["url"])) if link else None,
        pictures=pictures,
    )


def _newsletter(key: str) -> Letter | None:
    issue = Newsletter.objects.live().filter(key=key).first()
    if issue is None:
        return None
    return newsletter_letter(with_linked_items([readers_content(issue)])[0], issue.get_absolute_url())


def _briefing(key: str) -> Letter | None:
    briefing = Briefing.objects.live().filter(key=key).first()
    if briefing is None:
        return None
    content = readers_content(briefing)
    first = content["boxes"][0]
    address = absolute(briefing.get_absolute_url())
    rest = f"The other {len(content['boxes']) - 1} boxes are on the page."
    return Letter(
        subject=f"New briefing: {content['title']}",
        title=content["title"],
        caption=f"{kind_in_words(content)} for {content['audience']}",
        address=address,
        parts=(
            Part(title=first["title"], markdown=first["text"], pictures=pictures_of(content)),
            Part(markdown=rest, link=("Read the briefing", address)),
        ),
    )


def _release(slug: str) -> Letter | None:
    release = Release.objects.public().filter(slug=slug).first()
    if release is None:
        return None
    address = absolute(reverse("indicators:release-detail", args=[slug]))
    return Letter(
        subject=f"New figures: {release.title}",
        title=release.title,
        caption=f"Published on {day(release.published_at)}" if release.published_at else "",
        address=address,
        parts=(Part(markdown=release.note, link=("Read the figures", address)),),
    )


def _report(slug: str) -> Letter | None:
    edition = next((one for one in published_editions() if one.year.slug == slug), None)
    if edition is None:
        return None
    address = absolute(reverse("reports:report-detail", args=[slug]))
    words = f"{settings.PARTNERSHIP.name} has published its annual report for {edition.year.label}."
    return Letter(
        subject=f"Annual report {edition.year.label}",
        title=f"Annual report {edition.year.label}",
        caption="",
        address=address,
        parts=(Part(markdown=words, link=("Read the report", address)),),
    )


_COMPOSERS: dict[str, Callable[[str], Letter | None]] = {
    NEWSLETTER: _newsletter,
    BRIEFING: _briefing,
    RELEASE: _release,
    REPORT: _report,
}
