"""The end of the audit trail, as an edition prints it: which line is meant, and whether it still stands."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

from reports.content import Trail
from reports.editions.models.edition import Edition
from review.models import Event


def newest_trail() -> Trail:
    """The newest line that is not about an edition itself; an empty trail has line 0.

    What is done to an edition (building, signing, sending, publishing it) changes nothing that a report is made from,
    so it must not change what a second build gives.
    """
    told = ContentType.objects.get_for_models(*_about_editions()).values()
    # A line about nothing has no kind; SQL would leave it out of an exclusion.
    lines = Event.objects.filter(models.Q(content_type=None) | ~models.Q(content_type__in=[kind.pk for kind in told]))
    newest = lines.order_by("-sequence").values_list("sequence", flat=True).first()
    return Trail(newest or 0)


def hash_of_line(line: int) -> str:
    """The hash that an edition is frozen with, by which all lines up to this one are proven; empty for line 0."""
    return Event.objects.values_list("hash", flat=True).get(sequence=line) if line else ""


def trail_of(edition: Edition) -> Trail:
    """The end of the trail with which the edition was frozen."""
    return Trail(edition.trail_line)


def trail_still_holds(edition: Edition) -> list[str]:
    """A sentence where the line that the edition names is no longer in the trail with the hash that it had then."""
    line = edition.trail_line
    if line == 0 or Event.objects.filter(sequence=line, hash=edition.trail_hash).exists():
        return []
    return [
        f"It names line {line} of the audit trail, and was saved with a hash that this line no longer has: the trail "
        "was changed after it was built. Ask the operator to run “manage.py verify_audit” before anything is published."
    ]


def _about_editions() -> list[type[models.Model]]:
    """Editions, and whatever hangs on one: its steps, files, signatures, recipients."""
    ours = apps.get_app_config("reports").get_models()
    return [Edition, *(model for model in ours if any(_is_edition(field) for field in model._meta.concrete_fields))]


def _is_edition(field: models.Field) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model is Edition
