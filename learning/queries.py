"""What readers and reports are given: live revisions only, and a story only as long as its consent holds."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from learning.figures import with_addresses
from learning.models import Briefing, CaseStudy, Newsletter
from learning.models.product import LearningProduct
from partnership.models import ReportingYear
from publication.linked import links_to
from review.models import Revision

# Decided on by the board, and no reader's business.
_NOT_FOR_READERS = frozenset({"consent", "checklist", "kept"})


def readers_content(product: LearningProduct) -> dict[str, Any]:
    """The live revision of a product as readers may have it, with its hash and the day on which it was written."""
    assert product.live_revision is not None
    return for_readers(product, product.live_revision)


def for_readers(product: LearningProduct, revision: Revision) -> dict[str, Any]:
    """The same of a revision."""
    content = {key: value for key, value in revision.content.items() if key not in _NOT_FOR_READERS}
    if not isinstance(product, Briefing):
        # Readers of a briefing are told how long it holds; the day on which a story is looked at is its writers'.
        content.pop("review_by", None)
    if content.get("indicators"):
        content["indicators"] = with_addresses(content["indicators"])
    return {
        **content,
        "slug": product.slug,
        "sha256": revision.sha256,
        "revised_on": timezone.localdate(revision.created_at).isoformat(),
    }


def live_case_studies(year: ReportingYear, *, today: datetime.date | None = None) -> list[dict[str, Any]]:
    """The year's published stories, oldest first. One query."""
    rows = CaseStudy.objects.public(today).filter(live_revision__content__year=year.slug).order_by("pk")
    return [readers_content(row) for row in rows]


def live_briefings(year: ReportingYear) -> list[dict[str, Any]]:
    """The year's published briefings, oldest first, each with the stories it points to. Two queries."""
    rows = Briefing.objects.live().filter(live_revision__content__year=year.slug).order_by("pk")
    return with_linked_stories([readers_content(row) for row in rows])


def live_newsletters(year: ReportingYear) -> list[dict[str, Any]]:
    """The year's published issues in their order, each item with what it points to. Three queries."""
    rows = (
        Newsletter.objects.live()
        .filter(live_revision__content__year=year.slug)
        .order_by("live_revision__content__issue_number", "pk")
    )
    return with_linked_items([readers_content(row) for row in rows])


def with_linked_stories(contents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put title and address in the place of each story's key; a story that may not be shown leaves no trace."""
    stories = _story_links(key for content in contents for key in content["case_studies"])
    return [
        {**content, "case_studies": [stories[key] for key in content["case_studies"] if key in stories]}
        for content in contents
    ]


def with_linked_items(contents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put title and address in the place of each key in the items of newsletters.

    An item about a story that may not be shown is left out whole: its own words tell of the story, too.
    """
    items = [item for content in contents for item in content["items"]]
    stories = _story_links(item["case_study"] for item in items)
    briefings = _briefing_links(item["briefing"] for item in items)
    others = links_to(item.get("linked") for item in items)
    return [
        {
            **content,
            "items": [
                {
                    "title": item["title"],
                    "body": item["body"],
                    "link": stories.get(item["case_study"])
                    or briefings.get(item["briefing"])
                    or others.get(item.get("linked")),
                }
                for item in content["items"]
                if not item["case_study"] or item["case_study"] in stories
            ],
        }
        for content in contents
    ]


def _story_links(keys: Iterable[str | None]) -> dict[str | None, dict[str, str]]:
    wanted = {key for key in keys if key}
    return _links(CaseStudy.objects.public().filter(key__in=wanted)) if wanted else {}


def _briefing_links(keys: Iterable[str | None]) -> dict[str | None, dict[str, str]]:
    wanted = {key for key in keys if key}
    return _links(Briefing.objects.live().filter(key__in=wanted)) if wanted else {}


def _links(products: Iterable[CaseStudy | Briefing]) -> dict[str | None, dict[str, str]]:
    return {
        str(product.key): {"title": product.live_revision.content["title"], "url": product.get_absolute_url()}
        for product in products
        if product.live_revision is not None
    }
