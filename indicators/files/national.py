"""Files of national open data: the mapping that the coordinator makes once, and what it needs to read a file."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from indicators.definitions.estimates import Estimate, estimates_of
from indicators.definitions.families import Family, get_family
from indicators.definitions.models.area import Area
from indicators.definitions.populations import known_estimates
from indicators.files.models import OpenDataMapping
from indicators.parsing.layout import FileForm
from indicators.parsing.national import Places
from indicators.parsing.national_layouts import ReadyLayout
from indicators.parsing.national_mapping import NationalMapping, cannot_map
from indicators.parsing.national_words import area_said
from indicators.parsing.state_words import squeezed
from indicators.parsing.upload import National
from partnership.authorization import require
from partnership.days import day
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.permissions import Permission
from review.audit import record
from review.audit_verbs import AuditVerb


def _pairs(lines: Iterable[str]) -> dict[str, str]:
    """Lines of “name = text”. Raises `DomainError`."""
    found: dict[str, str] = {}
    for line in filter(None, (one.strip() for one in lines)):
        name, equals, value = (part.strip() for part in line.partition("="))
        if not name or not equals or not value:
            raise DomainError(f"“{line}” must name a column and its text, like: rate = rate_per_10000.")
        if name in found:
            raise DomainError(f"{name} is named twice. Remove one of the lines.")
        found[name] = value
    return found


def _rows(text: str) -> dict[str, dict[str, str]]:
    """Lines of “row: name = text; name = text”. Raises `DomainError`."""
    found = {}
    for line in filter(None, (one.strip() for one in text.splitlines())):
        key, colon, rest = (part.strip() for part in line.partition(":"))
        if not key or not colon or not rest:
            raise DomainError(f"“{line}” must name a row and its columns, like: concerns: TABLE_REFERENCE = SG1f.")
        found[key] = _pairs(rest.split(";"))
    return found


def map_open_data(
    *, family_slug: str, layout: str, columns: str, filters: str = "", rows: str = "", by: User
) -> OpenDataMapping:
    """Say where a family's figures stand in a national file. Replaces what was said before.

    Raises `NotAllowed`, and `DomainError` with everything by which no file could be read.
    """
    require(by, Permission.MANAGE_RETURNS)
    return _store(
        NationalMapping(family_slug, layout, _pairs(columns.splitlines()), _pairs(filters.splitlines()), _rows(rows)),
        _family(family_slug),
        by,
    )


def _family(slug: str) -> Family:
    """The family in use. Raises `DomainError` where there is none."""
    try:
        return get_family(slug)
    except KeyError as error:
        raise DomainError(f"There is no family of figures “{slug}”. Select one in the list.") from error


def use_ready_layout(ready: ReadyLayout, *, by: User) -> OpenDataMapping:
    """Map a family by a mapping that comes with the portal. Raises `NotAllowed`, or `DomainError` if it is not used."""
    require(by, Permission.MANAGE_RETURNS)
    return _store(ready.mapping, _family(ready.mapping.family), by)


def _store(mapping: NationalMapping, family: Family, by: User) -> OpenDataMapping:
    reasons = list(cannot_map(mapping, family))
    if reasons:
        raise DomainError(" ".join(reasons))
    parts = {
        "layout": mapping.layout,
        "columns": dict(mapping.columns),
        "filters": dict(mapping.filters),
        "rows": {key: dict(of_row) for key, of_row in mapping.rows.items()},
    }
    with transaction.atomic():
        stored, _ = OpenDataMapping.objects.update_or_create(
            family_slug=family.slug, defaults={**parts, "changed_by": by, "changed_at": timezone.now()}
        )
        record(verb=AuditVerb.MAP_OPEN_DATA, by=by, obj=stored, data={"family": family.slug, **parts})
    return stored


def _places() -> Places:
    """Every code and name of the areas, those of the partnership's file with them."""
    profile = settings.PARTNERSHIP
    found = {squeezed(one.code): one.slug for one in (profile.area, *profile.benchmarks)}
    for area in Area.objects.all():
        found |= {area_said(area.code): area.slug, area_said(area.name): area.slug}
    return Places(found, profile.area.slug)


def _people(form: FileForm, mappings: Iterable[NationalMapping]) -> dict[str, dict[str, Estimate]]:
    """The people of each area, for families of rates whose file has the numbers alone. One query at most."""
    without = {one.family for one in mappings if "rate" not in one.columns}
    found = [one.family for one in form.families if one.family.is_area_rates and one.family.slug in without]
    if not found:
        return {}
    known = known_estimates(
        age_bands={one.age_band for one in found},
        from_day=form.period.starts_on,
        to_day=form.period.ends_on,
        known_on=timezone.localdate(),
    )
    return {one.slug: estimates_of(form.period, one.age_band, known) for one in found}


def known_national(*, form: FileForm, published_on: datetime.date | None, is_sourced: bool) -> National:
    """What is known of national open data with the figures of a return. Three queries at most.

    `is_sourced` says that the vintage of a file is told elsewhere, as the reason is of what is loaded into a closed
    year.
    """
    slugs = [one.family.slug for one in form.families]
    mappings = tuple(one.as_mapping() for one in OpenDataMapping.objects.filter(family_slug__in=slugs))
    published = (None if is_sourced else "") if published_on is None else day(published_on)
    if not mappings:
        return National((), Places({}, ""), published)
    return National(mappings, _places(), published, _people(form, mappings))
