"""The base of everything that is reviewed."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from partnership.authorization import has_permission
from partnership.constraints import both_or_neither, implies, known, says_why
from partnership.models import Organisation, User
from partnership.permissions import Permission
from review.anonymisation import Kind
from review.models.revision import Revision
from review.states import ReviewState
from review.transitions import TRANSITIONS, Transition, Verb

T_co = TypeVar("T_co", bound="Reviewable", covariant=True)


def _who() -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )


def _when() -> Any:
    return models.DateTimeField(null=True, blank=True, editable=False)


class ReviewableQuerySet(models.QuerySet[T_co]):
    """Reviewed things, narrowed by state and by who looks."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may see of the work behind the public pages: their organisation's, or everything."""
        if has_permission(user, Permission.SEE_ALL_WORK):
            return self
        if not isinstance(user, User) or user.organisation_id is None:
            return self.none()
        if not has_permission(user, self.model.write_permission):
            return self.none()
        return self.filter(organisation_id=user.organisation_id)

    def written_by_owner(self) -> Self:
        """Without what others write in the owner's place: see `Reviewable.override_write_permission`."""
        return self

    def waiting(self) -> Self:
        """What waits for review, longest wait first."""
        return self.filter(state=ReviewState.SUBMITTED).order_by("submitted_at", "pk")

    def approved(self) -> Self:
        """What is approved as it stands now (published things among them)."""
        return self.filter(state__in=[ReviewState.APPROVED, ReviewState.PUBLISHED])

    def live(self) -> Self:
        """What readers are shown: things with a live revision."""
        return self.filter(live_revision__isnull=False).select_related("live_revision")


class Reviewable(models.Model):
    """A thing that its writers submit and a board approves.

    `revision` counts edits and is the optimistic lock; `live_revision` is the snapshot that readers are shown.
    State, people and times change through `review.services` alone.
    """

    review_noun: ClassVar[str]
    write_permission: ClassVar[Permission]
    publishes: ClassVar[bool]
    public_template: ClassVar[str]
    # Which steps there are, from which state, and by whom.
    transitions: ClassVar[Mapping[Verb, Transition]] = TRANSITIONS
    # Whether two people of different organisations review it without seeing each other's review: `review.blind`.
    is_reviewed_blind: ClassVar[bool] = False
    # Whether it tells a person's story: then it is noted who of the writer's own organisation reads it, too.
    is_about_people: ClassVar[bool] = False
    # Whether its author is asked about each detail of its texts that could identify somebody: `review.marks`.
    asks_who_it_is: ClassVar[bool] = False
    # Whether its capital letters are those of bodies and data: then only common given names are asked about.
    speaks_of_bodies: ClassVar[bool] = False
    # What tells who somebody is, and may stand in `readable()` beside what is `printed()`; None: anything may.
    may_stand_beside: ClassVar[frozenset[Kind] | None] = None
    # Whether people of no organisation, such as the chair, are refused as its writers.
    needs_organisation: ClassVar[bool] = True
    # What reviewers weigh besides the notes, drawn from the snapshot; nothing where it is empty.
    weigh_template: ClassVar[str] = ""
    # What stands above the snapshot on its page in the queue.
    preview_heading: ClassVar[str] = "As the public will see it"
    # What title and addresses read, so that a list of any length costs no further query.
    related_for_review: ClassVar[tuple[str, ...]] = ()

    organisation = models.ForeignKey(Organisation, editable=False, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=20, editable=False, choices=ReviewState.choices, default=ReviewState.DRAFT, db_index=True
    )
    revision = models.PositiveIntegerField(editable=False, default=1)
    created_by = _who()
    created_at = _when()
    edited_by = _who()
    edited_at = _when()
    submitted_by = _who()
    submitted_at = _when()
    returned_by = _who()
    returned_at = _when()
    return_reason = models.TextField(blank=True, editable=False)
    approved_by = _who()
    approved_at = _when()
    published_by = _who()
    published_at = _when()
    withdrawn_by = _who()
    withdrawn_at = _when()
    live_revision = models.ForeignKey(
        Revision, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            known("%(class)s_state_known", "state", ReviewState.values),
            *(
                both_or_neither(f"%(class)s_{verb}_paired", f"{verb}_by", f"{verb}_at")
                for verb in ("created", "edited", "submitted", "returned", "approved", "published", "withdrawn")
            ),
            models.CheckConstraint(name="%(class)s_created_by_someone", condition=Q(created_by__isnull=False)),
            implies(
                "%(class)s_submitted_has_submitter",
                Q(state__in=["submitted", "approved", "published"]),
                Q(submitted_by__isnull=False),
            ),
            implies(
                "%(class)s_approved_has_approver", Q(state__in=["approved", "published"]), Q(approved_by__isnull=False)
            ),
            models.CheckConstraint(
                name="%(class)s_approver_is_not_author",
                condition=Q(approved_by__isnull=True)
                | (
                    ~Q(approved_by=F("submitted_by")) & ~Q(approved_by=F("created_by")) & ~Q(approved_by=F("edited_by"))
                ),
            ),
            says_why("%(class)s_returned_has_reason", Q(state="returned"), "return_reason"),
            implies("%(class)s_withdrawn_is_not_live", Q(state="withdrawn"), Q(live_revision__isnull=True)),
        ]

    @property
    def takes_reasons(self) -> bool:
        """Whether its author can say why a detail of its draft stays; else its sentence is asked for."""
        return True

    @property
    def owner(self) -> str:
        """Whose it is: the organisation, or the person where they belong to none."""
        return str(self.organisation or self.submitted_by or self.created_by)

    def content(self) -> dict[str, Any]:
        """Everything that is reviewed, ready for JSON: texts, ISO dates, decimals as text."""
        raise NotImplementedError

    def printed(self) -> dict[str, Any]:
        """The texts that are held against `review.privacy_scan` at submission, by form field: all that is reviewed.

        A thing with a stricter check of its own leaves out what that one reads.
        """
        return self.content()

    def readable(self) -> dict[str, Any]:
        """The texts that are held against what the figures keep back, by form field: everything that was typed."""
        return self.printed()

    def readable_of(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """The same of a snapshot, so that what readers have is held against what comes to be kept back later."""
        return content

    def override_write_permission(self) -> Permission | None:
        """The permission by which people of any organisation write this one, in its owner's place; None for most."""
        return None

    def signed_with(self) -> Permission | None:
        """The permission of the person in whose name it stands, who may always write it; None for most."""
        return None

    def title_for_review(self) -> str:
        """What the queue calls it."""
        raise NotImplementedError

    def lasting_title(self) -> str:
        """The title in what is kept for ever, trail and mails: nothing that only a draft says. Empty for none."""
        return self.title_for_review()

    def named(self) -> str:
        """What mails call it: its kind and title, or number."""
        title = self.lasting_title()
        return f"{self.review_noun} “{title}”" if title else f"{self.review_noun} {self.pk}"

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    def get_edit_url(self) -> str:
        """Where its writer works on it."""
        raise NotImplementedError

    def approval_permission(self) -> Permission:
        """What who approves or returns it has to hold: the board's, unless it stands in one person's name."""
        return Permission.REVIEW

    def about_people(self) -> frozenset[int]:
        """The accounts that it gives or takes something: none of them decides on it. Nobody for most."""
        return frozenset()

    def problems(self) -> list[str]:
        """Sentences that stop a submission (each a `Problem` where it has a field); none: it may be submitted."""
        return []

    def closed_year_problem(self) -> list[str]:
        """A sentence where the thing's year is closed and takes no more entries: it stops saving and submission."""
        return []

    def notes_for_review(self) -> list[str]:
        """Sentences that a reviewer should weigh, such as warnings that do not stop a submission."""
        return []

    def content_warnings(self) -> list[str]:
        """What is in it that some people had rather not read: said before its text. None for most."""
        return []

    def noted_on_approval(self) -> dict[str, Any]:
        """Columns that an approval sets beside its own: what has to be remembered of that moment. None for most."""
        return {}

    def on_approval(self, by: User) -> None:
        """Called when it was approved, in the same transaction, to carry out what was agreed. Nothing for most."""

    def made_on_publication(self, content: dict[str, Any]) -> dict[str, Any]:
        """Columns that are made of the approved content when it is published, such as an address. None for most."""
        return {}

    def needs_saving(self) -> bool:
        """Whether its writer is asked to read and save it again, although nothing in it is different. Few ever are."""
        return False

    def on_publish(self, at: datetime.datetime) -> None:
        """Called when the live revision is about to change, in the same transaction, after every check.

        For what is lost with the old one and has to be remembered. Nothing for most.
        """

    def reason_not_to_publish(self) -> str:
        """Why it is never published although its kind is, as a sentence; empty for most."""
        return ""

    def check_approvable(self) -> None:
        """Raise `DomainError` where approval or publication must not be, such as after withdrawn consent."""
