"""Addresses of return templates and of the dates of their rounds."""

from django.urls import path

from indicators.rounds.views import templates

urlpatterns = [
    path("partner/returns/templates/", templates.ReturnTemplateListView.as_view(), name="return-template-list"),
    path("partner/returns/templates/new/", templates.ReturnTemplateCreateView.as_view(), name="return-template-create"),
    path(
        "partner/returns/templates/<slug:slug>/change/",
        templates.ReturnTemplateEditView.as_view(),
        name="return-template-edit",
    ),
    path(
        "partner/returns/templates/<slug:slug>/retire/",
        templates.ReturnTemplateRetireView.as_view(),
        name="return-template-retire",
    ),
    path("partner/returns/rounds/<int:pk>/dates/", templates.RoundEditView.as_view(), name="round-edit"),
]
