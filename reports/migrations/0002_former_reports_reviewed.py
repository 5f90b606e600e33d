"""Former reports are reviewed like everything else that a board approves."""

from django.db import migrations, models
from django.db.models import Q

from review.migrations._proposals import columns, proposal_fields, replace_table
from review.migrations._reviewed import reviewed_constraints

STAYING = ("year_label", "slug", "title", "summary", "source_url", "sha256", "size", "pages")

FIELDS = {
    "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    **proposal_fields(),
    "year_label": models.CharField(max_length=20, verbose_name="year"),
    "slug": models.SlugField(max_length=40),
    "title": models.CharField(max_length=200),
    "summary": models.TextField(verbose_name="accessible summary"),
    "source_url": models.URLField(blank=True, max_length=500, verbose_name="original web address"),
    "sha256": models.CharField(max_length=64, verbose_name="SHA-256 of the PDF"),
    "size": models.PositiveBigIntegerField(verbose_name="size in bytes"),
    "pages": models.PositiveIntegerField(),
}

OPTIONS = {
    "abstract": False,
    "ordering": ["-year_label", "-pk"],
    "constraints": [
        *reviewed_constraints("formerreport"),
        models.UniqueConstraint(
            name="former_report_one_kept",
            fields=("slug",),
            condition=Q(state__in=["draft", "submitted", "approved"]),
        ),
        models.CheckConstraint(
            name="former_report_is_told", condition=~Q(summary="") & ~Q(title="") & ~Q(year_label="")
        ),
        models.CheckConstraint(name="former_report_is_hashed", condition=Q(sha256__regex="^[0-9a-f]{64}$")),
    ],
}


def read(row, reason):
    kept = {name: getattr(row, name) for name in STAYING}
    withdrawn, nobody = (row.withdrawn_by, row.withdrawn_at), (None, None)
    was_public = row.approved_at is not None
    engine = columns(
        created=(row.uploaded_by, row.uploaded_at),
        approved=(row.approved_by, row.approved_at),
        returned=nobody if was_public else withdrawn,
        withdrawn=withdrawn if was_public else nobody,
        reason=row.withdrawn_reason,
    )
    content = {name: value for name, value in kept.items() if name not in ("year_label", "slug")}
    return {**kept, **engine}, {"year": row.year_label, **content}


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("partnership", "0001_initial"),
        ("review", "0001_initial"),
        ("reports", "0001_initial"),
    ]

    operations = replace_table(
        "reports",
        "FormerReport",
        "FormerReportInReview",
        FIELDS,
        OPTIONS,
        ["former_report_one_standing"],
        read,
    )
