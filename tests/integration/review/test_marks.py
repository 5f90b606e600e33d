"""A detail in any text stops its submission until the author changes it or gives a reason, which the reviewers read."""

import pytest
from django.test import Client
from django.urls import reverse

from partnership.exceptions import DomainError, NotAllowed, WrongState
from reports.contributions.statement_kinds import StatementKind
from reports.models import Statement
from review.marks import details_address, details_of, keep_details
from review.models import Event, KeptDetail
from review.services import edit, move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.accounts import draft_statement
from tests.stages import Cast

NAMED = "We thank Sarah, who told her story. A boy aged 14 helped."


@pytest.fixture
def statement(cast: Cast) -> Statement:
    return draft_statement(cast.year, StatementKind.VOICE, cast.coordinator, text=NAMED)


def queue_page(client: Client, statement: Statement) -> str:
    address = reverse("admin:review-item", args=["reports", "statement", statement.pk])
    return client.get(address).content.decode()


def test_the_author_is_stopped_says_why_and_the_reviewer_reads_it(
    client: Client, cast: Cast, statement: Statement
) -> None:
    with pytest.raises(DomainError, match=r"“Sarah”.*Change it, or say why it can stay\..*“aged 14”"):
        move(obj=statement, verb=Verb.SUBMIT, by=cast.coordinator, revision=statement.revision)
    client.force_login(cast.coordinator)
    form = client.get(statement.get_edit_url()).content.decode()
    assert "We thank <mark>Sarah</mark>, who told her story. A boy <mark>aged 14</mark> helped." in form
    assert "Use an age band instead: 13 to 15" in form
    assert f'href="{details_address(statement)}"' in form

    first, second = details_of(statement)
    reasons = {first.key: "She is an adult and asked to be named.", second.key: ""}
    answer = client.post(details_address(statement), reasons)
    assert answer.url == statement.get_edit_url()
    assert [one.is_open for one in details_of(statement)] == [False, True]

    statement.text = NAMED.replace("aged 14", "aged 13 to 15")
    statement = edit(obj=statement, by=cast.coordinator, revision=statement.revision)
    statement = move(obj=statement, verb=Verb.SUBMIT, by=cast.coordinator, revision=statement.revision)

    client.force_login(cast.board_icb)
    assert "The author says: She is an adult and asked to be named." in queue_page(client, statement)
    trail = Event.objects.about(statement).filter(verb="keep details").get()
    assert "Sarah" not in f"{trail.note} {trail.data}"


def test_reasons_stay_during_review_and_go_with_their_words(cast: Cast, statement: Statement) -> None:
    every = {one.key: "It is public." for one in details_of(statement)}
    keep_details(item=statement, reasons=every, by=cast.coordinator)
    assert KeptDetail.objects.count() == 2
    statement = move(obj=statement, verb=Verb.SUBMIT, by=cast.coordinator, revision=statement.revision)
    with pytest.raises(WrongState):
        keep_details(item=statement, reasons={}, by=cast.coordinator)

    statement.text = "We thank Sarah, who told her story."
    statement = edit(obj=statement, by=cast.coordinator, revision=statement.revision)
    assert statement.state == ReviewState.DRAFT
    keep_details(item=statement, reasons={}, by=cast.coordinator)

    assert [one.detail.excerpt for one in details_of(statement)] == ["Sarah"]
    kept = KeptDetail.objects.get()
    assert "Sarah" not in str(kept), "what is printed of it in a log is not the detail"


@pytest.mark.parametrize("who", ["partner_police", "board_icb"])
def test_nobody_else_is_shown_the_page_of_the_reasons(
    client: Client, cast: Cast, statement: Statement, who: str
) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(details_address(statement)).status_code == 404
    assert client.post(details_address(statement), {}).status_code == 404
    with pytest.raises(NotAllowed):
        keep_details(item=statement, reasons={}, by=getattr(cast, who))
