"""Texts that nobody reviews keep a name or a few people only where two organisations let their sentence pass."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from indicators.models import KeptSentence
from indicators.releases.announcements import announce_release
from indicators.releases.kept_sentences import ask_to_keep
from learning.models import Campaign
from learning.services import create_campaign
from partnership.exceptions import DomainError
from partnership.services import add_group, add_organisation
from reports.editions.former_reports import upload_former_report
from review.models import Event, Notification
from review.services import move
from review.transitions import Verb
from tests.factories.pdfs import pdf_file
from tests.stages import Cast

NAMED = "Sarah told us what helped."
ABOUT = f"A week about listening. {NAMED}"
PAGE = "/partner/kept-sentences/"


def campaign(cast: Cast, summary: str, title: str = "Listening week") -> Campaign:
    day = datetime.date(2023, 1, 9)
    days = {"starts_on": day, "ends_on": day + datetime.timedelta(days=6)}
    return create_campaign(slug="listening", title=title, summary=summary, by=cast.coordinator, **days)


def let_pass(cast: Cast, sentence: str = NAMED) -> KeptSentence:
    request = ask_to_keep(sentence=sentence, reason="She is our patron, and agreed.", by=cast.coordinator)
    for person in (cast.board_icb, cast.board_police):
        request = move(obj=request, verb=Verb.APPROVE, by=person, revision=request.revision)
    return request


def test_a_name_stays_where_two_organisations_let_its_sentence_pass(client: Client, cast: Cast) -> None:
    with pytest.raises(DomainError, match=r"Summary: “Sarah”\. Is this a name.*“Ask to keep a sentence”"):
        campaign(cast, ABOUT)
    client.force_login(cast.coordinator)
    assert f'href="{PAGE}"' in client.get("/partner/").content.decode()
    sent = {"sentence": NAMED, "reason": "She is our patron, and agreed."}
    assert "Your request has been sent" in client.post(PAGE, sent, follow=True).content.decode()

    request = KeptSentence.objects.get()
    move(obj=request, verb=Verb.APPROVE, by=cast.board_icb, revision=request.revision)
    with pytest.raises(DomainError, match="Sarah"):
        campaign(cast, ABOUT)
    client.force_login(cast.board_police)
    page = client.get(f"/admin/review/item/indicators/keptsentence/{request.pk}/").content.decode()
    assert "It could identify someone." in page
    assert "“Sarah”. Is this a name?" in page
    move(obj=request, verb=Verb.APPROVE, by=cast.board_police, revision=request.revision)

    assert campaign(cast, ABOUT).summary == ABOUT
    kept = [*Event.objects.values_list("note", flat=True), *Notification.objects.values_list("body", flat=True)]
    assert not any("Sarah" in text for text in kept)


@pytest.mark.parametrize(
    ("summary", "found"),
    [("Sarah came to the school.", "Sarah"), (f"{NAMED} Two children came, too.", "Two children")],
)
def test_it_holds_for_its_sentence_and_its_details_alone(cast: Cast, summary: str, found: str) -> None:
    let_pass(cast)
    with pytest.raises(DomainError, match=f"“{found}”"):
        campaign(cast, summary)


def test_the_title_of_a_campaign_may_be_written_in_capitals(cast: Cast) -> None:
    assert campaign(cast, "For adults.", title="White Ribbon Day").pk
    with pytest.raises(DomainError, match="“Sarah”"):
        campaign(cast, "For adults.", title="Sarah's Day")


def test_nobody_lets_a_number_of_a_record_pass(cast: Cast) -> None:
    with pytest.raises(DomainError, match="telephone number"):
        ask_to_keep(sentence="Ring Sarah on 07700 900123.", reason="She agreed.", by=cast.coordinator)


def announced(cast: Cast, text: str) -> None:
    announce_release(
        title=text, year=cast.year, planned_for=timezone.now() + datetime.timedelta(days=9), by=cast.coordinator
    )


def terms(cast: Cast, text: str) -> None:
    add_group(slug="listening", name="Sarah Group", kind="subgroup", terms_of_reference=text, by=cast.coordinator)


def former(cast: Cast, text: str) -> None:
    upload_former_report(
        year_label="2014-15", title="Annual report", summary=text, content=pdf_file(), by=cast.coordinator
    )


@pytest.mark.parametrize("write", [announced, terms, former])
def test_every_such_text_is_asked_about(cast: Cast, write: Callable[[Cast, str], None]) -> None:
    with pytest.raises(DomainError, match="“Sarah”"):
        write(cast, NAMED)
    let_pass(cast)
    write(cast, NAMED)


def test_the_name_of_an_organisation_is_no_persons(cast: Cast) -> None:
    fields = {"slug": "st-johns", "name": "St John's House", "short_name": "SJH", "kind": "voluntary"}
    assert add_organisation(by=cast.coordinator, **fields).pk
