"""Campaigns: readers find everything that was published for one."""

import datetime

import pytest
from django.test import Client

from learning.models import Campaign
from learning.services import create_campaign
from partnership.exceptions import DomainError
from review.services import move
from review.transitions import Verb
from tests.factories.learning import draft_briefing, publish
from tests.stages import Cast


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    first, last = datetime.date(2022, 6, 13), datetime.date(2022, 6, 19)
    return create_campaign(
        slug="a-week", title="A week for adults", summary="In June.", starts_on=first, ends_on=last, by=cast.coordinator
    )


def test_a_campaign_lists_its_published_briefings_and_goes_with_the_last(
    client: Client, cast: Cast, campaign: Campaign
) -> None:
    draft_briefing(cast.year, cast.coordinator, title="Draft", campaign=campaign)
    assert client.get(campaign.get_absolute_url()).status_code == 404
    told = publish(
        draft_briefing(cast.year, cast.coordinator, title="Ask first", campaign=campaign),
        cast.board_icb,
        cast.coordinator,
    )

    page = client.get(campaign.get_absolute_url()).content.decode()
    assert "Ask first" in page
    assert "Draft" not in page
    assert "1 briefing" in client.get("/learning/campaigns/").content.decode()
    assert campaign.get_absolute_url() in client.get(told.get_absolute_url()).content.decode()
    move(obj=told, verb=Verb.WITHDRAW, by=cast.coordinator, note="Out of date.", revision=told.revision)
    assert client.get(campaign.get_absolute_url()).status_code == 404


def test_its_words_are_held_as_every_text_that_readers_see(cast: Cast) -> None:
    day = datetime.date(2022, 6, 13)
    with pytest.raises(DomainError):
        create_campaign(
            slug="b", title="Ring 07700 900123", summary="", starts_on=day, ends_on=day, by=cast.coordinator
        )
