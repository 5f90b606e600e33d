"""Addresses of this room."""

from django.urls import path
from django.views.decorators.http import conditional_page

from learning.feeds import BriefingFeed, NewsletterFeed
from learning.media.views import AttachmentView, MediaFileView, MediaView
from learning.views import briefings, case_studies, public, shared_stories, subjects, templates, uses, working

app_name = "learning"

urlpatterns = [
    path("learning/", public.LearningIndexView.as_view(), name="learning-index"),
    path("learning/briefings/<slug:slug>/", public.BriefingDetailView.as_view(), name="briefing-detail"),
    path("learning/briefings/<slug:slug>/briefing.pdf", public.BriefingPaperView.as_view(), name="briefing-paper"),
    path("learning/campaigns/", public.CampaignListView.as_view(), name="campaign-list"),
    path("learning/campaigns/<slug:slug>/", public.CampaignView.as_view(), name="campaign"),
    path("learning/case-studies/<slug:slug>/", public.CaseStudyDetailView.as_view(), name="case-study-detail"),
    path("newsletters/", public.NewsletterListView.as_view(), name="newsletter-list"),
    path("newsletters/<slug:slug>/", public.NewsletterDetailView.as_view(), name="newsletter-detail"),
    path("feeds/briefings.atom", conditional_page(BriefingFeed()), name="feed-briefings"),
    path("feeds/newsletters.atom", conditional_page(NewsletterFeed()), name="feed-newsletters"),
    path("learning/files/<uuid:key>/<slug:name>.<slug:ending>", MediaFileView.as_view(), name="media-file"),
    path("partner/learning/<slug:kind>/<int:pk>/files/", MediaView.as_view(), name="media"),
    path("partner/learning/<slug:kind>/<int:pk>/files/add/", AttachmentView.as_view(), name="media-attach"),
    path("partner/learning/themes/", subjects.ThemeListView.as_view(), name="theme-list"),
    path("partner/learning/themes/new/", subjects.ThemeCreateView.as_view(), name="theme-create"),
    path("partner/learning/themes/<int:pk>/", subjects.ThemeEditView.as_view(), name="theme-edit"),
    path("partner/learning/campaigns/", subjects.CampaignManageView.as_view(), name="campaign-manage"),
    path("partner/learning/campaigns/new/", subjects.CampaignCreateView.as_view(), name="campaign-create"),
    path("partner/learning/campaigns/<int:pk>/", subjects.CampaignEditView.as_view(), name="campaign-edit"),
    path("partner/case-studies/", case_studies.CaseStudyListView.as_view(), name="case-study-list"),
    path("partner/case-studies/new/", case_studies.CaseStudyCreateView.as_view(), name="case-study-create"),
    path("partner/case-studies/<int:pk>/", case_studies.CaseStudyEditView.as_view(), name="case-study-edit"),
    path(
        "partner/case-studies/<int:pk>/steps/<slug:step>/",
        case_studies.CaseStudyStepView.as_view(),
        name="case-study-step",
    ),
    path(
        "partner/case-studies/<int:pk>/withdraw-consent/",
        case_studies.CaseStudyWithdrawConsentView.as_view(),
        name="case-study-withdraw-consent",
    ),
    path(
        "partner/case-studies/<int:pk>/notes/<int:note>/",
        case_studies.CaseStudyAnswerView.as_view(),
        name="case-study-answer",
    ),
    path("partner/shared-case-studies/", shared_stories.SharedStoryListView.as_view(), name="shared-story-list"),
    path("partner/shared-case-studies/<int:pk>/", shared_stories.SharedStoryView.as_view(), name="shared-story"),
    path("partner/briefings/", briefings.BriefingListView.as_view(), name="briefing-list"),
    path("partner/briefings/new/", briefings.BriefingStepView.as_view(), name="briefing-create"),
    path("partner/briefings/<int:pk>/", briefings.BriefingEditView.as_view(), name="briefing-edit"),
    path("partner/briefings/<int:pk>/steps/<slug:step>/", briefings.BriefingStepView.as_view(), name="briefing-step"),
    path("partner/briefings/<int:pk>/withdraw/", briefings.BriefingWithdrawView.as_view(), name="briefing-withdraw"),
    path("partner/briefings/templates/", templates.TemplateListView.as_view(), name="template-list"),
    path("partner/briefings/templates/new/", templates.TemplateEditView.as_view(), name="template-create"),
    path("partner/briefings/templates/<slug:slug>/", templates.TemplateEditView.as_view(), name="template-edit"),
    path("partner/briefings/used/", uses.UseListView.as_view(), name="use-list"),
    path("partner/briefings/used/new/<slug:slug>/", uses.UseEditView.as_view(), name="use-create"),
    path("partner/briefings/used/<int:pk>/", uses.UseEditView.as_view(), name="use-edit"),
    path("partner/briefings/used/<int:pk>/withdraw/", uses.UseWithdrawView.as_view(), name="use-withdraw"),
    path("partner/newsletters/", working.NewsletterListView.as_view(), name="newsletter-manage"),
    path("partner/newsletters/new/", working.NewsletterEditView.as_view(), name="newsletter-create"),
    path("partner/newsletters/<int:pk>/", working.NewsletterEditView.as_view(), name="newsletter-edit"),
    path(
        "partner/newsletters/<int:pk>/withdraw/", working.NewsletterWithdrawView.as_view(), name="newsletter-withdraw"
    ),
]
