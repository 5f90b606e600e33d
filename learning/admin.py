"""Themes and campaigns in the admin: kept by the coordinator, read by board, chair and scrutineer."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from learning.models import Campaign, Theme
from partnership.admin_site import ByRoleAdmin, site
from partnership.exceptions import DomainError
from partnership.mixins import signed_in
from partnership.permissions import Permission
from review.audit_verbs import AuditVerb
from review.identity import refuse_identifying
from review.services import record


@admin.register(Theme, site=site)
class ThemeAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Subjects by which learning is found."""

    manage_permission = Permission.MANAGE_STRUCTURE
    list_display = ["title", "slug"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record(verb=AuditVerb.CHANGE_THEME if change else AuditVerb.CREATE_THEME, by=signed_in(request), obj=obj)


class CampaignForm(forms.ModelForm):
    """A campaign. Readers see its words as they are saved, so they are held against what no reader may learn."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            refuse_identifying(title=data.get("title") or "", summary=data.get("summary") or "")
        except DomainError as error:
            self.add_error(None, error.message)
        return data


@admin.register(Campaign, site=site)
class CampaignAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Weeks in which partners speak of one matter together."""

    form = CampaignForm
    manage_permission = Permission.MANAGE_STRUCTURE
    list_display = ["title", "starts_on", "ends_on"]
    prepopulated_fields = {"slug": ["title"]}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record(verb=AuditVerb.CHANGE_CAMPAIGN if change else AuditVerb.CREATE_CAMPAIGN, by=signed_in(request), obj=obj)
