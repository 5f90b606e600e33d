"""Figures of a closed year loaded a second time: what was sent back, what stands, and who loads meanwhile."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from indicators.backfill import services
from indicators.backfill.services import load_closed_figures
from indicators.definitions.families import get_family
from indicators.models import ReturnTemplate, Submission, Upload
from indicators.releases.kept_sentences import ask_to_keep
from indicators.returns.questions import ask_follow_up
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.services import close_year
from review.models import Event, Notification
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.files import ROW, a_template, police_csv
from tests.factories.indicators import example_cells
from tests.integration.indicators.backfill.backfill_pages import CARE, LIST, REASON, approve, load, send
from tests.stages import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(cast: Cast) -> ReturnTemplate:
    return a_template(cast.police)


@pytest.fixture
def coordinator(client: Client, cast: Cast, template: ReturnTemplate) -> User:
    close_year(year=cast.year, by=cast.coordinator)
    client.force_login(cast.coordinator)
    return cast.coordinator


def test_what_was_sent_back_is_loaded_again_from_its_mail(client: Client, coordinator: User, cast: Cast) -> None:
    send(client, police_csv())
    load(client)
    sent = Submission.objects.get(family_slug="missing-children")
    move(obj=sent, verb=Verb.RETURN, by=cast.board_icb, note="Which page?", revision=sent.revision)
    mail = Notification.objects.get(recipient=coordinator, subject__startswith="Returned")
    assert f"{LIST}?year=2022-23" in mail.body
    listed = client.get(f"{LIST}?year=2022-23")
    assertContains(listed, "Which page?")
    assertContains(listed, "View")
    Upload.objects.all().delete()
    page = send(client, police_csv(), "Page 13.")
    assertContains(page, "Child sexual exploitation: already sent. If you save the file")
    changed = f"Only the published source changes: “{REASON}” becomes “Page 13.”."
    assert " ".join(page.content.decode().split()).count(changed) == 2
    load(client)
    assert set(Submission.objects.values_list("backfill_reason", "state")) == {("Page 13.", "submitted")}


def test_a_question_goes_with_the_return_of_the_figures(client: Client, coordinator: User, cast: Cast) -> None:
    send(client, police_csv())
    load(client)
    sent = Submission.objects.get(family_slug="child-sexual-exploitation")
    with pytest.raises(DomainError, match="Return them with your question as the reason"):
        ask_follow_up(submission=sent, row=ROW, column="current", question="Which page?", by=cast.board_icb)
    assert not Notification.objects.filter(key__startswith="asked:").exists()
    client.force_login(cast.board_icb)
    questions = reverse("indicators:question-list", args=["2022-23", sent.family_slug, sent.organisation.slug])
    page = client.get(questions)
    assertContains(page, "Return them with your question as the reason")
    assertNotContains(page, "Send question")
    typed = client.post(questions, {"figure": f"{ROW},current", "question": "Which page?"})
    assertContains(typed, "Return them with your question as the reason", status_code=422)
    assertContains(typed, "Which page?</textarea>", status_code=422)
    move(obj=sent, verb=Verb.APPROVE, by=cast.board_icb, revision=sent.revision)


def test_what_is_approved_and_loaded_word_for_word_again_stays(client: Client, coordinator: User, cast: Cast) -> None:
    send(client, police_csv())
    load(client)
    approve(cast)
    Upload.objects.all().delete()
    page = send(client, police_csv({CARE: (2, 10)}))
    assertContains(page, "Missing children: already sent.")
    assertContains(page, "The file matches the saved figures.", count=1)
    done = load(client)
    assertContains(done, ">Missing children, 2022-23: loaded and submitted.")
    assert Event.objects.filter(verb="load file of closed year").latest("pk").data["families"] == ["missing-children"]
    assert dict(Submission.objects.values_list("family_slug", "state")) == {
        "missing-children": "submitted",
        "child-sexual-exploitation": "approved",
    }


def test_who_loaded_meanwhile_is_not_overwritten(client: Client, coordinator: User, cast: Cast) -> None:
    send(client, police_csv())
    family = get_family("missing-children")
    load_closed_figures(
        family=family,
        year=cast.year,
        organisation=cast.police,
        cells=example_cells(family, cast.year),
        reason="Another.",
        by=coordinator,
    )
    refused = load(client, seen="missing-children:0,child-sexual-exploitation:0")
    assertContains(refused, "Someone saved figures for this return")
    assert Submission.objects.get().backfill_reason == "Another."


def test_a_file_that_repeats_what_is_here_loads_nothing(client: Client, coordinator: User, cast: Cast) -> None:
    send(client, police_csv())
    load(client)
    approve(cast)
    events = Event.objects.count()
    Upload.objects.all().delete()
    send(client, police_csv())
    done = load(client)
    assertContains(done, "the file matches the saved figures. Nothing was changed.")
    assertNotContains(done, "waiting for review")
    assert {one.state for one in Submission.objects.all()} == {ReviewState.APPROVED}
    assert Event.objects.count() == events


@pytest.mark.parametrize("is_loaded_before", [False, True])
def test_who_loads_between_check_and_storing_is_not_overwritten(
    client: Client, coordinator: User, cast: Cast, monkeypatch: pytest.MonkeyPatch, is_loaded_before: bool
) -> None:
    def load_figures(reason: str) -> None:
        family = get_family("missing-children")
        cells = example_cells(family, cast.year)
        load_closed_figures(
            family=family, year=cast.year, organisation=cast.police, cells=cells, reason=reason, by=coordinator
        )

    def load_meanwhile(*args: Any) -> None:
        load_figures("Meanwhile.")
        real(*args)

    if is_loaded_before:
        load_figures("Before.")
    send(client, police_csv())
    real = services._load
    monkeypatch.setattr(services, "_load", load_meanwhile)
    assertContains(load(client), "Someone else changed this return of figures")
    assert Upload.objects.get().applied_at is None
    reasons = list(Submission.objects.values_list("backfill_reason", flat=True))
    assert reasons == (["Before."] if is_loaded_before else [])


def test_a_note_that_could_identify_somebody_is_loaded_once_its_sentence_is_kept(
    client: Client, coordinator: User, cast: Cast
) -> None:
    """Nobody works on a draft of it, so there is no reason to give."""
    content = police_csv(Note={ROW: "Two children were moved."})
    assertContains(send(client, content), "Change it, or use “Ask to keep a sentence” in “My work”.")
    request = ask_to_keep(sentence="Two children were moved.", reason="It is public.", by=cast.partner_police)
    for person in (cast.board_icb, cast.board_council):
        request = move(obj=request, verb=Verb.APPROVE, by=person, revision=request.revision)
    assertNotContains(send(client, content), "Ask to keep a sentence")
    load(client)
    assert set(Submission.objects.values_list("state", flat=True)) == {"submitted"}
