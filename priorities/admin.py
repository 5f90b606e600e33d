"""Plans in the admin: kept by the coordinator, read by board, chair and scrutineer."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from partnership.admin_site import ByRoleAdmin, site
from partnership.mixins import signed_in
from partnership.permissions import Permission
from priorities.models import Action, Commitment, Plan, Priority
from review.audit_verbs import AuditVerb
from review.services import record


class PlanningAdmin(ByRoleAdmin, SimpleHistoryAdmin):
    """Reference data of a plan. What is changed here leaves its line in the audit trail, as the services do."""

    manage_permission = Permission.MANAGE_STRUCTURE

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        verb = AuditVerb(f"{'change' if change else 'create'} {obj._meta.verbose_name}")
        record(verb=verb, by=signed_in(request), obj=obj, data={"fields": sorted(form.changed_data)})


@admin.register(Plan, site=site)
class PlanAdmin(PlanningAdmin):
    """Plans with their years."""

    list_display = ["title", "starts_on", "ends_on"]


@admin.register(Priority, site=site)
class PriorityAdmin(PlanningAdmin):
    """Priorities of the plans."""

    list_display = ["number", "title", "plan", "arm"]
    list_display_links = ["title"]
    list_select_related = ["plan", "arm"]
    list_filter = ["plan"]


@admin.register(Commitment, site=site)
class CommitmentAdmin(PlanningAdmin):
    """What was said."""

    list_display = ["text", "priority"]
    list_select_related = ["priority"]


@admin.register(Action, site=site)
class ActionAdmin(PlanningAdmin):
    """Actions and who owns them."""

    list_display = ["title", "owner", "commitment"]
    list_select_related = ["owner", "commitment"]
    list_filter = ["owner"]
    search_fields = ["title"]
