"""The board's admin opens with the queue; behind it, the audit trail and the messages, to be read only."""

from django.contrib import admin
from django.urls import path

from partnership.admin_site import ByRoleAdmin, site
from partnership.permissions import Permission
from review.models import Event, Notification
from review.views import ItemView, QueueView

site.add_pages(
    path("", site.admin_view(QueueView.as_view()), name="review-queue"),
    path(
        "review/item/<slug:app_label>/<slug:model_name>/<int:pk>/",
        site.admin_view(ItemView.as_view()),
        name="review-item",
    ),
)


@admin.register(Event, site=site)
class EventAdmin(ByRoleAdmin, admin.ModelAdmin):
    """The audit trail."""

    view_permission = Permission.READ_AUDIT
    list_display = ["sequence", "at", "actor_label", "verb", "object_label", "source", "target"]
    list_filter = ["verb"]
    search_fields = ["actor_label", "object_label", "note"]
    list_select_related = ["actor"]


@admin.register(Notification, site=site)
class NotificationAdmin(ByRoleAdmin, admin.ModelAdmin):
    """Messages that are owed or were sent."""

    view_permission = Permission.MANAGE_USERS
    list_display = ["created_at", "recipient", "subject", "sent_at"]
    list_select_related = ["recipient"]
