import uuid

from django.db import migrations, models
from django.db.models import F, Q

from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import key, known, moment_or_none
from review.migrations._reviewed import reviewed_constraints, reviewed_fields

SORT = [
    ("course", "Course"),
    ("webinar", "Webinar"),
    ("workshop", "Workshop"),
    ("conference", "Conference"),
    ("other", "Other event"),
]
BOOKING_STATE = [
    ("asked", "Not confirmed yet"),
    ("booked", "Booked"),
    ("waiting", "On the waiting list"),
    ("cancelled", "Cancelled"),
]
STAGE = [("before", "Before"), ("after", "After"), ("later", "6 to 12 weeks later")]

MODELS = [
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
    migrations.CreateModel(
        name="Booking",
        fields={
            "id": key(),
            "event": models.ForeignKey("events.event", models.PROTECT, related_name="bookings"),
            "key": models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
            "person": models.ForeignKey("partnership.user", models.SET_NULL, blank=True, null=True, related_name="+"),
            "name": models.CharField(blank=True, max_length=120),
            "organisation": models.ForeignKey(
                "partnership.organisation", models.PROTECT, blank=True, null=True, related_name="event_bookings"
            ),
            "address": models.EmailField(blank=True, max_length=254, verbose_name="email address"),
            "state": models.CharField(choices=BOOKING_STATE, default="asked", max_length=20),
            "seat": models.PositiveIntegerField(blank=True, null=True),
            "asked_at": models.DateTimeField(),
            "placed_at": moment_or_none(),
            "ended_at": moment_or_none(),
            "told": models.CharField(blank=True, max_length=64),
            "attended": models.BooleanField(null=True),
            "forgotten_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["event", "pk"],
            "constraints": [
                known("booking_state_known", "state", BOOKING_STATE),
                models.CheckConstraint(
                    name="booking_seat_if_booked",
                    condition=(Q(state="booked") & Q(seat__isnull=False)) | (~Q(state="booked") & Q(seat__isnull=True)),
                ),
                models.UniqueConstraint(name="booking_seat_once", fields=("event", "seat")),
                models.UniqueConstraint(
                    name="booking_open_once_an_address",
                    fields=("event", "address"),
                    condition=Q(state__in=["asked", "booked", "waiting"]) & ~Q(address=""),
                ),
                models.CheckConstraint(
                    name="booking_placed_has_time",
                    condition=Q(state__in=["asked", "cancelled"]) | Q(placed_at__isnull=False),
                ),
                models.CheckConstraint(
                    name="booking_forgotten_is_nobodys",
                    condition=(Q(forgotten_at__isnull=True) & ~Q(address=""))
                    | Q(address="", forgotten_at__isnull=False, name="", person__isnull=True),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="WalkIns",
        fields={
            "id": key(),
            "event": models.ForeignKey("events.event", models.PROTECT, related_name="walk_ins"),
            "organisation": models.ForeignKey(
                "partnership.organisation", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "count": models.PositiveIntegerField(),
        }.items(),
        options={
            "ordering": ["event", "organisation__name"],
            "constraints": [
                models.UniqueConstraint(name="walk_ins_once", fields=("event", "organisation")),
                models.UniqueConstraint(
                    name="walk_ins_of_others_once", fields=("event",), condition=Q(organisation__isnull=True)
                ),
                models.CheckConstraint(name="walk_ins_are_some", condition=Q(count__gt=0)),
            ],
        },
    ),
    migrations.CreateModel(
        name="Answer",
        fields={
            "id": key(),
            "event": models.ForeignKey("events.event", models.PROTECT, related_name="answers"),
            "stage": models.CharField(choices=STAGE, max_length=10),
            "confidence": models.PositiveSmallIntegerField(),
            "did_change": models.BooleanField(null=True),
            "words": models.TextField(blank=True),
        }.items(),
        options={
            "ordering": ["event", "pk"],
            "constraints": [
                known("answer_stage_known", "stage", STAGE),
                models.CheckConstraint(
                    name="answer_confidence_range", condition=Q(confidence__gte=1, confidence__lte=5)
                ),
                models.CheckConstraint(
                    name="answer_change_is_later",
                    condition=Q(stage="later") | Q(did_change__isnull=True, words=""),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="EvaluationLetter",
        fields={
            "id": key(),
            "booking": models.ForeignKey("events.booking", models.CASCADE, related_name="evaluation_letters"),
            "stage": models.CharField(choices=STAGE, max_length=10),
            "sent_at": models.DateTimeField(),
            "is_answered": models.BooleanField(default=False),
        }.items(),
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(name="evaluation_letter_once", fields=("booking", "stage")),
                known("evaluation_letter_stage_known", "stage", STAGE),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("learning", "0001_initial"),
        ("partnership", "0001_initial"),
        ("priorities", "0001_initial"),
        ("review", "0001_initial"),
    ]

    operations = [CreateModels(MODELS)]
