"""The addresses of what is written in steps, and what each role gets there."""

from learning.models import Campaign, Theme
from tests.access_rows import EDITOR, IN, PARTNERS, READERS, SIGNED_IN, TO, Answer, Row

OWN_CLAIM: tuple[Answer, ...] = (IN, 404, 200, 403, 403, 403)

IMPACT_STEPS = [
    Row("reports:impact-sentence", OWN_CLAIM, "So what?", args=lambda world: [world.claim.pk]),
    Row("reports:impact-evidence", OWN_CLAIM, "Evidence", args=lambda world: [world.claim.pk]),
    Row("reports:impact-evidence-edit", OWN_CLAIM, "Feedback", args=lambda world: [world.claim.pk, 1]),
    Row("reports:impact-evidence-new", OWN_CLAIM, "A published figure", args=lambda world: [world.claim.pk, "figure"]),
]

ASSESSMENTS = [
    Row("reports:assessment-list", READERS, "Self-assessments"),
    Row("reports:assessment-open", EDITOR, "Open a self-assessment"),
    Row("reports:assessment-standards", READERS, "Standards of self-assessments"),
    Row("reports:assessment-load", EDITOR, "Load standards"),
    # Who has not begun is led to the first step.
    Row(
        "reports:assessment-edit",
        (IN, TO, 200, 403, 403, 403),
        "Safeguarding children",
        args=lambda world: [world.assessment.round_id],
    ),
    Row(
        "reports:assessment-step",
        PARTNERS,
        "Leadership",
        args=lambda world: [world.assessment.round_id, "leadership"],
    ),
    Row(
        "reports:assessment-challenges",
        (IN, 404, 200, 200, 200, 200),
        "Challenges",
        args=lambda world: [world.assessment.pk],
    ),
]

COMMENTS = [
    Row(
        "review:comments",
        (IN, 404, 404, 200, 200, 200),
        "Comments",
        args=lambda world: ["reports", "statement", world.statement.pk],
    ),
    Row(
        "review:details",
        (IN, 404, 404, 404, 200, 404),
        "What could identify someone",
        args=lambda world: ["reports", "safeguardingreview", world.review.pk],
    ),
]

SHARED_STORIES = [
    Row("learning:shared-story-list", SIGNED_IN, "Case studies for partners"),
    Row(
        "learning:shared-story",
        (IN, 404, 404, 404, 404, 404),
        why="its story is for the public: tests/integration/learning/test_shared_stories.py reads one that is not",
        args=lambda world: [world.council_story.pk],
    ),
]

THEMES = [
    Row("learning:theme-list", READERS, "Themes"),
    Row("learning:theme-create", EDITOR, "Add a theme"),
    Row("learning:theme-edit", EDITOR, "Adult safeguarding", args=lambda world: [Theme.objects.first().pk]),
    Row("learning:campaign-manage", READERS, "Campaigns"),
    Row("learning:campaign-create", EDITOR, "Add a campaign"),
    Row("learning:campaign-edit", EDITOR, "eek", args=lambda world: [Campaign.objects.first().pk]),
]
