"""Changes of who decides: one person proposes them, somebody from another organisation confirms them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.module_loading import import_string

from partnership.constraints import known
from partnership.exceptions import WrongState
from partnership.models import Seat, User
from partnership.permissions import Permission
from review.models import Proposal
from review.models.proposal import OPEN_STATES

LONGEST_REASON = 300


class AccessChange(Proposal):
    """`wanted` are the values to come, `before` those it was proposed on; `changes` says the difference in words.

    It is carried out in the moment in which it is approved, by the function that `carried_out_by` names.
    """

    public_template: ClassVar[str] = "bcssp/people/_access_change.html"
    preview_heading: ClassVar[str] = "What is proposed"
    carried_out_by: ClassVar[str]
    state_read_by: ClassVar[str]

    wanted = models.JSONField()
    before = models.JSONField()
    changes = models.JSONField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    label = models.CharField(max_length=200)

    class Meta(Proposal.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.label

    def title_for_review(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("admin:review-item", args=[self._meta.app_label, self._meta.model_name, self.pk])

    def get_edit_url(self) -> str:
        return self.get_absolute_url()

    def content(self) -> dict[str, Any]:
        return {"about": self.label, "changes": self.changes, "reason": self.reason, "wanted": self.wanted}

    def printed(self) -> dict[str, Any]:
        return {"reason": self.reason}

    def check_approvable(self) -> None:
        """Raise `WrongState` where somebody changed it meanwhile: what was agreed would be something else."""
        if import_string(self.state_read_by)(self) != self.before:
            raise WrongState("It was changed after this was proposed. Refuse this, then propose it again.")

    def on_approval(self, by: User) -> None:
        import_string(self.carried_out_by)(self, by)


class PersonChangeKind(models.TextChoices):
    """What is to be changed of an account."""

    ACCOUNT = "account", "Address, organisation or roles"
    REOPEN = "reopen", "Open the account again"
    SECOND_FACTOR = "second_factor", "Remove two-step sign-in"


class PersonChange(AccessChange):
    """Another address, organisation or role of who decides, or a way back to an account."""

    review_noun: ClassVar[str] = "change of an account"
    write_permission: ClassVar[Permission] = Permission.MANAGE_USERS
    carried_out_by: ClassVar[str] = "bcssp.accounts.services.carry_out"
    state_read_by: ClassVar[str] = "bcssp.accounts.services.state_of"
    related_for_review: ClassVar[tuple[str, ...]] = ("person",)

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PersonChangeKind.choices)

    class Meta(AccessChange.Meta):
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            *AccessChange.Meta.constraints,
            known("person_change_kind_known", "kind", PersonChangeKind.values),
            models.UniqueConstraint(
                name="person_change_one_open", fields=["person"], condition=Q(state__in=OPEN_STATES)
            ),
        ]

    def about_people(self) -> frozenset[int]:
        return frozenset({self.person_id})


class SeatChange(AccessChange):
    """Another holder, deputy, term or title of a seat on a board; a new one where `seat` is none yet."""

    review_noun: ClassVar[str] = "change of a seat"
    write_permission: ClassVar[Permission] = Permission.MANAGE_STRUCTURE
    carried_out_by: ClassVar[str] = "bcssp.accounts.seats.carry_out"
    state_read_by: ClassVar[str] = "bcssp.accounts.seats.state_of"
    related_for_review: ClassVar[tuple[str, ...]] = ("seat",)

    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(AccessChange.Meta):
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            *AccessChange.Meta.constraints,
            models.UniqueConstraint(name="seat_change_one_open", fields=["seat"], condition=Q(state__in=OPEN_STATES)),
        ]

    def about_people(self) -> frozenset[int]:
        named = {self.wanted["holder"], self.wanted["deputy"]} - {self.before.get("holder"), self.before.get("deputy")}
        return frozenset(one for one in named if one is not None)
