"""The API's answers as plain data, filled from what is published and from the catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from indicators.definitions.families import Family, themes
from indicators.definitions.models.area import Area, NeighbourSet
from indicators.definitions.one_by_one import one_by_one
from indicators.exports.about import licence_of, page_of
from indicators.exports.cells import Observation, observations
from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.stored_workbooks import publication_of, publisher
from indicators.tables.differences import family_difference

API = "/api/v1/"


def address(path: str) -> str:
    """The full address of something below the API's entrance."""
    return f"{publisher().site}{API}{path}"


def site(path: str) -> str:
    """The full address of something on the site."""
    return f"{publisher().site}{path}"


def entrance() -> dict[str, Any]:
    """Where everything is."""
    lists = ("themes", "families", "datasets", "releases", "calendar", "areas")
    return {
        "title": f"Figures of the {publisher().name}",
        "publisher": publisher().name,
        "contact": publisher().email,
        "guide": site("/api/"),
        "openapi": address("openapi.json"),
        "catalogue": site("/data/catalog.jsonld"),
        "neighbour_sets": address("neighbour-sets"),
        **{name: address(name) for name in lists},
    }


def theme_list(families: Iterable[Family]) -> list[dict[str, Any]]:
    """Every theme with its families, in their order."""
    found = list(families)
    return [
        {"slug": slug, "title": title, "families": [one.slug for one in found if one.theme == slug]}
        for slug, title in themes().items()
        if any(one.theme == slug for one in found)
    ]


def _licence(text: str) -> dict[str, Any]:
    licence = licence_of({"licence": text})
    return {"name": licence.name, "title": licence.title, "url": licence.url or None, "is_open": licence.is_open}


COPIED = (
    *("slug", "title", "theme", "unit", "shape", "polarity", "frequency", "definition", "method", "source"),
    *("authored_by", "checked_by", "agreed_on", "next_review", "effective_from", "effective_to"),
)


def family(one: Family, published: Iterable[str]) -> dict[str, Any]:
    """A family as it is defined today; `published` are the slugs of the families that have a data set."""
    return {
        **{name: getattr(one, name) for name in COPIED},
        "caveats": list(one.caveats),
        "licence": _licence(one.licence),
        "columns": [
            {"key": column.key, "label": column.label, "unit": column.unit, "is_computed": not column.is_input}
            for column in one.columns
        ],
        "dataset": address(f"datasets/{one.slug}") if one.slug in published else None,
    }


def datasets(shown: Iterable[Family], tables: Mapping[str, Sequence[ReleaseTable]]) -> list[dict[str, Any]]:
    """Every data set. One that cannot be read is described by its definition alone, and says so."""
    found = [one for one in shown if one.slug in tables]
    described, failed = one_by_one(found, lambda one: (one.slug, dataset(tables[one.slug])), lambda one: one.slug)
    by_slug = dict(described) | {one.slug: _unreadable(one, tables[one.slug]) for one in failed}
    return [by_slug[one.slug] for one in found]


def _unreadable(one: Family, tables: Sequence[ReleaseTable]) -> dict[str, Any]:
    """A data set whose newest version cannot be read."""
    page = site(reverse("indicators:indicator-detail", args=[one.theme, one.slug]))
    return {
        "slug": one.slug,
        "title": one.title,
        "theme": one.theme,
        "description": one.definition,
        "licence": _licence(one.licence),
        "newest_version": tables[0].release.slug,
        "versions": len(tables),
        "url": address(f"datasets/{one.slug}"),
        "page": page,
        "files": {},
        "is_readable": False,
    }


def dataset(tables: Sequence[ReleaseTable]) -> dict[str, Any]:
    """A data set, given by its versions, newest first."""
    newest = tables[0]
    content = newest.content
    page = page_of(content, publication_of(newest.release))
    return {
        "slug": newest.family_slug,
        "title": content["title"],
        "theme": content["theme"],
        "description": content["definition"],
        "licence": _licence(content["licence"]),
        "newest_version": newest.release.slug,
        "versions": len(tables),
        "url": address(f"datasets/{newest.family_slug}"),
        "page": page,
        "files": {name: f"{page.rstrip('/')}.{name}" for name in ("csv", "xlsx", "json")},
        "is_readable": True,
    }


def _corrected_by(releases: Iterable[Release]) -> list[dict[str, Any]]:
    return [
        {
            "release": one.slug,
            "year": one.year.slug,
            "published_at": one.published_at,
            "page": site(reverse("indicators:release-changes", args=[one.slug])),
        }
        for one in releases
    ]


def version(table: ReleaseTable, *, is_newest: bool, corrected: Iterable[Release]) -> dict[str, Any]:
    """One version of a data set; `corrected` are the releases that say otherwise."""
    release, content = table.release, table.content
    csv = site(f"/releases/{release.slug}/{table.family_slug}.csv")
    return {
        "dataset": table.family_slug,
        "version": release.slug,
        "title": release.title,
        "year": release.year.slug,
        "number": release.number,
        "published_at": release.published_at,
        "is_newest": is_newest,
        "corrected_by": _corrected_by(corrected),
        "note": release.note,
        "sha256": release.content_hash,
        "headline": content["headline"],
        "licence": _licence(content["licence"]),
        "supplier": content["supplier"],
        "notes": content["notes"],
        "observations": address(f"datasets/{table.family_slug}/versions/{release.slug}/observations"),
        "csv": csv,
        "csv_metadata": f"{csv}-metadata.json",
        "page": site(release.get_absolute_url()),
    }


def observations_of(table: ReleaseTable) -> list[Observation]:
    """Every figure of a version."""
    return list(observations(table.content, table.release.slug, settings.PARTNERSHIP.area.slug))


def observation(one: Observation) -> dict[str, Any]:
    """A figure as data; no number is null, and not an empty text."""
    return vars(one) | {"value": one.value or None}


def changes(before: ReleaseTable, after: ReleaseTable) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the later of two versions says otherwise: what is said about all of it, and the cells."""
    found = family_difference(before.content, after.content, after.reasons)
    about = {
        "dataset": after.family_slug,
        "version": after.release.slug,
        "since": before.release.slug,
        "note": after.release.note,
        "rows_added": list(found.rows_added) if found else [],
        "rows_removed": list(found.rows_removed) if found else [],
        "texts": [*(["period"] if found.new_period else []), *found.texts] if found else [],
        "denominators": list(found.denominators) if found else [],
    }
    return about, [vars(cell) for cell in found.cells] if found else []


def release(one: Release, newest: Iterable[int], corrected: Iterable[Release]) -> dict[str, Any]:
    """A release; `newest` are the keys of those that no later one of their year replaced, `corrected` the releases that
    say otherwise.
    """
    page = site(one.get_absolute_url())
    return {
        "slug": one.slug,
        "title": one.title,
        "year": one.year.slug,
        "number": one.number,
        "published_at": one.published_at,
        "is_newest": one.pk in newest,
        "corrected_by": _corrected_by(corrected),
        "note": one.note,
        "sha256": one.content_hash,
        "missing": one.missing,
        "datasets": [table.family_slug for table in one.tables.all()],
        "url": address(f"releases/{one.slug}"),
        "page": page,
        "xlsx": f"{page}data.xlsx",
        "datapackage": f"{page}datapackage.json",
    }


def planned(one: PlannedRelease) -> dict[str, Any]:
    """An announced release, with every change of its date. A release under embargo is not named before it is out."""
    made = one.release if one.release is not None and one.release.is_public else None
    return {
        "title": one.title,
        "year": one.year.slug,
        "planned_for": one.planned_for,
        "status": "cancelled" if one.cancelled_at else "published" if made else "announced",
        "release": made.slug if made else None,
        "changes": [
            {"before": change.before, "after": change.after, "reason": change.reason, "changed_at": change.changed_at}
            for change in one.changes.all()
        ],
    }


def neighbour_set(one: NeighbourSet, in_use: str) -> dict[str, Any]:
    """A set of neighbours with its members by rank."""
    return {
        "slug": one.slug,
        "area": one.area.slug,
        "published": one.published,
        "in_use": one.slug == in_use,
        "members": [
            {"rank": member.rank, "area": member.area.slug, "name": member.area.name}
            for member in one.memberships.all()
        ],
    }


def area(one: Area) -> dict[str, Any]:
    """An area."""
    return {"slug": one.slug, "name": one.name, "code": one.code, "kind": one.kind}


def releases() -> QuerySet[Release]:
    """Every public release with its tables' names, newest first."""
    return Release.objects.public().select_related("year").prefetch_related("tables")
