import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, Q, functions

import partnership.models.year
from partnership.migrations._at_once import CreateModels
from partnership.migrations._columns import is_sha256, key, known, moment_or_none, paired, someone_or_none
from partnership.migrations._history import HISTORY_BASES, history_fields, history_options, past

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


def group_fields():
    return {
        "kind": models.CharField(choices=GROUP_KIND, max_length=20),
        "terms_of_reference": models.TextField(blank=True),
        "quorum": models.PositiveSmallIntegerField(
            blank=True, help_text="Number of filled seats needed to make decisions.", null=True
        ),
        "is_illustrative": models.BooleanField(
            default=False,
            help_text="Typical of this kind of partnership, but not found in a source about this one.",
        ),
    }


def organisation_fields():
    return {
        "short_name": models.CharField(max_length=60),
        "kind": models.CharField(choices=ORGANISATION_KIND, max_length=30),
        "is_statutory_partner": models.BooleanField(
            default=False, help_text="One of the equal safeguarding partners that sign the annual report."
        ),
    }


def seat_fields():
    return {
        "title": models.CharField(max_length=200),
        "is_vacant": models.BooleanField(default=False),
        "is_chair": models.BooleanField(default=False),
        "starts_on": models.DateField(),
        "ends_on": models.DateField(blank=True, null=True),
        "is_illustrative": models.BooleanField(
            default=False,
            help_text="Made up to show how the portal works: not read at a source about this partnership.",
        ),
    }


MODELS = [
    migrations.CreateModel(
        name="Arm",
        fields={
            "id": key(),
            "slug": models.SlugField(unique=True),
            "name": models.CharField(max_length=120, unique=True),
            "order": models.PositiveSmallIntegerField(default=0),
        }.items(),
        options={"ordering": ["order", "name"]},
    ),
    migrations.CreateModel(
        name="Group",
        fields={
            "id": key(),
            "slug": models.SlugField(unique=True),
            "name": models.CharField(max_length=200, unique=True),
            "parent": models.ForeignKey(
                "partnership.group", models.PROTECT, blank=True, null=True, related_name="children"
            ),
            **group_fields(),
            "arms": models.ManyToManyField("partnership.arm", blank=True, related_name="groups"),
        }.items(),
        options={
            "ordering": ["name"],
            "constraints": [
                known("group_kind_known", "kind", GROUP_KIND),
                models.CheckConstraint(
                    name="group_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("pk"))
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Organisation",
        fields={
            "id": key(),
            "slug": models.SlugField(unique=True),
            "name": models.CharField(max_length=200, unique=True),
            **organisation_fields(),
        }.items(),
        options={
            "ordering": ["name"],
            "constraints": [known("organisation_kind_known", "kind", ORGANISATION_KIND)],
        },
    ),
    migrations.CreateModel(
        name="User",
        fields={
            "id": key(),
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
            "sessions_ended": models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text="How often every session and pending link of the account was ended.",
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
            "id": key(),
            "user": models.ForeignKey("partnership.user", models.CASCADE, related_name="invitations"),
            "email": models.EmailField(
                help_text="Where the link was sent.", max_length=254, verbose_name="email address"
            ),
            "token_hash": models.CharField(max_length=64, unique=True),
            "invited_by": someone_or_none(),
            "invited_at": models.DateTimeField(),
            "expires_at": models.DateTimeField(),
            "accepted_at": moment_or_none(),
            "revoked_at": moment_or_none(),
        }.items(),
        options={
            "ordering": ["-invited_at", "-pk"],
            "constraints": [
                is_sha256("invitation_token_is_hashed", "token_hash"),
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
            **group_fields(),
            "parent": past("partnership.group"),
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
            **organisation_fields(),
            **history_fields(),
        }.items(),
        options=history_options("organisation", "organisations"),
        bases=HISTORY_BASES,
    ),
    migrations.CreateModel(
        name="HistoricalSeat",
        fields={
            "id": models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            **seat_fields(),
            "group": past("partnership.group"),
            "organisation": past("partnership.organisation"),
            "holder": past("partnership.user"),
            "deputy": past("partnership.user"),
            **history_fields(),
        }.items(),
        options=history_options("seat", "seats"),
        bases=HISTORY_BASES,
    ),
    migrations.CreateModel(
        name="Seat",
        fields={
            "id": key(),
            "group": models.ForeignKey("partnership.group", models.PROTECT, related_name="seats"),
            "organisation": models.ForeignKey(
                "partnership.organisation", models.PROTECT, blank=True, null=True, related_name="seats"
            ),
            **seat_fields(),
            "holder": models.ForeignKey(
                "partnership.user", models.PROTECT, blank=True, null=True, related_name="seats_held"
            ),
            "deputy": models.ForeignKey(
                "partnership.user", models.PROTECT, blank=True, null=True, related_name="seats_deputised"
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
            "id": key(),
            "user": models.ForeignKey("partnership.user", models.CASCADE, related_name="role_grants"),
            "role": models.CharField(choices=ROLE_GRANT_ROLE, max_length=30),
            "granted_at": models.DateTimeField(default=django.utils.timezone.now),
            "granted_by": someone_or_none(),
        }.items(),
        options={
            "constraints": [
                models.UniqueConstraint(name="role_granted_once", fields=("user", "role")),
                known("role_known", "role", ROLE_GRANT_ROLE),
            ]
        },
    ),
    migrations.CreateModel(
        name="ReportingYear",
        fields={
            "id": key(),
            "slug": models.CharField(max_length=7, unique=True, validators=[partnership.models.year.validate_year]),
            "starts_on": models.DateField(unique=True),
            "ends_on": models.DateField(unique=True),
            "closed_at": moment_or_none(),
            "closed_by": someone_or_none(),
            "is_illustrative": models.BooleanField(
                default=False, help_text="All of the year is made up to show how the portal works, and is marked so."
            ),
        }.items(),
        options={
            "ordering": ["-starts_on"],
            "constraints": [
                paired("year_closed_has_who_and_when", "closed"),
                models.CheckConstraint(name="year_in_order", condition=Q(ends_on__gt=F("starts_on"))),
            ],
        },
    ),
    migrations.CreateModel(
        name="Installation",
        fields={
            "id": key(),
            "mark": models.CharField(max_length=32),
            "place": models.CharField(max_length=300),
            "clock_at": models.DateTimeField(
                blank=True, null=True, verbose_name="when the clock last reached the worker"
            ),
            "files_checked_at": models.DateTimeField(
                blank=True, null=True, verbose_name="when all stored files were last read"
            ),
            "lost_files": models.JSONField(blank=True, default=dict),
            "told_at": models.DateTimeField(
                blank=True, null=True, verbose_name="when we last emailed people about a fault"
            ),
            "told": models.CharField(blank=True, max_length=200, verbose_name="the faults in that email"),
        }.items(),
        options={
            "constraints": [
                models.CheckConstraint(name="installation_only_one", condition=Q(pk=1)),
                models.CheckConstraint(name="installation_is_named", condition=~Q(mark="") & ~Q(place="")),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]

    operations = [CreateModels(MODELS)]
