"""Every list page: where it is, who reads it, whom it keeps out, and how it grows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from bcssp.accounts.views import PeopleView
from events.models import Event
from events.views.host import BookingListView
from events.views.working import EventListView
from indicators.backfill.views import ClosedYearListView
from indicators.catalogue.views.indicators import IndicatorListView
from indicators.catalogue.views.library import LibraryView
from indicators.chasing.views import ReturnBoardView, ReturnListView
from indicators.disclosure.views.policies import PolicyListView
from indicators.populations.views.areas import AreaListView
from indicators.populations.views.estimates import PopulationListView
from indicators.rounds.views.templates import ReturnTemplateListView
from learning.models import Campaign, Theme
from learning.views.briefings import BriefingListView
from learning.views.case_studies import CaseStudyListView
from learning.views.subjects import CampaignManageView, ThemeListView
from learning.views.uses import UseListView
from learning.views.working import NewsletterListView
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
from reports.distribution.views.distribution import PreviewListView, RecipientListView
from reports.editions.models.edition import Edition
from reports.editions.views.archive_staff import FormerReportListView
from review.trail import TrailView
from review.views import QueueView
from tests.factories.accounts import seat
from tests.factories.assessments import an_open_round
from tests.factories.bookings import booked
from tests.factories.catalogue import agreed_indicator
from tests.factories.events import draft_event, published_event
from tests.factories.learning import draft_briefing, draft_newsletter, draft_use
from tests.factories.mailing import active_subscriber
from tests.factories.partnership import GroupFactory, OrganisationFactory, SeatFactory
from tests.factories.records import draft_review
from tests.integration.lists.rows import (
    a_decision,
    a_former_report,
    a_line,
    a_preview,
    a_public_edition,
    a_ready_edition,
    a_recipient,
    a_return,
    a_vintage,
    a_year_of_returns,
    an_action,
    an_area,
    an_edition,
    submitted_story,
)
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
    # Filters of which a row may pass more than one option.
    overlapping: tuple[str, ...] = ()


CASES = {
    "audit trail": ListCase(
        TrailView, lambda: reverse("trail"), "board_icb", "partner_police", a_line, overlapping=("when",)
    ),
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
    "uses of briefings": ListCase(
        UseListView,
        lambda: reverse("learning:use-list"),
        "coordinator",
        "",
        lambda cast, number: draft_use(cast, people=number + 1, audience=f"Team {number}"),
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
    "events": ListCase(
        EventListView,
        lambda: reverse("events:event-manage"),
        "coordinator",
        "board_icb",
        lambda cast, number: draft_event(cast.year, cast.coordinator, title=f"Event {number}"),
    ),
    "bookings": ListCase(
        BookingListView,
        lambda: reverse("events:booking-list", args=[Event.objects.get().pk]),
        "coordinator",
        "board_icb",
        lambda cast, number: booked(Event.objects.get(), f"reader{number}@example.org", name=f"Reader {number}"),
        published_event,
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
    "themes": ListCase(
        ThemeListView,
        lambda: reverse("learning:theme-list"),
        "coordinator",
        "partner_police",
        lambda cast, number: Theme.objects.create(slug=f"theme-{number}", title=f"Theme {number}"),
    ),
    "campaigns": ListCase(
        CampaignManageView,
        lambda: reverse("learning:campaign-manage"),
        "board_icb",
        "partner_police",
        lambda cast, number: Campaign.objects.create(
            slug=f"week-{number}",
            title=f"Week {number}",
            starts_on="2026-05-01",
            ends_on=f"2026-06-{number % 28 + 1:02}",
        ),
    ),
    "areas": ListCase(
        AreaListView,
        lambda: reverse("indicators:area-list"),
        "coordinator",
        "partner_police",
        an_area,
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
