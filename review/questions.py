"""Asking, answering and closing questions: one transaction each, with its line in the audit trail and its email."""

import datetime
from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from partnership.exceptions import DomainError, WrongState
from partnership.models import User
from partnership.wording import absolute
from review.audit import record
from review.audit_verbs import AuditVerb
from review.identity import refuse_for_readers
from review.models.question import Question, QuestionState
from review.notifications import enqueue, enqueue_each

Q = TypeVar("Q", bound=Question)


class Questions(ABC, Generic[Q]):
    """One kind of question: who asks and answers, and where. The steps are the same for each kind."""

    noun = "question"
    longest = 1000
    closes_unanswered = True
    # Whether question and answer are printed for readers, so that they are held against what tells who somebody is.
    is_printed = False

    @abstractmethod
    def check(self, question: Q, by: User, verb: AuditVerb) -> None:
        """Raise `NotAllowed` for who may not ask, answer or close it."""

    @abstractmethod
    def askees(self, question: Q) -> QuerySet[User]:
        """Who is told that it waits for an answer."""

    @abstractmethod
    def title(self, question: Q) -> str:
        """What it is about, as emails call it."""

    @abstractmethod
    def addresses(self, question: Q) -> tuple[str, str]:
        """Where it is answered, and where who asked reads the answer and closes it."""

    @abstractmethod
    def about(self, question: Q) -> tuple[models.Model, dict[str, Any]]:
        """In whose history its steps are read, and what the audit trail keeps besides the words."""

    def asked_words(self, question: Q) -> str:
        """What was asked, as it follows the name of who asked."""
        return f"has asked a {self.noun} about {self.title(question)}"

    def store_answer(self, question: Q, text: str, by: User, at: datetime.datetime) -> dict[str, Any]:
        """Keep an answer in rows of its own, or return the columns of the question that hold it."""
        return {"answer": text}

    def ask(self, question: Q, *, by: User) -> Q:
        """Save a new question and tell those who answer it. Raises `NotAllowed`, or `DomainError` for its words."""
        self.check(question, by, AuditVerb.ASK)
        question.question = self._text(question.question, self.noun)
        question.asked_by, question.asked_at = by, timezone.now()
        with transaction.atomic():
            question.save(force_insert=True)
            self._record(AuditVerb.ASK, question, by, question.question)
            enqueue_each(
                self.askees(question).filter(is_active=True).order_by("email"),
                key=f"asked:{question._meta.label_lower}:{question.pk}",
                subject=f"{self.noun.capitalize()} about {self.title(question)}",
                body=f"{by} {self.asked_words(question)}:\n\n{question.question}\n\n"
                f"Answer it: {absolute(self.addresses(question)[0])}\n",
            )
        return question

    def answer(self, question: Q, text: str, *, by: User) -> Q:
        """Answer it, or answer it better while it is open, and tell who asked.

        Raises `NotAllowed`, `DomainError` for an empty or long answer, and `WrongState` once it is closed.
        """
        self.check(question, by, AuditVerb.ANSWER)
        text = self._text(text, "answer")
        question.refresh_from_db()
        if question.closed_at is None and question.answer == text:
            # A form that comes back with an error holds the answer still: nobody is told twice.
            return question
        now = timezone.now()
        with transaction.atomic():
            columns = self.store_answer(question, text, by, now)
            self._change(question, answered_by=by, answered_at=now, **columns)
            self._record(AuditVerb.ANSWER, question, by, text)
            enqueue(
                question.asked_by,
                key=f"answered:{question._meta.label_lower}:{question.pk}:{now.isoformat()}",
                subject=f"Your {self.noun} has been answered: {self.title(question)}",
                body=f"{by} has answered your {self.noun} about {self.title(question)}.\n\n"
                f"You asked: {question.question}\n\n"
                f"Answer: {text}\n\n"
                f"If you are satisfied, close the {self.noun}: {absolute(self.addresses(question)[1])}\n",
            )
        return question

    def close(self, question: Q, *, by: User) -> Q:
        """Settle it. Raises `NotAllowed`, and `WrongState` where it is closed or still needs an answer."""
        self.check(question, by, AuditVerb.CLOSE_QUESTION)
        question.refresh_from_db()
        if question.state == QuestionState.OPEN and not self.closes_unanswered:
            raise WrongState(f"You can only close a {self.noun} that has been answered.")
        with transaction.atomic():
            self._change(question, closed_by=by, closed_at=timezone.now())
            self._record(AuditVerb.CLOSE_QUESTION, question, by)
        return question

    def _change(self, question: Q, **columns: Any) -> None:
        """Change it only while it is open, whatever the caller's object says."""
        if type(question).objects.open().filter(pk=question.pk).update(**columns) != 1:
            raise WrongState(f"This {self.noun} is already closed. Ask a new one if you need to.")
        question.refresh_from_db()

    def _record(self, verb: AuditVerb, question: Q, by: User, note: str = "") -> None:
        subject, data = self.about(question)
        record(verb=verb, by=by, obj=subject, note=note, data=data)

    def _text(self, text: str, what: str) -> str:
        stripped = text.strip().replace("\r\n", "\n")
        if not stripped:
            raise DomainError(f"Enter the {what}.")
        if len(stripped) > self.longest:
            raise DomainError(f"The {what} must be {self.longest} characters or fewer.")
        if self.is_printed:
            refuse_for_readers(**{what: stripped})
        return stripped
