"""What one member organisation did in a year to carry out the strategy: its account in the annual report."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.constraints import known
from partnership.models import ReportingYear
from partnership.permissions import Permission
from priorities.evidence import EvidenceKind
from reports.contributions.models.account_call import call_of, takes_accounts
from reports.contributions.models.last_year import still_of_last_year
from review.models import Reviewable, ReviewableQuerySet
from review.problems import Problem
from review.states import ReviewState

# What a new account starts from, as the organisation wrote it the year before; the first two have to be written anew.
STARTS_FROM_LAST_YEAR = ("what_we_did", "difference", "how_we_know")
WRITTEN_ANEW = {"what_we_did": "What your organisation did", "difference": "What difference it made"}


class MemberAccount(Reviewable):
    """An account of one organisation for one year. The law asks for one of each member (Care Act 2014, Schedule 2)."""

    review_noun: ClassVar[str] = "yearly account"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.WRITE_ACCOUNT
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "reports/contributions/_account.html"
    related_for_review: ClassVar[tuple[str, ...]] = ("year",)

    year = models.ForeignKey(ReportingYear, editable=False, on_delete=models.PROTECT, related_name="accounts")
    what_we_did = models.TextField(blank=True)
    difference = models.TextField(blank=True)
    how_we_know = models.TextField(blank=True)
    evidence_kind = models.CharField(max_length=20, choices=EvidenceKind.choices, blank=True)
    next_steps = models.TextField(blank=True)
    considered_by = models.CharField(max_length=200, blank=True)
    considered_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()
    # The year whose text an unsaved account starts from.
    started_from: ReportingYear | None = None

    class Meta(Reviewable.Meta):
        ordering = ["-year__starts_on", "organisation"]
        constraints = [
            *Reviewable.Meta.constraints,
            models.UniqueConstraint(
                name="account_once_a_year",
                fields=["organisation", "year"],
                condition=~Q(state=ReviewState.WITHDRAWN),
            ),
            known("account_evidence_known", "evidence_kind", EvidenceKind.values, or_empty=True),
            models.CheckConstraint(
                name="account_considered_by_somebody", condition=Q(considered_on__isnull=True) | ~Q(considered_by="")
            ),
        ]

    def __str__(self) -> str:
        return self.title_for_review()

    def title_for_review(self) -> str:
        """Whose account it is, and of which year."""
        return f"Account of {self.organisation} for {self.year.label}"

    def content(self) -> dict[str, Any]:
        """The account, with the organisation's name as it was then."""
        return {
            "year": self.year.slug,
            "organisation": {"slug": self.organisation.slug, "title": self.organisation.name},
            "what_we_did": self.what_we_did,
            "difference": self.difference,
            "how_we_know": self.how_we_know,
            "evidence_kind": self.evidence_kind,
            "evidence_kind_label": EvidenceKind(self.evidence_kind).label if self.evidence_kind else "",
            "next_steps": self.next_steps,
            "considered_by": self.considered_by,
            "considered_on": self.considered_on.isoformat() if self.considered_on else "",
        }

    def last_account(self) -> "MemberAccount | None":
        """What the organisation wrote for the newest year before. One query."""
        earlier = MemberAccount.objects.filter(
            organisation=self.organisation, year__starts_on__lt=self.year.starts_on
        ).exclude(state=ReviewState.WITHDRAWN)
        last: MemberAccount | None = earlier.select_related("year").order_by("-year__starts_on").first()
        return last

    def _not_written_anew(self) -> list[str]:
        """Where the text is still that of the year before: nobody hands it in by oversight."""
        last = self.last_account()
        if last is None:
            return []
        years = {"of": last.year, "now": self.year}
        return [
            problem
            for name, words in WRITTEN_ANEW.items()
            for problem in still_of_last_year(words, name, getattr(self, name), getattr(last, name), **years)
        ]

    def problems(self) -> list[str]:
        """What has to be written before the account can be submitted."""
        asked = (
            ("what_we_did", "Enter what your organisation did to carry out the strategy."),
            ("difference", "Enter what difference it made. “No evidence of impact yet” is a valid answer."),
            ("how_we_know", "Enter how you know. “We do not know yet” is a valid answer."),
            ("evidence_kind", "Select the kind of evidence behind this."),
            ("next_steps", "Enter what your organisation will do next."),
        )
        found: list[str] = [Problem(sentence, name) for name, sentence in asked if not getattr(self, name).strip()]
        found += self._not_written_anew()
        if self.considered_on and self.considered_on > timezone.localdate():
            found.append(Problem("The date it was considered cannot be in the future.", "considered_on"))
        if not takes_accounts(self.year, call_of(self.year), timezone.localdate()):
            found.append(f"Accounts for {self.year.label} are closed. Ask the coordinator.")
        return found

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:report-whole', args=[self.year.slug])}#account-{self.organisation.slug}"

    def get_edit_url(self) -> str:
        """The form in which the organisation writes it."""
        return reverse("reports:account-edit", args=[self.year.slug])
