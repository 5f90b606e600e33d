"""Who stands behind the figures of an edition, by name: for staff, who may have to ask them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from indicators.models import Submission
from reports.content.sources import RETURN
from reports.editions.models.edition import Edition
from review.models import Event
from review.transitions import Verb


@dataclass(frozen=True)
class NamedOrigin:
    """A return behind a table. The lines of the audit trail name the people; None where it tells nothing."""

    title: str
    submission: int
    submitted: Event | None
    approved: Event | None


def named_origins(edition: Edition) -> list[NamedOrigin]:
    """The returns behind every table of the edition, in the order of their titles. Two queries.

    They are those that the edition itself was made from, so that an old one tells of its own returns.
    """
    returns = [one for one in edition.made_from if one["kind"] == RETURN]
    people = _people({one["submission"] for one in returns})
    return [_named(one, people) for one in returns]


def _people(submissions: set[int]) -> dict[tuple[int, int | None, str], Event]:
    """Who did what to which revision; the last who did."""
    kind = ContentType.objects.get_for_model(Submission)
    lines = Event.objects.filter(content_type=kind, object_id__in=submissions, verb__in=[Verb.SUBMIT, Verb.APPROVE])
    return {(line.object_id or 0, line.revision, line.verb): line for line in lines.order_by("sequence")}


def _named(source: Mapping[str, Any], people: Mapping[tuple[int, int | None, str], Event]) -> NamedOrigin:
    place = source["submission"], source["revision"]
    return NamedOrigin(
        title=source["title"],
        submission=source["submission"],
        submitted=people.get((*place, Verb.SUBMIT)),
        approved=people.get((*place, Verb.APPROVE)),
    )
