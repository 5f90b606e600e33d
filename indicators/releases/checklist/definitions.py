"""Checks of the definitions by which figures were counted. Pure."""

from collections.abc import Iterator

from indicators.releases.checklist.plan import Checks, Plan, error, warning
from partnership.days import day

TEXTS = {"definition": "what is counted", "method": "how it is calculated"}


@error("definition-text", "Definitions are complete")
def definition_text(plan: Plan) -> Iterator[str]:
    """Readers must be told what is counted, and how."""
    for table in plan.tables:
        for key, words in TEXTS.items():
            if not str(table.content.get(key) or "").strip():
                yield f"{table.title}: the definition does not say {words}."


@error("definition-not-in-effect", "Definitions are in effect")
def definition_not_in_effect(plan: Plan) -> Iterator[str]:
    """A family that is not collected for the year cannot be in its release."""
    for table in plan.tables:
        if not table.family.in_effect(plan.ends_on):
            yield f"{table.title}: the definition is not in effect for {plan.year}."


@error("definition-one-signature", "Definitions have an author and a checker")
def definition_one_signature(plan: Plan) -> Iterator[str]:
    """Who checks a definition is not who wrote it."""
    for table in plan.tables:
        signed = {table.family.authored_by.strip(), table.family.checked_by.strip()}
        if len(signed) < 2 or "" in signed:
            yield f"{table.title}: the definition needs an author, and a different person who checked it."


@warning("definition-review-overdue", "Definitions have been reviewed on time")
def definition_review_overdue(plan: Plan) -> Iterator[str]:
    """A definition has a day by which its experts look at it again."""
    for table in plan.tables:
        if table.family.next_review < plan.today:
            yield f"{table.title}: the definition was due for review by {day(table.family.next_review)}."


CHECKS: Checks = (definition_text, definition_not_in_effect, definition_one_signature, definition_review_overdue)
