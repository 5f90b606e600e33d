"""How an agency used a briefing: when, with whom, with how many, and what changed."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from learning.boxes import word_count
from learning.models.briefing import Briefing
from partnership.constraints import known
from partnership.days import day
from partnership.exceptions import DomainError
from partnership.models import ReportingYear
from partnership.permissions import Permission
from review.models import Reviewable, ReviewableQuerySet
from review.problems import Problem

MOST_WORDS = 120
WITHDRAWN = "This briefing is no longer published, so its use cannot be reported."


class Setting(models.TextChoices):
    """Where a briefing was talked about. Stored; the labels may change."""

    TEAM_MEETING = "team_meeting", "Team meeting"
    SUPERVISION = "supervision", "Supervision"
    TRAINING = "training", "Training or workshop"
    EVENT = "event", "Event or conference"
    SENT_ROUND = "sent_round", "Sent to staff to read"
    OTHER = "other", "Other"


class UseQuerySet(ReviewableQuerySet["BriefingUse"]):
    """Records of use, narrowed by what may be told of them."""

    def told(self) -> "UseQuerySet":
        """Approved, and of a briefing that readers can still read."""
        return self.live().filter(briefing__live_revision__isnull=False)


class BriefingUse(Reviewable):
    """One time that an organisation used a published briefing. The annual report prints what the board approved."""

    review_noun: ClassVar[str] = "record of use"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.RECORD_USE
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "learning/_use.html"
    preview_heading: ClassVar[str] = "As the annual report will tell it"
    related_for_review: ClassVar[tuple[str, ...]] = ("briefing", "briefing__live_revision")
    compulsory: ClassVar[Mapping[str, str]] = {
        "used_on": "Enter the date on which you used it.",
        "setting": "Select where you used it.",
        "audience": "Say who you used it with.",
        "people": "Enter how many people there were.",
        "what_changed": "Say what changed, or what you will do differently. If nothing did, say so.",
    }

    key = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    briefing = models.ForeignKey(Briefing, editable=False, on_delete=models.PROTECT, related_name="uses")
    used_on = models.DateField("date of use", null=True, blank=True)
    setting = models.CharField("where it was used", max_length=20, choices=Setting.choices, blank=True)
    audience = models.CharField("who it was used with", max_length=160, blank=True)
    people = models.PositiveIntegerField("number of people", null=True, blank=True)
    what_changed = models.TextField(blank=True)

    objects: ClassVar[Any] = UseQuerySet.as_manager()

    class Meta(Reviewable.Meta):
        ordering = ["-used_on", "-pk"]
        constraints = [
            *Reviewable.Meta.constraints,
            known("briefing_use_setting_known", "setting", Setting.values, or_empty=True),
            models.CheckConstraint(name="briefing_use_had_people", condition=Q(people__isnull=True) | Q(people__gte=1)),
        ]

    def __str__(self) -> str:
        return self.title_for_review()

    def content(self) -> dict[str, Any]:
        """The record. The briefing stands in it by key alone: its title is read where the record is told."""
        return {
            "kind": self._meta.model_name,
            "key": str(self.key),
            "organisation": self.organisation.name,
            "briefing": str(self.briefing.key),
            "used_on": self.used_on.isoformat() if self.used_on else None,
            "day": day(self.used_on) if self.used_on else "",
            "setting": Setting(self.setting).label if self.setting else "",
            "audience": self.audience,
            "people": self.people,
            "what_changed": self.what_changed,
        }

    def printed(self) -> dict[str, Any]:
        """What was typed, by its fields."""
        return {"audience": self.audience, "what_changed": self.what_changed}

    def title_for_review(self) -> str:
        """The briefing, and when it was used."""
        title = self.briefing.lasting_title() or f"briefing {self.briefing_id}"
        return f"{title}, used on {day(self.used_on)}" if self.used_on else title

    def problems(self) -> list[str]:
        """What is missing, and whether it can have happened."""
        found: list[str] = [
            Problem(sentence, name)
            for name, sentence in self.compulsory.items()
            if not str(getattr(self, name) or "").strip()
        ]
        if word_count(self.what_changed) > MOST_WORDS:
            found.append(Problem(f"What changed must be {MOST_WORDS} words or fewer.", "what_changed"))
        if self.used_on and self.used_on > timezone.localdate():
            found.append(Problem("The date on which you used it must be today or in the past.", "used_on"))
        if self.briefing.live_revision_id is None:
            found.append(Problem(WITHDRAWN))
        return found + self.closed_year_problem()

    def closed_year_problem(self) -> list[str]:
        year = year_of(self.used_on)
        if year is not None and year.is_closed:
            sentence = f"The year {year.label} is closed, so you cannot add to it. Enter a date in an open year."
            return [Problem(sentence, "used_on")]
        return []

    def check_approvable(self) -> None:
        """Refuse what is about a briefing that was taken down meanwhile."""
        if self.briefing.live_revision_id is None:
            raise DomainError(WITHDRAWN)

    def get_absolute_url(self) -> str:
        return self.briefing.get_absolute_url()

    def get_edit_url(self) -> str:
        """The form of its writer."""
        return reverse("learning:use-edit", args=[self.pk])


def year_of(date: datetime.date | None) -> ReportingYear | None:
    """The reporting year of a day; None where none is recorded."""
    if date is None:
        return None
    return ReportingYear.objects.filter(starts_on__lte=date, ends_on__gte=date).first()
