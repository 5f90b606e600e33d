"""The board's admin: one site, opened by role, with sign-in through the same door as everything else."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from partnership.mixins import second_factor_is_missing
from partnership.models import User
from partnership.permissions import Permission


class BoardAdminSite(admin.AdminSite):
    """Django's admin, opened by `Permission.USE_ADMIN`."""

    site_header = f"{settings.PARTNERSHIP.short_name} board"
    site_title = site_header
    index_title = "Reference data and records"
    index_template = "admin/portal_index.html"
    enable_nav_sidebar = False
    site_url = "/"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._pages: list[URLPattern] = []

    def add_pages(self, *pages: URLPattern) -> None:
        """Add pages of our own. They come before Django's, so that a page at `""` is what `/admin/` opens."""
        self._pages.extend(pages)

    def get_urls(self) -> list[Any]:
        records = path("records/", self.admin_view(self.index), name="records")
        return [*self._pages, records, *super().get_urls()]

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may open the admin at all."""
        user: User | AnonymousUser = request.user
        return isinstance(user, User) and user.is_active and user.is_staff and not second_factor_is_missing(user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the one sign-in page; who is signed in but lacks the second factor is sent to set it up."""
        user: User | AnonymousUser = request.user
        if isinstance(user, User):
            if user.is_staff and second_factor_is_missing(user):
                return HttpResponseRedirect(reverse("mfa_activate_totp"))
            if not user.is_staff:
                raise PermissionDenied(
                    "Only the board, the chair, the scrutineer and the coordinator can use these pages."
                )
            return HttpResponseRedirect(reverse("admin:index"))
        query = request.GET.urlencode()
        return HttpResponseRedirect(reverse("account_login") + (f"?{query}" if query else ""))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the one page that changes passwords: it counts attempts, and mails its owner."""
        return HttpResponseRedirect(reverse("account_change_password"))

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The same."""
        return HttpResponseRedirect(reverse("account_change_password"))


site = BoardAdminSite(name="admin")

# What Django's list filters add to the name of their field: a value, none at all, a related record.
LOOKUPS_OF_A_FILTER = ("", "__exact", "__isnull", "__id__exact")


class ByRoleAdmin:
    """Mixin for model admins: what may be done hangs on our permissions, not on Django's per-model ones.

    `manage_permission` None: the records are read, never changed, in the admin.
    """

    manage_permission: Permission | None = None
    view_permission: Permission = Permission.USE_ADMIN

    def _may(self, request: HttpRequest) -> bool:
        user = request.user
        if not isinstance(user, User) or self.manage_permission is None:
            return False
        return self.manage_permission in user.held_permissions

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Whether an address may narrow the list so: as the filters beside it do, and in no other way.

        Django lets every column be asked, hidden ones too: who asks “does it begin with A?” reads a password's hash or
        a message's secret letter by letter.
        """
        filters = self.get_list_filter(request)  # type: ignore[attr-defined]
        offered = (getattr(one, "parameter_name", one) for one in filters)
        return lookup in {f"{name}{ending}" for name in offered for ending in LOOKUPS_OF_A_FILTER}

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Shown in the index to those who may read."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By role."""
        user = request.user
        return isinstance(user, User) and (self.view_permission in user.held_permissions or self._may(request))

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """By role."""
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By role."""
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: what stood in a report stays."""
        return False
