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


def sent(claim=CLAIM, **evidence):
    """A form as a browser sends it: evidence by its fields, such as `evidence_1_sort`."""
    return {"claim": claim, "revision": "0", "save": "1", **evidence}


AUDIT = {
    "evidence_1_sort": "audit",
    "evidence_1_shows": "practice",
    "evidence_1_title": "Audit of interviews",
    "evidence_1_held_on-day": "14",
    "evidence_1_held_on-month": "2",
    "evidence_1_held_on-year": "2023",
    "evidence_1_finding": "Held in time.",
}
FEEDBACK = {
    "evidence_2_sort": "feedback",
    "evidence_2_title": "Were you heard?",
    "evidence_2_held_on-day": "1",
    "evidence_2_held_on-month": "3",
    "evidence_2_held_on-year": "2023",
    "evidence_2_people": "12",
    "evidence_2_finding": "Yes.",
}


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


def test_two_pieces_of_evidence_are_saved_and_submitted_at_once(client, cast, new):
    client.force_login(cast.partner_police)

    answer = client.post(new, {**sent(**AUDIT, **FEEDBACK), "submit": "1"})

    assert answer.url == f"{LIST}?year=2022-23"
    claim = ImpactClaim.objects.get()
    assert claim.state == "submitted"
    assert [(piece.sort, piece.title, piece.people) for piece in claim.evidence.all()] == [
        ("audit", "Audit of interviews", None),
        ("feedback", "Were you heard?", 12),
    ]
    html = page(client, claim.get_edit_url())
    assert "Evidence 3: what is it?" in html
    assert "Grade of evidence: What people said about it." in html
    assert f"/partner/impact/{claim.pk}/withdraw/" in html


@pytest.mark.postgres
def test_same_form_sent_twice_makes_one_claim(client, cast, new):
    client.force_login(cast.partner_police)
    key = client.get(new).context["item"].key
    for _ in range(2):
        assert client.post(new, {**sent(**AUDIT), "key": str(key)}).status_code == 302
    assert ImpactClaim.objects.count() == 1


def test_figures_and_stories_are_chosen_from_what_is_public(client, cast, action, new):
    approved_return("missing-children", cast.year, cast.police)
    release = a_release(cast.year)
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    client.force_login(cast.partner_police)
    html = page(client, new)
    assert '<optgroup label="Missing children">' in html
    assert f'value="{MISSING.key}"' in html
    assert HIDDEN.key not in html
    assert story.title in html

    chosen = {
        "evidence_1_sort": "figure",
        "evidence_1_shows": "outcome",
        "evidence_1_figure": MISSING.key,
        "evidence_2_sort": "case_study",
        "evidence_2_case_study": str(story.pk),
    }
    hidden = client.post(new, sent(**chosen | {"evidence_1_figure": HIDDEN.key})).content.decode()
    assert "Select a figure from the newest release of the year." in hidden
    assert client.post(new, sent(**chosen)).status_code == 302

    claim = ImpactClaim.objects.get()
    cell, told = claim.evidence.all()
    assert (cell.release, cell.address, told.case_study) == (release, MISSING, story)
    form = client.get(claim.get_edit_url()).context["form"]
    assert form["evidence_1_figure"].initial == MISSING.key
    assert form["evidence_2_case_study"].initial == str(story.pk)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"evidence_1_title": "An audit"}, "Evidence 1: describe it, or clear it."),
        ({"evidence_1_sort": "figure", "evidence_1_shows": "outcome"}, "Evidence 1: select a figure."),
        ({"evidence_1_sort": "case_study"}, "Evidence 1: select a case study."),
        ({**AUDIT, "evidence_1_shows": "outcome"}, "Evidence 1: an audit cannot show that."),
        ({**AUDIT, "evidence_1_people": "3"}, "this does not apply to “an audit”. Clear it, or select another kind."),
    ],
)
def test_mistakes_are_told_and_nothing_typed_is_lost(client, cast, new, given, message):
    client.force_login(cast.partner_police)

    html = client.post(new, sent(**given)).content.decode()

    assert message in html
    assert CLAIM in html
    assert not ImpactClaim.objects.exists()


def test_who_saves_second_sees_both_versions(client, cast, action):
    claim = draft_claim(action, cast.year, cast.partner_police, audit(), feedback())
    form = {f"evidence_{n}_{part}": "" for n in (1, 2, 3) for part in ("sort", "title")}
    client.force_login(cast.partner_police)
    client.post(claim.get_edit_url(), {**sent(claim="The first version.", **AUDIT), "revision": "1"})

    late = {**sent(claim="The second version.", **form), "revision": "1"}
    html = client.post(claim.get_edit_url(), late | {"evidence_3_finding": "Typed late"}).content.decode()

    assert "saved this claim of impact after you opened it" in html or "describe it, or clear it" in html
    assert "The second version." in html
    assert "Typed late" in html
    claim.refresh_from_db()
    assert claim.claim == "The first version."


def test_who_saves_second_is_shown_a_piece_that_the_first_took_out(client, cast, action):
    """The first took two of three pieces out: the second's form has more of them than what is stored."""
    claim = draft_claim(action, cast.year, cast.partner_police, audit(), feedback(), audit(title="A third"))
    address = claim.get_edit_url()
    client.force_login(cast.partner_police)
    third = {name.replace("_1_", "_3_"): value for name, value in AUDIT.items()} | {"evidence_3_title": "Third, typed"}
    empty = {f"evidence_4_{part}": "" for part in ("sort", "title")}
    assert client.post(address, {**sent(**AUDIT), "revision": "1"}).status_code == 302

    late = {**sent(claim="The second version.", **AUDIT, **FEEDBACK, **third, **empty), "revision": "1"}
    answer = client.post(address, late)

    assert answer.status_code == 200
    html = " ".join(answer.content.decode().split())
    assert "saved this claim of impact after you opened it" in html
    told = {row.label: (row.mine, row.theirs) for row in answer.context["differences"]}
    assert told["Evidence 3: title, or your question"] == ("Third, typed", "(empty)")
    assert not any(label.startswith(("Evidence 1", "Evidence 4")) for label in told)
    assert 'value="Third, typed"' in html

    again = {**late, "revision": str(answer.context["opened_revision"])}
    assert client.post(address, again).status_code == 302
    assert [piece.title for piece in claim.evidence.all()] == ["Audit of interviews", "Were you heard?", "Third, typed"]


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
    assert "Not answered yet" not in page(client, claim.get_edit_url())

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
