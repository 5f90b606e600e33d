"""The list of checks. Each is a function of the edition that answers sentences; none means that it holds."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.corrections import correction_is_explained
from reports.models import Edition
from reports.publication.consent import stories_may_be_told
from reports.publication.finished import finished_and_left_alone
from reports.publication.protection import figures_are_still_protected
from reports.publication.requirements import nothing_demanded_is_missing
from reports.publication.unchanged import files_are_as_stored, nothing_changed_since
from reports.signing.validity import signatures_hold
from reports.trail import trail_still_holds


@dataclass(frozen=True)
class Check:
    """One check: `key` for programs and logs, `title` for people, `find` answers what is wrong in sentences."""

    key: str
    title: str
    find: Callable[[Edition], list[str]]


@dataclass(frozen=True)
class Obstacle:
    """Why an edition cannot be published now, and what to do, in one sentence."""

    check: Check
    sentence: str


# Cheap ones first; all of them run inside the transaction that publishes.
# What was approved needs no check of its own: of what is reviewed a report holds live revisions only, and one that is
# put together anew now has to be the same to the byte (“unchanged”). What the coordinator writes without review (order,
# introductions, omissions, answers on the law, the note on a correction) is covered by that and by the signatures.
PUBLICATION_CHECKS: tuple[Check, ...] = (
    Check("finished", "Every step is done, and nobody took it up since", finished_and_left_alone),
    Check("files", "Every file is as it was stored", files_are_as_stored),
    Check("correction", "It says what it corrects, where a report of the year is public", correction_is_explained),
    Check("consent", "Every story may still be told", stories_may_be_told),
    Check("trail", "The audit trail still holds the line that it prints", trail_still_holds),
    Check("requirements", "Nothing is missing that the law demands of a report", nothing_demanded_is_missing),
    Check("signatures", "The three partners and then the chair have signed this very edition", signatures_hold),
    Check("disclosure", "No small number can be worked out from it", figures_are_still_protected),
    Check("unchanged", "Nothing was approved, changed or withdrawn since it was built", nothing_changed_since),
)


def obstacles(edition: Edition) -> list[Obstacle]:
    """Everything that keeps the edition from being published, in the order of the list."""
    return [Obstacle(check, sentence) for check in PUBLICATION_CHECKS for sentence in check.find(edition)]
