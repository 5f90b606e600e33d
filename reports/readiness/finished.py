"""Whether an edition was finished, and by nobody else since."""

from reports.editions.models.edition import Edition
from reports.editions.models.step import StepState


def finished_and_left_alone(edition: Edition) -> list[str]:
    """A sentence where a step is not done, or was taken up again after the last one had ended."""
    steps = list(edition.steps.order_by("order"))
    if steps and all(step.state == StepState.DONE for step in steps) and steps[-1].token == edition.token:
        return []
    return ["A new build of this edition was started after it had finished. Build another edition, and publish that."]
