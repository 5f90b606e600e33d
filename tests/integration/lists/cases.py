"""Every list page: where it is, who reads it, whom it keeps out, and how it grows."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bcssp.accounts.views import PeopleView
from indicators.backfill.views import ClosedYearListView
from indicators.catalogue.views.indicators import IndicatorListView
from indicators.catalogue.views.library import LibraryView
from indicators.chasing.views import ReturnBoardView, ReturnListView
from indicators.disclosure.policies import propose_policy
from indicators.disclosure.views.policies import PolicyListView
from indicators.models import Area, PopulationEstimate
from indicators.populations.services import ask_withdrawal
from indicators.populations.views import PopulationListView
from indicators.rounds.views.templates import ReturnTemplateListView
from learning.views.working import BriefingListView, CaseStudyListView, NewsletterListView
from mailing.views.working import SubscriberListView
from partnership.models import User
from partnership.reference.views import GroupListView, OrganisationListView, SeatListView
from partnership.services import close_year
from priorities.views.progress import ProgressListView
from priorities.views.tracker import ActionListView
from reports.assessments.views import AssessmentListView
from reports.build.views import EditionListView
from reports.contributions.views.accounts import WritingView
from reports.contributions.views.records import RecordListView
from reports.distribution.models.preview import Preview
from reports.distribution.previews import note_opening
from reports.distribution.views.distribution import PreviewListView, RecipientListView
from reports.editions.models.edition import Edition
from reports.editions.models.former import FormerReport
from reports.editions.models.recipient import Recipient
from reports.editions.views.archive_staff import FormerReportListView
from review.services import move
from review.transitions import Verb
from review.views import QueueView
from tests.factories.accounts import seat
from tests.factories.assessments import an_open_round
from tests.factories.catalogue import agreed_indicator
from tests.factories.learning import draft_briefing, draft_case_study, draft_newsletter
from tests.factories.mailing import active_subscriber
from tests.factories.partnership import GroupFactory, OrganisationFactory, ReportingYearFactory, SeatFactory
from tests.factories.priorities import ActionFactory, draft_update
from tests.factories.records import draft_review
from tests.factories.returns import a_template
from tests.stages import Cast
from ui.lists import ListPage

NUMBERS = range(100, 999)


@dataclass(frozen=True)
class ListCase:
    """One list. `grow(cast, number)` adds at least one row; `address` is asked once there are rows.

    `outsider` may not read it; empty where everybody with an account may, each their own rows.
    """

    view: type[ListPage]
    address: Callable[[], str]
    reader: str
    outsider: str
    grow: Callable[[Cast, int], Any]
    before: Callable[[Cast], Any] = lambda cast: None


def submitted_story(cast: Cast, number: int) -> None:
    """A story that waits, by one of two organisations in turn."""
    writer = (cast.partner_police, cast.partner_council)[number % 2]
    story = draft_case_study(cast.year, writer, title=f"Story {number}")
    move(obj=story, verb=Verb.SUBMIT, by=writer, revision=story.revision)


def an_edition(cast: Cast, number: int) -> Edition:
    """One that failed: nothing more than its line."""
    return Edition.objects.create(
        year=cast.year, number=number, state="failed", failure="No disk.", requested_at=timezone.now()
    )


def a_public_edition(cast: Cast) -> Edition:
    """One that counts as published, without files."""
    now = timezone.now()
    return Edition.objects.create(
        year=cast.year,
        number=1,
        state="published",
        frozen="{}",
        sha256="a" * 64,
        requested_at=now,
        ready_at=now,
        published_at=now,
        published_by=cast.chair,
    )


def a_former_report(cast: Cast, number: int) -> FormerReport:
    """One that waits for approval or is approved, in turn."""
    now = timezone.now()
    approved = {"state": "approved", "approved_by": cast.chair, "approved_at": now} if number % 2 else {}
    return FormerReport.objects.create(
        year_label=f"{1500 + number}",
        slug=f"year-{number}",
        title=f"Report {number}",
        summary="What was done.",
        sha256="b" * 64,
        size=1,
        pages=1,
        organisation=cast.council,
        created_by=cast.coordinator,
        created_at=now,
        submitted_by=cast.coordinator,
        submitted_at=now,
        **{"state": "submitted", **approved},
    )


def a_recipient(cast: Cast, number: int) -> Recipient:
    """A reader who was sent it by post or through another portal, in turn."""
    return Recipient.objects.create(
        edition=Edition.objects.get(),
        role="other",
        name=f"Reader {number}",
        how=("post", "portal")[number % 2],
        sent_on=timezone.localdate(),
        recorded_by=cast.coordinator,
        recorded_at=timezone.now(),
    )


def a_ready_edition(cast: Cast) -> Edition:
    """One that waits to be published, without files."""
    now = timezone.now()
    return Edition.objects.create(
        year=cast.year, number=1, state="ready", frozen="{}", sha256="a" * 64, requested_at=now, ready_at=now
    )


def a_preview(cast: Cast, number: int) -> None:
    """A reader whose access is open or was revoked, in turn, and who has opened the page."""
    now = timezone.now()
    preview = Preview.objects.create(
        edition=Edition.objects.get(),
        reader=f"Reader {number}",
        email=f"reader.{number}@example.org",
        reason="To prepare a statement",
        starts_at=now,
        ends_at=now + datetime.timedelta(days=1),
        token_sha256=f"{number:064}",
        granted_by=cast.coordinator,
        granted_at=now,
        **({"revoked_by": cast.coordinator, "revoked_at": now} if number % 2 else {}),
    )
    note_opening(preview, "page")


def a_decision(cast: Cast, number: int) -> None:
    """A policy that was agreed or refused, in turn."""
    policy = propose_policy(
        family_slug="",
        threshold=number % 90 + 2,
        zeros="always",
        method="suppress",
        base=0,
        symbol="[c]",
        reason="Illustrative",
        by=cast.coordinator,
    )
    if number % 2:
        move(obj=policy, verb=Verb.APPROVE, by=cast.board_icb, revision=policy.revision)
    else:
        move(obj=policy, verb=Verb.RETURN, by=cast.board_icb, note="No.", revision=policy.revision)


def a_vintage(cast: Cast, number: int) -> None:
    """A vintage of its own, every other one with a proposal to withdraw it. The numbers are made up."""
    area, _made = Area.objects.get_or_create(
        slug="listed", defaults={"name": "Listed", "code": "998", "kind": "local_authority"}
    )
    vintage = datetime.date(1000 + number, 12, 15)
    PopulationEstimate.objects.create(
        area=area,
        age_band=("0-17", "18+")[number % 2],
        reference_date=datetime.date(1000 + number, 6, 30),
        vintage=vintage,
        persons=1000,
        source="Illustrative",
        loaded_by=cast.coordinator,
        loaded_at=timezone.now(),
    )
    if number % 2:
        ask_withdrawal(vintage=vintage, area=area, reason="The wrong column.", by=cast.coordinator)


def a_return(cast: Cast, number: int) -> None:
    """A return of an organisation of its own, with its rounds."""
    organisation = OrganisationFactory(kind="police")
    a_template(organisation, slug=f"return-{number}", title=f"Return {number}")


def a_year_of_returns(cast: Cast, number: int) -> None:
    """One more open year, for which the police owe every family of their kind."""
    ReportingYearFactory(slug=f"{1900 + number}-{(1901 + number) % 100:02}")


def an_action(cast: Cast, number: int) -> None:
    """An action of the police, every other one with an update."""
    action = ActionFactory(owner=cast.police, title=f"Action {number}")
    if number % 2:
        draft_update(action, cast.year, cast.partner_police)


CASES = {
    "case studies": ListCase(
        CaseStudyListView,
        lambda: reverse("learning:case-study-list"),
        "coordinator",
        "board_icb",
        submitted_story,
    ),
    "briefings": ListCase(
        BriefingListView,
        lambda: reverse("learning:briefing-list"),
        "coordinator",
        "partner_police",
        lambda cast, number: draft_briefing(cast.year, cast.coordinator, title=f"Briefing {number}"),
    ),
    "newsletters": ListCase(
        NewsletterListView,
        lambda: reverse("learning:newsletter-manage"),
        "coordinator",
        "partner_police",
        lambda cast, number: draft_newsletter(
            cast.year, cast.coordinator, title=f"Issue {number}", issue_number=number
        ),
    ),
    "subscribers": ListCase(
        SubscriberListView,
        lambda: reverse("mailing:subscriber-list"),
        "coordinator",
        "partner_police",
        lambda cast, number: active_subscriber(f"reader{number}@example.org"),
    ),
    "review queue": ListCase(
        QueueView, lambda: reverse("admin:review-queue"), "board_icb", "partner_police", submitted_story
    ),
    "editions": ListCase(
        EditionListView, lambda: reverse("admin:report-editions"), "coordinator", "partner_police", an_edition
    ),
    "former reports": ListCase(
        FormerReportListView, lambda: reverse("admin:former-reports"), "board_icb", "partner_police", a_former_report
    ),
    "recipients": ListCase(
        RecipientListView,
        lambda: reverse("admin:report-recipients", args=[Edition.objects.get().pk]),
        "coordinator",
        "partner_police",
        a_recipient,
        before=a_public_edition,
    ),
    "pre-release access": ListCase(
        PreviewListView,
        lambda: reverse("admin:report-previews", args=[Edition.objects.get().pk]),
        "coordinator",
        "partner_police",
        a_preview,
        before=a_ready_edition,
    ),
    "disclosure policies": ListCase(
        PolicyListView, lambda: reverse("indicators:policy-list"), "coordinator", "partner_police", a_decision
    ),
    "case reviews": ListCase(
        RecordListView,
        lambda: reverse("reports:record-list"),
        "coordinator",
        "partner_police",
        lambda cast, number: draft_review(cast.coordinator, reference=f"SAR {number}"),
    ),
    "self-assessments": ListCase(
        AssessmentListView,
        lambda: reverse("reports:assessment-list"),
        "scrutineer",
        "partner_police",
        lambda cast, number: seat(OrganisationFactory()),
        before=lambda cast: an_open_round(cast.year, cast.coordinator),
    ),
    "accounts": ListCase(
        WritingView,
        lambda: reverse("reports:writing"),
        "scrutineer",
        "partner_police",
        lambda cast, number: seat(OrganisationFactory()),
    ),
    "returns set up": ListCase(
        ReturnTemplateListView,
        lambda: reverse("indicators:return-template-list"),
        "coordinator",
        "board_icb",
        a_return,
    ),
    "indicators": ListCase(
        IndicatorListView,
        lambda: reverse("indicators:definition-list"),
        "coordinator",
        "board_icb",
        lambda cast, number: agreed_indicator(f"Indicator {number}", cast.coordinator, cast.board_police),
    ),
    # Its entries are files that come with the portal.
    "library of indicators": ListCase(
        LibraryView,
        lambda: reverse("indicators:definition-library"),
        "coordinator",
        "board_icb",
        lambda cast, number: None,
    ),
    "board of returns": ListCase(
        ReturnBoardView, lambda: reverse("indicators:return-board"), "coordinator", "partner_police", a_return
    ),
    "figures to send": ListCase(
        ReturnListView,
        lambda: reverse("indicators:return-list"),
        "partner_police",
        "board_icb",
        a_year_of_returns,
    ),
    "closed years": ListCase(
        ClosedYearListView,
        lambda: reverse("indicators:closed-year-list"),
        "coordinator",
        "board_icb",
        a_return,
        before=lambda cast: close_year(year=cast.year, by=cast.coordinator),
    ),
    "organisations": ListCase(
        OrganisationListView,
        lambda: reverse("partnership:organisation-list"),
        "coordinator",
        "partner_police",
        lambda cast, number: OrganisationFactory(name=f"Organisation {number}", kind=("housing", "police")[number % 2]),
    ),
    "boards and groups": ListCase(
        GroupListView,
        lambda: reverse("partnership:group-list"),
        "board_icb",
        "partner_police",
        lambda cast, number: GroupFactory(name=f"Group {number}", kind=("board", "delivery")[number % 2]),
    ),
    "seats": ListCase(
        SeatListView,
        lambda: reverse("partnership:seat-list"),
        "scrutineer",
        "partner_police",
        lambda cast, number: SeatFactory(title=f"Seat {number}", organisation=cast.police, is_vacant=number % 2 == 0),
    ),
    "population estimates": ListCase(
        PopulationListView,
        lambda: reverse("indicators:population-list"),
        "coordinator",
        "partner_police",
        a_vintage,
    ),
    "people": ListCase(
        PeopleView,
        lambda: reverse("people"),
        "coordinator",
        "board_icb",
        lambda cast, number: User.objects.create_user(
            f"person.{number}@example.org",
            display_name=f"Person {number}",
            organisation=(None, cast.police)[number % 2],
        ),
    ),
    "tracked actions": ListCase(
        ActionListView, lambda: reverse("priorities:action-list"), "partner_police", "", an_action
    ),
    "actions": ListCase(
        ProgressListView, lambda: reverse("priorities:progress-list"), "partner_police", "board_icb", an_action
    ),
}
