"""What one person proposes and somebody from another organisation agrees to or refuses."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django.db import models

from partnership.models import Organisation
from partnership.permissions import Permission
from review.models.frozen import FrozenError
from review.models.reviewable import Reviewable, ReviewableQuerySet
from review.states import ReviewState
from review.transitions import PROPOSALS, Transition, Verb

P_co = TypeVar("P_co", bound="Proposal", covariant=True)
# The states in which a proposal counts: it waits, or it was agreed to and is not withdrawn.
OPEN_STATES = [ReviewState.DRAFT.value, ReviewState.SUBMITTED.value]
KEPT_STATES = [*OPEN_STATES, ReviewState.APPROVED.value]


class ProposalQuerySet(ReviewableQuerySet[P_co]):
    """Proposals: only the review engine changes them."""

    def update(self, **kwargs: Any) -> int:
        raise FrozenError(self.model.frozen_message())

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FrozenError(self.model.frozen_message())


class Proposal(Reviewable):
    """A thing without drafts: submitted as it is saved (`review.services.propose`), decided on once, never edited.

    Its rows are therefore always what was submitted. Everyone with `write_permission` may propose, of whichever
    organisation or of none; a correction is a new proposal.
    """

    publishes: ClassVar[bool] = False
    transitions: ClassVar[Mapping[Verb, Transition]] = PROPOSALS
    needs_organisation: ClassVar[bool] = False

    organisation = models.ForeignKey(  # type: ignore[assignment]  # the base demands one
        Organisation, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = ProposalQuerySet.as_manager()

    class Meta(Reviewable.Meta):
        abstract = True

    @classmethod
    def frozen_message(cls) -> str:
        """Why nobody changes it."""
        return f"You cannot change or delete a {cls.review_noun}. Propose a new one."

    @property
    def takes_reasons(self) -> bool:
        """Nobody works on a draft of it."""
        return False

    def override_write_permission(self) -> Permission | None:
        return self.write_permission

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the proposal. One that is there already is refused."""
        if not self._state.adding:
            raise FrozenError(self.frozen_message())
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError(self.frozen_message())
