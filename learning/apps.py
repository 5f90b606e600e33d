"""The app of case studies, briefings and newsletters."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """What partners learned, told without telling who it happened to."""

    name = "learning"
    default_auto_field = "django.db.models.BigAutoField"
