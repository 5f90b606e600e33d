"""Addresses of the pages on which indicators are made and changed."""

from django.urls import path

from indicators.catalogue.views import choices, drafts, indicators, library

HERE = "partner/indicators/"

urlpatterns = [
    path(HERE, indicators.IndicatorListView.as_view(), name="definition-list"),
    path(f"{HERE}library/", library.LibraryView.as_view(), name="definition-library"),
    path(f"{HERE}library/<slug:slug>/", library.EntryView.as_view(), name="definition-entry"),
    path(f"{HERE}library/<slug:slug>/use/", library.PickView.as_view(), name="definition-pick"),
    path(f"{HERE}starting-set/", choices.StartingSetView.as_view(), name="starting-set"),
    path(f"{HERE}themes/", choices.ThemesView.as_view(), name="themes"),
    path(f"{HERE}new/", indicators.NewIndicatorView.as_view(), name="definition-new"),
    path(f"{HERE}drafts/<int:pk>/check/", drafts.DraftAnswersView.as_view(), name="definition-check"),
    path(f"{HERE}drafts/<int:pk>/delete/", drafts.DeleteDraftView.as_view(), name="definition-delete"),
    path(f"{HERE}drafts/<int:pk>/rows/<slug:key>/", drafts.RowView.as_view(), name="definition-row"),
    path(f"{HERE}drafts/<int:pk>/rules/<slug:kind>/", drafts.RuleView.as_view(), name="definition-rule"),
    path(f"{HERE}drafts/<int:pk>/<slug:step>/", drafts.StepView.as_view(), name="definition-step"),
    path(f"{HERE}versions/<int:pk>/", indicators.VersionView.as_view(), name="definition-version"),
    path(f"{HERE}<slug:slug>/", indicators.IndicatorPage.as_view(), name="definition-detail"),
    path(f"{HERE}<slug:slug>/change/", indicators.ChangeIndicatorView.as_view(), name="definition-change"),
    path(f"{HERE}<slug:slug>/retire/", indicators.RetireIndicatorView.as_view(), name="definition-retire"),
]
