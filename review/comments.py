"""Comments beside a reviewed thing: written by its writers and by who reads all work, resolved before approval.

One transaction each, with its line in the audit trail, which says that somebody commented and never what.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.authorization import has_permission
from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import absolute
from review.audit import record
from review.audit_verbs import AuditVerb
from review.models import Comment, Reviewable
from review.models.comment import CommentQuerySet
from review.notifications import enqueue_each
from review.passages import stands_in, texts_shown
from review.policies import may_write
from review.states import ReviewState

LONGEST = 2000


def waits_for_blind_reviews(item: Reviewable) -> bool:
    """Whether two people review it of whom neither may see what the other thinks: a comment would tell."""
    return item.is_reviewed_blind and item.state == ReviewState.SUBMITTED


def may_comment(user: User, item: Reviewable) -> bool:
    """Whether the person writes the thing or reads all work, and it is not withdrawn or under blind review."""
    is_reader = has_permission(user, Permission.SEE_ALL_WORK) or may_write(user, item)
    return is_reader and item.state != ReviewState.WITHDRAWN and not waits_for_blind_reviews(item)


def readable_comments(user: User, item: Reviewable) -> CommentQuerySet:
    """The comments beside a thing that this person may read, in their order.

    While two people review it blind, whoever does not write it reads what its own writers said and what they said
    themselves: what another reviewer thought of an earlier version would tell what they think of this one.
    """
    rows = Comment.objects.about(item)
    if not waits_for_blind_reviews(item) or may_write(user, item):
        return rows
    return rows.filter(Q(written_by=user) | Q(written_by__organisation=item.organisation_id))


def may_resolve(user: User, comment: Comment) -> bool:
    """Who wrote a comment says when it is settled; so does who publishes, for people who have left."""
    return comment.written_by_id == user.pk or has_permission(user, Permission.PUBLISH)


def comments_address(item: Reviewable) -> str:
    """The page of the comments beside a stored thing."""
    return reverse("review:comments", args=[item._meta.app_label, item._meta.model_name, item.pk])


def add_comment(*, item: Reviewable, text: str, by: User, passage: str = "") -> Comment:
    """Say something beside a thing, or the words `passage` in it, and tell the others who work on it.

    Raises `NotAllowed`, and `DomainError` for no text and for words that do not stand in what the person is shown.
    """
    if not may_comment(by, item):
        raise NotAllowed(f"You cannot comment on this {item.review_noun}.")
    text = text.strip().replace("\r\n", "\n")
    if not 0 < len(text) <= LONGEST:
        raise DomainError(f"Enter a comment of {LONGEST:,} characters or fewer.")
    passage = passage.strip()
    if passage and not stands_in(passage, texts_shown(by, item)):
        raise DomainError("These words are not in the text. Copy them exactly as they appear there.")
    with transaction.atomic():
        comment = Comment(object_id=item.pk, text=text, passage=passage, written_by=by, written_at=timezone.now())
        comment.content_type = _kind(item)
        comment.save()
        record(verb=AuditVerb.COMMENT, by=by, obj=item, data={"comment": comment.pk})
        enqueue_each(
            _others(item, by),
            key=f"comment:{comment.pk}",
            subject=f"New comment: {item.named()}",
            body=f"{by} has commented on the {item.named()}.\n\nRead it: {absolute(comments_address(item))}\n",
        )
    return comment


def resolve_comment(*, comment: Comment, item: Reviewable, by: User) -> None:
    """Settle a comment. Raises `NotAllowed`, and `WrongState` where it is settled already."""
    if not may_resolve(by, comment):
        raise NotAllowed("Only the person who wrote a comment, or the coordinator, can resolve it.")
    with transaction.atomic():
        changed = Comment.objects.open().filter(pk=comment.pk).update(resolved_by=by, resolved_at=timezone.now())
        if changed != 1:
            raise WrongState("This comment is already resolved.")
        record(verb=AuditVerb.RESOLVE_COMMENT, by=by, obj=item, data={"comment": comment.pk})


def open_comments(item: Reviewable) -> int:
    """How many comments beside a thing are not resolved; none where it is not stored."""
    return Comment.objects.about(item).open().count() if item.pk else 0


def refuse_open_comments(item: Reviewable) -> None:
    """Refuse approval while something that was said beside the thing is not settled. Raises `DomainError`."""
    left = open_comments(item)
    if left:
        words = "1 comment is" if left == 1 else f"{left} comments are"
        raise DomainError(f"{words} still open. Each must be resolved before this {item.review_noun} can be approved.")


def commented_for(user: User) -> list[tuple[Reviewable, list[Comment]]]:
    """What the person writes and others have commented on, with the open comments. A query a kind of thing."""
    by_model: dict[type[Reviewable], dict[int, list[Comment]]] = defaultdict(lambda: defaultdict(list))
    for comment in Comment.objects.open().exclude(written_by=user).select_related("content_type"):
        model = cast(type[Reviewable], comment.content_type.model_class())
        by_model[model][comment.object_id].append(comment)
    found = []
    for model, comments in by_model.items():
        rows = model.objects.visible_to(user).filter(pk__in=comments).exclude(state=ReviewState.WITHDRAWN)
        for item in rows.select_related("organisation", *model.related_for_review):
            if may_write(user, item):
                found.append((item, comments[item.pk]))
    return found


def _kind(item: Reviewable) -> ContentType:
    return ContentType.objects.get_for_model(item)


def _others(item: Reviewable, by: User) -> Iterable[User]:
    """Who wrote the thing, and who commented on it; not who does so now."""
    keys = {key for key in (item.created_by_id, item.edited_by_id, item.submitted_by_id) if key is not None}
    keys |= set(Comment.objects.about(item).values_list("written_by_id", flat=True))
    return User.objects.filter(pk__in=keys - {by.pk}, is_active=True).order_by("email")
