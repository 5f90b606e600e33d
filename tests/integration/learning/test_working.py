"""Where partners write stories, and the coordinator edits briefings and newsletters."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from learning.boxes import BOXES
from learning.models import Briefing, CaseStudy
from learning.models.case_study import CHECKLIST_FIELDS
from learning.services import Item
from partnership.models import ReportingYear
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.learning import STORY, draft_briefing, draft_case_study, draft_newsletter, publish
from tests.factories.partnership import ReportingYearFactory
from tests.stages import Cast


@pytest.fixture
def partner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.partner_police)
    return client


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def story_data(year: ReportingYear, **fields: Any) -> dict[str, Any]:
    """What the form of a complete story sends."""
    data = {name: value for name, value in STORY.items() if name not in {"review_by", *CHECKLIST_FIELDS}}
    dates = {
        f"{name}-{part}": value
        for name, parts in {"review_by": (10, 1, 2024), "given_on": (10, 1, 2023)}.items()
        for part, value in zip(("day", "month", "year"), parts, strict=True)
    }
    data |= {**dates, **dict.fromkeys(CHECKLIST_FIELDS, "on"), "basis": "adult", "scope": "public"}
    data |= {"capacity": "presumed", "taken_by": "Social worker, the council"}
    return {**data, "year": year.pk, "revision": "0", "key": str(uuid.uuid4()), **fields}


def test_partner_writes_a_story_and_submits_it(partner: Client, cast: Cast) -> None:
    page = partner.get("/partner/case-studies/new/").content.decode()
    assert "Two people check" in page
    assert 'name="key"' in page

    done = partner.post("/partner/case-studies/new/", story_data(cast.year, submit="1"), follow=True)

    assert done.redirect_chain == [("/partner/case-studies/", 302)]
    story = CaseStudy.objects.get()
    assert (story.state, story.organisation, story.consent.scope) == (ReviewState.SUBMITTED, cast.police, "public")
    assert "A plan that held" in done.content.decode()


def test_double_click_on_a_new_story_makes_one(partner: Client, cast: Cast) -> None:
    data = story_data(cast.year, submit="1")

    first = partner.post("/partner/case-studies/new/", data, follow=True)
    second = partner.post("/partner/case-studies/new/", data, follow=True)

    assert first.redirect_chain == second.redirect_chain
    assert CaseStudy.objects.count() == 1


def test_key_that_is_none_starts_afresh(partner: Client, cast: Cast) -> None:
    partner.post("/partner/case-studies/new/", story_data(cast.year, save="1", key="nonsense"))

    assert CaseStudy.objects.get().key.version == 4


def test_incomplete_draft_is_kept_and_missing_title_is_asked_for(partner: Client, cast: Cast) -> None:
    data = {"title": "A beginning", "year": cast.year.pk, "revision": "0", "key": str(uuid.uuid4()), "save": "1"}

    assert partner.post("/partner/case-studies/new/", {**data, "title": ""}).status_code == 200
    assert not CaseStudy.objects.exists()
    done = partner.post("/partner/case-studies/new/", data, follow=True)
    story = CaseStudy.objects.get()
    assert done.redirect_chain == [(f"/partner/case-studies/{story.pk}/", 302)]
    assert "Draft saved" in done.content.decode()


def test_hard_finding_stops_the_submission_and_keeps_the_draft(partner: Client, cast: Cast) -> None:
    data = story_data(cast.year, submit="1", background="Adult B lives at BA1 1AA and knows Sarah.")

    page = partner.post("/partner/case-studies/new/", data).content.decode()

    assert "“BA1 1AA”. This is a postcode." in page
    story = CaseStudy.objects.get()
    assert story.state == ReviewState.DRAFT
    stored = partner.get(story.get_edit_url()).content.decode()
    assert "<strong>You must fix this before you submit.</strong>" in stored
    assert "“Sarah”. Is this a name?" in stored


def test_what_could_identify_someone_is_marked_and_changed_or_reasoned(partner: Client, cast: Cast) -> None:
    data = story_data(cast.year, submit="1", background="Adult B knows Sarah and <Encompass>.")

    page = partner.post("/partner/case-studies/new/", data)
    assert "Change it, or say why it can stay." in page.content.decode()
    story = CaseStudy.objects.get()
    stored = partner.get(story.get_edit_url()).content.decode()
    assert "<mark>Sarah</mark> and &lt;<mark>Encompass</mark>&gt;." in stored

    sarah, programme = (f"keep_{one.key}" for one in story.findings())
    data |= {"revision": "1", "background": "Adult B knows a neighbour and <Encompass>."}
    again = partner.post(story.get_edit_url(), data | {programme: "A national programme."}, follow=True)
    assert again.redirect_chain == [("/partner/case-studies/", 302)]
    story.refresh_from_db()
    assert (story.state, list(story.kept.values())) == (ReviewState.SUBMITTED, ["A national programme."])
    assert sarah not in partner.get(story.get_edit_url()).content.decode()


def test_form_shows_what_is_stored(partner: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)

    form = partner.get(story.get_edit_url()).context["form"]

    assert form["basis"].value() == "adult"
    assert form["given_on"].value() == story.consent.given_on
    assert form["title"].value() == "A plan that held"


def test_consent_dates_in_the_wrong_order_are_explained(partner: Client, cast: Cast) -> None:
    wrong = {"expires_on-day": 9, "expires_on-month": 1, "expires_on-year": 2023}

    page = partner.post("/partner/case-studies/new/", story_data(cast.year, save="1", **wrong)).content.decode()

    assert "The date consent ends must be after the date it was given" in page
    assert not CaseStudy.objects.exists()


def test_only_open_years_are_offered_beside_the_one_that_it_has(partner: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    cast.year.closed_at, cast.year.closed_by = timezone.now(), cast.coordinator
    cast.year.save()
    later = ReportingYearFactory(slug="2023-24")
    ReportingYearFactory(slug="2021-22", closed_at=timezone.now(), closed_by=cast.coordinator)

    new = partner.get("/partner/case-studies/new/").context["form"].fields["year"].queryset
    stored = partner.get(story.get_edit_url()).context["form"].fields["year"].queryset

    assert list(new) == [later]
    assert list(stored) == [later, cast.year]


def test_partner_sees_only_own_stories(client: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    client.force_login(cast.partner_council)

    assert story.title not in client.get("/partner/case-studies/").content.decode()
    assert client.get(story.get_edit_url()).status_code == 404
    assert client.get(f"{story.get_edit_url()}withdraw-consent/").status_code == 404


def test_coordinator_sees_all_stories_and_writes_none(editor: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)

    listed = editor.get("/partner/case-studies/").content.decode()
    assert story.title in listed
    assert "Write a case study" not in listed
    assert editor.get("/partner/case-studies/new/").status_code == 403
    page = editor.get(story.get_edit_url()).content.decode()
    assert "Submit for review" not in page
    assert "Adult B lived alone" in page
    assert "Consent: The adult agreed. Scope: The public." in page


def test_writer_without_organisation_is_told_whom_to_ask(partner: Client, cast: Cast) -> None:
    cast.partner_police.organisation = None
    cast.partner_police.save()

    assert partner.get("/partner/case-studies/new/").status_code == 403
    assert "Write a case study" not in partner.get("/partner/case-studies/").content.decode()


def test_consent_is_withdrawn_on_a_page_that_names_what_points_to_the_story(client: Client, cast: Cast) -> None:
    story = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
    draft_briefing(cast.year, cast.coordinator, [story], title="Pointing briefing")
    draft_newsletter(cast.year, cast.coordinator, [Item("One", case_study=story)] * 2, title="Pointing issue")
    client.force_login(cast.partner_police)
    address = f"/partner/case-studies/{story.pk}/withdraw-consent/"
    assert address in client.get(story.get_edit_url()).content.decode()

    page = client.get(address).content.decode()
    assert "Briefing “Pointing briefing”" in page
    assert page.count("Newsletter “Pointing issue”") == 1

    done = client.post(address, {"note": "The family asked"}, follow=True)
    assert done.redirect_chain == [("/partner/case-studies/", 302)]
    assert CaseStudy.objects.get().consent.is_withdrawn
    after = client.get(story.get_edit_url()).content.decode()
    assert "Withdraw consent and remove" not in after


def briefing_data(year: ReportingYear, **fields: Any) -> dict[str, Any]:
    """What the form of a complete briefing sends."""
    boxes = {box.key: f"About {box.title}" for box in BOXES}
    data = {"title": "A briefing", "audience": "All", "year": year.pk, "key": str(uuid.uuid4()), "revision": "0"}
    return {**data, **boxes, **fields}


def test_editor_writes_a_briefing_that_points_to_published_stories_only(editor: Client, cast: Cast) -> None:
    told = publish(draft_case_study(cast.year, cast.partner_police), cast.board_icb, cast.coordinator)
    draft = draft_case_study(cast.year, cast.partner_police, title="Draft")

    page = editor.get("/partner/briefings/new/")
    assert list(page.context["form"].fields["case_studies"].queryset) == [told]
    refused = editor.post("/partner/briefings/new/", briefing_data(cast.year, save="1", case_studies=[draft.pk]))
    assert refused.status_code == 200
    editor.post("/partner/briefings/new/", briefing_data(cast.year, submit="1", case_studies=[told.pk]))

    briefing = Briefing.objects.get()
    assert (briefing.state, list(briefing.case_studies.all())) == (ReviewState.SUBMITTED, [told])
    form = editor.get(briefing.get_edit_url()).context["form"]
    assert form["case_studies"].value() == [told.pk]
    assert "Withdraw this briefing" in editor.get(briefing.get_edit_url()).content.decode()


@pytest.mark.parametrize("kind", ["case-studies", "briefings", "newsletters"])
def test_lists_say_when_they_are_empty(editor: Client, kind: str) -> None:
    assert "Nothing to show yet." in editor.get(f"/partner/{kind}/").content.decode()


@pytest.mark.parametrize("kind", ["briefings", "newsletters"])
def test_partners_and_board_do_not_edit(client: Client, cast: Cast, kind: str) -> None:
    for who in (cast.partner_police, cast.board_icb):
        client.force_login(who)
        assert client.get(f"/partner/{kind}/").status_code == 403
        assert client.get(f"/partner/{kind}/new/").status_code == 403


def test_long_lists_are_paged(editor: Client, cast: Cast) -> None:
    for number in range(51):
        draft_briefing(cast.year, cast.coordinator, title=f"Briefing {number}")

    assert "Page 1 of 2" in editor.get("/partner/briefings/").content.decode()
    assert "Briefing 0<" in editor.get("/partner/briefings/?page=2").content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_queries_do_not_grow_with_rows(
    editor: Client, cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        draft_case_study(cast.year, cast.partner_police)

    with django_assert_num_queries(8):
        editor.get("/partner/case-studies/")


def test_returned_story_shows_why(partner: Client, cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_police)
    move(obj=story, verb=Verb.SUBMIT, by=cast.partner_police, revision=1)
    for reviewer in (cast.board_icb, cast.board_council):
        move(obj=story, verb=Verb.RETURN, by=reviewer, note="Whose voice is it?", revision=1)

    assert "Whose voice is it?" in partner.get(story.get_edit_url()).content.decode()
