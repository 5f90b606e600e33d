"""Themes in the admin: kept by the coordinator, read by board, chair and scrutineer."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from learning.models import Theme
from partnership.admin_site import ByRoleAdmin, site
from partnership.mixins import signed_in
from partnership.permissions import Permission
from review.audit_verbs import AuditVerb
from review.services import record


@admin.register(Theme, site=site)
class ThemeAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Subjects by which learning is found."""

    manage_permission = Permission.MANAGE_STRUCTURE
    list_display = ["title", "slug"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and say so in the audit trail."""
        super().save_model(request, obj, form, change)
        record(verb=AuditVerb.CHANGE_THEME if change else AuditVerb.CREATE_THEME, by=signed_in(request), obj=obj)
