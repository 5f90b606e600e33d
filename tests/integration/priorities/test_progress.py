"""Where a partner reports progress."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from priorities.models import Action, ActionUpdate
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.partnership import ReportingYearFactory
from tests.factories.priorities import FULL_UPDATE, ActionFactory, draft_update, live_update
from tests.stages import Cast


@pytest.fixture
def action(cast: Cast) -> Action:
    made: Action = ActionFactory(slug="ask-adults", title="Ask adults", owner=cast.police)
    return made


@pytest.fixture
def partner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.partner_police)
    return client


ADDRESS = "/partner/progress/2022-23/ask-adults/"


def post(client: Client, **fields: Any) -> Any:
    return client.post(ADDRESS, {**FULL_UPDATE, "on_hold_reason": "", "revision": "0", **fields}, follow=True)


def test_list_shows_own_actions_with_their_state(partner: Client, action: Action, cast: Cast) -> None:
    other = ActionFactory(title="Somebody else's", owner=cast.council)
    waiting = ActionFactory(title="Sent already", owner=cast.police)
    update = draft_update(waiting, cast.year, cast.partner_police)
    move(obj=update, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)

    text = partner.get("/partner/progress/").content.decode()

    assert "Ask adults" in text
    assert "Not started" in text
    assert "Waiting for review" in text
    assert other.title not in text


def test_list_opens_with_the_newest_open_year(partner: Client, action: Action, cast: Cast) -> None:
    ReportingYearFactory(slug="2023-24", closed_at=timezone.now(), closed_by=cast.coordinator)

    assert "in 2022-23" in partner.get("/partner/progress/").content.decode()
    closed = partner.get("/partner/progress/?year=2023-24").content.decode()
    assert "The year 2023-24 is closed" in closed
    assert "Your organisation has no actions this year." in closed
    assert 'href="?year=2022-23"' in closed
    assert partner.get("/partner/progress/?year=1999-00").status_code == 404


def test_list_falls_back_on_a_closed_year_and_on_none(partner: Client, action: Action, cast: Cast) -> None:
    cast.year.closed_at, cast.year.closed_by = timezone.now(), cast.coordinator
    cast.year.save()
    assert "The year 2022-23 is closed" in partner.get("/partner/progress/").content.decode()

    cast.year.delete()
    assert partner.get("/partner/progress/").status_code == 200


def test_draft_is_saved_and_may_be_incomplete(partner: Client, action: Action, cast: Cast) -> None:
    response = post(partner, save="1", status="", what_we_did="A beginning", impact_note="", impact_evidence="")

    update = ActionUpdate.objects.get()
    assert response.redirect_chain == [(ADDRESS, 302)]
    assert "Draft saved" in response.content.decode()
    assert (update.state, update.what_we_did, update.created_by) == ("draft", "A beginning", cast.partner_police)
    assert "A beginning" in partner.get(ADDRESS).content.decode()


def test_submission_goes_to_review(partner: Client, action: Action) -> None:
    response = post(partner, submit="1")

    assert response.redirect_chain == [("/partner/progress/?year=2022-23", 302)]
    assert "has been submitted and is waiting for review." in response.content.decode()
    assert ActionUpdate.objects.get().state == ReviewState.SUBMITTED


def test_reason_for_a_hold_belongs_to_a_hold(partner: Client, action: Action) -> None:
    response = post(partner, save="1", on_hold_reason="No money")

    assert "Select “On hold” or “Not implementing”, or remove the reason" in response.content.decode()
    assert not ActionUpdate.objects.exists()


def test_another_organisations_action_is_not_found(client: Client, action: Action, cast: Cast) -> None:
    client.force_login(cast.partner_council)

    assert client.get(ADDRESS).status_code == 404
    assert post(client, save="1").status_code == 404
    assert not ActionUpdate.objects.exists()


@pytest.mark.parametrize("address", ["/partner/progress/2021-22/ask-adults/", "/partner/progress/2022-23/none/"])
def test_unknown_year_or_action_is_not_found(partner: Client, action: Action, address: str) -> None:
    assert partner.get(address).status_code == 404


def test_closed_year_says_so_and_keeps_what_was_typed(partner: Client, action: Action, cast: Cast) -> None:
    cast.year.closed_at, cast.year.closed_by = timezone.now(), cast.coordinator
    cast.year.save()

    assert "The year 2022-23 is closed" in partner.get(ADDRESS).content.decode()
    text = post(partner, save="1", what_we_did="Typed too late").content.decode()

    assert "closed, so you can no longer send updates. Ask the coordinator." in text
    assert "Typed too late" in text
    assert not ActionUpdate.objects.exists()


def test_returned_update_shows_the_reason(partner: Client, action: Action, cast: Cast) -> None:
    update = draft_update(action, cast.year, cast.partner_police)
    move(obj=update, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    move(obj=update, verb=Verb.RETURN, by=cast.board_icb, note="Say how many.", revision=1)

    text = partner.get(ADDRESS).content.decode()

    assert "Say how many." in text
    assert "Returned by" in text


def test_page_of_what_is_public_warns_before_the_approval_is_voided(
    partner: Client, action: Action, cast: Cast
) -> None:
    live_update(action, cast.year, cast.partner_police, cast.board_icb)

    text = partner.get(ADDRESS).content.decode()

    assert "If you save a change, it loses its approval" in text
    assert "The public sees the last approved version." in text


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_rows(
    partner: Client, cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        draft_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police)

    with django_assert_num_queries(7):
        partner.get("/partner/progress/")


def test_action_that_went_to_another_organisation_is_not_reported_twice(
    partner: Client, action: Action, cast: Cast
) -> None:
    update = draft_update(action, cast.year, cast.partner_police)
    Action.objects.update(owner=cast.council)
    partner.force_login(cast.partner_council)

    for answer in (partner.get(ADDRESS), post(partner, save="1")):
        assert answer.status_code == 403
        assert f"{cast.police} has already reported on this action" in answer.content.decode()
    assert ActionUpdate.objects.get() == update
