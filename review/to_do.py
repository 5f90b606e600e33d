"""What waits for a person in review: to decide, to publish, to put right, to go on writing."""

from django.utils import timezone

from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from partnership.task import Task, TaskKind
from review.comments import commented_for, comments_address
from review.models import Comment, Reviewable
from review.notifications import review_url
from review.queries import queue, to_publish
from review.registry import reviewable_models
from review.states import ReviewState
from review.transitions import Verb

# How much of an organisation's own work is looked at, the newest first.
MOST = 200
# Who sees to it that somebody can decide.
_FILLS_ROLES = Permission.MANAGE_USERS


def to_do(user: User) -> list[Task]:
    """Everything that waits in review. A query or two a kind of reviewed thing."""
    own = [_own(item) for item in own_items(user) if item.state in (ReviewState.DRAFT, ReviewState.RETURNED)]
    said = [_comments(item, comments) for item, comments in commented_for(user)]
    return [*own, *_in_the_queue(user), *said, *(_publication(item) for item in to_publish(user))]


def writes(user: User, model: type[Reviewable]) -> bool:
    """Whether it is this person's kind of work: what is proposed in one step is nobody's draft."""
    is_drafted = Verb.EDIT in model.transitions
    return is_drafted and has_permission(user, model.write_permission) and user.organisation_id is not None


def own_items(user: User) -> list[Reviewable]:
    """The newest work of the person's organisation, one query a kind of thing."""
    items: list[Reviewable] = []
    for model in reviewable_models():
        if writes(user, model):
            # What people of any organisation write in its place is not this person's to mend. It is left out before
            # the newest are taken: hundreds may have been loaded at once.
            own = model.objects.written_by_owner().filter(organisation=user.organisation)
            rows = own.select_related("organisation", "returned_by", *model.related_for_review)
            items += rows.order_by("-edited_at")[:MOST]
    return sorted(items, key=lambda item: item.edited_at or item.created_at, reverse=True)


def _own(item: Reviewable) -> Task:
    """Own work that is begun, or came back."""
    noun = item.review_noun.capitalize()
    if item.state == ReviewState.RETURNED:
        assert item.returned_at is not None, "a returned item has a day"
        return Task(
            TaskKind.PUT_RIGHT,
            item.title_for_review(),
            item.get_edit_url(),
            f"{noun}, returned by {item.returned_by}",
            since=timezone.localdate(item.returned_at),
            reason=item.return_reason,
        )
    begun = item.edited_at or item.created_at
    return Task(
        TaskKind.WRITE,
        item.title_for_review(),
        item.get_edit_url(),
        f"{noun}, draft",
        since=timezone.localdate(begun) if begun else None,
    )


def _in_the_queue(user: User) -> list[Task]:
    """What this person is the next to decide on; for who gives out roles, what nobody can decide on."""
    if not has_permission(user, Permission.SEE_ALL_WORK):
        return []
    found = []
    for row in queue(user):
        if row.is_for_me:
            kind, detail = TaskKind.DECIDE, f"{row.item.review_noun.capitalize()} from {row.organisation}"
        elif not row.next_people and has_permission(user, _FILLS_ROLES):
            kind, detail = TaskKind.PUT_RIGHT, "No one can review this. Give someone the role that decides on it"
        else:
            continue
        since = timezone.localdate(row.since) if row.since else None
        found.append(Task(kind, row.title, review_url(row.item), detail, since=since))
    return found


def _comments(item: Reviewable, comments: list[Comment]) -> Task:
    """What others said about something that the person writes."""
    words = "1 comment is open" if len(comments) == 1 else f"{len(comments)} comments are open"
    since = timezone.localdate(comments[0].written_at)
    return Task(TaskKind.ANSWER, item.title_for_review(), comments_address(item), words, since=since)


def _publication(item: Reviewable) -> Task:
    """What is approved and not public yet."""
    since = timezone.localdate(item.approved_at) if item.approved_at else None
    detail = f"{item.review_noun.capitalize()} from {item.owner}, approved"
    return Task(TaskKind.PUBLISH, item.title_for_review(), review_url(item), detail, since=since)
