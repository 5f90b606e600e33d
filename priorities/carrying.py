"""What a new year takes over from the last: the plan with its open actions, and the pages of the years before."""

from django.db import transaction

from partnership.models import ReportingYear, User
from priorities.models import Action, ActionUpdate, Commitment, KeptOutline, Milestone, Plan, Priority, YearPlan
from priorities.models.outline import outline_of_rows
from priorities.services import create_action, create_commitment, create_plan, create_priority
from review.services import create


@transaction.atomic
def carry_plan(year: ReportingYear, *, by: User) -> None:
    """Called when a year opens. Where no plan runs in it, last year's is carried on, with what is still open.

    It is a draft to be confirmed: the public reads it once the board has approved it. The pages of the years before
    stay as they are, whatever becomes of a plan that runs on.
    """
    _keep_earlier_years(year)
    last = ReportingYear.objects.filter(starts_on__lt=year.starts_on).order_by("-starts_on").first()
    is_newest = not ReportingYear.objects.filter(starts_on__gt=year.starts_on).exists()
    if last is None or not is_newest:
        return
    if not Plan.objects.for_year(year).exists():
        for plan in Plan.objects.for_year(last):
            _copy(plan, last, year, by)
    if Plan.objects.for_year(year).exists() and by.organisation is not None:
        create(obj=YearPlan(year=year, organisation=by.organisation), by=by)


def _keep_earlier_years(year: ReportingYear) -> None:
    """Keep the outline of each year before that has progress to show and no approved plan."""
    told = ActionUpdate.objects.filter(live_revision__isnull=False, action__commitment__isnull=False).values("year")
    approved = YearPlan.objects.filter(live_revision__isnull=False).values("year")
    for earlier in ReportingYear.objects.filter(starts_on__lt=year.starts_on, pk__in=told, kept_outline=None).exclude(
        pk__in=approved
    ):
        KeptOutline.objects.create(year=earlier, content=outline_of_rows(earlier))


def _copy(plan: Plan, last: ReportingYear, year: ReportingYear, by: User) -> None:
    title = plan.title.replace(last.label, year.label) if last.label in plan.title else f"{plan.title} {year.label}"
    new = create_plan(title=title[:200], starts_on=year.starts_on, ends_on=year.ends_on, by=by)
    open_actions = set(
        Action.objects.filter(commitment__priority__plan=plan, ended_on=None).unfinished().values_list("pk", flat=True)
    )
    for priority in Priority.objects.filter(plan=plan).select_related("arm"):
        copied = create_priority(
            plan=new,
            number=priority.number,
            title=priority.title,
            arm=priority.arm,
            summary=priority.summary,
            by=by,
        )
        for commitment in priority.commitments.all():
            _copy_commitment(commitment, copied, open_actions, by)


def _copy_commitment(commitment: Commitment, priority: Priority, open_actions: set[int], by: User) -> None:
    copied = create_commitment(priority=priority, number=commitment.number, text=commitment.text, by=by)
    for action in commitment.actions.select_related("owner").prefetch_related("milestones"):
        if action.pk not in open_actions:
            continue
        # The same key: the years are compared by it, whatever the action is called by then.
        carried = create_action(
            commitment=copied,
            number=action.number,
            title=action.title,
            owner=action.owner,
            key=action.key,
            lead=action.lead,
            starts_on=action.starts_on,
            due_on=action.due_on,
            is_illustrative=action.is_illustrative,
            by=by,
        )
        Milestone.objects.bulk_create(
            Milestone(action=carried, text=one.text, due_on=one.due_on)
            for one in action.milestones.all()
            if one.done_on is None
        )
