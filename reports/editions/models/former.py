"""Reports of years before the portal, as they were printed then."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partnership.constraints import both_or_neither, hashed, written


class FormerReportQuerySet(models.QuerySet["FormerReport"]):
    """Former reports narrowed by who may see them."""

    def standing(self) -> "FormerReportQuerySet":
        """Not taken back: waiting for the second person, or public."""
        return self.filter(withdrawn_at__isnull=True)

    def public(self) -> "FormerReportQuerySet":
        """Approved by a second person and not taken back since; the newest year first."""
        return self.standing().filter(approved_at__isnull=False).order_by("-year_label", "pk")


class FormerReport(models.Model):
    """An annual report that was made before the portal: its PDF under its hash, and a summary that everybody can read.

    Public once a second person has approved it. Nothing of it is changed: a mistake is withdrawn, and uploaded anew.
    """

    year_label = models.CharField("year", max_length=20)
    slug = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    summary = models.TextField("accessible summary")
    source_url = models.URLField("original web address", max_length=500, blank=True)
    sha256 = models.CharField("SHA-256 of the PDF", max_length=64)
    size = models.PositiveBigIntegerField("size in bytes")
    pages = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = FormerReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year_label", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="former_report_one_standing", fields=["slug"], condition=Q(withdrawn_at__isnull=True)
            ),
            written("former_report_is_told", "summary", "title", "year_label"),
            hashed("former_report_is_hashed", "sha256"),
            models.CheckConstraint(
                name="former_report_two_people",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("uploaded_by"))),
            ),
            both_or_neither(
                "former_report_withdrawn_says_why", "withdrawn_by", "withdrawn_at", text="withdrawn_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title
