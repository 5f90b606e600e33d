"""Addresses in the admin of completeness and of the plan of sections. The views' own gate says who may open them."""

from django.urls import path

from reports.document.views.completeness import AnswerView, CompletenessView, EditionCompletenessView, OverrideView
from reports.document.views.section_plan import SectionChoiceView, SectionPlanView

PAGES = (
    path("reports/completeness/<slug:year>/", CompletenessView.as_view(), name="report-completeness"),
    path(
        "reports/completeness/<slug:year>/<slug:requirement>/answer/",
        AnswerView.as_view(),
        name="report-requirement-answer",
    ),
    path(
        "reports/completeness/<slug:year>/<slug:requirement>/override/",
        OverrideView.as_view(),
        name="report-requirement-override",
    ),
    path(
        "reports/edition/<int:pk>/completeness/",
        EditionCompletenessView.as_view(),
        name="report-edition-completeness",
    ),
    path("reports/plan/<slug:year>/", SectionPlanView.as_view(), name="report-plan"),
    path("reports/plan/<slug:year>/<slug:key>/", SectionChoiceView.as_view(), name="report-section-choice"),
)
