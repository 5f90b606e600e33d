"""The texts of the year: who writes them, in whose name they stand, and who approves them."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from partnership.exceptions import DomainError, NotAllowed
from partnership.models import Arm, RoleGrant
from reports.contributions.statement_kinds import SHAPES, StatementKind
from reports.contributions.writing_services import save_statement, start_statement
from reports.models import Statement
from review.comments import add_comment
from review.models import Notification
from review.notifications import review_url
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.accounts import draft_statement, live_statement
from tests.factories.partnership import ArmFactory, UserFactory
from tests.stages import Cast


@pytest.fixture
def arm(db: None) -> Arm:
    made: Arm = ArmFactory(slug="safeguarding-adults", name="Safeguarding adults")
    return made


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def sent(cast: Cast, kind: StatementKind, **fields: Any) -> Statement:
    statement = draft_statement(cast.year, kind, cast.coordinator, **fields)
    return move(obj=statement, verb=Verb.SUBMIT, by=cast.coordinator, revision=statement.revision)


def test_every_kind_has_its_questions() -> None:
    assert set(SHAPES) == set(StatementKind)


def test_voice_is_written_sent_and_approved_by_the_board(coordinator: Client, cast: Cast) -> None:
    address = "/partner/report/2022-23/statements/voice/"
    page = coordinator.get(address).content.decode()
    assert "How was feedback sought, and what did people say?" in page
    typed = {"byline": "Participation group", "text": "We **asked**.", "so_what": "", "revision": "0"}

    refused = coordinator.post(address, {**typed, "submit": "1"}).content.decode()
    assert "Answer “How was it used? What changed because of it?”" in refused
    statement = Statement.objects.get()
    answer = coordinator.post(
        address, {**typed, "so_what": "Opening hours.", "revision": statement.revision, "submit": "1"}
    )

    assert answer["Location"] == "/partner/report/?year=2022-23"
    statement.refresh_from_db()
    assert statement.state == ReviewState.SUBMITTED
    move(obj=statement, verb=Verb.APPROVE, by=cast.board_icb, revision=statement.revision)
    assert statement.live_revision is not None
    assert statement.get_absolute_url() == "/reports/2022-23/whole/#statement-voice"


def test_nothing_is_submitted_in_nobodys_name_or_empty(coordinator: Client, cast: Cast) -> None:
    address = "/partner/report/2022-23/statements/effectiveness/"
    text = coordinator.post(address, {"byline": "", "text": "", "so_what": "", "submit": "1"}).content.decode()

    assert "Enter a role or a group" in text
    assert "Answer “How well did the arrangements work?”" in text
    assert "Answer “What will change because of that?”" in text


def test_arm_has_its_own_text(coordinator: Client, cast: Cast, arm: Arm) -> None:
    address = "/partner/report/2022-23/statements/arm/safeguarding-adults/"
    coordinator.post(address, {"byline": "Adults group", "text": "We met.", "so_what": "It helped.", "save": "1"})

    statement = Statement.objects.get()
    assert (statement.arm, statement.get_edit_url()) == (arm, address)
    assert statement.get_absolute_url() == "/reports/2022-23/whole/#arm-safeguarding-adults"
    page = coordinator.get(address).content.decode()
    assert "Work of the arm: Safeguarding adults (2022-23)" in page
    assert f"/partner/report/statements/{statement.pk}/withdraw/" in page
    board = coordinator.get("/partner/report/?year=2022-23").content.decode()
    assert f'href="{address}"' in board
    assert coordinator.get("/partner/report/2022-23/statements/arm/none/").status_code == 404


@pytest.mark.parametrize("kind", ["arm", "nonsense"])
def test_no_such_kind(coordinator: Client, cast: Cast, kind: str) -> None:
    assert coordinator.get(f"/partner/report/2022-23/statements/{kind}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "decider", "role"),
    [
        (StatementKind.FOREWORD, "chair", "independent chair"),
        (StatementKind.SCRUTINY, "scrutineer", "independent scrutineer"),
    ],
)
def test_a_text_in_somebodys_name_is_approved_by_that_person_alone(
    client: Client, cast: Cast, kind: StatementKind, decider: str, role: str
) -> None:
    statement = sent(cast, kind)
    for other in {"board_icb", "board_police", "chair", "scrutineer"} - {decider}:
        for verb in (Verb.APPROVE, Verb.RETURN):
            with pytest.raises(NotAllowed):
                move(obj=statement, verb=verb, by=cast[other], note="No", revision=statement.revision)
    told = Notification.objects.get(key__startswith="waiting:")
    assert told.recipient == cast[decider]
    assert "it is in your name: no one else can approve it" in told.body
    client.force_login(cast.board_icb)
    page = client.get(review_url(statement)).content.decode()
    assert f"It is in the name of the {role}, and only they can approve it." in page
    client.force_login(cast[decider])
    page = client.get(review_url(statement)).content.decode()
    assert 'value="approve"' in page
    assert "We met each month." in page
    assert f'href="{review_url(statement)}"' in client.get("/partner/report/?year=2022-23").content.decode()
    queue = client.get("/admin/").content.decode()
    assert "Every board member has a conflict" not in queue

    move(obj=statement, verb=Verb.APPROVE, by=cast[decider], revision=statement.revision)

    assert statement.state == ReviewState.APPROVED


def test_the_scrutineer_decides_on_nothing_else(cast: Cast) -> None:
    statement = sent(cast, StatementKind.VOICE)

    with pytest.raises(NotAllowed):
        move(obj=statement, verb=Verb.APPROVE, by=cast.scrutineer, revision=statement.revision)
    told = Notification.objects.filter(key__startswith="waiting:").values_list("recipient", flat=True)
    assert cast.scrutineer.pk not in told


def test_without_a_scrutineer_the_coordinator_is_told(cast: Cast) -> None:
    RoleGrant.objects.filter(role="scrutineer").delete()

    sent(cast, StatementKind.SCRUTINY, so_what="")

    told = Notification.objects.get()
    assert told.recipient == cast.coordinator
    assert "the independent scrutineer, but no one with that role has an account" in told.body


def test_foreword_asks_one_question(coordinator: Client, cast: Cast) -> None:
    page = coordinator.get("/partner/report/2022-23/statements/foreword/").content.decode()

    assert "What does the chair say about the year?" in page
    assert 'name="so_what"' not in page
    assert 'value="Independent chair"' in page
    assert not draft_statement(cast.year, StatementKind.FOREWORD, cast.coordinator, so_what="").problems()


def test_who_has_no_organisation_starts_none(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="does not belong to an organisation"):
        start_statement(
            year=cast.year, kind=StatementKind.VOICE, by=UserFactory(organisation=None, roles=["coordinator"])
        )


def test_a_withdrawn_text_makes_room_for_a_new_one(coordinator: Client, cast: Cast) -> None:
    statement = live_statement(cast.year, StatementKind.VOICE, cast.coordinator, cast.board_icb)
    address = f"/partner/report/statements/{statement.pk}/withdraw/"

    answer = coordinator.post(address, {"note": "A mistake"}, follow=True)

    assert answer.redirect_chain == [("/partner/report/?year=2022-23", 302)]
    assert coordinator.get(address).status_code == 404
    draft_statement(cast.year, StatementKind.VOICE, cast.coordinator)
    assert Statement.objects.count() == 2


def test_edit_of_an_approved_text_leaves_readers_the_approved_one(coordinator: Client, cast: Cast) -> None:
    statement = live_statement(cast.year, StatementKind.VOICE, cast.coordinator, cast.board_icb)
    typed = {"byline": "Group", "text": "New words", "so_what": "New", "revision": statement.revision, "save": "1"}
    coordinator.post("/partner/report/2022-23/statements/voice/", typed)

    statement.refresh_from_db()
    assert statement.state == ReviewState.DRAFT
    assert statement.live_revision is not None
    assert statement.live_revision.content["text"] == "We met each month."


OWN_TEXTS = [("foreword", "chair"), ("scrutiny", "scrutineer")]


@pytest.mark.parametrize(("kind", "who"), OWN_TEXTS)
def test_chair_and_scrutineer_write_their_own_text_and_the_board_approves_it(
    client: Client, cast: Cast, kind: str, who: str
) -> None:
    address = f"/partner/report/2022-23/statements/{kind}/"
    client.force_login(cast[who])
    assert f'href="{address}"' in client.get("/partner/").content.decode()
    assert f'href="{address}"' in client.get("/partner/report/?year=2022-23").content.decode()
    typed = {"byline": "The role", "text": "A year of **listening**.", "so_what": "", "revision": "0"}
    client.post(address, {**typed, "save": "1"})
    assert "In your name, draft" in client.get("/partner/").content.decode()
    statement = Statement.objects.get()
    client.post(address, {**typed, "revision": statement.revision, "submit": "1"})
    statement.refresh_from_db()
    assert (statement.state, statement.organisation, statement.owner) == (ReviewState.SUBMITTED, None, str(cast[who]))

    told = Notification.objects.filter(key__startswith="waiting:").values_list("recipient__email", flat=True)
    assert set(told) == {cast.board_council.email, cast.board_icb.email, cast.board_police.email}
    with pytest.raises(NotAllowed):
        move(obj=statement, verb=Verb.APPROVE, by=cast[who], revision=statement.revision)
    move(obj=statement, verb=Verb.RETURN, by=cast.board_icb, note="Say what changed.", revision=statement.revision)
    assert "Say what changed." in client.get("/partner/").content.decode()
    client.post(address, {**typed, "text": "Children were heard.", "revision": statement.revision, "submit": "1"})
    statement.refresh_from_db()
    move(obj=statement, verb=Verb.APPROVE, by=cast.board_icb, revision=statement.revision)
    assert statement.live_revision is not None
    assert statement.live_revision.content["text"] == "Children were heard."


@pytest.mark.parametrize(("kind", "who"), OWN_TEXTS)
def test_nobody_else_changes_what_was_written_in_ones_own_name(
    coordinator: Client, cast: Cast, kind: str, who: str
) -> None:
    statement = draft_statement(cast.year, StatementKind(kind), cast[who])
    address = statement.get_edit_url()

    page = coordinator.get(address).content.decode()
    assert "You can comment on it, but not change it." in page
    assert 'name="text"' not in page
    refused = coordinator.post(address, {"byline": "Chair", "text": "Mine", "revision": "1", "save": "1"})
    assert "Mine" not in Statement.objects.get().text
    assert refused.status_code == 200
    add_comment(item=statement, text="Thank the schools.", by=cast.coordinator)
    own = Client()
    own.force_login(cast[who])
    assert "1 comment is open" in own.get("/partner/").content.decode()


def test_who_signs_takes_over_what_was_drafted_for_them(cast: Cast) -> None:
    statement = sent(cast, StatementKind.FOREWORD, so_what="")
    client = Client()
    client.force_login(cast.chair)
    page = client.get(statement.get_edit_url()).content.decode()
    assert f"{cast.coordinator} wrote this for you." in page

    typed = {"byline": "Chair", "text": "In my words.", "revision": statement.revision, "submit": "1"}
    client.post(statement.get_edit_url(), typed)

    statement.refresh_from_db()
    assert (statement.text, statement.in_own_hand, statement.state) == ("In my words.", True, ReviewState.SUBMITTED)
    with pytest.raises(NotAllowed):
        save_statement(statement=statement, by=cast.coordinator, revision=statement.revision)
    with pytest.raises(NotAllowed):
        move(obj=statement, verb=Verb.APPROVE, by=cast.chair, revision=statement.revision)
    move(obj=statement, verb=Verb.APPROVE, by=cast.board_icb, revision=statement.revision)


def test_who_signs_withdraws_their_text_and_no_other(cast: Cast) -> None:
    own = draft_statement(cast.year, StatementKind.SCRUTINY, cast.scrutineer)
    other = draft_statement(cast.year, StatementKind.VOICE, cast.coordinator)
    client = Client()
    client.force_login(cast.scrutineer)

    assert client.get(f"/partner/report/statements/{other.pk}/withdraw/").status_code == 403
    client.post(f"/partner/report/statements/{own.pk}/withdraw/", {"note": "I begin again."})

    own.refresh_from_db()
    assert own.state == ReviewState.WITHDRAWN


@pytest.mark.postgres
def test_database_refuses_nonsense(cast: Cast, arm: Arm) -> None:
    voice = draft_statement(cast.year, StatementKind.VOICE, cast.coordinator)
    of_arm = draft_statement(cast.year, StatementKind.ARM, cast.coordinator, arm)
    for statement, wrong in (
        (voice, {"kind": "rumour"}),
        (voice, {"arm": arm}),
        (of_arm, {"arm": None}),
        (voice, {"in_own_hand": True}),
        (voice, {"organisation": None}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Statement.objects.filter(pk=statement.pk).update(**wrong)
    for kind, of in ((StatementKind.VOICE, None), (StatementKind.ARM, arm)):
        with pytest.raises(IntegrityError), transaction.atomic():
            draft_statement(cast.year, kind, cast.coordinator, of)


def test_partners_write_no_statement(cast: Cast) -> None:
    with pytest.raises(DomainError):
        draft_statement(cast.year, StatementKind.VOICE, cast.partner_council)
