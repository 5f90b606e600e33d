"""The steps in which an indicator is written: which there are for its kind of table, and which are still open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from indicators.catalogue.models import IndicatorDraft
from ui import steps

Answers = dict[str, Any]


@dataclass(frozen=True)
class Step(steps.Step):
    """One page of questions. `is_done` says whether a definition answers them."""

    is_done: Callable[[Answers, Answers], bool] = lambda definition, change: False


def _has(*names: str) -> Callable[[Answers, Answers], bool]:
    return lambda definition, change: all(definition.get(name) for name in names)


def _has_shares(definition: Answers, change: Answers) -> bool:
    return any(row.get("base") for row in definition.get("rows", ()))


def _has_start(definition: Answers, change: Answers) -> bool:
    return bool(change.get("first_period") and change.get("reason"))


ABOUT = Step("about", "What it is", is_done=_has("title", "theme", "supplier_kind", "definition"))
SHAPE = Step("table", "What the table shows", is_done=_has("shape"))
COLUMNS = Step("columns", "Columns and units", is_done=_has("columns"))
ROWS = Step("rows", "Rows", is_done=_has("rows"))
SHARES = Step("shares", "Shares and total", is_done=_has_shares)
RULES = Step("rules", "Rules", is_done=lambda definition, change: "rules_seen" in change)
READING = Step("reading", "How to read it", is_done=lambda definition, change: "polarity" in definition)
SOURCE = Step("source", "Source and review", is_done=_has("source", "licence", "next_review"))
START = Step("start", "When it starts", is_done=_has_start)


def steps_of(draft: IndicatorDraft) -> list[Step]:
    """The steps of a draft, in order. The kind of table of an indicator in use stays as it is."""
    shape = draft.definition.get("shape")
    found = [ABOUT, *([SHAPE] if draft.is_new else []), COLUMNS]
    if shape != "area_rates":
        found.append(ROWS)
    if shape == "categories":
        found.append(SHARES)
    if shape != "area_rates":
        found.append(RULES)
    return [*found, READING, SOURCE, START]


def missing_steps(draft: IndicatorDraft) -> list[Step]:
    """The steps whose questions are still open."""
    return [one for one in steps_of(draft) if not is_done(draft, one)]


def is_done(draft: IndicatorDraft, step: Step) -> bool:
    """Whether the step is answered. The rules of what has some already count as seen."""
    if step is RULES and (draft.library_slug or not draft.is_new):
        return True
    return step.is_done(draft.definition, draft.change)


def next_step(draft: IndicatorDraft, key: str) -> str:
    """The step after this one: the next that is open, or the page on which answers are checked."""
    return steps.next_step(steps_of(draft), key, lambda step: is_done(draft, step))
