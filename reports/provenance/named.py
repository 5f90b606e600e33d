"""Who stands behind the figures of an edition, by name: for staff, who may have to ask them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from indicators.models import Submission
from reports.freeze import thaw
from reports.models import Edition
from review.models import Event, Revision
from review.transitions import Verb


@dataclass(frozen=True)
class NamedOrigin:
    """A return behind a table. The people as the audit trail called them that day; empty where it tells nothing."""

    table: str
    anchor: str
    period: str
    submission: int | None
    submitted: str
    submitted_on: str
    approved: str
    approved_on: str


def named_origins(edition: Edition) -> list[NamedOrigin]:
    """The returns behind every table of the edition, in the order of the report. Three queries.

    They are found by the hashes that the edition itself froze, so that an old edition tells of its own returns.
    """
    tables = [
        table
        for section in thaw(edition.frozen)["sections"]
        if section["kind"] == "figures"
        for theme in section["themes"]
        for table in theme["tables"]
    ]
    hashes = {origin["sha256"] for table in tables for origin in table.get("origins", ())}
    revisions = _revisions(hashes)
    people = _people({pk for pk, _ in revisions.values()})
    return [_named(table, origin, revisions, people) for table in tables for origin in table.get("origins", ())]


def _revisions(hashes: set[str]) -> dict[str, tuple[int, int]]:
    """The return and the number of its revision, by hash."""
    kind = ContentType.objects.get_for_model(Submission)
    rows = Revision.objects.filter(content_type=kind, sha256__in=hashes).order_by("number")
    return {sha256: (pk, number) for sha256, pk, number in rows.values_list("sha256", "object_id", "number")}


def _people(submissions: set[int]) -> dict[tuple[int, int | None, str], str]:
    """Who did what to which revision; the last who did."""
    kind = ContentType.objects.get_for_model(Submission)
    lines = Event.objects.filter(content_type=kind, object_id__in=submissions, verb__in=[Verb.SUBMIT, Verb.APPROVE])
    rows = lines.order_by("sequence").values_list("object_id", "revision", "verb", "actor_label")
    return {(pk or 0, revision, verb): label for pk, revision, verb, label in rows}


def _named(
    table: Mapping[str, Any],
    origin: Mapping[str, Any],
    revisions: Mapping[str, tuple[int, int]],
    people: Mapping[tuple[int, int | None, str], str],
) -> NamedOrigin:
    pk, number = revisions.get(origin["sha256"], (None, None))
    return NamedOrigin(
        table=table["title"],
        anchor=table["anchor"],
        period=origin["period"],
        submission=pk,
        submitted=people.get((pk or 0, number, Verb.SUBMIT), ""),
        submitted_on=origin["submitted_on"],
        approved=people.get((pk or 0, number, Verb.APPROVE), ""),
        approved_on=origin["approved_on"],
    )
