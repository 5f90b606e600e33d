"""Verbs of learning: drafts, consent, addresses, and the withdrawal that takes a story off everywhere."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from learning.models import Briefing, CaseStudy, Consent, Newsletter, NewsletterItem
from learning.models.case_study import CHECKLIST_FIELDS
from learning.services import (
    ConsentTerms,
    Item,
    create_theme,
    save_briefing,
    save_case_study,
    save_newsletter,
    start,
    withdraw_consent,
)
from partnership.exceptions import ClosedYear, DomainError, NotAllowed, StaleRevision, WrongState
from review.models import Event
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import (
    PUBLIC_CONSENT,
    draft_briefing,
    draft_case_study,
    draft_newsletter,
    publish,
)
from tests.stages import Cast

TODAY = datetime.date(2023, 2, 1)


def test_story_belongs_to_its_writer_s_organisation_and_its_consent_is_recorded(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)

    assert story.organisation == cast.police
    assert (story.consent.basis, story.consent.scope, story.consent.recorded_by) == (
        "adult",
        "public",
        cast.partner_police,
    )
    assert (str(story), str(story.consent)) == ("A plan that held", f"consent for case study {story.pk}")


def test_consent_keeps_who_recorded_it_until_it_changes(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    recorded = story.consent.recorded_at

    save_case_study(case_study=story, consent=PUBLIC_CONSENT, by=cast.partner_police, revision=1)
    assert Consent.objects.get().recorded_at == recorded

    narrower = ConsentTerms("adult", "training", PUBLIC_CONSENT.given_on)
    save_case_study(case_study=story, consent=narrower, by=cast.partner_police, revision=2)
    assert Consent.objects.get().recorded_at > recorded
    assert Consent.objects.get().scope == "training"


def test_consent_that_runs_out_before_it_was_given_is_refused(cast: Cast) -> None:
    terms = ConsentTerms("adult", "public", TODAY, TODAY)

    with pytest.raises(DomainError, match="Consent has to run out after it was given"):
        draft_case_study(cast.year, cast.partner_police, consent=terms)


def test_who_belongs_to_no_organisation_starts_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="belongs to no organisation"):
        start(Briefing, by=cast.chair)


@pytest.mark.parametrize("who", ["board_council", "partner_council"])
def test_only_the_coordinator_writes_briefings_and_newsletters(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        draft_briefing(cast.year, getattr(cast, who))
    with pytest.raises(NotAllowed):
        draft_newsletter(cast.year, getattr(cast, who))
    assert not Briefing.objects.exists()
    assert not Newsletter.objects.exists()


def test_address_is_made_from_the_first_title_and_stays(cast: Cast) -> None:
    first = draft_briefing(cast.year, cast.coordinator, title="Working with fathers")
    second = draft_briefing(cast.year, cast.coordinator, title="Working with fathers")
    nameless = draft_briefing(cast.year, cast.coordinator, title="???")

    assert first.slug == "working-with-fathers"
    assert second.slug == f"working-with-fathers-{second.key.hex[:6]}"
    assert nameless.slug == "briefing"

    first.title = "Another title"
    save_briefing(briefing=first, by=cast.coordinator, revision=1)
    assert Briefing.objects.get(pk=first.pk).slug == "working-with-fathers"


def test_same_key_is_saved_once(cast: Cast) -> None:
    first = draft_briefing(cast.year, cast.coordinator)
    again = start(Briefing, by=cast.coordinator, key=first.key)
    again.title, again.year = "Again", cast.year

    with pytest.raises(IntegrityError), transaction.atomic():
        save_briefing(briefing=again, by=cast.coordinator)


def test_closed_year_takes_nothing(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    cast.year.closed_at, cast.year.closed_by = timezone.now(), cast.coordinator
    cast.year.save()
    story = CaseStudy.objects.get()

    with pytest.raises(ClosedYear, match="2022-23 is closed"):
        save_case_study(case_study=story, consent=PUBLIC_CONSENT, by=cast.partner_police, revision=1)
    assert story.problems() == ["The year 2022-23 is closed and takes no more entries: choose an open year."]


def test_items_of_an_issue_keep_their_order_and_are_replaced_whole(cast: Cast) -> None:
    briefing = draft_briefing(cast.year, cast.coordinator)
    issue = draft_newsletter(cast.year, cast.coordinator, [Item("One", "Text", briefing=briefing), Item("Two")])
    assert [str(item) for item in issue.items.all()] == ["One", "Two"]

    save_newsletter(newsletter=issue, items=[Item("Three")], by=cast.coordinator, revision=1)
    assert list(NewsletterItem.objects.values_list("number", "title")) == [(1, "Three")]


def test_stale_edit_changes_no_child_rows(cast: Cast) -> None:
    issue = draft_newsletter(cast.year, cast.coordinator, [Item("One")])

    with pytest.raises(StaleRevision):
        save_newsletter(newsletter=issue, items=[], by=cast.coordinator, revision=7)
    assert issue.items.count() == 1


def test_theme_is_added_by_the_coordinator(cast: Cast) -> None:
    theme = create_theme(slug="knife-crime", title="Knife crime", by=cast.coordinator)

    assert str(theme) == "Knife crime"
    assert Event.objects.get().verb == "create theme"
    with pytest.raises(NotAllowed):
        create_theme(slug="other", title="Other", by=cast.partner_police)


@pytest.mark.parametrize("who", ["partner_police", "coordinator"])
@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "published"])
def test_consent_is_withdrawn_by_owner_or_coordinator_in_any_state(cast: Cast, who: str, state: str) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    if state != "draft":
        move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    if state in {"approved", "published"}:
        move(obj=story, verb=Verb.APPROVE, by=cast.board_icb, revision=1)
    if state == "published":
        move(obj=story, verb=Verb.PUBLISH, by=cast.coordinator, revision=1)

    withdraw_consent(case_study=story, by=getattr(cast, who), note=" The family asked. ")

    story = CaseStudy.objects.get()
    assert (story.state, story.live_revision) == (ReviewState.WITHDRAWN, None)
    assert story.consent.is_withdrawn
    assert (story.consent.withdrawn_by, story.consent.withdrawal_note) == (getattr(cast, who), "The family asked.")
    assert list(Event.objects.order_by("-sequence").values_list("verb", flat=True)[:2]) == [
        "withdraw consent",
        "withdraw",
    ]
    with pytest.raises(WrongState):
        withdraw_consent(case_study=story, by=cast.coordinator, note="Again")


@pytest.mark.parametrize("who", ["partner_council", "board_icb", "board_police", "scrutineer"])
def test_nobody_else_withdraws_consent(cast: Cast, who: str) -> None:
    story = draft_case_study(cast.year, cast.partner_police)

    with pytest.raises(NotAllowed):
        withdraw_consent(case_study=story, by=getattr(cast, who), note="I want to")
    assert not CaseStudy.objects.get().consent.is_withdrawn


def test_withdrawal_needs_a_reason_and_does_nothing_without(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)

    with pytest.raises(DomainError, match="Say why"):
        withdraw_consent(case_study=story, by=cast.coordinator, note=" ")
    assert not CaseStudy.objects.get().consent.is_withdrawn


def test_withdrawal_does_not_wait_for_a_fresh_revision(cast: Cast) -> None:
    """The coordinator's copy is old: a partner saved meanwhile. The story comes off all the same."""
    story = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
    newer = CaseStudy.objects.get()
    save_case_study(case_study=newer, consent=PUBLIC_CONSENT, by=cast.partner_police, revision=1)

    withdraw_consent(case_study=story, by=cast.coordinator, note="Asked")

    assert not CaseStudy.objects.live().exists()


def _today(monkeypatch: pytest.MonkeyPatch, day: datetime.date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"basis": ""}, "Record on what basis and when", "basis"),
        ({"given_on": None}, "Record on what basis and when", "given_on"),
        ({"scope": ""}, "does not reach as far as the public", "scope"),
        ({"scope": "partnership"}, "does not reach as far as the public", "scope"),
        ({"scope": "training"}, "does not reach as far as the public", "scope"),
        ({"expires_on": datetime.date(2023, 1, 31)}, "Consent ran out on 31 January 2023", "expires_on"),
        ({"given_on": datetime.date(2023, 2, 2)}, "lies in the future", "given_on"),
    ],
)
def test_without_public_consent_nothing_is_submitted_or_approved(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], sentence: str, field: str
) -> None:
    _today(monkeypatch, TODAY)
    terms = {**vars(PUBLIC_CONSENT), **changes}
    story = draft_case_study(cast.year, cast.partner_police, consent=ConsentTerms(**terms))

    assert [problem.field for problem in story.problems()] == [field]
    with pytest.raises(DomainError, match=sentence):
        move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    with pytest.raises(DomainError, match=sentence):
        story.check_approvable()


def test_story_without_any_consent_row_has_the_same_problem(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    Consent.objects.all().delete()
    story = CaseStudy.objects.get()

    assert story.problems() == ["Record on what basis and when consent was given."]
    assert story.content()["consent"] == {"basis": "", "scope": "", "given_on": None, "expires_on": None}
    assert story.notes_for_review()[0] == "Consent: not recorded. Scope: not recorded. Until: no end date."


def test_withdrawn_consent_says_so(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    withdraw_consent(case_study=story, by=cast.coordinator, note="Asked")

    assert CaseStudy.objects.get().consent_problem() == ("Consent was withdrawn. This story must not be used any more.")


def test_consent_may_run_out_between_submission_and_approval(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _today(monkeypatch, TODAY)
    terms = ConsentTerms("adult", "public", datetime.date(2023, 1, 1), TODAY)
    story = draft_case_study(cast.year, cast.partner_police, consent=terms)
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    _today(monkeypatch, TODAY + datetime.timedelta(days=1))

    with pytest.raises(DomainError, match="Consent ran out"):
        move(obj=story, verb=Verb.APPROVE, by=cast.board_icb, revision=1)
    assert CaseStudy.objects.get().state == ReviewState.SUBMITTED


def test_hard_findings_stop_the_submission_soft_ones_are_told_to_the_reviewer(cast: Cast) -> None:
    story = draft_case_study(
        cast.year,
        cast.partner_police,
        background="Adult B, aged 47, met Sarah.",
        worry="Write to somebody@example.org.",
    )

    assert story.problems() == ["What was the worry: “somebody@example.org”. This is an e-mail address. Take it out."]
    assert story.problems()[0].field == "worry"
    assert story.notes_for_review() == [
        "Consent: The adult agreed. Scope: The public. Until: no end date.",
        "Background: “aged 47”. This is an exact age. Give an age band instead: 45 to 54.",
        "Background: “Sarah”. Is this a name? If it is, write “Child A”, “Adult B” or the person's role instead.",
    ]


def test_names_of_the_partnership_and_the_organisation_are_no_finding(cast: Cast) -> None:
    story = draft_case_study(
        cast.year, cast.partner_police, background="The Police met Adult B in Bath and North East Somerset."
    )

    assert story.findings() == []


@pytest.mark.parametrize("name", CHECKLIST_FIELDS)
def test_every_line_of_the_checklist_has_to_be_ticked(cast: Cast, name: str) -> None:
    story = draft_case_study(cast.year, cast.partner_police, **{name: False})

    (problem,) = story.problems()
    assert problem.field == name
    assert problem.startswith("Check the story against the whole anonymisation list.")


@pytest.mark.parametrize(("name", "label"), [("voice", "voice of the child or adult"), ("review_by", "review by")])
def test_empty_fields_are_named(cast: Cast, name: str, label: str) -> None:
    empty = None if name == "review_by" else " "
    story = draft_case_study(cast.year, cast.partner_police, **{name: empty})

    (problem,) = story.problems()
    assert problem == f"Fill in “{label}”."
    assert problem.field == name


def test_briefing_and_newsletter_say_what_is_missing(cast: Cast) -> None:
    briefing = draft_briefing(cast.year, cast.coordinator, audience="", questions="")
    issue = draft_newsletter(cast.year, cast.coordinator, spotlight_body="", issued_on=datetime.date(2024, 1, 1))

    assert briefing.problems() == ["Fill in “audience”.", "Fill in “questions for reflection”."]
    assert issue.problems() == [
        "Fill in “spotlight text”.",
        "The date of issue does not lie in the year 2022-23. Change one of the two.",
    ]
    assert [problem.field for problem in issue.problems()] == ["spotlight_body", "issued_on"]


@pytest.mark.parametrize(
    "changes",
    [
        {"basis": "hearsay"},
        {"scope": "everyone"},
        {"expires_on": datetime.date(2022, 1, 1)},
        {"withdrawn_at": timezone.now()},
        {"withdrawal_note": "Asked"},
    ],
)
def test_database_refuses_nonsense_about_consent(cast: Cast, changes: dict[str, Any]) -> None:
    draft_case_study(cast.year, cast.partner_police)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(**changes)


def test_database_refuses_withdrawn_consent_without_a_reason(cast: Cast) -> None:
    draft_case_study(cast.year, cast.partner_police)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(withdrawn_at=timezone.now(), withdrawn_by=cast.coordinator)


def test_database_refuses_nonsense_about_stories_and_items(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    briefing = draft_briefing(cast.year, cast.coordinator)
    draft_newsletter(cast.year, cast.coordinator, [Item("One", case_study=story)])

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStudy.objects.update(impact_evidence="hope")
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsletterItem.objects.update(briefing=briefing)


def test_content_of_a_story_is_what_the_board_decides_on(cast: Cast) -> None:
    content = draft_case_study(cast.year, cast.partner_police).content()

    assert content["consent"] == {"basis": "adult", "scope": "public", "given_on": "2023-01-10", "expires_on": None}
    assert (content["kind"], content["is_composite"]) == ("casestudy", False)
    assert content["impact_evidence_label"] == "Outcome: what changed for people"
    empty = draft_case_study(cast.year, cast.partner_police, impact_evidence="", review_by=None).content()
    assert (empty["impact_evidence_label"], empty["review_by"]) == ("", None)
