"""Where agencies say how they used briefings."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from learning.models import Briefing, BriefingUse
from learning.tables import UseFilters, UseTable
from learning.use_forms import UseForm
from partnership.authorization import has_permission
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.permissions import Permission
from review.editing import CreateOnceMixin, ReviewableWithdrawMixin
from review.services import save
from ui.lists import ListPage


class UseListView(AccessMixin, ListPage):
    """What the person's organisation recorded; everything for who sees all work."""

    template_name = "learning/use_list.html"
    required_permission = Permission.RECORD_USE
    table_class = UseTable
    filterset_class = UseFilters
    list_name = "briefings-used"

    def has_access(self, user: User) -> bool:
        """Who records it, and those who read everything."""
        return has_permission(user, Permission.SEE_ALL_WORK) or super().has_access(user)

    def get_rows(self) -> QuerySet[BriefingUse]:
        """All that the person may see."""
        rows: QuerySet[BriefingUse] = BriefingUse.objects.visible_to(self.user)
        return rows.select_related("organisation", "briefing", "briefing__live_revision").order_by("-used_on", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        can_record = has_permission(self.user, Permission.RECORD_USE) and self.user.organisation_id is not None
        shown = Briefing.objects.live().order_by("-published_at", "-pk") if can_record else []
        return super().get_context_data(briefings=shown, **kwargs)


class UseEditView(CreateOnceMixin):
    """One record of use: a new one of the briefing in the address, or a stored one by its number."""

    template_name = "learning/use_form.html"
    form_class = UseForm
    required_permission = Permission.RECORD_USE
    also_opens_with: Permission | None = Permission.SEE_ALL_WORK
    item: BriefingUse

    def get_item(self) -> Any:
        rows = BriefingUse.objects.visible_to(self.user).select_related("organisation", "briefing__live_revision")
        if "pk" in self.kwargs:
            return get_object_or_404(rows, pk=self.kwargs["pk"])
        if (sent := self.sent_before(rows)) is not None:
            return sent
        briefing = get_object_or_404(Briefing.objects.live(), slug=self.kwargs["slug"])
        if self.user.organisation is None or not has_permission(self.user, Permission.RECORD_USE):
            raise PermissionDenied("Only people of an organisation can record how a briefing was used.")
        new = BriefingUse(organisation=self.user.organisation, briefing=briefing)
        if self.sent_key is not None:
            new.key = self.sent_key
        return new

    def save(self, form: UseForm, revision: int) -> BriefingUse:
        return save(obj=form.instance, by=self.user, revision=revision)

    def get_list_url(self) -> str:
        """All records."""
        return reverse("learning:use-list")


class UseWithdrawView(ReviewableWithdrawMixin):
    """Take a record of use back."""

    required_permission = Permission.RECORD_USE
    after = "Later editions of the annual report leave it out."

    def get_item(self) -> BriefingUse:
        """The record."""
        rows = BriefingUse.objects.visible_to(self.user).select_related("organisation", "briefing__live_revision")
        use: BriefingUse = get_object_or_404(rows, pk=self.kwargs["pk"])
        return use

    def get_list_url(self) -> str:
        """All records."""
        return reverse("learning:use-list")
