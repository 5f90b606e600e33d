"""Themes and what belongs to each. Reads no session: the same page for everyone."""

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from finding.themes import theme_of, themes_to_show


class ThemeListView(TemplateView):
    """Every theme."""

    template_name = "finding/theme_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(themes=themes_to_show(), **kwargs)


class ThemeView(TemplateView):
    """One theme with everything about it."""

    template_name = "finding/theme.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = theme_of(self.kwargs["slug"])
        if found is None:
            raise Http404("Nothing published has this theme.")
        return super().get_context_data(theme=found[0], parts=found[1], **kwargs)
