"""The board's admin opens with the queue; behind it, the audit trail and the messages, to be read only."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path

from partnership.admin_site import ByRoleAdmin, site
from partnership.permissions import Permission
from review.audit_verbs import AuditVerb
from review.models import Event, Notification
from review.models.notification import STUCK_AFTER
from review.views import ItemView, QueueView

site.add_pages(
    path("", site.admin_view(QueueView.as_view()), name="review-queue"),
    path(
        "review/item/<slug:app_label>/<slug:model_name>/<int:pk>/",
        site.admin_view(ItemView.as_view()),
        name="review-item",
    ),
)


class VerbFilter(admin.SimpleListFilter):
    """Narrows the trail by what was done."""

    title = "what was done"
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return sorted(AuditVerb.choices, key=lambda choice: choice[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Event, site=site)
class EventAdmin(ByRoleAdmin, admin.ModelAdmin):
    """The audit trail."""

    view_permission = Permission.READ_AUDIT
    list_display = ["sequence", "at", "actor_label", "verb_label", "object_label", "source", "target"]
    list_filter = [VerbFilter]
    search_fields = ["actor_label", "object_label", "note"]
    list_select_related = ["actor"]


class DeliveryFilter(admin.SimpleListFilter):
    """Narrows the messages by what became of them."""

    title = "status"
    parameter_name = "delivery"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("stuck", f"failed {STUCK_AFTER} times or more"), ("owed", "not yet sent"), ("sent", "sent")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notification]) -> QuerySet[Notification]:
        if self.value() == "sent":
            return queryset.filter(sent_at__isnull=False)
        chosen = {"stuck": Notification.objects.stuck(), "owed": Notification.objects.unsent()}.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(pk__in=chosen.order_by().values("pk"))


@admin.register(Notification, site=site)
class NotificationAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Messages that are owed or were sent; why one failed, and when it is tried again."""

    view_permission = Permission.MANAGE_USERS
    list_display = ["created_at", "to", "subject", "sent_at", "not_before", "attempts", "problem"]
    list_filter = [DeliveryFilter]
    list_select_related = ["recipient"]
    exclude = ["body"]
    readonly_fields = ["words"]
