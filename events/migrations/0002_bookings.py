import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
        ("partnership", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Not confirmed yet"),
                            ("booked", "Booked"),
                            ("waiting", "On the waiting list"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("seat", models.PositiveIntegerField(blank=True, null=True)),
                ("asked_at", models.DateTimeField()),
                ("placed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("told", models.CharField(blank=True, max_length=64)),
                ("attended", models.BooleanField(null=True)),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="events.event"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event_bookings",
                        to="partnership.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["event", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "booked", "waiting", "cancelled"])),
                        name="booking_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "booked"), ("seat__isnull", False)),
                            models.Q(models.Q(("state", "booked"), _negated=True), ("seat__isnull", True)),
                            _connector="OR",
                        ),
                        name="booking_seat_if_booked",
                    ),
                    models.UniqueConstraint(fields=("event", "seat"), name="booking_seat_once"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "booked", "waiting"]), models.Q(("address", ""), _negated=True)
                        ),
                        fields=("event", "address"),
                        name="booking_open_once_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "cancelled"]), ("placed_at__isnull", False), _connector="OR"
                        ),
                        name="booking_placed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("forgotten_at__isnull", True), models.Q(("address", ""), _negated=True)),
                            models.Q(
                                ("address", ""), ("forgotten_at__isnull", False), ("name", ""), ("person__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="booking_forgotten_is_nobodys",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WalkIns",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.PositiveIntegerField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="walk_ins", to="events.event"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["event", "organisation__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "organisation"), name="walk_ins_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation__isnull", True)),
                        fields=("event",),
                        name="walk_ins_of_others_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("count__gt", 0)), name="walk_ins_are_some"),
                ],
            },
        ),
    ]
