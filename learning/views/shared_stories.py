"""Case studies for the partnership and its training, for people who are signed in. It is noted who reads one."""

from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from learning.models import CaseStudy
from learning.shared_stories import HOW_FAR, reads_shared_stories, shared_content
from partnership.mixins import AccessMixin
from partnership.models import User
from review.reading import NotedMixin


class _ForPartners(AccessMixin, TemplateView):
    def has_access(self, user: User) -> bool:
        return reads_shared_stories(user)


class SharedStoryListView(_ForPartners):
    """Their titles, the one that was approved last first."""

    template_name = "learning/shared_story_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = CaseStudy.objects.shared().select_related("organisation", "consent").order_by("-approved_at", "-pk")
        return super().get_context_data(page=Paginator(rows, 10).get_page(self.request.GET.get("page")), **kwargs)


class SharedStoryView(NotedMixin, _ForPartners):
    """One of them, as it was approved."""

    template_name = "learning/shared_story.html"

    @cached_property
    def story(self) -> CaseStudy:
        """The story of the address, while its consent holds."""
        rows = CaseStudy.objects.shared().select_related("consent")
        found: CaseStudy = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def what_is_read(self) -> CaseStudy:
        return self.story

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            content=shared_content(self.story), how_far=HOW_FAR[self.story.consent.scope], **kwargs
        )
