"""Addresses of this room."""

from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from finding.feeds import ReleaseFeed, ReportFeed, StoryFeed
from finding.views import for_programs, search, themes

app_name = "finding"

urlpatterns = [
    path("search/", search.SearchView.as_view(), name="search"),
    path("themes/", themes.ThemeListView.as_view(), name="theme-list"),
    path("themes/<slug:slug>/", themes.ThemeView.as_view(), name="theme"),
    path("robots.txt", require_safe(for_programs.robots), name="robots"),
    path("sitemap.xml", conditional_page(require_safe(for_programs.sitemap)), name="sitemap"),
    path("feeds/case-studies.atom", conditional_page(StoryFeed()), name="feed-stories"),
    path("feeds/releases.atom", conditional_page(ReleaseFeed()), name="feed-releases"),
    path("feeds/reports.atom", conditional_page(ReportFeed()), name="feed-reports"),
]
