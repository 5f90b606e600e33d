"""The reviewed thing that an address names, for the pages beside it: comments, details that could identify someone."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404  # noqa: TID251 (for views)
from django.shortcuts import get_object_or_404  # noqa: TID251 (for views)

from partnership.models import User
from review.models import Reviewable
from review.registry import reviewable_model


def item_of_address(named: Mapping[str, Any], user: User) -> Reviewable:
    """Give it, if the person may see it. Raises `Http404` otherwise."""
    model = reviewable_model(named["app_label"], named["model_name"])
    if model is None:
        raise Http404("This page does not exist.")
    rows = model.objects.visible_to(user).select_related("organisation", *model.related_for_review)
    found: Reviewable = get_object_or_404(rows, pk=named["pk"])
    return found
