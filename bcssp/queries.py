"""What the home page and a person's work page show. A constant number of queries, however much there is."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from indicators.chasing.owed import OwedReturn, due_returns
from learning.models import Briefing, Newsletter
from learning.queries import readers_content
from partnership.authorization import has_permission
from partnership.days import day
from partnership.models import ReportingYear, User
from partnership.permissions import Permission
from priorities.models import Action, ActionUpdate
from reports.contributions.account_queries import DueAccount, due_accounts
from reports.editions.queries import newest_published_year
from reports.signing.progress import waiting_for
from review.models import Reviewable
from review.registry import reviewable_models
from review.states import ReviewState
from review.transitions import Verb

SHOWN = 50
DONE_SHOWN = 10


def home_page() -> dict[str, Any]:
    """The newest of everything that is public (a constant handful of queries)."""
    newsletter = Newsletter.objects.live().order_by("-published_at", "-pk").first()
    briefings = Briefing.objects.live().order_by("-published_at", "-pk")[:3]
    return {
        "newsletter": readers_content(newsletter) if newsletter else None,
        "briefings": [readers_content(briefing) for briefing in briefings],
        "report_year": newest_published_year(),
    }


@dataclass(frozen=True)
class Entry:
    """A line that leads somewhere."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the work page: things in one state."""

    key: str
    title: str
    items: list[Reviewable]
    empty: str


def work_of(user: User) -> dict[str, Any]:
    """What is due, what came back, what is begun, what waits and what was approved, of the person's organisation."""
    items = _own_items(user)

    def in_state(*states: ReviewState) -> list[Reviewable]:
        return [item for item in items if item.state in states][:SHOWN]

    parts = [
        Part("returned", "Returned to you", in_state(ReviewState.RETURNED), "Nothing has been returned to you."),
        Part("drafts", "Drafts", in_state(ReviewState.DRAFT), "No drafts."),
        Part("waiting", "Waiting for review", in_state(ReviewState.SUBMITTED), "You have nothing waiting for review."),
        Part(
            "done",
            "Recently approved",
            in_state(ReviewState.APPROVED, ReviewState.PUBLISHED)[:DONE_SHOWN],
            "None of your work has been approved yet.",
        ),
    ]
    return {
        "due": _due(user),
        "parts": parts if any(_writes(user, model) for model in reviewable_models()) else [],
        "starts": _starts(user),
        "may_review": has_permission(user, Permission.REVIEW),
        "reads_all": has_permission(user, Permission.SEE_ALL_WORK),
    }


def _writes(user: User, model: type[Reviewable]) -> bool:
    """Whether it is this person's kind of work: what is proposed in one step is nobody's draft."""
    is_drafted = Verb.EDIT in model.transitions
    return is_drafted and has_permission(user, model.write_permission) and user.organisation_id is not None


def _own_items(user: User) -> list[Reviewable]:
    """The newest work of the person's organisation, one query a kind of thing."""
    items: list[Reviewable] = []
    for model in reviewable_models():
        if _writes(user, model):
            # What people of any organisation write in its place is not this person's to mend. It is left out before
            # the newest are taken: hundreds may have been loaded at once.
            own = model.objects.written_by_owner().filter(organisation=user.organisation)
            rows = own.select_related("organisation", *model.related_for_review)
            items += rows.order_by("-edited_at")[: SHOWN * 4]
    return sorted(items, key=lambda item: item.edited_at or item.created_at, reverse=True)


def _due(user: User) -> list[Entry]:
    """Returns, progress and accounts that nobody has begun, for the years that take them; signatures that wait."""
    years = list(ReportingYear.objects.filter(closed_at__isnull=True))
    entries: list[Entry] = []
    if has_permission(user, Permission.SUBMIT_FIGURES):
        entries += [
            Entry(due.family.title, due.url, _figures_detail(due))
            for due in due_returns(user.organisation, years)
            if due.submission is None and due.return_status.is_open
        ]
    if has_permission(user, Permission.REPORT_PROGRESS) and years:
        entries += _progress_due(user, years)
    return entries + [_account_entry(due) for due in due_accounts(user)] + _signatures_due(user)


def _signatures_due(user: User) -> list[Entry]:
    """Reports that wait for this person's signature."""
    return [
        Entry(f"Sign: {edition}", reverse("reports:signature-create", args=[edition.pk]), "Read it before you sign")
        for edition in waiting_for(user)
    ]


def _account_entry(due: DueAccount) -> Entry:
    """The account of the organisation for the report of a year, and by when it is wanted."""
    address = reverse("reports:account-edit", args=[due.year.slug])
    dated = f", due {day(due.call.due_on)}" if due.call else ""
    return Entry("What your organisation did", address, f"Account for the annual report {due.year}{dated}")


def _figures_detail(due: OwedReturn) -> str:
    """What the figures are about, and by when they are wanted."""
    return f"Figures for {due.period.label}" + (f", due {day(due.round.due_on)}" if due.round else "")


def _progress_due(user: User, years: list[ReportingYear]) -> list[Entry]:
    begun = set(
        ActionUpdate.objects.filter(organisation=user.organisation, year__in=years).values_list("action_id", "year_id")
    )
    actions = list(
        Action.objects.visible_to(user)
        .select_related("commitment__priority__plan")
        .order_by("commitment__priority__plan__starts_on", "commitment__priority__number", "number")
    )
    entries = []
    for year in years:
        for action in actions:
            plan = action.commitment.priority.plan
            runs = plan.starts_on <= year.ends_on and plan.ends_on >= year.starts_on
            if runs and (action.pk, year.pk) not in begun:
                address = reverse("priorities:progress-edit", args=[year.slug, action.slug])
                entries.append(Entry(action.title, address, f"Progress for {year}"))
    return entries


_PLACES = (
    (Permission.SUBMIT_FIGURES, "Figures", "indicators:return-list"),
    (Permission.REPORT_PROGRESS, "Progress on actions", "priorities:progress-list"),
    (Permission.WRITE_CASE_STUDY, "Case studies", "learning:case-study-list"),
    (Permission.WRITE_BRIEFING, "Briefings", "learning:briefing-list"),
    (Permission.WRITE_NEWSLETTER, "Newsletters", "learning:newsletter-manage"),
    (Permission.SUBMIT_FIGURES, "Calendar of returns", "indicators:return-calendar"),
    (Permission.SEE_ALL_WORK, "Return status", "indicators:return-board"),
    (Permission.LOAD_CLOSED_YEARS, "Backfill closed years", "indicators:closed-year-list"),
    (Permission.SEE_ALL_WORK, "Annual report: accounts and statements", "reports:writing"),
    (Permission.KEEP_REPORT_RECORDS, "Annual report: reviews, training, costs and plans", "reports:record-list"),
    (Permission.MAKE_RELEASE, "Create a release", "indicators:release-create"),
)


def _starts(user: User) -> list[Entry]:
    """The pages on which this person writes."""
    return [Entry(title, reverse(name)) for permission, title, name in _PLACES if has_permission(user, permission)]
