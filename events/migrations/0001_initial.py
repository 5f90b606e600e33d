import uuid

from django.db import migrations, models
from django.db.models import F, Q

from partnership.migrations._columns import key, known, moment_or_none
from review.migrations._reviewed import reviewed_constraints, reviewed_fields

SORT = [
    ("course", "Course"),
    ("webinar", "Webinar"),
    ("workshop", "Workshop"),
    ("conference", "Conference"),
    ("other", "Other event"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("learning", "0001_initial"),
        ("partnership", "0001_initial"),
        ("priorities", "0001_initial"),
        ("review", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields={
                "id": key(),
                **reviewed_fields(),
                "key": models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                "slug": models.SlugField(editable=False, max_length=90, null=True, unique=True),
                "title": models.CharField(max_length=160),
                "year": models.ForeignKey(
                    "partnership.reportingyear",
                    models.PROTECT,
                    help_text="The annual report it belongs to.",
                    related_name="%(class)s_set",
                    verbose_name="reporting year",
                ),
                "theme": models.ForeignKey(
                    "learning.theme", models.PROTECT, blank=True, null=True, related_name="%(class)s_set"
                ),
                "arm": models.ForeignKey(
                    "partnership.arm",
                    models.PROTECT,
                    blank=True,
                    help_text="Leave blank if it applies to every arm.",
                    null=True,
                    related_name="%(class)s_set",
                ),
                "priority": models.ForeignKey(
                    "priorities.priority",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="%(class)s_set",
                    verbose_name="related priority",
                ),
                "sort": models.CharField(choices=SORT, default="course", max_length=20, verbose_name="type"),
                "starts_at": moment_or_none(),
                "ends_at": moment_or_none(),
                "is_online": models.BooleanField(default=False, verbose_name="online"),
                "place": models.CharField(blank=True, max_length=200),
                "audience": models.CharField(blank=True, max_length=200),
                "description": models.TextField(blank=True),
                "places": models.PositiveIntegerField(blank=True, null=True),
                "booking_closes_on": models.DateField(blank=True, null=True),
                "joining_link": models.URLField(blank=True, editable=False, max_length=500),
                "public_starts_at": models.DateTimeField(db_index=True, editable=False, null=True),
                "public_ends_at": models.DateTimeField(db_index=True, editable=False, null=True),
                "cancelled_at": models.DateTimeField(editable=False, null=True),
                "cancelled_by": models.ForeignKey(
                    "partnership.user", models.PROTECT, editable=False, null=True, related_name="+"
                ),
                "cancel_reason": models.CharField(blank=True, editable=False, max_length=300),
            }.items(),
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    *reviewed_constraints("event"),
                    models.CheckConstraint(
                        name="event_live_has_address", condition=Q(live_revision__isnull=True) | Q(slug__isnull=False)
                    ),
                    known("event_sort_known", "sort", SORT),
                    models.CheckConstraint(
                        name="event_ends_after_start",
                        condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                    ),
                    models.CheckConstraint(name="event_has_places", condition=Q(places__isnull=True) | Q(places__gt=0)),
                    models.CheckConstraint(
                        name="event_live_has_times",
                        condition=Q(live_revision__isnull=True)
                        | Q(public_starts_at__isnull=False, public_ends_at__gt=F("public_starts_at")),
                    ),
                    models.CheckConstraint(
                        name="event_cancelled_whole",
                        condition=(Q(cancelled_at__isnull=True, cancelled_by__isnull=True) & Q(cancel_reason=""))
                        | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")),
                    ),
                ],
            },
        ),
    ]
