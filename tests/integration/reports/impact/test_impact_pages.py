"""The pages on which a partner says what difference an action made, without any script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.impact.grades import Sort
from reports.impact.services import Piece
from reports.models import ImpactClaim
from review.services import move
from review.transitions import Verb
from tests.factories.impact import CLAIM, HIDDEN, MISSING, audit, draft_claim, feedback, figure
from tests.factories.indicators import a_release, approved_return
from tests.factories.learning import draft_case_study, publish
from tests.factories.partnership import UserFactory
from tests.factories.priorities import ActionFactory, draft_update

LIST = "/partner/impact/"


@pytest.fixture
def action(cast):
    return ActionFactory(owner=cast.police, title="Find missing children sooner", slug="sooner")


@pytest.fixture
def new(cast, action):
    return reverse("reports:impact-create", args=[cast.year.slug, action.slug])


def page(client, address):
    return " ".join(client.get(address).content.decode().split())


def sent(claim=CLAIM, **more):
    """The first step as a browser sends it."""
    return {"claim": claim, "revision": "0", **more}


AUDIT = {
    "shows": "practice",
    "title": "Audit of interviews",
    "held_on-day": "14",
    "held_on-month": "2",
    "held_on-year": "2023",
    "finding": "Held in time.",
}
FEEDBACK = {
    "title": "Were you heard?",
    "held_on-day": "1",
    "held_on-month": "3",
    "held_on-year": "2023",
    "people": "12",
    "finding": "Yes.",
}


def evidence(claim, sort):
    """The page of a new piece of a kind, or of a stored one by its number."""
    name = "reports:impact-evidence-edit" if isinstance(sort, int) else "reports:impact-evidence-new"
    return reverse(name, args=[claim.pk, sort])


def test_list_names_each_own_action_with_its_claims(client, cast, action):
    ActionFactory(owner=cast.council, title="Not of the police", commitment=action.commitment)
    client.force_login(cast.partner_police)
    assert "No claim yet." in page(client, LIST)

    claim = draft_claim(action, cast.year, cast.partner_police)
    html = page(client, f"{LIST}?year=2022-23")
    assert CLAIM in html
    assert claim.get_edit_url() in html
    assert "Not of the police" not in html
    assert reverse("reports:impact-create", args=["2022-23", "sooner"]) in html

    move(obj=claim, verb=Verb.WITHDRAW, by=cast.partner_police, note="Wrong", revision=claim.revision)
    assert CLAIM not in page(client, LIST)


def test_list_without_plan_or_actions_says_so(client, cast):
    client.force_login(cast.partner_police)
    assert "Your organisation has no actions this year." in page(client, LIST)
    assert client.get(f"{LIST}?year=1999-00").status_code == 404


def test_list_offers_other_years_and_nothing_new_in_a_closed_one(client, cast, action, new):
    type(cast.year).objects.filter(pk=cast.year.pk).update(closed_at=timezone.now(), closed_by=cast.coordinator)
    client.force_login(cast.partner_police)

    html = page(client, LIST)
    assert "is closed. You can no longer add or change" in html
    assert new not in html
    assert "is closed. You can no longer add or change" in page(client, new)
    assert (
        "You can no longer add or change impact claims. Ask the coordinator."
        in client.post(new, sent()).content.decode()
    )


def test_list_asks_the_same_number_of_queries_however_many_actions(client, cast, action):
    client.force_login(cast.partner_police)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(3):
        draft_claim(ActionFactory(owner=cast.police), cast.year, cast.partner_police)

    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_progress_pages_lead_to_the_claims(client, cast, action):
    draft_update(action, cast.year, cast.partner_police)
    client.force_login(cast.partner_police)

    assert "/partner/impact/?year=2022-23" in page(client, "/partner/progress/")
    assert "/partner/impact/?year=2022-23#sooner" in page(client, "/partner/progress/2022-23/sooner/")


def test_claim_is_written_in_steps_then_checked_and_submitted(client, cast, new):
    client.force_login(cast.partner_police)

    assert "Submit for review" not in page(client, new)
    answer = client.post(new, sent())
    claim = ImpactClaim.objects.get()
    kinds = reverse("reports:impact-evidence", args=[claim.pk])
    assert answer.url == kinds
    assert "Select what kind of evidence you have" in client.post(kinds, {}).content.decode()
    assert client.post(kinds, {"sort": "audit"}).url == evidence(claim, "audit")
    asked = page(client, evidence(claim, "audit"))
    assert "Which audit was it?" in asked
    assert "Which figure?" not in asked
    assert "How many people" not in asked

    assert client.post(evidence(claim, "audit"), {**AUDIT, "revision": "1"}).url == claim.get_edit_url()
    client.post(evidence(claim, "feedback"), {**FEEDBACK, "revision": "2"})
    assert [(piece.sort, piece.title, piece.people) for piece in claim.evidence.all()] == [
        ("audit", "Audit of interviews", None),
        ("feedback", "Were you heard?", 12),
    ]

    html = page(client, claim.get_edit_url())
    assert "Check your answers" in html
    assert "Before you submit" not in html
    for told in (CLAIM, "Which audit was it?", "14 February 2023", "Evidence 2: feedback", "12"):
        assert told in html
    assert "Grade of evidence: What people said about it." in html
    assert f"/partner/impact/{claim.pk}/withdraw/" in html
    assert client.post(claim.get_edit_url(), {"revision": "3", "submit": "1"}).url == f"{LIST}?year=2022-23"
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_what_is_open_is_said_with_a_link_to_its_question(client, cast, action):
    claim = draft_claim(action, cast.year, cast.partner_police, feedback(people=None), claim="")
    client.force_login(cast.partner_police)
    open_now = [
        ("Enter one sentence that says who is better off, and how.", f"/partner/impact/{claim.pk}/claim/?to_check=1"),
        ("Evidence 1: enter how many people you asked.", f"{evidence(claim, 1)}#id_people"),
    ]

    shown = client.get(claim.get_edit_url()).context["open_problems"]
    assert [(sentence, address.removesuffix("#id_claim")) for sentence, address in shown] == open_now

    answer = client.post(claim.get_edit_url(), {"revision": "1", "submit": "1"})
    html = " ".join(answer.content.decode().split())
    assert "There is a problem" in html
    assert html.count("Evidence 1: enter how many people you asked.") == 1
    assert f'href="{evidence(claim, 1)}#id_people"' in html

    assert client.post(open_now[0][1], sent(revision="1")).url == claim.get_edit_url()
    assert client.post(evidence(claim, 1), {**FEEDBACK, "revision": "2"}).status_code == 302
    assert client.get(claim.get_edit_url()).context["open_problems"] == []


def test_claim_without_evidence_leads_to_its_kinds(client, cast, new):
    client.force_login(cast.partner_police)
    client.post(new, sent())
    claim = ImpactClaim.objects.get()

    ((sentence, address),) = client.get(claim.get_edit_url()).context["open_problems"]
    assert sentence.startswith("Add at least one piece of evidence.")
    assert address == reverse("reports:impact-evidence", args=[claim.pk])


def test_piece_is_changed_and_another_removed(client, cast, action):
    claim = draft_claim(action, cast.year, cast.partner_police, audit(), feedback())
    client.force_login(cast.partner_police)
    assert 'value="Audit of return interviews"' in page(client, evidence(claim, 1))

    client.post(evidence(claim, 1), {**AUDIT, "revision": "1"})
    assert client.post(claim.get_edit_url(), {"remove": "2", "revision": "2"}).url == claim.get_edit_url()
    assert [piece.title for piece in claim.evidence.all()] == ["Audit of interviews"]
    assert client.get(evidence(claim, 2)).status_code == 404
    assert client.get(evidence(claim, "rumour")).status_code == 404

    late = client.post(claim.get_edit_url(), {"remove": "1", "revision": "2"}).content.decode()
    assert "There is a problem" in late
    assert claim.evidence.count() == 1


@pytest.mark.postgres
def test_same_form_sent_twice_makes_one_claim(client, cast, new):
    client.force_login(cast.partner_police)
    key = client.get(new).context["item"].key
    for _ in range(2):
        assert client.post(new, sent(key=str(key))).status_code == 302
    assert ImpactClaim.objects.count() == 1


def test_figures_and_stories_are_chosen_from_what_is_public(client, cast, action, new):
    approved_return("missing-children", cast.year, cast.police)
    release = a_release(cast.year)
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    claim = draft_claim(action, cast.year, cast.partner_police, audit())
    client.force_login(cast.partner_police)
    html = page(client, evidence(claim, "figure"))
    assert '<optgroup label="Missing children">' in html
    assert f'value="{MISSING.key}"' in html
    assert HIDDEN.key not in html
    assert story.title in page(client, evidence(claim, "case_study"))

    chosen = {"shows": "outcome", "figure": MISSING.key, "revision": "1"}
    hidden = client.post(evidence(claim, "figure"), chosen | {"figure": HIDDEN.key}).content.decode()
    assert "Select a figure from the newest release of the year" in hidden
    assert client.post(evidence(claim, "figure"), chosen).status_code == 302
    assert client.post(evidence(claim, "case_study"), {"case_study": story.pk, "revision": "2"}).status_code == 302

    _, cell, told = claim.evidence.all()
    assert (cell.release, cell.address, told.case_study) == (release, MISSING, story)
    assert client.get(evidence(claim, 2)).context["form"].initial["figure"] == MISSING.key
    assert client.get(evidence(claim, 3)).context["form"].initial["case_study"] == str(story.pk)
    assert "Missing children" in page(client, claim.get_edit_url())


@pytest.mark.parametrize(
    ("sort", "given", "message"),
    [
        ("figure", {"shows": "outcome"}, "Select a figure"),
        ("case_study", {}, "Select a case study"),
        ("audit", {**AUDIT, "shows": "outcome"}, "outcome is not one of the available choices"),
        ("feedback", {**FEEDBACK, "people": "many"}, "Enter a whole number"),
    ],
)
def test_mistakes_are_told_and_nothing_typed_is_lost(client, cast, action, sort, given, message):
    claim = draft_claim(action, cast.year, cast.partner_police, audit())
    client.force_login(cast.partner_police)

    html = client.post(evidence(claim, sort), {**given, "revision": "1"}).content.decode()

    assert message in html
    assert given.get("finding", "") in html
    assert claim.evidence.count() == 1


def test_who_saves_second_sees_both_versions(client, cast, action):
    claim = draft_claim(action, cast.year, cast.partner_police, audit(), feedback())
    address = reverse("reports:impact-sentence", args=[claim.pk])
    client.force_login(cast.partner_police)
    client.post(address, sent("The first version.", revision="1"))

    answer = client.post(address, sent("The second version.", revision="1"))

    assert "saved this claim of impact after you opened it" in answer.content.decode()
    assert [(row.mine, row.theirs) for row in answer.context["differences"]] == [
        ("The second version.", "The first version.")
    ]
    claim.refresh_from_db()
    assert claim.claim == "The first version."
    assert claim.evidence.count() == 2


def test_who_adds_a_piece_second_is_shown_that_the_claim_has_changed(client, cast, action):
    claim = draft_claim(action, cast.year, cast.partner_police, audit(), feedback())
    client.force_login(cast.partner_police)
    client.post(evidence(claim, "feedback"), {**FEEDBACK, "revision": "1"})

    late = client.post(evidence(claim, "training"), {**AUDIT, "people": "9", "revision": "1"})

    assert "saved this claim of impact after you opened it" in late.content.decode()
    again = {**AUDIT, "people": "9", "revision": str(late.context["opened_revision"])}
    assert client.post(evidence(claim, "training"), again).status_code == 302
    assert [piece.sort for piece in claim.evidence.all()] == ["audit", "feedback", "feedback", "training"]


def test_answers_that_somebody_changed_are_read_before_they_are_submitted(client, cast, action):
    claim = draft_claim(action, cast.year, cast.partner_police)
    client.force_login(cast.partner_police)
    client.post(reverse("reports:impact-sentence", args=[claim.pk]), sent("Another sentence.", revision="1"))

    late = client.post(claim.get_edit_url(), {"revision": "1", "submit": "1"})
    assert "Read the answers again, then submit it." in late.content.decode()
    assert "Another sentence." in late.content.decode()

    for _ in range(2):
        assert client.post(claim.get_edit_url(), {"revision": "2", "submit": "1"}).url == f"{LIST}?year=2022-23"
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_others_neither_see_nor_write_a_claim(client, cast, action, new):
    claim = draft_claim(action, cast.year, cast.partner_police)
    client.force_login(cast.partner_council)
    assert client.get(claim.get_edit_url()).status_code == 404
    assert client.get(new).status_code == 404
    reads_all = UserFactory(organisation=cast.council, roles=["partner", "board_member"])
    client.force_login(reads_all)
    assert "This action belongs to another organisation" in client.get(new).content.decode()
    assert "<form method" not in page(client, claim.get_edit_url()).split("<main")[1]


def test_owner_and_chair_withdraw_with_a_reason(client, cast, action):
    claim = draft_claim(action, cast.year, cast.partner_police)
    address = reverse("reports:impact-withdraw", args=[claim.pk])
    client.force_login(cast.partner_police)
    assert "Published editions keep it." in page(client, address)
    assert client.post(address, {"note": "It was wrong"}).url == f"{LIST}?year=2022-23"
    assert "Not answered" not in page(client, claim.get_edit_url())

    other = draft_claim(action, cast.year, cast.partner_police)
    client.force_login(cast.chair)
    assert client.post(reverse("reports:impact-withdraw", args=[other.pk]), {"note": "Wrong"}).url == reverse("work")


def test_reviewer_reads_the_claim_its_evidence_and_its_grade(client, cast, action):
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    approved_return("missing-children", cast.year, cast.police)
    release = a_release(cast.year)
    claim = draft_claim(
        action,
        cast.year,
        cast.partner_police,
        feedback(people=2),
        figure(release),
        Piece(Sort.CASE_STUDY, case_study=story),
    )
    move(obj=claim, verb=Verb.SUBMIT, by=cast.partner_police, revision=claim.revision)
    client.force_login(cast.board_icb)

    html = page(client, reverse("admin:review-item", args=["reports", "impactclaim", claim.pk]))

    assert CLAIM in html
    assert "Did you feel listened to?, 1 March 2023, of fewer than 5 people" in html
    assert "Release number 1." in html
    assert "Grade of evidence: Outcome: what changed for people." in html
    assert f"The case study “{story.title}” is published today." in html
