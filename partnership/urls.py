"""Addresses of the partnership's own pages."""

from django.urls import path

from partnership import views

app_name = "partnership"

urlpatterns = [
    path("about/structure/", views.StructureView.as_view(), name="structure"),
]
