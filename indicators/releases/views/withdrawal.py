"""Where an approved return is taken back, with the reason."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from indicators.releases.models.release import ReleaseTable
from indicators.returns.models.submission import Submission
from partnership.authorization import has_permission
from partnership.permissions import Permission
from review.editing import ReviewableWithdrawMixin


class ReturnWithdrawView(ReviewableWithdrawMixin):
    """A return was wrong: it is in no later release. Releases that hold it stay as they are."""

    template_name = "indicators/releases/return_withdraw.html"
    required_permission = Permission.SUBMIT_FIGURES
    item: Submission

    def get_item(self) -> Submission:
        """The return, if the person may see it."""
        rows = Submission.objects.visible_to(self.user).select_related("organisation", "year")
        found: Submission = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def get_list_url(self) -> str:
        """For a partner what they have to send; for staff the releases, or the closed year, if they came from there."""
        loads = has_permission(self.user, Permission.LOAD_CLOSED_YEARS)
        if loads and self.request.GET.get("from") == "closed-years":
            return f"{reverse('indicators:closed-year-list')}?{urlencode({'year': self.item.year.slug})}"
        is_staff = has_permission(self.user, Permission.SEE_ALL_WORK)
        return reverse("indicators:release-manage" if is_staff else "indicators:return-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tables = ReleaseTable.objects.filter(submission=self.item, release__cancelled_at__isnull=True)
        return super().get_context_data(tables=tables.select_related("release").defer("chart_svg", "content"), **kwargs)
