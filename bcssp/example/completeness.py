"""What the example's report lacks: the chair lets it out without each item, and says why."""

from bcssp.example.stage import YEAR, Example
from reports.document.assess import judge_year
from reports.document.requirement_services import override_requirement

REASON = "The partnership's former report of 2022-23, as read for this example, does not include it."


def load_overrides(example: Example) -> None:
    """Override every demanded item that is missing. The report prints each with this reason."""
    year = example.years[YEAR]
    for item in judge_year(year).blocking:
        override_requirement(year=year, requirement_id=item.requirement.id, reason=REASON, by=example.chair)
