"""Campaigns as readers find them: those for which something is published, as it was approved."""

from dataclasses import dataclass
from typing import Any

from learning.models import Briefing, Campaign
from learning.queries import readers_content


@dataclass(frozen=True)
class CampaignRow:
    """A campaign, and how many briefings are published for it."""

    campaign: Campaign
    briefings: int


def campaigns() -> list[CampaignRow]:
    """The campaigns that have published briefings, the latest first. Two queries."""
    live = Briefing.objects.live().values_list("live_revision__content__campaign__slug", flat=True)
    counts: dict[str, int] = {}
    for slug in live.order_by():
        if slug:
            counts[slug] = counts.get(slug, 0) + 1
    return [CampaignRow(one, counts[one.slug]) for one in Campaign.objects.filter(slug__in=counts)]


def briefings_of(campaign: Campaign) -> list[dict[str, Any]]:
    """What was published for a campaign, newest first, each with its address. One query."""
    rows = Briefing.objects.live().filter(live_revision__content__campaign__slug=campaign.slug)
    return [{**readers_content(row), "url": row.get_absolute_url()} for row in rows.order_by("-published_at", "-pk")]
