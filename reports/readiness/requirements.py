"""Whether an edition holds what the law demands of its content."""

from reports.document.assess import what_is_missing
from reports.editions.models.edition import Edition


def nothing_demanded_is_missing(edition: Edition) -> list[str]:
    """A sentence for each demanded item that is missing and not overridden by the chair, with what would help."""
    return what_is_missing(edition)
