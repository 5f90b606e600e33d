"""Who stands behind the figures of an edition, for staff."""

from typing import Any

from django.views.generic import TemplateView

from reports.editions.views.common import edition_or_404, reader_of
from reports.provenance.named import named_origins


class EditionOriginsView(TemplateView):
    """The returns behind each table, with the people who submitted and approved them."""

    template_name = "reports/provenance/edition_origins.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The returns of the edition as it was frozen; none before that."""
        reader_of(self.request)
        edition = edition_or_404(self.kwargs["pk"])
        origins = named_origins(edition) if edition.frozen else []
        return super().get_context_data(edition=edition, origins=origins, **kwargs)
