"""The addresses of what is written in steps, and what each role gets there."""

from tests.access_rows import IN, Answer, Row

OWN_CLAIM: tuple[Answer, ...] = (IN, 404, 200, 403, 403, 403)

IMPACT_STEPS = [
    Row("reports:impact-sentence", OWN_CLAIM, "So what?", args=lambda world: [world.claim.pk]),
    Row("reports:impact-evidence", OWN_CLAIM, "Evidence", args=lambda world: [world.claim.pk]),
    Row("reports:impact-evidence-edit", OWN_CLAIM, "Feedback", args=lambda world: [world.claim.pk, 1]),
    Row("reports:impact-evidence-new", OWN_CLAIM, "A published figure", args=lambda world: [world.claim.pk, "figure"]),
]
