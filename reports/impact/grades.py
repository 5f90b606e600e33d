"""How good the evidence of a claim is: a written rule. Pure.

1. A piece of evidence shows at most what its sort can show: a figure may count what changed for people, an audit looks
   at practice, an evaluation of training looks at those who were trained, feedback is what people said.
2. Within that limit the writer says what it shows, and the board checks it. Of feedback and of a case study nobody is
   asked: feedback is what people said, and a story shows what its own reviewed kind of evidence says.
3. A claim on what cannot be seen any more is not told: a figure that is hidden, a story without consent.
4. A claim is as good as its best piece; without a piece that counts it has no grade but "no evidence".
"""

from collections.abc import Iterable
from enum import StrEnum


class Grade(StrEnum):
    """What the evidence shows, weakest first."""

    NONE = "none"
    ACTIVITY = "activity"
    PRACTICE = "practice"
    VOICE = "voice"
    OUTCOME = "outcome"

    @property
    def label(self) -> str:
        """The grade as people read it."""
        return LABELS[self]


LABELS = {
    Grade.NONE: "No evidence that counts today",
    Grade.ACTIVITY: "Activity only: what was done",
    Grade.PRACTICE: "Practice changed: how people work",
    Grade.VOICE: "What people said about it",
    Grade.OUTCOME: "Outcome: what changed for people",
}
# The report counts each action by the best grade of its claims, in a table with these columns after its first two.
TABLE_OF_GRADES = "impact-counted-table"
COUNTED = (Grade.OUTCOME, Grade.VOICE, Grade.PRACTICE, Grade.ACTIVITY, Grade.NONE)
RANK = {grade: rank for rank, grade in enumerate(Grade)}


class Sort(StrEnum):
    """What a piece of evidence is."""

    FIGURE = "figure"
    CASE_STUDY = "case_study"
    AUDIT = "audit"
    FEEDBACK = "feedback"
    TRAINING = "training"

    @property
    def label(self) -> str:
        """The sort as people read it."""
        return SORT_LABELS[self]


SORT_LABELS = {
    Sort.FIGURE: "A published figure",
    Sort.CASE_STUDY: "A case study",
    Sort.AUDIT: "An audit",
    Sort.FEEDBACK: "Feedback",
    Sort.TRAINING: "An evaluation of training",
}

MOST = {
    Sort.FIGURE: Grade.OUTCOME,
    Sort.CASE_STUDY: Grade.OUTCOME,
    Sort.AUDIT: Grade.PRACTICE,
    Sort.FEEDBACK: Grade.VOICE,
    Sort.TRAINING: Grade.PRACTICE,
}
# What writers are asked for; of the other two nobody is asked.
ASKED = (Sort.FIGURE, Sort.AUDIT, Sort.TRAINING)
CHOICES = (Grade.OUTCOME, Grade.PRACTICE, Grade.ACTIVITY)
# The kinds of evidence that a story may name, by what they show here.
OF_STORY = {"outcome": Grade.OUTCOME, "voice": Grade.VOICE, "output": Grade.ACTIVITY, "activity": Grade.ACTIVITY}


def allowed(sort: Sort, shows: Grade) -> bool:
    """Whether a piece of this sort can show as much."""
    return RANK[shows] <= RANK[MOST[sort]]


def grade_of_piece(sort: Sort, shows: str, *, story_kind: str = "") -> Grade:
    """What one piece shows. `shows` is the writer's word, `story_kind` the reviewed kind of evidence of a story."""
    if sort is Sort.FEEDBACK:
        return Grade.VOICE
    if sort is Sort.CASE_STUDY:
        return OF_STORY.get(story_kind, Grade.NONE)
    said = Grade(shows) if shows else Grade.NONE
    return min(said, MOST[sort], key=RANK.__getitem__)


def grade_of_claim(pieces: Iterable[Grade]) -> Grade:
    """The grade of a claim: that of its best piece."""
    return max(pieces, key=RANK.__getitem__, default=Grade.NONE)
