"""Nothing that the report prints tells who somebody is: stopped at submission, or at saving where nobody reviews."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Release
from indicators.releases.services import make_release
from learning.services import Item
from partnership.exceptions import DomainError
from partnership.models import Arm
from reports.build.services import begin_edition
from reports.contributions.plain_services import save_easy_read, save_plain_summary
from reports.contributions.record_entries import CostEntry, CourseEntry, PromiseEntry
from reports.contributions.record_services import start_year_record
from reports.contributions.statement_kinds import StatementKind
from reports.document.requirement_services import answer_requirement, override_requirement
from reports.document.section_plan import choose_section
from reports.editions.former_reports import upload_former_report
from reports.impact.comparison.services import save_closure
from reports.models import CommitmentClosure, EasyRead, Edition, PlainSummary, RequirementAnswer, SectionChoice
from reports.publishing.takedown import take_down
from review.identity import submission_problems
from review.models import Reviewable
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.accounts import draft_account, draft_statement, seat
from tests.factories.impact import audit, draft_claim
from tests.factories.indicators import approved_return, draft_return
from tests.factories.learning import draft_briefing, draft_case_study, draft_newsletter
from tests.factories.pdfs import pdf_file
from tests.factories.priorities import ActionFactory, draft_update
from tests.factories.records import draft_costs, draft_forward_plan, draft_review, draft_training
from tests.stages import Cast

PHONE = "Her mother is on 07700 900123."
ADVICE = "“07700 900123”. This looks like a telephone number. Remove it."
ORDINARY = (
    "The board met on 12 May 2022 and heard 1,234 people. In an emergency call 999. Worried about a child: "
    "01225 396312. Childline: 0800 1111. The rate was 0.05–0.12 (0.03–0.18)."
)

Make = Callable[[Cast, str], Reviewable]


def account(cast: Cast, text: str) -> Reviewable:
    seat(cast.police)
    return draft_account(cast.year, cast.police, cast.partner_police, difference=text)


def claim(cast: Cast, text: str) -> Reviewable:
    return draft_claim(ActionFactory(owner=cast.police), cast.year, cast.partner_police, claim=text)


def finding(cast: Cast, text: str) -> Reviewable:
    return draft_claim(ActionFactory(owner=cast.police), cast.year, cast.partner_police, audit(), audit(finding=text))


def statement(cast: Cast, text: str) -> Reviewable:
    arm = Arm.objects.create(slug="adults", name="Adults")
    return draft_statement(cast.year, StatementKind.ARM, cast.coordinator, arm, so_what=text)


def training(cast: Cast, text: str) -> Reviewable:
    return draft_training(cast.year, cast.coordinator, note=text)


def course(cast: Cast, text: str) -> Reviewable:
    return draft_training(cast.year, cast.coordinator, CourseEntry(title=text, sessions=1, attended=1))


def costs(cast: Cast, text: str) -> Reviewable:
    return draft_costs(cast.year, cast.coordinator, impact=text)


def line(cast: Cast, text: str) -> Reviewable:
    return draft_costs(cast.year, cast.coordinator, CostEntry("spending", None, text, None, 1))  # type: ignore[arg-type]


def promise(cast: Cast, text: str) -> Reviewable:
    return draft_forward_plan(cast.year, cast.coordinator, PromiseEntry(text, cast.council))


def closure(cast: Cast, text: str) -> Reviewable:
    draft = CommitmentClosure(
        organisation=cast.council, year=cast.year, promise="Visit homes", promise_key="0123456789" * 4, reason=text
    )
    return save_closure(closure=draft, by=cast.coordinator)


def summary(cast: Cast, text: str) -> Reviewable:
    draft = start_year_record(PlainSummary, year=cast.year, by=cast.coordinator)
    draft.text = text
    return save_plain_summary(summary=draft, by=cast.coordinator)


def easy_read(cast: Cast, text: str) -> Reviewable:
    draft = start_year_record(EasyRead, year=cast.year, by=cast.coordinator)
    return save_easy_read(version=draft, lines=[("house", "We met."), ("phone", text)], by=cast.coordinator)


def progress(cast: Cast, text: str) -> Reviewable:
    return draft_update(ActionFactory(owner=cast.police), cast.year, cast.partner_police, what_we_did=text)


def figures(cast: Cast, text: str) -> Reviewable:
    return draft_return("missing-children", cast.year, cast.police, note=text)


def briefing(cast: Cast, text: str) -> Reviewable:
    return draft_briefing(cast.year, cast.coordinator, key_facts=text)


def spotlight(cast: Cast, text: str) -> Reviewable:
    return draft_newsletter(cast.year, cast.coordinator, spotlight_body=text)


def joint_review(cast: Cast, text: str) -> Reviewable:
    return draft_review(cast.coordinator, joint_with=text)


WRITTEN: list[tuple[Make, str, str]] = [
    (account, "difference", "Difference"),
    (claim, "claim", "Claim"),
    (finding, "evidence_2_finding", "Evidence 2, finding"),
    (statement, "so_what", "So what"),
    (training, "note", "Note"),
    (course, "course_1_title", "Course 1, title"),
    (costs, "financial_impact", "Financial impact"),
    (line, "line_1_what", "Line 1, what"),
    (promise, "promise_1_text", "Promise 1, text"),
    (closure, "reason", "Reason"),
    (summary, "text", "Text"),
    (easy_read, "line_2_text", "Line 2, text"),
    (progress, "what_we_did", "What we did"),
    (figures, "note", "Note"),
    (briefing, "key_facts", "Key facts"),
    (spotlight, "spotlight_body", "Spotlight body"),
    (joint_review, "joint_with", "Joint with"),
]


@pytest.mark.parametrize(("make", "field", "label"), WRITTEN)
def test_a_telephone_number_stops_the_submission_at_its_field(cast: Cast, make: Make, field: str, label: str) -> None:
    draft = make(cast, PHONE)
    assert draft.created_by is not None

    assert [(str(one), getattr(one, "field", "")) for one in submission_problems(draft)] == [
        (f"{label}: {ADVICE}", field)
    ]
    with pytest.raises(DomainError, match=r"This looks like a telephone number\. Remove it\."):
        move(obj=draft, verb=Verb.SUBMIT, by=draft.created_by, revision=draft.revision)
    assert type(draft)._base_manager.get(pk=draft.pk).state == ReviewState.DRAFT


@pytest.mark.parametrize("make", [make for make, _, _ in WRITTEN])
def test_ordinary_figures_days_of_meetings_and_public_numbers_pass(cast: Cast, make: Make) -> None:
    draft = make(cast, ORDINARY[:150] if make in (line, course, figures) else ORDINARY)
    assert draft.created_by is not None

    assert move(obj=draft, verb=Verb.SUBMIT, by=draft.created_by, revision=draft.revision).state == "submitted"


def test_a_story_has_its_own_check_and_hears_of_each_thing_once(cast: Cast) -> None:
    story = draft_case_study(cast.year, cast.partner_council, worry=PHONE)

    assert [str(one) for one in submission_problems(story)] == [f"What was the worry: {ADVICE}"]


def test_short_items_of_a_newsletter_may_say_whom_to_write_to(cast: Cast, settings: Any) -> None:
    contact = next(one for one in settings.PARTNERSHIP.contacts if one.telephone)
    words = f"Write to training@example.com, see https://example.com/a or call {contact.telephone} or 0800 1111."
    issue = draft_newsletter(cast.year, cast.coordinator, [Item("Courses", words)], introduction=words)

    assert submission_problems(issue) == []


def test_no_part_of_a_newsletter_tells_who_somebody_is(cast: Cast) -> None:
    issue = draft_newsletter(
        cast.year,
        cast.coordinator,
        [Item("From BA1 1AA", "NHS number 943 476 5919."), Item("Two", "His date of birth is 15/03/2010.")],
        title="To AB123456C",
        introduction=PHONE,
    )

    assert [getattr(one, "field", "") for one in submission_problems(issue)] == [
        "title",
        "introduction",
        "item_1_title",
        "item_1_body",
        "item_2_body",
    ]


def test_the_form_says_so_at_the_field_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    address = reverse("reports:plain-summary-edit", args=[cast.year.slug])

    response = client.post(address, {"text": PHONE, "revision": "0", "submit": "1"})

    assert response.context["form"].errors["text"] == [f"Text: {ADVICE}"]
    assert PHONE in response.content.decode()
    assert PlainSummary.objects.get().text == PHONE


def test_what_the_coordinator_alone_writes_is_refused_at_saving(cast: Cast) -> None:
    by: dict[str, Any] = {"year": cast.year, "by": cast.coordinator}
    section: dict[str, Any] = {"key": "learning", "is_omitted": True, "revision": 0, **by}
    with pytest.raises(DomainError, match=f"^Introduction: {ADVICE}$"):
        choose_section(introduction=PHONE, reason="Nothing was learned.", **section)
    with pytest.raises(DomainError, match=f"^Reason: {ADVICE}$"):
        choose_section(introduction="", reason=PHONE, **section)
    with pytest.raises(DomainError, match=f"^Answer: {ADVICE}$"):
        answer_requirement(requirement_id="SAB-G1", state="met", sentence=PHONE, anchor="structure", **by)
    with pytest.raises(DomainError, match=f"^Reason: {ADVICE}$"):
        override_requirement(requirement_id="SAB-1c", reason=PHONE, year=cast.year, by=cast.chair)
    assert not SectionChoice.objects.exists()
    assert not RequirementAnswer.objects.exists()

    choose_section(introduction=ORDINARY, reason=ORDINARY, **section)
    answer_requirement(requirement_id="SAB-G1", state="met", sentence=ORDINARY, anchor="structure", **by)
    override_requirement(requirement_id="SAB-1c", reason=ORDINARY, year=cast.year, by=cast.chair)


def test_a_note_on_a_correction_is_refused_when_it_is_asked_for(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.build.services.has_published", lambda year: True)

    with pytest.raises(DomainError, match=f"^Correction note: {ADVICE}$"):
        begin_edition(year=cast.year, by=cast.coordinator, correction_note=PHONE)

    assert not Edition.objects.exists()
    assert begin_edition(year=cast.year, by=cast.coordinator, correction_note=ORDINARY).correction_note == ORDINARY


def test_title_and_note_of_a_release_are_refused_when_it_is_ordered(cast: Cast) -> None:
    approved_return("missing-children", cast.year, cast.police)
    for label, texts in {"Title": {"title": PHONE}, "Note": {"title": "Figures", "note": PHONE}}.items():
        with pytest.raises(DomainError, match=f"^{label}: {ADVICE}$"):
            make_release(year=cast.year, by=cast.coordinator, **texts)

    assert not Release.objects.exists()
    assert make_release(year=cast.year, by=cast.coordinator, title="Figures", note=ORDINARY).note == ORDINARY


def test_what_readers_are_told_of_a_report_that_was_taken_down_is_refused(cast: Cast) -> None:
    edition = Edition(year=cast.year, number=1)

    with pytest.raises(DomainError, match=f"^Words for readers: {ADVICE}$"):
        take_down(edition=edition, reason="A number was wrong.", words=PHONE, by=cast.chair)


def test_the_summary_of_a_former_report_is_refused_at_upload(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path

    with pytest.raises(DomainError, match=f"^Summary: {ADVICE}$"):
        upload_former_report(
            year_label="2015-16", title="Report", summary=PHONE, content=pdf_file(), by=cast.coordinator
        )


def test_the_form_of_a_section_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    address = reverse("admin:report-section-choice", args=[cast.year.slug, "learning"])

    page = client.post(address, {"introduction": PHONE, "reason": "", "revision": "0"}).content.decode()

    assert "This looks like a telephone number. Remove it." in page
    assert PHONE in page
