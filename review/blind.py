"""Where the two blind reviews of a submission stand: who gave one, who may give the next, and who reads what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from partnership.authorization import has_permission
from partnership.models import User
from review.models import BlindReview, Reviewable
from review.models.blind_review import Verdict
from review.reviewers import is_chair, next_reviewers, without_conflict

# So many people, of different organisations, review before it is decided.
NEEDED = 2


@dataclass(frozen=True)
class Round:
    """The reviews of one submission, in the order in which they were given."""

    reviews: tuple[BlindReview, ...] = ()

    @property
    def decided(self) -> list[BlindReview]:
        """Those that count; who declined is not among them."""
        return [one for one in self.reviews if one.is_decided]

    @property
    def is_complete(self) -> bool:
        """Whether both are in, so that their readers may see them."""
        return len(self.decided) >= NEEDED

    @property
    def verdict(self) -> Verdict | None:
        """What both say; None where they disagree, or are not both in."""
        said = {one.verdict for one in self.decided}
        return Verdict(said.pop()) if self.is_complete and len(said) == 1 else None

    @property
    def is_split(self) -> bool:
        """Whether both are in and they disagree, so that the chair decides."""
        return self.is_complete and self.verdict is None

    def of(self, user: User) -> BlindReview | None:
        """What this person gave, or that they declined."""
        return next((one for one in self.reviews if one.reviewer_id == user.pk), None)

    def shared(self) -> list[BlindReview]:
        """Those with a note for the author, once both are in."""
        return [one for one in self.decided if one.shared_note] if self.is_complete else []

    def read_by(self, user: User) -> list[BlindReview]:
        """What this person may read: their own; both once both are in, if they gave one or are the chair."""
        if self.is_complete and (self.of(user) is not None or is_chair(user)):
            return self.decided
        return [one for one in self.decided if one.reviewer_id == user.pk]


def rounds_of(items: Sequence[Reviewable]) -> dict[int, Round]:
    """The present round of each thing of one kind that waits. One query; none where its kind is not reviewed blind."""
    if not items or not items[0].is_reviewed_blind:
        return {}
    now = {item.pk: item.submitted_at for item in items}
    found: dict[int, list[BlindReview]] = defaultdict(list)
    rows = BlindReview.objects.filter(
        content_type=ContentType.objects.get_for_model(items[0]), object_id__in=list(now)
    ).order_by("pk")
    for row in rows:
        if row.submitted_at == now[row.object_id]:
            found[row.object_id].append(row)
    return {pk: Round(tuple(reviews)) for pk, reviews in found.items()}


def round_of(item: Reviewable) -> Round:
    """The present round of one thing."""
    return rounds_of([item]).get(item.pk, Round())


def former_rounds(item: Reviewable) -> list[Round]:
    """The rounds of earlier submissions, newest first, with the people in them. One query."""
    found: dict[object, list[BlindReview]] = defaultdict(list)
    rows = BlindReview.objects.about(item).select_related("reviewer", "answered_by")
    for row in rows:
        if row.submitted_at != item.submitted_at:
            found[row.submitted_at].append(row)
    return [Round(tuple(reviews)) for reviews in reversed(found.values())]


def notes_for_author(item: Reviewable) -> list[BlindReview]:
    """Every note for its author, the newest submission first; of the present one when both reviews are in."""
    return [one for each in (round_of(item), *former_rounds(item)) for one in each.shared()]


def next_in_round(item: Reviewable, people: Iterable[User], current: Round | None) -> tuple[list[User], bool]:
    """Who can decide on a thing next, and whether it went to the chair. For what is not reviewed blind: as always."""
    everybody = list(people)
    if not item.is_reviewed_blind:
        return next_reviewers(item, everybody)
    given = current or Round()
    free = [one for one in without_conflict(item, everybody) if has_permission(one, item.approval_permission())]
    chairs = [one for one in free if is_chair(one)]
    if given.is_complete:
        return chairs, True
    heard = {one.reviewer_id for one in given.reviews}
    organisations = {one.organisation_id for one in given.decided} | {None}
    board = [
        one for one in free if not is_chair(one) and one.pk not in heard and one.organisation_id not in organisations
    ]
    return (board, False) if board else ([one for one in chairs if one.pk not in heard], True)


def obstacle_in_round(user: User, item: Reviewable, current: Round, free: Sequence[User]) -> str | None:
    """Why this person cannot give a review now, as a sentence; None where they can. `free` are those who can."""
    if user in free:
        return None
    own = current.of(user)
    if current.is_split:
        return "The 2 reviewers disagree, so the independent chair decides."
    if own is not None and not own.is_decided:
        return f"You declined to review this {item.review_noun}."
    if own is not None:
        return "Your review is in. You can read the other review when both are in."
    if user.organisation_id in {one.organisation_id for one in current.decided}:
        return "Someone from your organisation has reviewed it. The second review must come from another organisation."
    return "2 board members review it first. You decide if they disagree."
