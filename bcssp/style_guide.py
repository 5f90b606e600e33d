"""The page that shows every component in every state, for those who write pages."""

from typing import Any

from django.template import RequestContext
from django.views.generic import TemplateView

from partnership.mixins import AccessMixin
from partnership.permissions import Permission
from ui.style_guide import drawn_components


class StyleGuideView(AccessMixin, TemplateView):
    """Open to staff. Nothing that is sent from it arrives anywhere."""

    required_permission = Permission.USE_ADMIN
    template_name = "bcssp/style_guide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, components=drawn_components(RequestContext(self.request)))
