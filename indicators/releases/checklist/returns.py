"""Checks of the returns that a release rests on. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator

from indicators.releases.checklist.plan import Checks, Plan, Return, error, warning


def _each(plan: Plan, says: Callable[[Return], bool], sentence: str) -> Iterator[str]:
    for table in plan.tables:
        for one in table.returns:
            if says(one):
                yield f"{table.title}, {one.organisation}: {sentence}"


@error("question-open", "No questions about figures are open")
def question_open(plan: Plan) -> Iterator[str]:
    """A reviewer asked about a figure, and the question is not settled."""
    for table in plan.tables:
        for one in table.returns:
            for question in one.open_questions:
                yield f"{table.title}, {one.organisation}: open question about a figure: {question}"


@error("return-changed", "Approved returns are unchanged")
def return_changed(plan: Plan) -> Iterator[str]:
    """The stored return must still have the hash that it was approved with."""
    return _each(
        plan, lambda one: not one.is_intact, "the saved return is not the one that was approved (its hash differs)."
    )


@error("return-not-as-approved", "The returns behind the tables are current")
def return_not_as_approved(plan: Plan) -> Iterator[str]:
    """Looked at again before a release under embargo comes out."""
    yield from _each(plan, lambda one: one.is_withdrawn, "the return was withdrawn after the release was created.")
    yield from _each(
        plan,
        lambda one: one.is_approved_anew,
        "a newer version of the return was approved after the release was created.",
    )


@error("two-suppliers", "Each family has one supplier")
def two_suppliers(plan: Plan) -> Iterator[str]:
    """Two suppliers of the same figures cannot both be right."""
    for table in plan.tables:
        for period in dict.fromkeys(one.period for one in table.returns):
            names = [one.organisation for one in table.returns if one.period == period]
            if len(names) > 1:
                yield (
                    f"{table.title}, {period}: {' and '.join(names)} both have an approved return. Withdraw "
                    "one of them, then create the release."
                )


@error("revised-without-reason", "Revised figures are explained")
def revised_without_reason(plan: Plan) -> Iterator[str]:
    """A figure that is marked as revised must say why."""
    for table in plan.tables:
        for one in table.returns:
            if one.revised_without_reason:
                rows = "; ".join(one.revised_without_reason)
                yield f"{table.title}, {one.organisation}: marked as revised without a reason: {rows}."


@warning("return-edited-since", "No approved return is being changed")
def return_edited_since(plan: Plan) -> Iterator[str]:
    """A newer draft may soon say something else."""
    return _each(
        plan,
        lambda one: one.is_edited_since,
        "someone is working on a newer version. The release will use the approved one.",
    )


@warning("soft-check-unconfirmed", "Unusual figures are explained")
def soft_check_unconfirmed(plan: Plan) -> Iterator[str]:
    """A figure looks odd and its supplier has not said why it is right."""
    for table in plan.tables:
        for one in table.returns:
            for sentence in one.unconfirmed:
                yield f"{table.title}, {one.organisation}: no one has explained why this is right: {sentence}"


@warning("return-late", "Returns were on time")
def return_late(plan: Plan) -> Iterator[str]:
    """Figures that came late had less time to be checked."""
    return _each(plan, lambda one: one.is_late, "the figures were sent after they were due.")


@warning("return-withdrawn", "No return has been withdrawn since the last release")
def return_withdrawn(plan: Plan) -> Iterator[str]:
    """Figures that stood in the last release of the year were taken back."""
    for name in plan.withdrawn:
        yield f"{name}: the return behind the figures in the last release has since been withdrawn."


@warning("supplier-of-another-kind", "Suppliers still send these figures")
def supplier_of_another_kind(plan: Plan) -> Iterator[str]:
    """The organisation is not of the kind that supplies the family any more."""
    return _each(plan, lambda one: not one.is_right_kind, "the organisation no longer supplies these figures.")


@warning("supplier-without-people", "Suppliers can be contacted")
def supplier_without_people(plan: Plan) -> Iterator[str]:
    """An organisation that has left has nobody to answer for its figures."""
    return _each(
        plan,
        lambda one: not one.has_people,
        "no one there has an account any more to answer questions about the figures.",
    )


@warning("family-missing", "Every family is included")
def family_missing(plan: Plan) -> Iterator[str]:
    """Families of which nothing is approved are named in the release."""
    for name in plan.missing:
        yield f"{name}: no figures are approved. The release will list it as missing."


@warning("family-removed", "No published figures will disappear")
def family_removed(plan: Plan) -> Iterator[str]:
    """A family that the last release of the year held is gone."""
    for name in plan.removed:
        yield f"{name}: the last release for {plan.year} included it, but this one will not."


@warning("family-owed-by-nobody", "Every family is requested from an organisation")
def family_owed_by_nobody(plan: Plan) -> Iterator[str]:
    """A family that nobody is asked for will never come."""
    for name in plan.owed_by_nobody:
        yield f"{name}: it is not requested from any organisation."


@warning("return-not-printed", "Every approved return is included")
def return_not_printed(plan: Plan) -> Iterator[str]:
    """Where the whole year is approved, its months and quarters are not printed beside it."""
    for name, count in Counter(plan.not_printed).items():
        returns = "an approved return" if count == 1 else f"{count} approved returns"
        yield f"{name}: {returns} for part of the year will not be in the release."


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
