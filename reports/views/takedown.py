"""The form with which a published edition is taken down."""

from typing import Any

from django.http import HttpResponse

from partnership.permissions import Permission
from reports.models import Edition
from reports.queries import editions_of
from reports.takedown import take_down
from reports.takedown_forms import TakeDownForm
from reports.views.handing import EditionFormView


class TakeDownView(EditionFormView):
    """Take it down. Says which other editions of the year are still public, for they may hold the same."""

    required_permission = Permission.WITHDRAW
    template_name = "reports/take_down.html"
    form_class = TakeDownForm
    heading = "Take this edition down"
    words = (
        "Every address of this edition will answer that it is gone: page, sections, tables and all files. A copy that "
        "was kept on the way may be read for a minute more. This cannot be undone. A new edition has to be built, "
        "signed and published; until then nobody reads an older one in the place of the newest."
    )
    button = "Take it down now"
    back = "report-edition"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The other editions of the year that came out and were not taken down."""
        return super().get_context_data(others=self.others(), **kwargs)

    def others(self) -> list[Edition]:
        """Newest first."""
        editions = editions_of(self.edition.year)
        return [one for one in editions if one.pk != self.edition.pk and one.taken_down_at is None]

    def save(self, form: TakeDownForm) -> HttpResponse:
        """Take it down."""
        data = form.cleaned_data
        take_down(edition=self.edition, reason=data["reason"], words=data["words"], by=self.user)
        left = ", ".join(str(one.number) for one in self.others())
        also = f" Still public of this year: edition {left}. Take it down too where it holds the same." if left else ""
        return self.done(f"{self.edition} was taken down.{also}")
