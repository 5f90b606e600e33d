"""Where a member writes its account, and what the rules are."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from partnership.exceptions import ClosedYear, DomainError, NotAllowed
from partnership.services import close_year
from partnership.task import due_words
from reports.contributions.writing_services import save_account, set_account_dates, start_account
from reports.models import AccountCall, MemberAccount
from review.notifications import review_url
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.accounts import FULL_ACCOUNT, dates_around, draft_account, live_account, seat
from tests.factories.partnership import UserFactory
from tests.stages import Cast

ADDRESS = "/partner/report/2022-23/account/"
TODAY = timezone.localdate
TYPED = {
    **{name: value for name, value in FULL_ACCOUNT.items() if name != "considered_on"},
    "considered_on-day": "4",
    "considered_on-month": "5",
    "considered_on-year": "2023",
    "revision": "0",
}


@pytest.fixture
def partner(client: Client, cast: Cast) -> Client:
    """The police are a member, and their partner is signed in."""
    seat(cast.police)
    client.force_login(cast.partner_police)
    return client


def post(client: Client, **fields: Any) -> Any:
    return client.post(ADDRESS, {**TYPED, **fields}, follow=True)


def test_account_is_drafted_sent_and_approved(partner: Client, cast: Cast) -> None:
    saved = post(partner, save="1", next_steps="")
    assert "Draft saved" in saved.content.decode()
    account = MemberAccount.objects.get()
    assert (account.organisation, account.year, account.created_by) == (cast.police, cast.year, cast.partner_police)
    assert account.considered_on == datetime.date(2023, 5, 4)

    response = post(partner, submit="1", revision=str(account.revision))

    assert response.redirect_chain == [("/partner/", 302)]
    account.refresh_from_db()
    assert account.state == ReviewState.SUBMITTED
    move(obj=account, verb=Verb.APPROVE, by=cast.board_icb, revision=account.revision)
    assert account.live_revision is not None
    assert account.live_revision.content["difference"] == "Concerns came earlier."
    assert account.get_absolute_url() == "/reports/2022-23/whole/#account-police"


def test_reviewer_reads_it_as_the_report_says_it(partner: Client, cast: Cast) -> None:
    post(partner, submit="1")
    account = MemberAccount.objects.get()
    partner.force_login(cast.board_icb)

    page = partner.get(review_url(account)).content.decode()

    assert "<strong>every</strong> manager" in page
    assert "Kind of evidence: Outcome: what changed for people" in page
    assert "Considered by: The board of trustees" in page


def test_missing_answers_stand_at_their_fields(partner: Client, cast: Cast) -> None:
    empty = dict.fromkeys(FULL_ACCOUNT, "")
    page = post(partner, submit="1", **empty, **{f"considered_on-{part}": "" for part in ("day", "month", "year")})

    text = page.content.decode()
    for sentence in (
        "Enter what your organisation did to carry out the strategy.",
        "Enter what difference it made.",
        "Enter how you know.",
        "Select the kind of evidence behind this.",
        "Enter what your organisation will do next.",
    ):
        assert text.count(sentence) == 2  # in the summary and at the field
    assert MemberAccount.objects.get().state == ReviewState.DRAFT


def test_day_without_a_body_and_a_day_ahead_are_refused(partner: Client, cast: Cast) -> None:
    text = post(partner, save="1", considered_by="").content.decode()
    assert "Enter which body considered it on that date, or clear the date." in text
    assert not MemberAccount.objects.exists()

    text = post(partner, submit="1", **{"considered_on-year": "2999"}).content.decode()
    assert "The date it was considered cannot be in the future." in text


def test_only_members_on_the_last_day_of_the_year_are_asked(client: Client, cast: Cast) -> None:
    seat(cast.police, ends_on=datetime.date(2023, 3, 30))
    client.force_login(cast.partner_police)

    response = client.get(ADDRESS)

    assert response.status_code == 403
    assert "held a seat" not in response.content.decode()
    assert "The Police has none. Ask the coordinator." in response.content.decode()
    with pytest.raises(NotAllowed, match="held a seat on 31 March 2023 write accounts, and The Police did not"):
        save_account(account=start_account(year=cast.year, organisation=cast.police), by=cast.partner_police)


def test_a_vacant_seat_is_a_seat(client: Client, cast: Cast) -> None:
    seat(cast.police, is_vacant=True)
    client.force_login(cast.partner_police)

    assert client.get(ADDRESS).status_code == 200
    assert client.get("/partner/report/1999-00/account/").status_code == 404


def test_who_belongs_to_no_organisation_writes_none(client: Client, cast: Cast) -> None:
    client.force_login(UserFactory(organisation=None, roles=["partner"]))

    assert "Your account does not belong to an organisation" in client.get(ADDRESS).content.decode()


def test_nobody_writes_for_another_organisation(cast: Cast) -> None:
    seat(cast.police)
    with pytest.raises(NotAllowed):
        draft_account(cast.year, cast.police, cast.partner_council)


def test_a_closed_year_takes_accounts_for_as_long_as_its_dates_say(partner: Client, cast: Cast) -> None:
    close_year(year=cast.year, by=cast.coordinator)
    assert "closed. You can no longer change them" in partner.get(ADDRESS).content.decode()
    with pytest.raises(ClosedYear):
        draft_account(cast.year, cast.police, cast.partner_police)

    dates_around(cast.year, TODAY(), cast.coordinator)
    account = draft_account(cast.year, cast.police, cast.partner_police)
    assert "You can change it until" in partner.get(ADDRESS).content.decode()

    AccountCall.objects.update(
        opens_on=datetime.date(2023, 4, 1), due_on=datetime.date(2023, 5, 1), closes_on=datetime.date(2023, 6, 1)
    )
    text = post(partner, save="1", revision=str(account.revision), what_we_did="Typed too late").content.decode()
    assert "Accounts for 2022-23 are closed" in text
    assert "Typed too late" in text
    with pytest.raises(DomainError, match="Accounts for 2022-23 are closed"):
        move(obj=account, verb=Verb.SUBMIT, by=cast.partner_police, revision=account.revision)


def test_a_withdrawn_account_makes_room_for_a_new_one(partner: Client, cast: Cast) -> None:
    account = live_account(cast.year, cast.police, cast.partner_police, cast.board_icb)
    assert f"/partner/report/accounts/{account.pk}/withdraw/" in partner.get(ADDRESS).content.decode()

    answer = partner.post(f"/partner/report/accounts/{account.pk}/withdraw/", {"note": "A mistake"}, follow=True)

    assert answer.redirect_chain == [("/partner/", 302)]
    assert "It will be left out of reports built from now on." in answer.content.decode()
    assert partner.get(f"/partner/report/accounts/{account.pk}/withdraw/").status_code == 404
    account.refresh_from_db()
    assert account.live_revision is None
    draft_account(cast.year, cast.police, cast.partner_police)
    assert MemberAccount.objects.count() == 2


def test_coordinator_who_withdraws_goes_back_to_the_board(client: Client, cast: Cast) -> None:
    seat(cast.police)
    account = draft_account(cast.year, cast.police, cast.partner_police)
    client.force_login(cast.coordinator)
    page = client.get(f"/partner/report/accounts/{account.pk}/withdraw/").content.decode()
    assert "It will be left out of every edition built from now on" in page
    assert 'href="/partner/report/?year=2022-23">Cancel' in page

    answer = client.post(f"/partner/report/accounts/{account.pk}/withdraw/", {"note": "A mistake"})

    assert answer["Location"] == "/partner/report/?year=2022-23"


@pytest.mark.postgres
def test_two_who_save_at_once_are_shown_both(partner: Client, cast: Cast) -> None:
    account = draft_account(cast.year, cast.police, cast.partner_police)
    post(partner, save="1", revision=str(account.revision), difference="First")

    text = post(partner, save="1", revision=str(account.revision), difference="Second").content.decode()

    assert "saved this yearly account after you opened it" in text
    account.refresh_from_db()
    assert account.difference == "First"


def test_work_page_lists_it_with_its_date_until_it_is_begun(partner: Client, cast: Cast) -> None:
    assert "Account for the annual report 2022-23" in partner.get("/partner/").content.decode()
    call = dates_around(cast.year, TODAY(), cast.coordinator)
    close_year(year=cast.year, by=cast.coordinator)
    dated = partner.get("/partner/").content.decode()
    assert "Account for the annual report 2022-23" in dated
    assert due_words(call.due_on, TODAY()).words in dated

    draft_account(cast.year, cast.police, cast.partner_police)
    page = partner.get("/partner/").content.decode()
    assert "Account for the annual report 2022-23" not in page
    assert "Account of The Police for 2022-23" in page


def test_work_page_lists_it_for_members_only_and_not_after_it_closed(client: Client, cast: Cast) -> None:
    client.force_login(cast.partner_police)
    seat(cast.police, starts_on=datetime.date(2023, 4, 1))
    assert "Account for the annual report" not in client.get("/partner/").content.decode()

    seat(cast.police)
    set_account_dates(
        year=cast.year,
        opens_on=datetime.date(2023, 4, 1),
        due_on=datetime.date(2023, 5, 1),
        closes_on=datetime.date(2023, 6, 1),
        by=cast.coordinator,
    )
    assert "Account for the annual report" not in client.get("/partner/").content.decode()
    client.force_login(cast.coordinator)
    assert "Account for the annual report" not in client.get("/partner/").content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "wrong",
    [{"evidence_kind": "hearsay"}, {"considered_by": "", "considered_on": datetime.date(2023, 5, 4)}],
)
def test_database_refuses_nonsense(cast: Cast, wrong: dict[str, Any]) -> None:
    seat(cast.police)
    account = draft_account(cast.year, cast.police, cast.partner_police)
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberAccount.objects.filter(pk=account.pk).update(**wrong)


@pytest.mark.postgres
def test_database_refuses_a_second_account_and_dates_out_of_order(cast: Cast) -> None:
    seat(cast.police)
    draft_account(cast.year, cast.police, cast.partner_police)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft_account(cast.year, cast.police, cast.partner_police)
    dates_around(cast.year, TODAY(), cast.coordinator)
    for wrong in ({"opens_on": datetime.date(2999, 1, 1)}, {"closes_on": datetime.date(1999, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccountCall.objects.update(**wrong)


def test_form_costs_the_same_however_many_members(
    partner: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draft_account(cast.year, cast.police, cast.partner_police)
    for _ in range(20):
        seat(cast.council)
    with django_assert_num_queries(11):
        partner.get(ADDRESS)
