"""People with accounts, and the roles that they were given."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from partnership.constraints import known
from partnership.models.organisation import Organisation
from partnership.permissions import Permission
from partnership.roles import ROLES, role_choices


class UserManager(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Save a new account. Without a password it cannot sign in until one is set."""
        if not email:
            raise ValueError("An account needs an email address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """For operators of the machine. Holds no role, so it can approve and publish nothing."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its address, whatever its case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. Belongs to one organisation, or to none (independent chair, scrutineer).

    Addresses are stored in lower case, wherever they were typed: one person, one account.
    """

    email = models.EmailField("email address", unique=True)
    display_name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    is_active = models.BooleanField(default=True)
    daily_digest = models.BooleanField(
        "one email a day", default=True, help_text="The review queue once a day, instead of one email an item."
    )
    sessions_ended = models.PositiveIntegerField(
        default=0, editable=False, help_text="How often every session and pending link of the account was ended."
    )
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_case"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session has to carry: it ends with the password, the address, and `end_sessions`."""
        what = f"{self.password}|{self.email}|{self.sessions_ended}"
        return salted_hmac("partnership.session", what, secret=secret, algorithm="sha256").hexdigest()

    def end_sessions(self) -> None:
        """End every session of the account, sign-ins that are under way and links for a new password, for ever."""
        User.objects.filter(pk=self.pk).update(sessions_ended=models.F("sessions_ended") + 1)
        self.refresh_from_db(fields=["sessions_ended"])

    @cached_property
    def role_keys(self) -> frozenset[str]:
        """Keys of the roles held now; read once for each loaded account."""
        # All of them, so that roles that were read ahead for many accounts are not asked for again.
        return frozenset(grant.role for grant in self.role_grants.all())

    @cached_property
    def held_permissions(self) -> frozenset[Permission]:
        """Everything that the roles allow together. An inactive account is allowed nothing."""
        if not self.is_active:
            return frozenset()
        return frozenset().union(*(ROLES[key].permissions for key in self.role_keys if key in ROLES))

    @property
    def is_staff(self) -> bool:
        """Whether the admin may be opened: by role, or as an operator."""
        return self.is_superuser or Permission.USE_ADMIN in self.held_permissions

    @property
    def role_names(self) -> list[str]:
        """The roles in words, sorted."""
        return sorted(ROLES[key].name for key in self.role_keys if key in ROLES)


class RoleGrant(models.Model):
    """A role given to a person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=30, choices=role_choices())
    granted_at = models.DateTimeField(default=timezone.now)
    granted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="role_granted_once", fields=["user", "role"]),
            known("role_known", "role", ROLES),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
