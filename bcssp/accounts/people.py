"""The accounts as the coordinator sees them: who has one, with which roles, and whether they can sign in."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone

from partnership.days import day
from partnership.models import Invitation, User
from ui.filters import FilterSet, RowFilter, Rows
from ui.tables import DateColumn, GovukTable, LinkColumn, TextColumn


class AccountStatus(StrEnum):
    """Whether a person can sign in."""

    ACTIVE = "Active"
    INVITED = "Invited"
    EXPIRED = "Invitation expired"
    NOT_INVITED = "Not invited"
    CLOSED = "Closed"


@dataclass(frozen=True)
class PersonLine:
    """One account."""

    user: User
    invitation: Invitation | None
    has_second_factor: bool
    now: datetime.datetime

    @property
    def organisation(self) -> str:
        return str(self.user.organisation or "Independent")

    @property
    def roles(self) -> str:
        return ", ".join(self.user.role_names) or "No role"

    @property
    def status(self) -> AccountStatus:
        if not self.user.is_active:
            return AccountStatus.CLOSED
        if self.user.has_usable_password():
            return AccountStatus.ACTIVE
        if self.invitation is None:
            return AccountStatus.NOT_INVITED
        return AccountStatus.INVITED if self.invitation.expires_at > self.now else AccountStatus.EXPIRED

    @property
    def detail(self) -> str:
        """Since when, or until when."""
        if self.invitation is None or self.status not in (AccountStatus.INVITED, AccountStatus.EXPIRED):
            return ""
        word = "until" if self.status is AccountStatus.INVITED else "on"
        return f"{word} {day(timezone.localdate(self.invitation.expires_at))}"

    @property
    def second_factor(self) -> str:
        return "Yes" if self.has_second_factor else "No"


def people(**only: int) -> Rows:
    """Every account, or those that match: a constant number of queries."""
    now = timezone.now()
    rows = (
        User.objects.filter(**only)
        .select_related("organisation")
        .prefetch_related("role_grants", Prefetch("invitations", Invitation.objects.open(), to_attr="open_invitations"))
        .annotate(second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"))))
        .order_by("display_name", "email")
    )
    return Rows(PersonLine(user, next(iter(user.open_invitations), None), user.second_factor, now) for user in rows)


def person_url(user: User) -> str:
    """The coordinator's page of an account."""
    return reverse("person", args=[user.pk])


class PeopleTable(GovukTable):
    """Everybody who has an account."""

    caption = "People"
    noun, nouns = "person", "people"

    name = LinkColumn(
        accessor="user__display_name",
        below="user__email",
        address=lambda line: person_url(line.user),
        verbose_name="Name",
    )
    email = TextColumn(accessor="user__email", verbose_name="Email address", visible=False)
    organisation = TextColumn(verbose_name="Organisation")
    roles = TextColumn(verbose_name="Roles")
    status = TextColumn(below="detail", verbose_name="Status")
    second_factor = TextColumn(verbose_name="Two-step sign-in")
    last_login = DateColumn(accessor="user__last_login", verbose_name="Last sign-in")


class PeopleFilters(FilterSet):
    """By role, organisation and status."""

    organisation = RowFilter(value=lambda line: line.organisation, label="Organisation")
    status = RowFilter(value=lambda line: line.status, label="Status")
