"""Reports of years before the portal, as they were printed then."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnership.constraints import hashed, written
from partnership.permissions import Permission
from review.models import Proposal, ProposalQuerySet
from review.models.proposal import KEPT_STATES
from review.transitions import WITHDRAWABLE_PROPOSALS, Transition, Verb


class FormerReportQuerySet(ProposalQuerySet["FormerReport"]):
    """Former reports narrowed by who may see them."""

    def public(self) -> Self:
        """Approved by a second person and not withdrawn since; the newest year first."""
        return self.approved().order_by("-year_label", "pk")


class FormerReport(Proposal):
    """An annual report that was made before the portal: its PDF under its hash, and a summary that everybody can read.

    Public once somebody from another organisation has approved it. A mistake is withdrawn, and uploaded anew.
    """

    review_noun: ClassVar[str] = "former report"
    asks_who_it_is: ClassVar[bool] = True
    write_permission: ClassVar[Permission] = Permission.KEEP_ARCHIVE
    public_template: ClassVar[str] = "reports/editions/_former_report_body.html"
    weigh_template: ClassVar[str] = "reports/editions/_former_report_file.html"
    transitions: ClassVar[Mapping[Verb, Transition]] = WITHDRAWABLE_PROPOSALS

    year_label = models.CharField("year", max_length=20)
    slug = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    summary = models.TextField("accessible summary")
    source_url = models.URLField("original web address", max_length=500, blank=True)
    sha256 = models.CharField("SHA-256 of the PDF", max_length=64)
    size = models.PositiveBigIntegerField("size in bytes")
    pages = models.PositiveIntegerField()

    objects: ClassVar[Any] = FormerReportQuerySet.as_manager()

    class Meta(Proposal.Meta):
        ordering = ["-year_label", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(name="former_report_one_kept", fields=["slug"], condition=Q(state__in=KEPT_STATES)),
            written("former_report_is_told", "summary", "title", "year_label"),
            hashed("former_report_is_hashed", "sha256"),
        ]

    def __str__(self) -> str:
        return self.title

    def title_for_review(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:former-report", args=[self.slug])

    def get_edit_url(self) -> str:
        return reverse("admin:former-report-decide", args=[self.pk])

    def content(self) -> dict[str, Any]:
        return {
            "year": self.year_label,
            "title": self.title,
            "summary": self.summary,
            "source_url": self.source_url,
            "sha256": self.sha256,
            "size": self.size,
            "pages": self.pages,
        }

    def printed(self) -> dict[str, Any]:
        return {"title": self.title, "summary": self.summary}
