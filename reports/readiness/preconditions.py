"""What has to be true of an edition before anybody signs it, and once more when it is published.

Each check is a function of the edition that answers sentences; none means that it holds.
"""

from collections.abc import Callable
from dataclasses import dataclass

from reports.editions.audit_anchor import trail_still_holds
from reports.editions.corrections import correction_is_explained
from reports.editions.models.edition import Edition
from reports.readiness.consent import stories_may_be_told
from reports.readiness.finished import finished_and_left_alone
from reports.readiness.protection import figures_are_still_protected
from reports.readiness.requirements import nothing_demanded_is_missing
from reports.readiness.unchanged import files_are_as_stored, nothing_changed_since


@dataclass(frozen=True)
class Precondition:
    """One check: `key` for programs and logs, `title` for people, `find` answers what is wrong in sentences."""

    key: str
    title: str
    find: Callable[[Edition], list[str]]


# Cheap ones first, the dear ones at publication alone; all of them run inside the transaction that publishes.
# What was approved needs no check of its own: of what is reviewed a report holds live revisions only, and one that is
# put together anew now has to be the same to the byte (“unchanged”). What the coordinator writes without review (order,
# introductions, omissions, answers on the law, the note on a correction) is covered by that and by the signatures.
BEFORE_SIGNATURES: tuple[Precondition, ...] = (
    Precondition("finished", "Every build step has finished, and none was restarted", finished_and_left_alone),
    Precondition("files", "Every file is unchanged in storage", files_are_as_stored),
    Precondition(
        "correction",
        "The correction is described, if a report for the year is already published",
        correction_is_explained,
    ),
    Precondition("consent", "Every case study may still be published", stories_may_be_told),
    Precondition("trail", "The audit trail still contains the line that the report prints", trail_still_holds),
    Precondition("requirements", "Nothing that the law requires is missing", nothing_demanded_is_missing),
)
AFTER_SIGNATURES: tuple[Precondition, ...] = (
    Precondition("disclosure", "No small number can be worked out from it", figures_are_still_protected),
    Precondition(
        "unchanged", "Nothing has been approved, changed or withdrawn since it was built", nothing_changed_since
    ),
)
