"""Writing stories, briefings and newsletters: who may, and what is stored."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from learning.models import Briefing, CaseStudy, Newsletter, NewsletterItem
from learning.services import (
    Item,
    create_theme,
    save_briefing,
    save_case_study,
    save_newsletter,
    start,
)
from partnership.exceptions import ClosedYear, NotAllowed, StaleRevision
from review.models import Event, Notification
from review.services import move
from review.transitions import Verb
from tests.factories.learning import (
    PUBLIC_CONSENT,
    draft_briefing,
    draft_case_study,
    draft_newsletter,
    publish,
)
from tests.stages import Cast


def test_story_belongs_to_its_writer_s_organisation_and_its_consent_is_recorded(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)

    assert story.organisation == cast.police
    assert (story.consent.basis, story.consent.scope, story.consent.recorded_by) == (
        "adult",
        "public",
        cast.partner_police,
    )
    assert (str(story), str(story.consent)) == ("A plan that held", f"consent for case study {story.pk}")


def test_who_belongs_to_no_organisation_starts_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="has no organisation"):
        start(Briefing, by=cast.chair)


@pytest.mark.parametrize("who", ["board_council", "partner_council"])
def test_only_the_coordinator_writes_briefings_and_newsletters(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        draft_briefing(cast.year, getattr(cast, who))
    with pytest.raises(NotAllowed):
        draft_newsletter(cast.year, getattr(cast, who))
    assert not Briefing.objects.exists()
    assert not Newsletter.objects.exists()


def test_address_is_made_when_it_is_published_and_stays(cast: Cast) -> None:
    first = draft_briefing(cast.year, cast.coordinator, title="Daniel and the school")
    assert first.slug is None
    assert first.get_absolute_url() == first.get_edit_url()

    first.title = "Working with fathers"
    first = publish(save_briefing(briefing=first, by=cast.coordinator, revision=1), cast.board_icb, cast.coordinator)
    assert first.slug == "working-with-fathers"

    first.title = "Another title"
    save_briefing(briefing=first, by=cast.coordinator, revision=2)
    assert Briefing.objects.get(pk=first.pk).slug == "working-with-fathers"
    assert publish(Briefing.objects.get(pk=first.pk), cast.board_icb, cast.coordinator).slug == "working-with-fathers"


def test_no_two_things_have_one_address(cast: Cast) -> None:
    drafts = [draft_briefing(cast.year, cast.coordinator, title=title) for title in ("Fathers", "Fathers", "???")]
    one, two, nameless = [publish(draft, cast.board_icb, cast.coordinator) for draft in drafts]

    assert (one.slug, two.slug, nameless.slug) == ("fathers", f"fathers-{two.key.hex[:6]}", "briefing")


def test_nothing_that_is_kept_has_the_words_of_a_draft(cast: Cast) -> None:
    """Addresses, mails and the audit trail know the approved title; before it is published, a number."""
    issue = draft_newsletter(cast.year, cast.coordinator, title="Schools and clocks")
    move(obj=issue, verb=Verb.SUBMIT, by=cast.coordinator, revision=issue.revision)
    move(obj=issue, verb=Verb.RETURN, by=cast.board_icb, note="Leave the name out.", revision=issue.revision)
    issue.title = "Schools that listen"
    issue = publish(
        save_newsletter(newsletter=issue, by=cast.coordinator, revision=1), cast.board_icb, cast.coordinator
    )
    issue.title = "Clocks again"
    save_newsletter(newsletter=issue, by=cast.coordinator, revision=2)

    labels = list(Event.objects.about(issue).order_by("sequence").values_list("verb", "object_label"))
    number, title = f"Newsletter {issue.pk}", "Schools that listen"
    assert labels == [
        *(("create", number), ("submit", number), ("return", number), ("edit", number)),
        *(("submit", number), ("approve", number), ("publish", title), ("edit", title)),
    ]
    kept = [issue.slug, *(f"{one.subject} {one.body}" for one in Notification.objects.all())]
    assert len(kept) > 3
    assert not [text for text in kept if "clock" in text.casefold()]


@pytest.mark.postgres
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
    assert story.problems() == ["The year 2022-23 is closed, so you cannot add to it. Select an open year."]


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


@pytest.mark.postgres
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

    assert content["consent"] == {
        "basis": "adult",
        "capacity": "presumed",
        "taken_by": "Social worker, the council",
        "scope": "public",
        "given_on": "2023-01-10",
        "expires_on": None,
    }
    assert (content["kind"], content["is_composite"]) == ("casestudy", False)
    assert content["impact_evidence_label"] == "Outcome: what changed for people"
    empty = draft_case_study(cast.year, cast.partner_police, impact_evidence="", review_by=None).content()
    assert (empty["impact_evidence_label"], empty["review_by"]) == ("", None)
