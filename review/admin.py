"""The board's admin opens with the queue; behind it, the audit trail and the messages, to be read only."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path

from partnership.admin import UserAdmin
from partnership.admin_site import ByRoleAdmin, site
from partnership.mixins import signed_in
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
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


@admin.register(User, site=site)
class AuditedUserAdmin(UserAdmin):
    """Accounts. Who may decide hangs on roles and organisation, so each change of them leaves a line in the trail."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the roles, then say in the trail how the account now stands."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            account = User.objects.select_related("organisation").get(pk=form.instance.pk)
            data = {
                "email": account.email,
                "organisation": account.organisation.name if account.organisation else "",
                "roles": sorted(account.role_keys),
                "is_active": account.is_active,
            }
            record(verb=f"{'change' if change else 'create'} account", by=signed_in(request), obj=account, data=data)


@admin.register(Event, site=site)
class EventAdmin(ByRoleAdmin, admin.ModelAdmin):
    """The audit trail."""

    view_permission = Permission.READ_AUDIT
    list_display = ["sequence", "at", "actor_label", "verb", "object_label", "source", "target"]
    list_filter = ["verb"]
    search_fields = ["actor_label", "object_label", "note"]
    list_select_related = ["actor"]


class StandingFilter(admin.SimpleListFilter):
    """Narrows the messages by what became of them."""

    title = "status"
    parameter_name = "standing"

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
    list_filter = [StandingFilter]
    list_select_related = ["recipient"]
    exclude = ["body"]
    readonly_fields = ["words"]
