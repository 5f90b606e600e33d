"""Which things are reviewed: every concrete `Reviewable`, in the order of its room's name."""

from django.apps import apps

from review.models import Reviewable


def reviewable_models() -> list[type[Reviewable]]:
    """All concrete reviewed models."""
    models = [model for model in apps.get_models() if issubclass(model, Reviewable)]
    return sorted(models, key=lambda model: model._meta.label_lower)


def reviewable_model(app_label: str, model_name: str) -> type[Reviewable] | None:
    """The reviewed model of this name; None for anything that is not reviewed."""
    for model in reviewable_models():
        if (model._meta.app_label, model._meta.model_name) == (app_label, model_name):
            return model
    return None
