"""The presentation kit as an app, so that its template tags are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Forms, tables, components, charts."""

    name = "ui"
    verbose_name = "Presentation"
