"""What the comparison of two years is made from. Reads, never writes."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from indicators.models import Release
from indicators.releases.queries import latest_release
from partnership.models import ReportingYear
from priorities.models import Action, ActionUpdate
from priorities.models.outline import actions_in
from priorities.queries import PlanProgress, outline_of, plan_progress
from reports.content.freeze import thaw
from reports.contributions.forward import promises_made_in
from reports.editions.models.edition import Edition
from reports.impact.comparison.indicators import SideBySide, side_by_side
from reports.impact.comparison.promises import (
    PROMISED,
    ActionNow,
    Closure,
    Outcome,
    Promise,
    each_once,
    forward_promises,
    open_actions,
    outcomes,
)
from reports.impact.models.closure import CommitmentClosure


@dataclass(frozen=True)
class YearBefore:
    """What was read of the year before: its public release, and its published report.

    Where it has no such report its promises are read from what is approved of it.
    """

    year: ReportingYear
    release: Release | None
    edition: Edition | None


@dataclass(frozen=True)
class Comparison:
    """A year beside the one before it: promises with their fates, figures of both, and where the promises were read.

    `before` and `now` label the years, `last` is what was read of the first, `latest` when the newest closure was
    submitted.
    """

    before: str
    now: str
    last: YearBefore
    source: str
    outcomes: tuple[Outcome, ...]
    figures: tuple[SideBySide, ...]
    releases: tuple[str, ...] = ()
    latest: datetime.datetime | None = None

    @property
    def warnings(self) -> tuple[Outcome, ...]:
        """What an editor should ask about before the report is built."""
        return tuple(outcome for outcome in self.outcomes if outcome.is_warning)


def year_before(year: ReportingYear) -> ReportingYear | None:
    """The reporting year that ended on the day before this one began."""
    return ReportingYear.objects.filter(ends_on=year.starts_on - datetime.timedelta(days=1)).first()


def read_comparison(year: ReportingYear) -> Comparison | None:
    """The year beside the one before; None where that is not recorded, or neither promised nor published anything.

    The promises are those of the newest published edition of last year's report; where there is none, those of last
    year's plan and forward plan as they are approved. The figures are those of the newest public release of each year.
    A constant number of queries.
    """
    last = year_before(year)
    if last is None:
        return None
    edition = public_edition(last)
    promises = promises_then(last, edition)
    released, released_now = latest_release(last), latest_release(year)
    tables = _contents(released)
    if not promises and not tables:
        return None
    closures = list(CommitmentClosure.objects.live().filter(year=year))
    return Comparison(
        before=last.label,
        now=year.label,
        last=YearBefore(last, released, edition),
        source=source_of_promises(last, edition),
        outcomes=outcomes(promises, _actions_now(year, last), _by_key(closures)),
        figures=side_by_side(tables, _contents(released_now)),
        releases=tuple(_named(one) for one in (released, released_now) if one),
        latest=max((one.live_revision.created_at for one in closures if one.live_revision), default=None),
    )


def public_edition(year: ReportingYear) -> Edition | None:
    """The newest edition of the year that came out; None where there is none, or it was taken down."""
    return next((one for one in Edition.objects.published().filter(year=year)[:1] if one.taken_down_at is None), None)


def promises_then(last: ReportingYear, edition: Edition | None) -> tuple[Promise, ...]:
    """What a year promised for the next: in this edition as it was frozen, else in what is approved for the year."""
    if edition is not None:
        report = thaw(edition.frozen)
        return each_once([*forward_promises(report), *open_actions(report)])
    made = [Promise(one.text, one.owner, PROMISED) for one in promises_made_in(last)]
    return each_once([*made, *_open_now(plan_progress(last))])


def source_of_promises(last: ReportingYear, edition: Edition | None) -> str:
    """Where the promises were read, in a sentence."""
    if edition is not None:
        return f"From the published report of {last}, edition {edition.number}."
    was_taken_down = Edition.objects.published().filter(year=last).exists()
    why = f"The report of {last} was taken down" if was_taken_down else f"No report of {last} was published here"
    return f"{why}, so these come from the approved records for that year."


def _open_now(progress: PlanProgress) -> list[Promise]:
    return [
        Promise(action.title, ", ".join(part for part in (action.owner, action.lead) if part), action.status_label)
        for priority in progress.priorities
        for action in priority.actions
        if action.status != "done"
    ]


def _actions_now(year: ReportingYear, last: ReportingYear) -> list[ActionNow]:
    """Every action of this year's plans, with the status of its approved report where there is one.

    What each was called last year stands in last year's plan and in what was approved of it. A constant number of
    queries.
    """
    former = _titles_in(last)
    live = ActionUpdate.objects.live().filter(year=year)
    told = {one.action_id: one.live_revision.content for one in live if one.live_revision is not None}
    found = []
    for action in Action.objects.for_year(year).order_by("commitment__priority__number", "number", "pk"):
        content: dict[str, Any] = told.get(action.pk, {})
        status, label = content.get("status", ""), content.get("status_label", "")
        found.append(ActionNow(action.slug, action.title, status, label, former.get(str(action.key), ())))
    return found


def _titles_in(year: ReportingYear) -> dict[str, tuple[str, ...]]:
    """What actions were called in a year, by their keys."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for action in actions_in(outline_of(year)):
        found[action["key"]] += (action["title"],)
    for update in ActionUpdate.objects.live().filter(year=year).select_related("action"):
        if update.live_revision is not None:
            found[str(update.action.key)] += (update.live_revision.content["action"]["title"],)
    return dict(found)


def _by_key(closures: list[CommitmentClosure]) -> dict[str, Closure]:
    contents = [one.live_revision.content for one in closures if one.live_revision is not None]
    return {
        content["promise_key"]: Closure(
            content["reason"], content["carried_to"]["slug"] if content["carried_to"] else ""
        )
        for content in contents
    }


def _contents(release: Release | None) -> list[dict[str, Any]]:
    """The content of the tables of a release."""
    return [table.content for table in release.tables.order_by("position")] if release else []


def _named(release: Release) -> str:
    return f"{release.title} (release {release.number} of {release.year})"
