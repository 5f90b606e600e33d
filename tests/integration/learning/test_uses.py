"""How agencies used briefings: recorded by their people, approved by the board, told in the annual report."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from learning.models import Briefing, BriefingUse
from learning.uses import uses_in, uses_of
from reports.document.assemble import assemble, read_inputs
from reports.document.sources import sources_of
from review.consequences import consequences_of
from review.services import move, save
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import draft_briefing, publish
from tests.stages import Cast


@pytest.fixture
def told(cast: Cast) -> Briefing:
    return publish(draft_briefing(cast.year, cast.coordinator, title="Ask first"), cast.board_icb, cast.coordinator)


def use_data(**fields: Any) -> dict[str, Any]:
    """What the form of a complete record sends."""
    date = {"used_on-day": "14", "used_on-month": "6", "used_on-year": "2022"}
    texts = {"setting": "training", "audience": "Custody sergeants", "what_changed": "Everyone asks first."}
    return {"key": str(uuid.uuid4()), "revision": "0", "people": "46", **date, **texts, **fields}


def approved(briefing: Briefing, cast: Cast, by: Any, **fields: Any) -> BriefingUse:
    values = {
        "used_on": datetime.date(2022, 6, 20),
        "setting": "team_meeting",
        "audience": "Duty workers",
        "people": 18,
        "what_changed": "The form has one question less.",
        **fields,
    }
    use = save(obj=BriefingUse(organisation=by.organisation, briefing=briefing, **values), by=by, revision=0)
    move(obj=use, verb=Verb.SUBMIT, by=by, revision=1)
    return move(obj=use, verb=Verb.APPROVE, by=cast.board_icb, revision=1)


def test_a_partner_records_it_and_readers_are_told_once_the_board_approved(
    client: Client, cast: Cast, told: Briefing
) -> None:
    client.force_login(cast.partner_police)
    new = f"/partner/briefings/used/new/{told.slug}/"
    assert "/partner/briefings/used/" in client.get(told.get_absolute_url()).content.decode()
    assert new in client.get("/partner/briefings/used/").content.decode()
    client.post(new, use_data(submit="1"))

    use = BriefingUse.objects.get()
    assert (use.state, use.organisation) == (ReviewState.SUBMITTED, cast.partner_police.organisation)
    assert uses_of(told) is None
    client.force_login(cast.board_icb)
    assert (
        "Everyone asks first."
        in client.get(reverse("admin:review-item", args=["learning", "briefinguse", use.pk])).content.decode()
    )
    move(obj=use, verb=Verb.APPROVE, by=cast.board_icb, revision=1)

    assert "Used once by 1 agency, with 46 people." in client.get(told.get_absolute_url()).content.decode()


def test_a_record_needs_every_answer_and_a_day_that_was(client: Client, cast: Cast, told: Briefing) -> None:
    client.force_login(cast.partner_police)
    late = {"used_on-year": "2199", "audience": "", "people": ""}
    refused = client.post(f"/partner/briefings/used/new/{told.slug}/", use_data(submit="1", **late))

    errors = refused.context["form"].errors
    assert set(errors) == {"used_on", "audience", "people"}
    assert "today or in the past" in errors["used_on"][0]
    assert BriefingUse.objects.get().state == ReviewState.DRAFT


def test_words_that_identify_someone_are_stopped(client: Client, cast: Cast, told: Briefing) -> None:
    client.force_login(cast.partner_police)
    words = "Ring Mrs Example on 07700 900123."
    refused = client.post(f"/partner/briefings/used/new/{told.slug}/", use_data(submit="1", what_changed=words))

    assert "what_changed" in refused.context["form"].errors


def test_agencies_see_their_own_records_and_the_board_all(client: Client, cast: Cast, told: Briefing) -> None:
    use = approved(told, cast, cast.partner_police)
    for who, status in ((cast.partner_police, 200), (cast.partner_council, 404), (cast.coordinator, 200)):
        client.force_login(who)
        assert client.get(use.get_edit_url()).status_code == status
    client.force_login(cast.board_icb)
    assert "Ask first" in client.get("/partner/briefings/used/").content.decode()


def test_the_annual_report_counts_and_quotes_what_was_approved_in_its_year(cast: Cast, told: Briefing) -> None:
    approved(told, cast, cast.partner_police, people=40)
    approved(told, cast, cast.partner_council, people=80)
    approved(told, cast, cast.partner_council, used_on=datetime.date(2021, 6, 20), people=500)
    draft = BriefingUse(organisation=cast.partner_police.organisation, briefing=told, people=900)
    save(obj=draft, by=cast.partner_police, revision=0)

    (uses,) = uses_in(cast.year)
    assert uses.in_words == "Used 2 times by 2 agencies, with 120 people."
    section = next(one for one in assemble(cast.year).sections if one.anchor == "learning")
    (piece,) = section.uses  # type: ignore[union-attr]
    assert piece.byline == uses.in_words
    assert "2 agencies told us that they used 1 briefing, with 120 people." in str(section.introduction)  # type: ignore[union-attr]
    assert "What changed: The form has one question less." in str(piece.parts[0].body)
    titles = [source.title for source in sources_of(cast.year, read_inputs(cast.year))]
    assert sum(title.startswith("Ask first: ") for title in titles) == 2


def test_few_people_are_not_counted_in_print(cast: Cast, told: Briefing) -> None:
    approved(told, cast, cast.partner_police, people=3)

    (uses,) = uses_in(cast.year)
    assert uses.in_words == "Used once by 1 agency, with fewer than 5 people."


def test_a_withdrawn_record_and_one_of_a_withdrawn_briefing_are_told_no_more(cast: Cast, told: Briefing) -> None:
    one, other = approved(told, cast, cast.partner_police), approved(told, cast, cast.partner_council)
    move(obj=one, verb=Verb.WITHDRAW, by=cast.partner_police, note="Counted twice.", revision=one.revision)
    (uses,) = uses_in(cast.year)
    assert uses.agencies == 1
    assert [one.what for one in consequences_of(told)] == ["1 record of how agencies used it"]
    move(obj=told, verb=Verb.WITHDRAW, by=cast.coordinator, note="Out of date.", revision=told.revision)
    assert uses_in(cast.year) == []
    assert BriefingUse.objects.get(pk=other.pk).problems()
