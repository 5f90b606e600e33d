"""Why the figures of a closed year are loaded later, as it is printed."""

from partnership.exceptions import DomainError
from review.identity import refuse_identifying

LONGEST_REASON = 300


def reason_as_printed(reason: str) -> str:
    """The reason in one line. Raises `DomainError` where it is none, is long, or tells who somebody is."""
    told = " ".join(reason.split())
    if not told or len(told) > LONGEST_REASON:
        raise DomainError(
            "Enter the reason for loading the figures after the year closed, in 300 characters or fewer. We publish it "
            "with the figures."
        )
    refuse_identifying(where_the_figures_come_from=told)
    return told
