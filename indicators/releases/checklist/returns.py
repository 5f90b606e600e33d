"""Checks of the returns that a release rests on. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator

from indicators.releases.checklist.plan import Checks, Plan, Return, error, warning


def _each(plan: Plan, says: Callable[[Return], bool], sentence: str) -> Iterator[str]:
    for table in plan.tables:
        for one in table.returns:
            if says(one):
                yield f"{table.title}, {one.organisation}: {sentence}"


@error("question-open", "No question about a figure is open")
def question_open(plan: Plan) -> Iterator[str]:
    """A reviewer asked about a figure, and the question is not settled."""
    for table in plan.tables:
        for one in table.returns:
            for question in one.open_questions:
                yield f"{table.title}, {one.organisation}: a question about a figure is open: {question}"


@error("return-changed", "Approved returns say what was approved")
def return_changed(plan: Plan) -> Iterator[str]:
    """The stored return must still have the hash that it was approved with."""
    return _each(plan, lambda one: not one.is_intact, "the stored return is not what was approved (its hash differs).")


@error("return-not-as-approved", "The returns behind the tables still stand")
def return_not_as_approved(plan: Plan) -> Iterator[str]:
    """Looked at again before a release under embargo comes out."""
    yield from _each(plan, lambda one: one.is_withdrawn, "the return was withdrawn after the release was made.")
    yield from _each(
        plan, lambda one: one.is_approved_anew, "a newer version of the return was approved after the release was made."
    )


@error("two-suppliers", "Each family has one supplier")
def two_suppliers(plan: Plan) -> Iterator[str]:
    """Two suppliers of the same figures cannot both be right."""
    for table in plan.tables:
        for period in dict.fromkeys(one.period for one in table.returns):
            names = [one.organisation for one in table.returns if one.period == period]
            if len(names) > 1:
                yield (
                    f"{table.title}, {period}: {' and '.join(names)} both have an approved return. Withdraw one of the "
                    "two, then make the release."
                )


@error("revised-without-reason", "Revised figures say why")
def revised_without_reason(plan: Plan) -> Iterator[str]:
    """A figure that is marked as revised must say why."""
    for table in plan.tables:
        for one in table.returns:
            if one.revised_without_reason:
                rows = "; ".join(one.revised_without_reason)
                yield f"{table.title}, {one.organisation}: marked as revised without a reason: {rows}."


@warning("return-edited-since", "Nobody is changing an approved return")
def return_edited_since(plan: Plan) -> Iterator[str]:
    """A newer draft may soon say something else."""
    return _each(
        plan,
        lambda one: one.is_edited_since,
        "a newer version is being worked on. The release prints the approved one.",
    )


@warning("soft-check-unconfirmed", "Odd figures are explained")
def soft_check_unconfirmed(plan: Plan) -> Iterator[str]:
    """A figure looks odd and its supplier has not said why it is right."""
    for table in plan.tables:
        for one in table.returns:
            for sentence in one.unconfirmed:
                yield f"{table.title}, {one.organisation}: nobody has said why this is right: {sentence}"


@warning("return-late", "Returns came in time")
def return_late(plan: Plan) -> Iterator[str]:
    """Figures that came late had less time to be checked."""
    return _each(plan, lambda one: one.is_late, "the figures came after they were due.")


@warning("return-withdrawn", "No return was withdrawn since the last release")
def return_withdrawn(plan: Plan) -> Iterator[str]:
    """Figures that stood in the last release of the year were taken back."""
    for name in plan.withdrawn:
        yield f"{name}: the return behind the figures of the last release was withdrawn since."


@warning("supplier-of-another-kind", "Suppliers still owe what they sent")
def supplier_of_another_kind(plan: Plan) -> Iterator[str]:
    """The organisation is not of the kind that supplies the family any more."""
    return _each(plan, lambda one: not one.is_right_kind, "the organisation is no longer one that supplies this.")


@warning("supplier-without-people", "Suppliers can be asked")
def supplier_without_people(plan: Plan) -> Iterator[str]:
    """An organisation that has left has nobody to answer for its figures."""
    return _each(plan, lambda one: not one.has_people, "nobody there has an account any more who could answer for it.")


@warning("family-missing", "Every family is there")
def family_missing(plan: Plan) -> Iterator[str]:
    """Families of which nothing is approved are named in the release."""
    for name in plan.missing:
        yield f"{name}: nothing is approved. The release will name it as missing."


@warning("family-removed", "Nothing disappears that was published")
def family_removed(plan: Plan) -> Iterator[str]:
    """A family that the last release of the year held is gone."""
    for name in plan.removed:
        yield f"{name}: the last release of {plan.year} held it, this one will not."


@warning("family-owed-by-nobody", "Every family is owed by somebody")
def family_owed_by_nobody(plan: Plan) -> Iterator[str]:
    """A family that nobody is asked for will never come."""
    for name in plan.owed_by_nobody:
        yield f"{name}: no organisation is asked for it."


@warning("return-not-printed", "Every approved return is printed")
def return_not_printed(plan: Plan) -> Iterator[str]:
    """Where the whole year is approved, its months and quarters are not printed beside it."""
    for name, count in Counter(plan.not_printed).items():
        returns = "an approved return" if count == 1 else f"{count} approved returns"
        yield f"{name}: {returns} for a part of the year will not be in the release."


CHECKS: Checks = (
    question_open,
    return_changed,
    return_not_as_approved,
    two_suppliers,
    revised_without_reason,
    return_edited_since,
    soft_check_unconfirmed,
    return_late,
    return_withdrawn,
    supplier_of_another_kind,
    supplier_without_people,
    family_missing,
    family_removed,
    family_owed_by_nobody,
    return_not_printed,
)
