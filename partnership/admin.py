"""Reference data in the admin: read by coordinator, board, chair and scrutineer."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from partnership.admin_site import ByRoleAdmin, site
from partnership.mixins import signed_in
from partnership.models import Arm, Group, Organisation, ReportingYear, RoleGrant, Seat, User
from partnership.permissions import Permission
from partnership.services import close_year, open_year

# The largest number that a key can be.
LARGEST_KEY = 2**63 - 1


def refuse_no_key(object_id: str) -> None:
    """Raise `Http404` for what no key looks like. What was deleted still has its history."""
    text = unquote(object_id)
    if not (text.isascii() and text.isdigit() and int(text) <= LARGEST_KEY):
        raise Http404


class StructureAdmin(ByRoleAdmin, SimpleHistoryAdmin):
    """Structure with its history, to be read. The coordinator changes it on other pages, seats with a second person."""

    manage_permission = None

    def history_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Not found for what can be no key: the library would ask the database for a word among its numbers."""
        refuse_no_key(object_id)
        response: HttpResponse = super().history_view(request, object_id, *args, **kwargs)
        return response

    def history_form_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The same for one version."""
        refuse_no_key(object_id)
        response: HttpResponse = super().history_form_view(request, object_id, *args, **kwargs)
        return response


@admin.register(Organisation, site=site)
class OrganisationAdmin(StructureAdmin):
    """Members and relevant bodies."""

    list_display = ["name", "kind", "is_statutory_partner"]
    list_filter = ["kind"]
    search_fields = ["name"]


@admin.register(Arm, site=site)
class ArmAdmin(ByRoleAdmin, admin.ModelAdmin):
    """The arms; named in the partnership's file."""

    manage_permission = None
    list_display = ["name", "order"]


@admin.register(Group, site=site)
class GroupAdmin(StructureAdmin):
    """Boards and groups."""

    list_display = ["name", "kind", "parent", "is_illustrative"]
    list_select_related = ["parent"]


@admin.register(Seat, site=site)
class SeatAdmin(StructureAdmin):
    """Seats with their terms."""

    list_display = ["title", "group", "organisation", "starts_on", "ends_on", "is_vacant"]
    list_select_related = ["group", "organisation"]


class YearForm(forms.ModelForm):
    """A year is named; its first and last day follow from the name."""

    class Meta:
        model = ReportingYear
        fields = ["slug"]
        labels = {"slug": "Reporting year"}
        help_texts = {"slug": "For example, 2022-23 runs from 1 April 2022 to 31 March 2023."}


@admin.register(ReportingYear, site=site)
class YearAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Years are opened, and closed; a closed one takes no more entries."""

    manage_permission = Permission.CLOSE_YEAR
    list_display = ["slug", "starts_on", "ends_on", "closed_at", "closed_by"]
    list_select_related = ["closed_by"]
    form = YearForm
    actions = ["close_years"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The dates of a year are not to be changed; the list may be acted upon."""
        return obj is None and super().has_change_permission(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        opened = open_year(slug=obj.slug, by=signed_in(request))
        obj.pk, obj.starts_on, obj.ends_on = opened.pk, opened.starts_on, opened.ends_on

    @admin.action(description="Close the selected years to new entries", permissions=["change"])
    def close_years(self, request: HttpRequest, queryset: QuerySet[ReportingYear]) -> None:
        """Close each through the service."""
        for year in queryset:
            close_year(year=year, by=signed_in(request))
        self.message_user(request, f"Closed: {', '.join(year.slug for year in queryset)}.")


class RoleGrantInline(ByRoleAdmin, admin.TabularInline):
    """The roles of a person."""

    model = RoleGrant
    fk_name = "user"
    fields = ["role", "granted_at", "granted_by"]
    extra = 0


@admin.register(User, site=site)
class UserAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Accounts, to be read. The coordinator changes them on the page “People”."""

    list_display = ["email", "display_name", "organisation", "is_active"]
    list_select_related = ["organisation"]
    search_fields = ["email", "display_name"]
    fields = ["email", "display_name", "organisation", "is_active"]
    inlines = [RoleGrantInline]
