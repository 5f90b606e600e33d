"""What the public reads. Reads no session: the same page for everyone."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import TemplateView, View

from learning.archive import KINDS, Filters, archive
from learning.models import Briefing, CaseStudy, Newsletter, Theme
from learning.queries import readers_content, with_linked_items, with_linked_stories
from partnership.models import Arm
from priorities.models import Priority
from review.models import Event
from review.transitions import Verb


class LearningIndexView(TemplateView):
    """The archive of briefings and case studies."""

    template_name = "learning/learning_index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        filters = Filters(**{name: asked.get(name, "") for name in ("kind", "theme", "arm", "priority")})
        choices = [
            ("kind", "Type", list(KINDS)),
            ("theme", "Theme", [(row.slug, row.title) for row in Theme.objects.all()]),
            ("arm", "Arm of the partnership", [(row.slug, row.name) for row in Arm.objects.all()]),
            ("priority", "Priority", [(row.slug, row.title) for row in Priority.objects.all()]),
        ]
        return super().get_context_data(
            page=archive(filters, asked.get("page")),
            filters=filters,
            query=urlencode(filters.query),
            choices=[(name, label, getattr(filters, name), options) for name, label, options in choices],
            **kwargs,
        )


class BriefingDetailView(TemplateView):
    """One briefing on one page."""

    template_name = "learning/briefing_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        briefing = get_object_or_404(Briefing.objects.live(), slug=self.kwargs["slug"])
        content = with_linked_stories([readers_content(briefing)])[0]
        return super().get_context_data(content=content, item=briefing, **kwargs)


class CaseStudyDetailView(View):
    """One story; or, where it was taken off, a page that says nothing about it."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        story = CaseStudy.objects.public().filter(slug=slug).first()
        if story is not None:
            context = {"content": readers_content(story), "item": story}
            return render(request, "learning/case_study_detail.html", context)
        once = CaseStudy.objects.filter(slug=slug).first()
        if once is None or not Event.objects.about(once).filter(verb=Verb.PUBLISH).exists():
            raise Http404("This case study does not exist.")
        return render(request, "learning/gone.html", status=410)


class NewsletterListView(TemplateView):
    """All issues, newest first."""

    template_name = "learning/newsletter_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(
            Newsletter.objects.live().order_by("-live_revision__content__issue_number", "-pk"), 10
        ).get_page(self.request.GET.get("page"))
        issues = [{**readers_content(row), "url": row.get_absolute_url()} for row in page.object_list]
        return super().get_context_data(page=page, issues=issues, **kwargs)


class NewsletterDetailView(TemplateView):
    """One issue, its spotlight first."""

    template_name = "learning/newsletter_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issue = get_object_or_404(Newsletter.objects.live(), slug=self.kwargs["slug"])
        content = with_linked_items([readers_content(issue)])[0]
        issued_on = datetime.date.fromisoformat(content["issued_on"])
        return super().get_context_data(content=content, issued_on=issued_on, item=issue, **kwargs)
