"""What the public reads. Reads no session: the same page for everyone."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.views.generic import TemplateView, View

from learning.archive import KINDS, Filters, archive
from learning.campaigns import briefings_of, campaigns
from learning.models import Briefing, Campaign, CaseStudy, Newsletter, Theme
from learning.papers import kept_in_words, kind_in_words, paper_of
from learning.queries import readers_content, with_linked_items, with_linked_stories
from learning.uses import uses_of
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


class CampaignListView(TemplateView):
    """Every campaign for which something is published, the latest first."""

    template_name = "learning/campaign_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(campaigns=campaigns(), **kwargs)


class CampaignView(TemplateView):
    """One campaign, with all of its briefings."""

    template_name = "learning/campaign.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        campaign = get_object_or_404(Campaign, slug=self.kwargs["slug"])
        briefings = briefings_of(campaign)
        if not briefings:
            raise Http404("Nothing is published for this campaign.")
        return super().get_context_data(campaign=campaign, briefings=briefings, **kwargs)


class BriefingDetailView(TemplateView):
    """One briefing on one page."""

    template_name = "learning/briefing_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        briefing = get_object_or_404(Briefing.objects.live(), slug=self.kwargs["slug"])
        content = with_linked_stories([readers_content(briefing)])[0]
        return super().get_context_data(
            content=content,
            item=briefing,
            kind=kind_in_words(content),
            kept=kept_in_words(content),
            paper=paper_of(briefing),
            uses=uses_of(briefing),
            **kwargs,
        )


class BriefingPaperView(View):
    """A briefing as a tagged PDF: the file of what readers are shown now, and of nothing else."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        briefing = get_object_or_404(Briefing.objects.live(), slug=slug)
        paper = paper_of(briefing)
        if paper is None:
            raise Http404("This file is not made yet.")
        etag = quote_etag(paper.sha256)
        if request.headers.get("If-None-Match") == etag:
            response = HttpResponse(status=304)
        else:
            response = HttpResponse(bytes(paper.content), content_type="application/pdf")
            response["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
        response["ETag"] = etag
        # Short, for what is withdrawn has to go within a minute.
        patch_cache_control(response, public=True, max_age=60)
        return response


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
