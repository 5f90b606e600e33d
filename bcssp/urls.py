"""Every address of the portal."""

from django.urls import include, path
from django.views.generic import RedirectView

from bcssp import views
from bcssp.accounts.views import EmailChoiceView
from bcssp.carried.views import YearCarriedView
from bcssp.health.views import HealthView, healthz, metrics, readyz
from bcssp.style_guide import StyleGuideView
from indicators.open_data.views.api.site import addresses
from partnership.admin_site import site
from review.trail import TrailView

handler400 = "bcssp.views.bad_request"
handler403 = "bcssp.views.permission_denied"
handler404 = "bcssp.views.page_not_found"
handler500 = "bcssp.views.server_error"

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("theme.css", views.theme, name="theme"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("accessibility/", views.AccessibilityView.as_view(), name="accessibility"),
    path("privacy/", views.PrivacyView.as_view(), name="privacy"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path(
        ".well-known/change-password",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="change-password",
    ),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("partner/health/", HealthView.as_view(), name="portal-health"),
    path("style-guide/", StyleGuideView.as_view(), name="style-guide"),
    path("partner/", views.WorkView.as_view(), name="work"),
    path("partner/years/<slug:slug>/carried/", YearCarriedView.as_view(), name="year-carried"),
    path("partner/preview/", views.ProsePreviewView.as_view(), name="prose-preview"),
    path("partner/emails/", EmailChoiceView.as_view(), name="email-choice"),
    path("partner/retention/", include("bcssp.retention.urls")),
    path("partner/trail/", TrailView.as_view(), name="trail"),
    path("partner/comments/", include("review.urls")),
    path("partner/people/", include("bcssp.accounts.people_urls")),
    path("account/", include("bcssp.accounts.urls")),
    path("admin/", site.urls),
    path("api/v1/", include((addresses(), "api"))),
    path("", include("partnership.urls")),
    path("", include("priorities.urls")),
    path("", include("indicators.urls")),
    # Before the newsletters themselves, whose addresses begin the same way.
    path("", include("mailing.urls")),
    path("", include("events.urls")),
    path("", include("learning.urls")),
    path("", include("reports.urls")),
    path("", include("finding.urls")),
]
