"""Giving a blind review, declining one, and answering a reviewer's note. Each leaves a line in the audit trail.

The notes stay out of the trail: it is read by more people than they are written for.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError, NotAllowed, WrongState
from partnership.models import User
from partnership.wording import absolute
from review.audit import record
from review.audit_verbs import AuditVerb
from review.blind import Round, next_in_round, obstacle_in_round, round_of
from review.identity import refuse_identifying
from review.models import BlindReview, Reviewable
from review.models.blind_review import Verdict
from review.notifications import enqueue_each, notify_next_reviewer, review_url
from review.policies import check_person, check_state, may_write
from review.reviewers import is_chair, reviewers
from review.transitions import Verb

LONGEST_NOTE = 4000


def give(stored: Reviewable, verb: Verb, *, by: User, shared: str, private: str) -> tuple[Verb, str] | None:
    """Keep a review in the caller's transaction, which holds the thing's row; the decision that it leads to, or None.

    Where the reviewers disagree already, the chair's word is the decision itself. Raises `NotAllowed` for who has to
    let others go first, has declined, or has given a review.
    """
    current, people = round_of(stored), reviewers()
    free, _ = next_in_round(stored, people, current)
    obstacle = obstacle_in_round(by, stored, current, free)
    if obstacle:
        raise NotAllowed(obstacle)
    if current.is_split:
        return verb, shared
    review = _keep(stored, Verdict(verb.value), by=by, shared_note=shared, private_note=private.strip())
    record(verb=AuditVerb.GIVE_REVIEW, by=by, obj=stored, revision=stored.revision)
    now = Round((*current.reviews, review))
    if now.verdict is not None:
        notes = "\n\n".join(one.shared_note for one in now.shared())
        return Verb(now.verdict.value), notes if now.verdict is Verdict.RETURN else ""
    if now.is_split:
        record(verb=AuditVerb.SEND_TO_CHAIR, by=None, obj=stored, revision=stored.revision)
    _tell_next(stored, now, people)
    return None


def decline(item: Reviewable, *, by: User, revision: int) -> None:
    """Leave a topic to others. No reason is asked. Raises `NotAllowed` for who cannot review it, or `WrongState`."""
    stored: Reviewable = type(item)._base_manager.select_related("organisation").get(pk=item.pk)
    check_person(by, stored, Verb.APPROVE)
    check_state(stored, Verb.APPROVE)
    with transaction.atomic():
        locked = type(item)._base_manager.filter(pk=item.pk, state=stored.state, revision=revision)
        if locked.update(revision=revision) != 1:
            raise WrongState(f"This {stored.review_noun} has changed. Open it again.")
        current, people = round_of(stored), reviewers()
        free, _ = next_in_round(stored, people, current)
        if current.is_complete or by not in free:
            raise NotAllowed(obstacle_in_round(by, stored, current, free) or "You decide on this one. Ask the board.")
        review = _keep(stored, Verdict.DECLINED, by=by)
        record(verb=AuditVerb.DECLINE_REVIEW, by=by, obj=stored, revision=stored.revision)
        _tell_next(stored, Round((*current.reviews, review)), people)


def answer(review: BlindReview, text: str, *, by: User) -> BlindReview:
    """Answer a note for the author, once. Raises `NotAllowed` for who does not write it, or `DomainError`."""
    item = review.item
    assert item is not None, "what was reviewed is never deleted"
    if not may_write(by, item):
        raise NotAllowed("Only the organisation that wrote it can answer the reviewers.")
    text = text.strip()
    if not text:
        raise DomainError("Enter your answer.")
    if len(text) > LONGEST_NOTE:
        raise DomainError(f"Your answer must be {LONGEST_NOTE} characters or fewer.")
    refuse_identifying(answer=text)
    now = timezone.now()
    with transaction.atomic():
        open_ = BlindReview.objects.filter(pk=review.pk, answered_at=None).exclude(shared_note="")
        if open_.update(answer=text, answered_by=by, answered_at=now) != 1:
            raise WrongState("This note already has an answer.")
        record(verb=AuditVerb.ANSWER_REVIEW, by=by, obj=item, revision=item.revision)
        enqueue_each(
            [review.reviewer] if review.reviewer.is_active else [],
            key=f"review-answered:{review.pk}",
            subject=f"Your note was answered: {item.named()}",
            body=f"{by} answered your note on the {item.named()}.\n\nRead it: {absolute(review_url(item))}\n",
        )
    review.refresh_from_db()
    return review


def _keep(stored: Reviewable, verdict: Verdict, *, by: User, **notes: str) -> BlindReview:
    review: BlindReview = BlindReview.objects.create(
        content_type=ContentType.objects.get_for_model(stored),
        object_id=stored.pk,
        submitted_at=stored.submitted_at,
        reviewer=by,
        organisation=None if is_chair(by) else by.organisation,
        verdict=verdict,
        given_at=timezone.now(),
        **notes,
    )
    return review


def _tell_next(stored: Reviewable, current: Round, people: list[User]) -> None:
    """The chair, where it is the chair's turn; coordinators, where it is nobody's. The board was told at submission."""
    free, is_escalated = next_in_round(stored, people, current)
    if is_escalated:
        notify_next_reviewer(stored, free, is_split=current.is_split)
