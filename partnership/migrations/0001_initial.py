import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, Q, functions

import partnership.models.year
from partnership.migrations._at_once import CreateModels
from partnership.migrations._history import HISTORY_BASES, history_fields, history_options

GROUP_KIND = [("board", "Board"), ("delivery", "Delivery group"), ("subgroup", "Subgroup")]
ORGANISATION_KIND = [
    ("local_authority", "Local authority"),
    ("icb", "Integrated care board"),
    ("police", "Police"),
    ("fire", "Fire and rescue"),
    ("probation", "Probation"),
    ("health_trust", "Health trust"),
    ("housing", "Housing"),
    ("education", "Education"),
    ("voluntary", "Voluntary sector"),
    ("pcc", "Police and crime commissioner"),
    ("other", "Other"),
]
ROLE_GRANT_ROLE = [
    ("partner", "Partner"),
    ("board_member", "Board member"),
    ("coordinator", "Coordinator"),
    ("chair", "Independent chair"),
    ("scrutineer", "Independent scrutineer"),
]

MODELS = [
    migrations.CreateModel(
        name="Arm",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "slug": models.SlugField(unique=True),
            "name": models.CharField(max_length=120, unique=True),
            "order": models.PositiveSmallIntegerField(default=0),
        }.items(),
        options={"ordering": ["order", "name"]},
    ),
    migrations.CreateModel(
        name="Group",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "slug": models.SlugField(unique=True),
            "name": models.CharField(max_length=200, unique=True),
            "kind": models.CharField(choices=GROUP_KIND, max_length=20),
            "parent": models.ForeignKey(
                "partnership.group", models.PROTECT, blank=True, null=True, related_name="children"
            ),
            "terms_of_reference": models.TextField(blank=True),
            "quorum": models.PositiveSmallIntegerField(
                blank=True, help_text="Number of filled seats needed to make decisions.", null=True
            ),
            "is_illustrative": models.BooleanField(
                default=False,
                help_text="Typical of this kind of partnership, but not found in a source about this one.",
            ),
            "arms": models.ManyToManyField("partnership.arm", blank=True, related_name="groups"),
        }.items(),
        options={
            "ordering": ["name"],
            "constraints": [
                models.CheckConstraint(
                    name="group_kind_known", condition=Q(kind__in=[value for value, _ in GROUP_KIND])
                ),
                models.CheckConstraint(
                    name="group_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("pk"))
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Organisation",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "slug": models.SlugField(unique=True),
            "name": models.CharField(max_length=200, unique=True),
            "short_name": models.CharField(max_length=60),
            "kind": models.CharField(choices=ORGANISATION_KIND, max_length=30),
            "is_statutory_partner": models.BooleanField(
                default=False, help_text="One of the equal safeguarding partners that sign the annual report."
            ),
        }.items(),
        options={
            "ordering": ["name"],
            "constraints": [
                models.CheckConstraint(
                    name="organisation_kind_known", condition=Q(kind__in=[value for value, _ in ORGANISATION_KIND])
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="User",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "password": models.CharField(max_length=128, verbose_name="password"),
            "last_login": models.DateTimeField(blank=True, null=True, verbose_name="last login"),
            "is_superuser": models.BooleanField(
                default=False,
                help_text="Designates that this user has all permissions without explicitly assigning them.",
                verbose_name="superuser status",
            ),
            "email": models.EmailField(max_length=254, unique=True, verbose_name="email address"),
            "display_name": models.CharField(max_length=120),
            "organisation": models.ForeignKey(
                "partnership.organisation", models.PROTECT, blank=True, null=True, related_name="people"
            ),
            "is_active": models.BooleanField(default=True),
            "date_joined": models.DateTimeField(default=django.utils.timezone.now),
            "daily_digest": models.BooleanField(
                default=True,
                help_text="The review queue once a day, instead of one email an item.",
                verbose_name="one email a day",
            ),
            "groups": models.ManyToManyField(
                "auth.group",
                blank=True,
                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                related_name="user_set",
                related_query_name="user",
                verbose_name="groups",
            ),
            "user_permissions": models.ManyToManyField(
                "auth.permission",
                blank=True,
                help_text="Specific permissions for this user.",
                related_name="user_set",
                related_query_name="user",
                verbose_name="user permissions",
            ),
        }.items(),
        options={
            "ordering": ["email"],
            "constraints": [models.UniqueConstraint(functions.Lower("email"), name="user_email_once_whatever_case")],
        },
    ),
    migrations.CreateModel(
        name="Invitation",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "user": models.ForeignKey("partnership.user", models.CASCADE, related_name="invitations"),
            "email": models.EmailField(
                help_text="Where the link was sent.", max_length=254, verbose_name="email address"
            ),
            "token_hash": models.CharField(max_length=64, unique=True),
            "invited_by": models.ForeignKey(
                "partnership.user", models.PROTECT, blank=True, null=True, related_name="+"
            ),
            "invited_at": models.DateTimeField(),
            "expires_at": models.DateTimeField(),
            "accepted_at": models.DateTimeField(blank=True, null=True),
            "revoked_at": models.DateTimeField(blank=True, null=True),
        }.items(),
        options={
            "ordering": ["-invited_at", "-pk"],
            "constraints": [
                models.CheckConstraint(
                    name="invitation_token_is_hashed", condition=Q(token_hash__regex="^[0-9a-f]{64}$")
                ),
                models.CheckConstraint(name="invitation_in_order", condition=Q(expires_at__gt=F("invited_at"))),
                models.CheckConstraint(
                    name="invitation_accepted_or_revoked",
                    condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                ),
                models.UniqueConstraint(
                    name="invitation_open_once",
                    fields=("user",),
                    condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalGroup",
        fields={
            "id": models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            "slug": models.SlugField(),
            "name": models.CharField(db_index=True, max_length=200),
            "kind": models.CharField(choices=GROUP_KIND, max_length=20),
            "terms_of_reference": models.TextField(blank=True),
            "quorum": models.PositiveSmallIntegerField(
                blank=True, help_text="Number of filled seats needed to make decisions.", null=True
            ),
            "is_illustrative": models.BooleanField(
                default=False,
                help_text="Typical of this kind of partnership, but not found in a source about this one.",
            ),
            "parent": models.ForeignKey(
                "partnership.group", models.DO_NOTHING, blank=True, db_constraint=False, null=True, related_name="+"
            ),
            **history_fields(),
        }.items(),
        options=history_options("group", "groups"),
        bases=HISTORY_BASES,
    ),
    migrations.CreateModel(
        name="HistoricalOrganisation",
        fields={
            "id": models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            "slug": models.SlugField(),
            "name": models.CharField(db_index=True, max_length=200),
            "short_name": models.CharField(max_length=60),
            "kind": models.CharField(choices=ORGANISATION_KIND, max_length=30),
            "is_statutory_partner": models.BooleanField(
                default=False, help_text="One of the equal safeguarding partners that sign the annual report."
            ),
            **history_fields(),
        }.items(),
        options=history_options("organisation", "organisations"),
        bases=HISTORY_BASES,
    ),
    migrations.CreateModel(
        name="HistoricalSeat",
        fields={
            "id": models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            "title": models.CharField(max_length=200),
            "is_vacant": models.BooleanField(default=False),
            "is_chair": models.BooleanField(default=False),
            "starts_on": models.DateField(),
            "ends_on": models.DateField(blank=True, null=True),
            "is_illustrative": models.BooleanField(
                default=False,
                help_text="Made up to show how the portal works: not read at a source about this partnership.",
            ),
            "group": models.ForeignKey(
                "partnership.group", models.DO_NOTHING, blank=True, db_constraint=False, null=True, related_name="+"
            ),
            "organisation": models.ForeignKey(
                "partnership.organisation",
                models.DO_NOTHING,
                blank=True,
                db_constraint=False,
                null=True,
                related_name="+",
            ),
            "holder": models.ForeignKey(
                "partnership.user", models.DO_NOTHING, blank=True, db_constraint=False, null=True, related_name="+"
            ),
            "deputy": models.ForeignKey(
                "partnership.user", models.DO_NOTHING, blank=True, db_constraint=False, null=True, related_name="+"
            ),
            **history_fields(),
        }.items(),
        options=history_options("seat", "seats"),
        bases=HISTORY_BASES,
    ),
    migrations.CreateModel(
        name="Seat",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "group": models.ForeignKey("partnership.group", models.PROTECT, related_name="seats"),
            "organisation": models.ForeignKey(
                "partnership.organisation", models.PROTECT, blank=True, null=True, related_name="seats"
            ),
            "title": models.CharField(max_length=200),
            "holder": models.ForeignKey(
                "partnership.user", models.PROTECT, blank=True, null=True, related_name="seats_held"
            ),
            "deputy": models.ForeignKey(
                "partnership.user", models.PROTECT, blank=True, null=True, related_name="seats_deputised"
            ),
            "is_vacant": models.BooleanField(default=False),
            "is_chair": models.BooleanField(default=False),
            "starts_on": models.DateField(),
            "ends_on": models.DateField(blank=True, null=True),
            "is_illustrative": models.BooleanField(
                default=False,
                help_text="Made up to show how the portal works: not read at a source about this partnership.",
            ),
        }.items(),
        options={
            "ordering": ["group__name", "-is_chair", "title"],
            "constraints": [
                models.CheckConstraint(
                    name="seat_term_in_order", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
                ),
                models.CheckConstraint(
                    name="seat_vacant_has_no_holder", condition=~Q(is_vacant=True) | Q(holder__isnull=True)
                ),
                models.CheckConstraint(
                    name="seat_deputy_is_not_holder",
                    condition=Q(holder__isnull=True) | Q(deputy__isnull=True) | ~Q(holder=F("deputy")),
                ),
                models.UniqueConstraint(name="seat_once_a_group_and_start", fields=("group", "title", "starts_on")),
            ],
        },
    ),
    migrations.CreateModel(
        name="RoleGrant",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "user": models.ForeignKey("partnership.user", models.CASCADE, related_name="role_grants"),
            "role": models.CharField(choices=ROLE_GRANT_ROLE, max_length=30),
            "granted_at": models.DateTimeField(default=django.utils.timezone.now),
            "granted_by": models.ForeignKey(
                "partnership.user", models.PROTECT, blank=True, null=True, related_name="+"
            ),
        }.items(),
        options={
            "constraints": [
                models.UniqueConstraint(name="role_granted_once", fields=("user", "role")),
                models.CheckConstraint(
                    name="role_known", condition=Q(role__in=[value for value, _ in ROLE_GRANT_ROLE])
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="ReportingYear",
        fields={
            "id": models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            "slug": models.CharField(max_length=7, unique=True, validators=[partnership.models.year.validate_year]),
            "starts_on": models.DateField(unique=True),
            "ends_on": models.DateField(unique=True),
            "closed_at": models.DateTimeField(blank=True, null=True),
            "closed_by": models.ForeignKey("partnership.user", models.PROTECT, blank=True, null=True, related_name="+"),
            "is_illustrative": models.BooleanField(
                default=False, help_text="All of the year is made up to show how the portal works, and is marked so."
            ),
        }.items(),
        options={
            "ordering": ["-starts_on"],
            "constraints": [
                models.CheckConstraint(
                    name="year_closed_has_who_and_when",
                    condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                    | Q(closed_at__isnull=False, closed_by__isnull=False),
                ),
                models.CheckConstraint(name="year_in_order", condition=Q(ends_on__gt=F("starts_on"))),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]

    operations = [CreateModels(MODELS)]
