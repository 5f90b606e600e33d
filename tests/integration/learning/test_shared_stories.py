"""A case study for the partnership, or for training: partners read it as long as its consent holds, and nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learning.media.content import address
from learning.models import CaseStudy
from learning.services import withdraw_consent
from partnership.exceptions import WrongState
from review.models import Event
from review.queries import to_publish
from review.services import move
from review.transitions import Verb
from tests.factories.learning import PUBLIC_CONSENT, approve
from tests.integration.learning.test_pictures_elsewhere import WORDS, pictured_story
from tests.stages import Cast

LIST = "/partner/shared-case-studies/"


def page_of(story: CaseStudy) -> str:
    return reverse("learning:shared-story", args=[story.pk])


def shared(cast: Cast, scope: str, expires_on: date | None = None) -> CaseStudy:
    story = pictured_story(cast, consent=replace(PUBLIC_CONSENT, scope=scope, expires_on=expires_on))
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=story.revision)
    return approve(story, cast.board_icb)


@pytest.mark.parametrize(
    ("scope", "said"),
    [("partnership", "Do not share it outside."), ("training", "use this case study in staff training")],
)
def test_partners_read_it_and_it_is_noted_until_consent_is_withdrawn(
    client: Client, cast: Cast, scope: str, said: str
) -> None:
    story = shared(cast, scope)
    picture = address(str(story.key), story.content()["media"][0])
    assert [client.get(one).status_code for one in (LIST, page_of(story), picture)] == [302, 302, 404]
    assert story.title not in client.get("/learning/").content.decode()

    client.force_login(cast.partner_council)
    assert f'href="{page_of(story)}"' in client.get(LIST).content.decode()
    page = client.get(page_of(story)).content.decode()
    assert said in page
    assert story.learned in page
    assert f'src="{picture}" alt="{WORDS}"' in page
    assert client.get(picture)["Cache-Control"] == "private, no-store"
    assert Event.objects.about(story).filter(verb="read", actor=cast.partner_council).count() == 1

    withdraw_consent(case_study=story, by=cast.partner_police, note="Asked us to.")

    assert [client.get(one).status_code for one in (page_of(story), picture)] == [404, 404]
    assert story.title not in client.get(LIST).content.decode()


def test_it_is_never_published_and_nobody_is_asked_to(client: Client, cast: Cast) -> None:
    story = shared(cast, "training")

    assert to_publish(cast.coordinator) == []
    with pytest.raises(WrongState, match="does not cover sharing with the public"):
        move(obj=story, verb=Verb.PUBLISH, by=cast.coordinator, revision=story.revision)
    client.force_login(cast.coordinator)
    assert "Publish" not in client.get(story.get_edit_url()).content.decode()


def test_what_is_only_approved_for_the_public_is_not_among_them(client: Client, cast: Cast) -> None:
    story = shared(cast, "public")
    client.force_login(cast.coordinator)

    assert client.get(page_of(story)).status_code == 404
    assert to_publish(cast.coordinator) == [story]


def test_the_day_after_its_consent_ends_it_is_gone(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    last = timezone.localdate() + timedelta(days=1)
    story = shared(cast, "partnership", expires_on=last)
    client.force_login(cast.board_icb)
    assert client.get(page_of(story)).status_code == 200

    assert story in CaseStudy.objects.shared(last)
    assert story not in CaseStudy.objects.shared(last + timedelta(days=1))
