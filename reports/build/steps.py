"""The steps of a build, what each needs, and how far a build is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models.functions import Now

from reports.build import build_steps, outputs
from reports.build.build_steps import Artefact
from reports.editions.models.edition import Edition
from reports.editions.models.step import Step, StepState


@dataclass(frozen=True)
class StepPlan:
    """One step. It may begin when all that it `needs` are done; steps that need the same run side by side.

    `key` never changes: rows of editions are stored under it. `make` may be called again after a crash.
    """

    key: str
    label: str
    needs: tuple[str, ...]
    make: Callable[[Edition], Artefact]


# A new output is one line here: it is shown, resumed and waited for like the others.
MAKING: tuple[StepPlan, ...] = (
    StepPlan("assemble", "Collect approved content", (), build_steps.collect),
    StepPlan("freeze", "Freeze and hash the record", ("assemble",), build_steps.freeze_record),
    StepPlan("html", "Create the web page", ("freeze",), build_steps.write_pages),
    StepPlan("pdf", "Create the PDF", ("freeze",), build_steps.typeset),
    StepPlan("sections", "Create a page for each section", ("freeze",), outputs.write_sections),
    StepPlan("data", "Create the workbook and the CSV files", ("freeze",), outputs.write_data),
)
STEPS: tuple[StepPlan, ...] = (
    *MAKING,
    StepPlan("finish", "Check the files and finish", tuple(plan.key for plan in MAKING), build_steps.finish),
)
PLANS = {plan.key: plan for plan in STEPS}


@dataclass(frozen=True)
class HowFar:
    """How far a build is: steps done, steps in all, what is being done, what is left to expect."""

    done: int
    total: int
    label: str
    seconds_left: int | None = None

    @property
    def percent(self) -> int:
        """From 0 to 100, rounded down: 100 means finished."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def words(self) -> str:
        """What is being done and what is left to expect, for a terminal."""
        left = f", about {self.seconds_left} seconds left" if self.seconds_left else ""
        return f"{self.label}{left}"


def write_steps(edition: Edition) -> None:
    """The rows of a new edition. Those that need nothing are due at once."""
    Step.objects.bulk_create(
        Step(edition=edition, order=order, key=plan.key, label=plan.label) for order, plan in enumerate(STEPS, start=1)
    )
    make_due(edition)


def make_due(edition: Edition) -> int:
    """Mark what may begin now, in the transaction of what made it so: these rows are what is to be queued.

    Returns how many there are that could not begin before.
    """
    states = dict(Step.objects.filter(edition=edition).values_list("key", "state"))
    open_keys = {key for key, state in states.items() if state != StepState.DONE}
    # A step that this edition never had is waited for by nobody.
    due = [key for key in open_keys if key in PLANS and not open_keys & set(PLANS[key].needs)]
    waiting = Step.objects.filter(edition=edition, key__in=due, state=StepState.WAITING, due_at=None)
    return waiting.update(due_at=Now())


def how_far(edition: Edition) -> HowFar:
    """Count the steps of an edition (one query for them, two for the estimate)."""
    steps = list(edition.steps.all())
    left = [step for step in steps if step.state != StepState.DONE]
    if not left:
        return HowFar(len(steps), len(steps), "Finished")
    done = len(steps) - len(left)
    busy = [step for step in left if step.state in (StepState.RUNNING, StepState.FAILED)] or left[:1]
    is_begun = done or busy[0].state != StepState.WAITING
    label = ", ".join(step.label for step in busy) if is_begun else edition.get_state_display()
    return HowFar(done, len(steps), label, _estimate(edition, [step.key for step in left]))


def _estimate(edition: Edition, keys: list[str]) -> int | None:
    """Seconds that the remaining steps took the last time; None where no edition was ever built."""
    last = Edition.objects.filter(ready_at__isnull=False).exclude(pk=edition.pk).order_by("-ready_at").first()
    if last is None:
        return None
    took = timedelta()
    for step in last.steps.filter(key__in=keys):
        if step.finished_at and step.started_at:
            took += step.finished_at - step.started_at
    return max(1, round(took.total_seconds()))
