"""Texts of the year that stand in the annual report: foreword, each arm's work, voice, effectiveness, scrutiny."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnership.constraints import implies, known, only_if
from partnership.models import Arm, Organisation, ReportingYear
from partnership.permissions import Permission
from reports.contributions.models.last_year import still_of_last_year
from reports.contributions.statement_kinds import SHAPES, Shape, StatementKind
from review.models import Reviewable, ReviewableQuerySet
from review.problems import Problem
from review.reviewers import deciders_in_words
from review.states import ReviewState

# What a new text of the partnership starts from, as it was written the year before; `text` has to be written anew.
STARTS_FROM_LAST_YEAR = ("byline", "text", "so_what")
_KEPT = ~Q(state=ReviewState.WITHDRAWN)


class Statement(Reviewable):
    """One text of one kind, and for one arm where it is about an arm's work.

    The coordinator writes it down for the partnership, and the board approves it. A foreword stands in the chair's name
    and a scrutiny statement in the scrutineer's: they write it, and the board approves it; nobody else changes it from
    then on. Where the coordinator drafts it for them, they alone approve it, or go on writing themselves.
    """

    review_noun: ClassVar[str] = "statement"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.WRITE_STATEMENT
    publishes: ClassVar[bool] = False
    public_template: ClassVar[str] = "reports/contributions/_statement.html"
    related_for_review: ClassVar[tuple[str, ...]] = ("year", "arm")
    needs_organisation: ClassVar[bool] = False

    # Who writes in their own name may belong to none.
    organisation = models.ForeignKey(  # type: ignore[assignment]  # the base demands one
        Organisation, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    year = models.ForeignKey(ReportingYear, editable=False, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=20, choices=StatementKind.choices, editable=False)
    arm = models.ForeignKey(
        Arm, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="statements"
    )
    byline = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    so_what = models.TextField(blank=True)
    in_own_hand = models.BooleanField(
        default=False, help_text="The person in whose name it appears wrote it, and alone goes on writing it."
    )

    objects: ClassVar[Any] = ReviewableQuerySet.as_manager()
    # The year whose words an unsaved text starts from.
    started_from: ReportingYear | None = None

    class Meta(Reviewable.Meta):
        ordering = ["-year__starts_on", "kind", "arm__order"]
        constraints = [
            *Reviewable.Meta.constraints,
            known("statement_kind_known", "kind", StatementKind.values),
            implies(
                "statement_in_own_hand_is_in_a_name",
                Q(in_own_hand=True),
                Q(kind__in=[kind for kind, shape in SHAPES.items() if shape.signed_with]),
            ),
            implies("statement_of_nobody_is_in_own_hand", Q(organisation__isnull=True), Q(in_own_hand=True)),
            only_if("statement_arm_only_of_an_arm", Q(kind=StatementKind.ARM), "arm"),
            models.UniqueConstraint(
                name="statement_once_a_year", fields=["year", "kind"], condition=Q(arm__isnull=True) & _KEPT
            ),
            models.UniqueConstraint(
                name="statement_once_an_arm_and_year", fields=["year", "arm"], condition=Q(arm__isnull=False) & _KEPT
            ),
        ]

    def __str__(self) -> str:
        return self.title_for_review()

    @property
    def shape(self) -> Shape:
        """What is asked for this kind."""
        return SHAPES[StatementKind(self.kind)]

    @property
    def heading(self) -> str:
        """The kind in words, or the arm."""
        return f"Work of the arm: {self.arm.name}" if self.arm else self.get_kind_display()

    def approval_permission(self) -> Permission:
        """A text in somebody's name is approved by that somebody alone, unless they wrote it themselves."""
        return Permission.REVIEW if self.in_own_hand else self.shape.decided_by

    def signed_with(self) -> Permission | None:
        """The chair writes the foreword, and the scrutineer the scrutiny statement."""
        return self.shape.signed_with

    def override_write_permission(self) -> Permission | None:
        """What its signatory wrote is theirs alone."""
        return self.shape.signed_with if self.in_own_hand else None

    @property
    def signatory(self) -> str:
        """The role in whose name it stands; empty where it is the partnership's."""
        return deciders_in_words(self.shape.signed_with) if self.shape.signed_with else ""

    @property
    def may_be_taken_over(self) -> bool:
        """Whether somebody else wrote what stands in one person's name."""
        return self.pk is not None and self.shape.signed_with is not None and not self.in_own_hand

    def title_for_review(self) -> str:
        """The kind or the arm, and the year."""
        return f"{self.heading} {self.year.in_brackets}"

    def content(self) -> dict[str, Any]:
        """The text, with the arm's name as it was then."""
        return {
            "year": self.year.slug,
            "kind": self.kind,
            "heading": self.heading,
            "arm": {"slug": self.arm.slug, "title": self.arm.name} if self.arm else None,
            "byline": self.byline,
            "text": self.text,
            "so_what_question": self.shape.so_what.removesuffix(" (optional)"),
            "so_what": self.so_what if self.shape.so_what else "",
        }

    def last_statement(self) -> "Statement | None":
        """The same text of the newest year before; None for what one person writes in their name. One query."""
        if self.shape.signed_with is not None:
            return None
        earlier = Statement.objects.filter(kind=self.kind, arm=self.arm, year__starts_on__lt=self.year.starts_on)
        kept = earlier.exclude(state=ReviewState.WITHDRAWN).select_related("year")
        last: Statement | None = kept.order_by("-year__starts_on").first()
        return last

    def _not_written_anew(self) -> list[str]:
        """Where the text is still that of the year before: nobody hands it in by oversight."""
        last = self.last_statement()
        if last is None:
            return []
        return still_of_last_year(self.heading, "text", self.text, last.text, of=last.year, now=self.year)

    def problems(self) -> list[str]:
        """What has to be written before it can be submitted."""
        found: list[str] = []
        if not self.byline.strip():
            found.append(Problem("Enter a role or a group, not a person's name.", "byline"))
        if not self.text.strip():
            found.append(Problem(f"Answer “{self.shape.text}”", "text"))
        found += self._not_written_anew()
        if self.shape.so_what and self.shape.needs_so_what and not self.so_what.strip():
            found.append(Problem(f"Answer “{self.shape.so_what}”", "so_what"))
        return found

    def get_absolute_url(self) -> str:
        anchor = f"arm-{self.arm.slug}" if self.arm else f"statement-{self.kind}"
        return f"{reverse('reports:report-whole', args=[self.year.slug])}#{anchor}"

    def get_edit_url(self) -> str:
        """The form in which it is written."""
        if self.arm:
            return reverse("reports:statement-arm-edit", args=[self.year.slug, self.arm.slug])
        return reverse("reports:statement-edit", args=[self.year.slug, self.kind])
