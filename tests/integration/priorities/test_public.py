"""The public pages of said and did."""

import datetime

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from priorities.models import Priority
from priorities.services import save_action_update
from tests.factories.partnership import ArmFactory, ReportingYearFactory
from tests.factories.priorities import ActionFactory, CommitmentFactory, PlanFactory, PriorityFactory, live_update
from tests.stages import Cast


@pytest.fixture
def priority(cast: Cast) -> Priority:
    plan = PlanFactory(
        note="The owners are assumed.", starts_on=datetime.date(2020, 4, 1), ends_on=datetime.date(2024, 3, 31)
    )
    made: Priority = PriorityFactory(
        plan=plan, number=1, title="Learning from experience", slug="learning", summary="We **listen**."
    )
    commitment = CommitmentFactory(priority=made, text="We will ask adults what helped")
    action = ActionFactory(commitment=commitment, title="Ask adults", slug="ask-adults", owner=cast.police, lead="Head")
    live_update(
        action,
        cast.year,
        cast.partner_police,
        cast.board_icb,
        status="on_hold",
        on_hold_reason="The post is vacant.",
        impact_note="Nobody has measured it.",
    )
    return made


def test_list_shows_said_and_did_status_and_so_what(priority: Priority, client: Client) -> None:
    response = client.get("/priorities/")
    text = response.content.decode()

    assert response.status_code == 200
    for part in (
        "Our priorities",
        "in 2022-23",
        "Learning from experience",
        "We will ask adults what helped",
        "Ask adults",
        "We met and agreed a plan.",
        "On hold",
        "The post is vacant.",
        "The Police",
        "(Head)",
        "Nobody has measured it.",
        "No evidence of impact yet",
        "1 of 1 actions have an approved update",
        "None of these includes evidence",
        "The owners are assumed.",
    ):
        assert part in text, part


def test_list_counts_what_shows_impact(priority: Priority, cast: Cast, client: Client) -> None:
    action = ActionFactory(commitment=priority.commitments.get(), owner=cast.police)
    live_update(action, cast.year, cast.partner_police, cast.board_icb, impact_evidence="outcome")

    assert "1 of these includes evidence of what changed for people." in _words(client, "/priorities/")


def test_commitment_that_only_repeats_the_title_is_not_said_twice(priority: Priority, client: Client) -> None:
    priority.commitments.update(text=priority.title)

    assert client.get("/priorities/").content.decode().count(priority.title) == 1


def test_priority_without_anything_approved_says_so(priority: Priority, client: Client) -> None:
    PriorityFactory(plan=priority.plan, number=2, slug="empty")
    CommitmentFactory(priority=PriorityFactory(plan=priority.plan, number=3, slug="promised"))

    assert "No approved updates for this priority yet." in _words(client, "/priorities/")
    assert "No commitments recorded yet." in _words(client, "/priorities/empty/")
    assert "No approved updates for this commitment yet." in _words(client, "/priorities/promised/")


def test_newest_year_first_and_older_years_by_address(priority: Priority, cast: Cast, client: Client) -> None:
    action = priority.commitments.get().actions.get()
    earlier = ReportingYearFactory(slug="2021-22")
    live_update(action, earlier, cast.partner_police, cast.board_icb, what_we_did="What was done a year before.")

    assert "What was done a year before." not in _words(client, "/priorities/")
    assert 'href="?year=2021-22"' in client.get("/priorities/").content.decode()
    assert "What was done a year before." in _words(client, "/priorities/?year=2021-22")
    assert "What was done a year before." in _words(client, "/priorities/learning/?year=2021-22")


def test_edit_after_approval_does_not_show_before_it_is_approved(
    priority: Priority, cast: Cast, client: Client
) -> None:
    update = priority.commitments.get().actions.get().updates.get()
    update.what_we_did = "Not reviewed"
    save_action_update(update=update, by=cast.partner_police, revision=update.revision)

    assert "Not reviewed" not in _words(client, "/priorities/")


def test_detail_says_what_the_priority_is_about(priority: Priority, client: Client) -> None:
    text = _words(client, "/priorities/learning/")

    assert "<strong>listen</strong>" in text
    assert "This priority applies to every arm" in text
    assert "We will ask adults what helped" in text
    assert 'id="ask-adults"' in text


def test_detail_names_the_arm(priority: Priority, client: Client) -> None:
    priority.arm = ArmFactory(name="Safeguarding adults")
    priority.save()

    assert "Arm of the partnership: Safeguarding adults." in _words(client, "/priorities/learning/")


@pytest.mark.parametrize("address", ["/priorities/?year=2019-20", "/priorities/?year=nonsense", "/priorities/unknown/"])
def test_what_is_not_there_is_not_found(priority: Priority, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_empty_portal_says_that_nothing_is_approved_yet(client: Client) -> None:
    assert "No plan has been published yet." in _words(client, "/priorities/")
    assert client.get("/priorities/unknown/").status_code == 404


@pytest.mark.parametrize("address", ["/priorities/", "/priorities/learning/"])
def test_pages_set_no_cookie_and_are_the_same_for_everyone(
    priority: Priority, cast: Cast, client: Client, address: str
) -> None:
    public = client.get(address)
    client.force_login(cast.partner_police)

    assert not public.cookies
    assert "Cookie" not in public.headers.get("Vary", "")
    assert client.get(address).content == public.content


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_rows(
    priority: Priority, cast: Cast, client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        action = ActionFactory(commitment__priority__plan=priority.plan, owner=cast.police)
        live_update(action, cast.year, cast.partner_police, cast.board_icb)

    with django_assert_num_queries(8):
        client.get("/priorities/")
    with django_assert_num_queries(8):
        client.get("/priorities/learning/")


def _words(client: Client, address: str) -> str:
    """The page's text with every run of white space as one space."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())
