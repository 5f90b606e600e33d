"""Themes and campaigns on pages: kept by the coordinator, with an address that stays, and a line in the trail."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from learning.models import Campaign, Theme
from review.models import Event
from tests.stages import Cast

THEMES, CAMPAIGNS = "/partner/learning/themes/", "/partner/learning/campaigns/"
WEEK = {
    "title": "Stop Abuse Week",
    "summary": "A week of talks.",
    "starts_on-day": "16",
    "starts_on-month": "6",
    "starts_on-year": "2025",
    "ends_on-day": "20",
    "ends_on-month": "6",
    "ends_on-year": "2025",
}


def verbs() -> list[str]:
    return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_a_theme_is_added_and_reworded_and_keeps_its_address(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)

    assert "“Knives” saved." in client.post(f"{THEMES}new/", {"title": "Knives"}, follow=True).content.decode()
    theme = Theme.objects.get()
    client.post(reverse("learning:theme-edit", args=[theme.pk]), {"title": "Knife crime"})
    theme.refresh_from_db()
    assert (theme.slug, theme.title) == ("knives", "Knife crime")
    assert verbs() == ["create theme", "change theme"]

    again = client.post(f"{THEMES}new/", {"title": "Knife crime"}).content.decode()
    assert "There is already a theme with this title" in again


def test_a_campaign_is_added_and_changed(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)

    client.post(f"{CAMPAIGNS}new/", WEEK)
    campaign = Campaign.objects.get()
    assert (campaign.slug, campaign.ends_on) == ("stop-abuse-week", datetime.date(2025, 6, 20))
    client.post(reverse("learning:campaign-edit", args=[campaign.pk]), WEEK | {"title": "Stop Adult Abuse Week"})

    assert "Stop Adult Abuse Week" in client.get(CAMPAIGNS).content.decode()
    assert verbs() == ["create campaign", "change campaign"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_on-day": "1"}, "The last day must not be before the first day"),
        ({"summary": "For the girl born 15-Mar-2010, NI AB 12 34 56 C."}, "This is a National Insurance number."),
    ],
)
def test_a_campaign_that_cannot_be_is_refused(
    client: Client, cast: Cast, changes: dict[str, Any], sentence: str
) -> None:
    client.force_login(cast.coordinator)

    assert sentence in client.post(f"{CAMPAIGNS}new/", WEEK | changes).content.decode()
    assert not Campaign.objects.exists()


def test_who_reads_all_work_sees_them_without_a_way_to_change_them(client: Client, cast: Cast) -> None:
    theme = Theme.objects.create(slug="knives", title="Knives")
    client.force_login(cast.board_icb)

    page = client.get(THEMES).content.decode()
    assert "Knives" in page
    assert "Add a theme" not in page
    assert reverse("learning:theme-edit", args=[theme.pk]) not in page
