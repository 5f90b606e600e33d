"""Who is told of questions about figures and of their answers."""

from django.urls import reverse

from indicators.returns.models.question import FollowUp
from indicators.returns.models.submission import Submission
from partnership.models import User
from partnership.wording import absolute
from review import notifications


def questions_url(submission: Submission) -> str:
    """The reviewers' page of a return's questions."""
    return reverse(
        "indicators:question-list", args=[submission.period, submission.family_slug, submission.organisation.slug]
    )


def tell_partners(asked: FollowUp) -> None:
    """Tell everyone who sends figures for the organisation that a question waits for them."""
    submission = asked.submission
    partners = User.objects.filter(
        is_active=True, organisation_id=submission.organisation_id, role_grants__role="partner"
    ).order_by("email")
    notifications.enqueue_each(
        partners,
        key=f"asked:{asked.pk}",
        subject=f"Question about your figures: {submission.title_for_review()}",
        body=f"{asked.asked_by} has asked a question about a figure in “{submission.title_for_review()}”:\n\n"
        f"{asked.question}\n\n"
        f"Answer it next to the figure: {absolute(submission.get_edit_url())}\n",
    )


def tell_reviewer(answered: FollowUp) -> None:
    """Tell who asked what the answer is."""
    at = answered.answered_at
    assert at is not None, "the question has an answer"
    title = answered.submission.title_for_review()
    notifications.enqueue(
        answered.asked_by,
        key=f"answered:{answered.pk}:{at.isoformat()}",
        subject=f"Your question has been answered: {title}",
        body=f"{answered.answered_by} has answered your question about “{title}”.\n\nYou asked: {answered.question}\n\n"
        f"Answer: {answered.answer}\n\nView it: {absolute(questions_url(answered.submission))}\n",
    )
