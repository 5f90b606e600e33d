"""Findings and challenges with their actions in the tracker: one list, and the report draws on it."""

import datetime
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.utils import timezone

from priorities.models import Action
from reports.content import NarrativeSection
from reports.contributions.record_entries import FindingEntry
from reports.contributions.record_services import save_review
from reports.contributions.tracked import live_reviews
from reports.document.assemble import assemble
from reports.document.assess import facts_of
from reports.models import SafeguardingReview
from reports.signing.challenges import raise_challenge
from tests.factories.priorities import draft_update, live_update
from tests.factories.records import approved, draft_review
from tests.stages import Cast

OPEN = (
    FindingEntry("Share what is known.", "accepted", "2022-23"),
    FindingEntry("Keep a register.", "accepted", "2022-23"),
)


def add_action(client: Client, cast: Cast, page: str, number: int = 0, title: str = "Agree how to share") -> Action:
    """Follow the link of a finding, or of a challenge, and fill in what it asks."""
    client.force_login(cast.coordinator)
    link = client.get(page).context["tracked"]
    add = (link[number] if isinstance(link, list) else link).add
    form = client.get(add).context["form"]
    sent = {name: form[name].value() for name in ("source", "source_reference")}
    answer = client.post(
        add,
        sent
        | {"title": title, "owner": cast.police.pk, "due_on-day": "31", "due_on-month": "12", "due_on-year": "2022"},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return Action.objects.get(title=title)


def edit_page(review: SafeguardingReview) -> str:
    return review.get_edit_url()


def reviews_in(cast: Cast) -> NarrativeSection:
    """The section on reviews of the year's report."""
    return next(one for one in assemble(cast.year).sections if one.anchor == "reviews")  # type: ignore[return-value]


def test_report_prints_what_owners_did_about_findings_once_it_is_approved(client: Client, cast: Cast) -> None:
    review = approved(draft_review(cast.coordinator, OPEN), cast.board_icb)
    done = add_action(client, cast, edit_page(review))
    refused = add_action(client, cast, edit_page(review), 1, "Keep a register")
    draft = add_action(client, cast, edit_page(review), 0, "Nobody approved this")
    assert (done.source_reference, draft.source_key[-2:]) == ("SAR 2022/1, finding 1", ":2")
    live_update(
        done,
        cast.year,
        cast.partner_police,
        cast.board_icb,
        what_we_did="We **signed** it.",
        impact_note="People were asked once.",
        impact_evidence="voice",
        evidence="Minutes, not for readers",
    )
    live_update(
        refused,
        cast.year,
        cast.partner_police,
        cast.board_icb,
        status="not_implementing",
        on_hold_reason="The one that exists holds the same",
        what_we_did="",
        impact_note="",
        impact_evidence="",
    )
    draft_update(draft, cast.year, cast.partner_police)

    [part] = [one for one in reviews_in(cast).parts if one.anchor == "review-sar-2022-1"]
    findings, actions = part.tables
    assert actions.columns == ("Finding", "Action", "Owner", "Due", "Status", "What was done")
    assert actions.rows == (
        (
            "1",
            "Agree how to share",
            cast.police.name,
            "31 December 2022",
            "Done",
            "We signed it. So what? People were asked once. Evidence: Voice: what people said about it.",
        ),
        (
            "2",
            "Keep a register",
            cast.police.name,
            "31 December 2022",
            "Not implementing",
            "Not implementing, because: The one that exists holds the same.",
        ),
    )
    assert findings.rows[0][1] == "Share what is known."


def test_work_in_the_tracker_counts_for_what_the_law_requires(client: Client, cast: Cast) -> None:
    review = approved(draft_review(cast.coordinator, OPEN[:1]), cast.board_icb)
    action = add_action(client, cast, edit_page(review))
    (before,) = facts_of(cast.year).known_findings("sar")
    assert not before[1].is_acted_on_in("2022-23")

    live_update(action, cast.year, cast.partner_police, cast.board_icb, status="under_way")

    (after,) = facts_of(cast.year).known_findings("sar")
    assert after[1].is_acted_on_in("2022-23")
    assert not after[1].is_acted_on_in("2023-24")


def test_review_of_an_earlier_year_is_told_where_its_actions_were_worked_on(client: Client, cast: Cast) -> None:
    review = approved(
        draft_review(
            cast.coordinator, OPEN, begun_on=datetime.date(2019, 5, 1), concluded_on=datetime.date(2020, 5, 1)
        ),
        cast.board_icb,
    )
    action = add_action(client, cast, edit_page(review))
    assert "SAR 2022/1" not in str(reviews_in(cast).parts)

    live_update(action, cast.year, cast.partner_police, cast.board_icb)

    [part] = [one for one in reviews_in(cast).parts if one.anchor == "reviews-tracked"]
    assert part.tables[0].rows[0][:3] == ("SAR 2022/1, 1", "Agree how to share", cast.police.name)


def test_actions_stay_with_a_finding_that_is_moved_or_reworded(client: Client, cast: Cast) -> None:
    review = approved(draft_review(cast.coordinator, OPEN), cast.board_icb)
    action = add_action(client, cast, edit_page(review), 1)
    live_update(action, cast.year, cast.partner_police, cast.board_icb)

    review.refresh_from_db()
    moved = (FindingEntry("A new first finding."), *OPEN)
    save_review(review=review, findings=moved, by=cast.coordinator, revision=review.revision)
    approved(review, cast.board_icb)
    [live] = live_reviews()
    assert [bool(finding.tracked) for finding in live.review.findings] == [False, False, True]


def test_review_and_action_lead_to_each_other(client: Client, cast: Cast) -> None:
    review = draft_review(cast.coordinator, OPEN)
    action = add_action(client, cast, edit_page(review))

    assert action.get_absolute_url() in client.get(edit_page(review)).content.decode()
    assert edit_page(review) in client.get(action.get_absolute_url()).content.decode()
    client.force_login(cast.partner_police)
    assert edit_page(review) not in client.get(action.get_absolute_url()).content.decode()


def test_challenge_and_action_lead_to_each_other(client: Client, cast: Cast) -> None:
    challenge = raise_challenge(
        year=cast.year, section="", question="What of the findings?", due_on=timezone.localdate(), by=cast.scrutineer
    )
    page = f"/partner/challenges/{challenge.pk}/"
    action = add_action(client, cast, page)

    assert action.origin == f"Challenge: {challenge}"
    client.force_login(cast.scrutineer)
    shown = client.get(page).content.decode()
    assert action.get_absolute_url() in shown
    assert "Add an action" not in shown
    assert page in client.get(action.get_absolute_url()).content.decode()


def test_form_that_is_sent_twice_makes_one_action(client: Client, cast: Cast) -> None:
    review = draft_review(cast.coordinator, OPEN)
    client.force_login(cast.coordinator)
    add = client.get(edit_page(review)).context["tracked"][0].add
    asked = parse_qs(urlsplit(add).query)
    sent = {"source": "review", "source_reference": asked["reference"][0], "title": "Once", "owner": cast.police.pk}
    client.post(add, sent)

    assert "There is already an action for this." in client.post(add, sent).content.decode()
    assert Action.objects.filter(title="Once").count() == 1
