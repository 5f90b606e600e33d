"""Questions that one person asks, others answer, and who may ask closes."""

from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models

Q_co = TypeVar("Q_co", bound="Question", covariant=True)


class QuestionState(models.TextChoices):
    """Where a question stands, as its columns say."""

    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


class QuestionQuerySet(models.QuerySet[Q_co]):
    """Questions narrowed by what is still to do."""

    def open(self) -> Self:
        """Not closed yet, answered or not."""
        return self.filter(closed_at__isnull=True)

    def closed(self) -> Self:
        """Settled."""
        return self.filter(closed_at__isnull=False)

    def unanswered(self) -> Self:
        """Open, and without an answer."""
        return self.open().filter(answered_at__isnull=True)


def _person(**more: Any) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class Question(models.Model):
    """A question with its newest answer's author and time. It changes through `review.questions` alone."""

    # The newest one: a column, or what rows of their own say.
    answer: str

    question = models.TextField()
    asked_by = _person()
    asked_at = models.DateTimeField()
    answered_by = _person(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_by = _person(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def state(self) -> QuestionState:
        """Open, answered or closed."""
        if self.closed_at is not None:
            return QuestionState.CLOSED
        return QuestionState.OPEN if self.answered_at is None else QuestionState.ANSWERED
