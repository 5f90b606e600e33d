"""What an evaluation found, as numbers: never of so few that an answer could be told back to who gave it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from events.models import Event, Stage

# As in the annual report: of fewer answers nothing is shown.
FEWEST = 5


@dataclass(frozen=True)
class Result:
    """The answers of one stage. `mean` is of a scale from 1 to 5, to one decimal; None of too few answers.

    `changed` says how many did something differently, where that was asked.
    """

    stage: Stage
    answers: int
    mean: Decimal | None
    changed: int | None = None
    words: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether there are enough answers."""
        return self.mean is not None


def results(event: Event) -> list[Result]:
    """The result of each stage, in their order. One query."""
    return results_of(event.answers.values_list("stage", "confidence", "did_change", "words"))


def results_of(rows: Iterable[tuple[str, int, bool | None, str]]) -> list[Result]:
    """The same of answers as rows: stage, confidence, whether something changed, and words."""
    by_stage: dict[str, list[tuple[int, bool | None, str]]] = {stage: [] for stage in Stage.values}
    for stage, confidence, changed, words in rows:
        by_stage[stage].append((confidence, changed, words))
    return [_result(Stage(stage), answers) for stage, answers in by_stage.items()]


def _result(stage: Stage, answers: list[tuple[int, bool | None, str]]) -> Result:
    count = len(answers)
    if count < FEWEST:
        return Result(stage, count, None)
    total = sum(confidence for confidence, _, _ in answers)
    return Result(
        stage=stage,
        answers=count,
        mean=(Decimal(total) / count).quantize(Decimal("0.1"), ROUND_HALF_UP),
        changed=sum(changed is True for _, changed, _ in answers) if stage is Stage.LATER else None,
        # Sorted, so that their order says nothing of who answered when.
        words=tuple(sorted(words for _, _, words in answers if words)),
    )
