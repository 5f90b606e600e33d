"""What the queue and the page of one item show."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType

from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from review.blind import Round, next_in_round, obstacle_in_round, rounds_of
from review.models import Event, Reviewable, Revision
from review.policies import conflict_of
from review.registry import reviewable_models
from review.reviewers import IN_ONE_NAME, deciders_in_words, reviewers
from review.states import ReviewState
from review.transitions import Verb


@dataclass(frozen=True)
class QueueRow:
    """One waiting thing: what, from whom, since when, who is next, and what stands in this reader's way.

    `is_for_me`: this reader is among those who are next.
    """

    item: Reviewable
    kind: str
    since: datetime | None
    next_people: list[str]
    is_escalated: bool
    obstacle: str | None
    is_for_me: bool

    @property
    def title(self) -> str:
        return self.item.title_for_review()

    @property
    def organisation(self) -> str:
        return self.item.owner

    @property
    def key(self) -> str:
        """Names the item and the revision that was shown, for a bulk decision."""
        return f"{self.kind}:{self.item.pk}:{self.item.revision}"


def queue(user: User) -> list[QueueRow]:
    """Everything that waits for review, longest first.

    One query a kind of thing, one more for those reviewed blind, three for the people.
    """
    people = reviewers()
    written = _written_by(user)
    rows = []
    for model in reviewable_models():
        kind = model._meta.label_lower
        waiting = model.objects.visible_to(user).waiting()
        items = list(waiting.select_related("organisation", "submitted_by", *model.related_for_review))
        rounds = rounds_of(items)
        for item in items:
            current = rounds.get(item.pk, Round())
            free, escalated = next_in_round(item, people, current)
            obstacle = obstacle_for(
                user, item, has_written=(ContentType.objects.get_for_model(model).pk, item.pk) in written
            )
            if obstacle is None and item.is_reviewed_blind:
                obstacle = obstacle_in_round(user, item, current, free)
            names = [str(person) for person in free]
            is_for_me = obstacle is None and user in free
            rows.append(QueueRow(item, kind, item.submitted_at, names, escalated, obstacle, is_for_me))
    return sorted(rows, key=lambda row: (row.since is None, row.since, row.kind, row.item.pk))


def to_publish(user: User) -> list[Reviewable]:
    """What is approved and waits for publication, for those who publish."""
    if not has_permission(user, Permission.PUBLISH):
        return []
    found: list[Reviewable] = []
    for model in reviewable_models():
        if model.publishes:
            rows = model.objects.filter(state=ReviewState.APPROVED)
            rows = rows.select_related("organisation", *model.related_for_review)
            found += [item for item in rows if not item.reason_not_to_publish()]
    return found


def obstacle_for(user: User, item: Reviewable, *, has_written: bool) -> str | None:
    """Why this reader may not decide on the thing, as a sentence; None where nothing stands in the way."""
    wanted = item.approval_permission()
    if not has_permission(user, wanted):
        if wanted not in IN_ONE_NAME:
            return "Your role can view the queue. Board members and the chair make decisions."
        return f"It is in the name of the {deciders_in_words(wanted)}, and only they can approve it."
    if has_written:
        return f"You worked on this {item.review_noun} yourself. Someone else must review it."
    return conflict_of(user, item)


def has_written(user: User, item: Reviewable) -> bool:
    """Whether the person ever wrote or submitted the thing."""
    return Event.objects.about(item).filter(actor=user, verb__in=WRITING).exists()


WRITING = [Verb.CREATE, Verb.EDIT, Verb.SUBMIT]


def _written_by(user: User) -> set[tuple[int | None, int | None]]:
    lines = Event.objects.filter(actor=user, verb__in=WRITING).order_by()
    return set(lines.values_list("content_type_id", "object_id").distinct())


def submitted_revision(item: Reviewable) -> Revision | None:
    """The snapshot that waits for a decision, if the present revision was submitted."""
    return Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(item), object_id=item.pk, number=item.revision
    ).first()


def last_approved(item: Reviewable) -> Revision | None:
    """The snapshot that was approved last, whatever happened to the thing since."""
    numbers = Event.objects.about(item).filter(verb=Verb.APPROVE).values_list("revision", flat=True)[:1]
    return Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(item), object_id=item.pk, number__in=list(numbers)
    ).first()
