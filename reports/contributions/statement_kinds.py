"""The kinds of texts that stand in an annual report beside its members' accounts, and the words of each."""

from dataclasses import dataclass

from django.db import models

from partnership.permissions import Permission
from review.reviewers import IN_ONE_NAME, deciders_in_words


class StatementKind(models.TextChoices):
    """What a text is about. The keys are stored."""

    FOREWORD = "foreword", "Foreword"
    ARM = "arm", "Work of an arm"
    VOICE = "voice", "Voice of children, adults and families"
    EFFECTIVENESS = "effectiveness", "How well the arrangements worked"
    SCRUTINY = "scrutiny", "Independent scrutiny"


@dataclass(frozen=True)
class Shape:
    """What is asked for one kind. `so_what` is the second question, empty where there is none.

    `decided_by` is what somebody needs to approve it: a text in a person's name is approved by that person alone, but
    by the board where that person wrote it.
    """

    text: str
    text_hint: str
    so_what: str = ""
    so_what_hint: str = ""
    needs_so_what: bool = True
    byline: str = ""
    decided_by: Permission = Permission.REVIEW

    @property
    def signed_with(self) -> Permission | None:
        """The permission of the person in whose name it stands; None for what is the partnership's."""
        return self.decided_by if self.decided_by in IN_ONE_NAME else None

    def deciders(self, *, in_own_hand: bool | None = None) -> str:
        """Who approves it, in words; `in_own_hand` is None as long as nobody wrote anything."""
        board = deciders_in_words(Permission.REVIEW)
        if self.signed_with is None or in_own_hand:
            return board
        own = deciders_in_words(self.signed_with)
        return own if in_own_hand is False else f"{own}, or the board if the {own} writes it"


SHAPES: dict[StatementKind, Shape] = {
    StatementKind.FOREWORD: Shape(
        text="What does the chair say about the year?",
        text_hint="In the chair's own words. Do not name anyone else.",
        byline="Independent chair",
        decided_by=Permission.APPROVE_FOREWORD,
    ),
    StatementKind.ARM: Shape(
        text="What did this arm do in the year?",
        text_hint="Describe what was done to carry out the strategy, and by which groups. Do not name anyone.",
        so_what="So what? What difference did it make?",
        so_what_hint=(
            "Describe what changed for children, adults or communities, and how you know. If there is no evidence "
            "yet, say so."
        ),
    ),
    StatementKind.VOICE: Shape(
        text="How was feedback sought, and what did people say?",
        text_hint="Cover children, adults and families in turn. Do not name anyone who gave feedback.",
        so_what="How was it used? What changed because of it?",
        so_what_hint="If nothing changed, say so and say why.",
    ),
    StatementKind.EFFECTIVENESS: Shape(
        text="How well did the arrangements work?",
        text_hint="Say what worked, what did not, and how you know.",
        so_what="What will change because of that?",
        so_what_hint="If nothing has to change, say why.",
    ),
    StatementKind.SCRUTINY: Shape(
        text="What did independent scrutiny find?",
        text_hint="In the scrutineer's own words. Do not name anyone else.",
        so_what="What does the scrutineer ask the partnership to do? (optional)",
        so_what_hint="Leave blank if there is nothing to ask.",
        needs_so_what=False,
        byline="Independent scrutineer",
        decided_by=Permission.APPROVE_SCRUTINY,
    ),
}
