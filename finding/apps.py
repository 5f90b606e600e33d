"""The app by which readers find what is published."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    """Search, themes, and the map of the site."""

    name = "finding"
    default_auto_field = "django.db.models.BigAutoField"
