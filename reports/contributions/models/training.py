"""Training of a year, and what those who were trained said of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from partnership.models import Arm, Organisation
from reports.contributions.models.record import ReviewableRow, YearRecord, named, need_rows, text_of
from review.models import ReviewableQuerySet
from review.problems import Problem


class TrainingReturn(YearRecord):
    """The courses of one year."""

    review_noun: ClassVar[str] = "training return"
    asks_who_it_is: ClassVar[bool] = True
    page: ClassVar[str] = "training"
    section: ClassVar[str] = "training"
    heading: ClassVar[str] = "Training"
    starts_from_last_year: ClassVar[bool] = True

    note = models.TextField(blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()

    class Meta(YearRecord.Meta):
        ordering = ["-year__starts_on"]

    def content(self) -> dict[str, Any]:
        """The courses with their numbers as texts; empty where a number is not known."""
        courses = self.courses.select_related("arm").prefetch_related("attendances__organisation")
        return {
            "year": self.year.slug,
            "note": self.note,
            "courses": [course.content() for course in courses],
            # Named where there is one alone: what was approved before there was any stays as it was hashed.
            **({"evaluations": found} if (found := [one.content() for one in self.evaluations.all()]) else {}),
        }

    def problems(self) -> list[str]:
        """No course, or organisations that add up to more people than came."""
        courses = list(self.courses.prefetch_related("attendances"))
        found = need_rows(courses, "Add at least one course.", "course_1_title")
        for course in courses:
            named_people = sum(attendance.attended for attendance in course.attendances.all())
            if named_people > course.attended:
                sentence = (
                    f"The organisations sent {named_people} people to course {course.number}, but only "
                    f"{course.attended} attended. Correct one of the two."
                )
                found.append(Problem(sentence, f"course_{course.number}_attended"))
        return found + self.closed_year_problem()


class TrainingCourse(ReviewableRow):
    """One course: how often it was held, how many people came, how many of them answered when they were asked.

    `practice_changed` counts those who said that their practice changed. `followed_up_after` is in months.
    """

    training = models.ForeignKey(TrainingReturn, on_delete=models.CASCADE, related_name="courses")
    title = models.CharField(max_length=160)
    arm = models.ForeignKey(Arm, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sessions = models.PositiveIntegerField()
    attended = models.PositiveIntegerField()
    answered = models.PositiveIntegerField(null=True, blank=True)
    practice_changed = models.PositiveIntegerField(null=True, blank=True)
    followed_up_after = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["training", "number"]
        constraints = [
            models.UniqueConstraint(name="training_course_number_once", fields=["training", "number"]),
            models.CheckConstraint(
                name="training_course_counts_not_negative",
                condition=Q(sessions__gte=0, attended__gte=0)
                & (Q(answered__isnull=True) | Q(answered__gte=0))
                & (Q(practice_changed__isnull=True) | Q(practice_changed__gte=0)),
            ),
            models.CheckConstraint(
                name="training_course_answers_at_most_people",
                condition=Q(answered__isnull=True) | Q(answered__lte=F("attended")),
            ),
            models.CheckConstraint(
                name="training_course_changed_at_most_answers",
                condition=Q(practice_changed__isnull=True)
                | Q(answered__isnull=False, practice_changed__lte=F("answered")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def content(self) -> dict[str, Any]:
        """The course as texts."""
        return {
            "number": str(self.number),
            "title": self.title,
            "arm": named(self.arm, title="name"),
            "sessions": str(self.sessions),
            "attended": str(self.attended),
            "by_organisation": [
                {"organisation": attendance.organisation.name, "attended": str(attendance.attended)}
                for attendance in self.attendances.all()
            ],
            "answered": text_of(self.answered),
            "practice_changed": text_of(self.practice_changed),
            "followed_up_after": text_of(self.followed_up_after),
        }


class TrainingEvaluation(ReviewableRow):
    """What those who came to an event said before, after and later: means of answers from 1 to 5, and how many.

    Without a mean there were too few answers. `quotations` are words of theirs that the board approves with the rest.
    """

    training = models.ForeignKey(TrainingReturn, on_delete=models.CASCADE, related_name="evaluations")
    title = models.CharField(max_length=160)
    before = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    after = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    later = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    answers_before = models.PositiveIntegerField(default=0)
    answers_after = models.PositiveIntegerField(default=0)
    answers_later = models.PositiveIntegerField(default=0)
    quotations = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["training", "number"]
        constraints = [
            models.UniqueConstraint(name="training_evaluation_number_once", fields=["training", "number"]),
        ]

    def __str__(self) -> str:
        return self.title

    def content(self) -> dict[str, Any]:
        """The evaluation as texts; empty where too few answered."""
        return {
            "number": str(self.number),
            "title": self.title,
            **{
                stage: {"mean": text_of(getattr(self, stage)), "answers": str(getattr(self, f"answers_{stage}"))}
                for stage in ("before", "after", "later")
            },
            "quotations": list(self.quotations),
        }


class CourseAttendance(models.Model):
    """How many people an organisation sent to a course."""

    course = models.ForeignKey(TrainingCourse, on_delete=models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    attended = models.PositiveIntegerField()

    class Meta:
        ordering = ["course", "organisation__name"]
        constraints = [
            models.UniqueConstraint(name="course_attendance_once", fields=["course", "organisation"]),
            models.CheckConstraint(name="course_attendance_not_negative", condition=Q(attended__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.attended}"
