"""Checks of the release as such: its title, its note, its time. Pure."""

from collections.abc import Iterator

from indicators.releases.checklist.plan import Checks, Plan, error, warning
from indicators.tables.differences import family_difference
from partnership.days import day


@error("title-missing", "The release has a title")
def title_missing(plan: Plan) -> Iterator[str]:
    """Readers know a release by its title."""
    if not plan.title.strip():
        yield "Enter a title for the release, such as the name of the year."


@warning("title-taken", "The title is unique")
def title_taken(plan: Plan) -> Iterator[str]:
    """Two releases of one title cannot be told apart."""
    if plan.title.strip().casefold() in {title.strip().casefold() for title in plan.taken_titles}:
        yield f"Another release is already called “{plan.title.strip()}”."


@error("nothing-approved", "There are approved figures")
def nothing_approved(plan: Plan) -> Iterator[str]:
    """A release needs a table."""
    if not plan.tables:
        yield f"No figures are approved for {plan.year} yet, so there is nothing to release."


@error("nothing-new", "There are changes to release")
def nothing_new(plan: Plan) -> Iterator[str]:
    """A release that says the same as the one before helps nobody."""
    if plan.is_same_as_earlier:
        yield f"Nothing has changed since the release “{plan.earlier}”."


@error("another-pending", "No other release is waiting for the year")
def another_pending(plan: Plan) -> Iterator[str]:
    """Two releases of a year under embargo could come out in the wrong order."""
    if plan.pending:
        yield f"The release “{plan.pending}” for {plan.year} is waiting to be published. Publish or cancel it first."


@error("revision-without-note", "Revisions are explained")
def revision_without_note(plan: Plan) -> Iterator[str]:
    """Where published figures change, readers are told why."""
    if plan.note.strip():
        return
    for table in plan.tables:
        difference = family_difference(table.earlier, table.content) if table.earlier is not None else None
        if difference is not None and difference.revised_cells:
            figures = (
                "a figure differs" if difference.revised_cells == 1 else f"{difference.revised_cells} figures differ"
            )
            yield f"{table.title}: {figures} from the previous release. Explain why in the note on the release."


@error("time-past", "The publication time is in the future")
def time_past(plan: Plan) -> Iterator[str]:
    """Nothing can be published in the past."""
    if plan.publish_at is not None and plan.publish_at <= plan.now:
        yield "The publication time has passed. Select a later time, or publish now."


@warning("time-day-off", "The publication day is a working day")
def time_day_off(plan: Plan) -> Iterator[str]:
    """Nobody is there to answer on a weekend or a bank holiday."""
    if not plan.is_working_day:
        yield (
            "The release would be published on a weekend or bank holiday, when no one is available to answer questions."
        )


@warning("time-not-as-announced", "The publication time matches the announcement")
def time_not_as_announced(plan: Plan) -> Iterator[str]:
    """The public calendar names another time."""
    if plan.planned_for is not None and plan.planned_for != (plan.publish_at or plan.now):
        when = plan.planned_for
        yield (
            f"The release calendar says {day(when)} at {when:%H:%M}. Change the date there and give a "
            "reason, or use that time."
        )


@warning("announcement-open", "An announced release is the one being created")
def announcement_open(plan: Plan) -> Iterator[str]:
    """The calendar would go on to promise what readers have already."""
    if plan.planned_for is None:
        for announced in plan.announced:
            yield (
                f"{announced} is announced for {plan.year}. If this is that release, choose it. If you publish "
                "something else first, readers may take it for the announced one."
            )


CHECKS: Checks = (
    title_missing,
    title_taken,
    nothing_approved,
    nothing_new,
    another_pending,
    revision_without_note,
    time_past,
    time_day_off,
    time_not_as_announced,
    announcement_open,
)
