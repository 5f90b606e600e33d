"""The operations of the API. Each reads what is published, and nothing else."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router

from indicators.definitions.comparison import choice, own_area
from indicators.definitions.families import Family, families, get_family
from indicators.definitions.models.area import Area, NeighbourSet
from indicators.open_data.api import answers, schemas
from indicators.open_data.api.schemas import Page, Paging, Problem, Slug
from indicators.open_data.views.api.responses import of_release, tell_corrections
from indicators.releases.corrected import corrections_of_releases, corrections_of_tables
from indicators.releases.models.calendar import PlannedRelease
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.stored_workbooks import versions
from indicators.rounds.asked import asked_now

router = Router()
# Examples are what the portal's own data always hold.
DatasetSlug = Annotated[Slug, Path(description="The data set: an indicator family.", examples=["missing-children"])]
VersionSlug = Annotated[Slug, Path(description="The version: a release.", examples=["2022-23"])]
LaterSlug = Annotated[Slug, Path(description="The version that revises figures.", examples=["2022-23-2"])]
Answers = dict[Any, Any]
Filter = Annotated[Slug | None, Query(None)]


def possible(shape: Any, *, may_be_missing: bool = False) -> Answers:
    """Which answers an operation has."""
    return {200: shape, **({404: Problem} if may_be_missing else {}), 422: Problem}


def page_of(request: HttpRequest, paging: Paging, found: Sequence[Any], shape: Callable[[Any], Any]) -> dict[str, Any]:
    """The wanted part of a list, with the addresses of its neighbours."""
    total = len(found)
    following, before = paging.offset + paging.limit, max(paging.offset - paging.limit, 0)
    return {
        "total": total,
        "limit": paging.limit,
        "offset": paging.offset,
        "next": _part(request, paging.limit, following) if following < total else None,
        "previous": _part(request, paging.limit, before) if paging.offset else None,
        "items": [shape(one) for one in found[paging.offset : following]],
    }


def _part(request: HttpRequest, limit: int, offset: int) -> str:
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return f"{answers.site(request.path)}?{query.urlencode()}"


def tables_of(slug: str) -> list[ReleaseTable]:
    """Every version of a data set, newest first. Not found where none is published."""
    found = list(versions().filter(family_slug=slug))
    if not found:
        raise Http404(f"There is no data set “{slug}”. See /api/v1/datasets for the list.")
    return found


def version_of(slug: str, release: str) -> tuple[ReleaseTable, list[ReleaseTable]]:
    """One version of a data set, and all of them. Not found where there is none."""
    tables = tables_of(slug)
    table = next((one for one in tables if one.release.slug == release), None)
    if table is None:
        raise Http404(
            f"The data set “{slug}” has no version “{release}”. See /api/v1/datasets/{slug}/versions for the list."
        )
    return table, tables


@router.get("", response=possible(schemas.Entrance), url_name="api-root", summary="Index", tags=["Index"])
def read_entrance(request: HttpRequest) -> Any:
    """Start here."""
    return answers.entrance()


@router.get("themes", response=possible(list[schemas.Theme]), summary="Themes", tags=["Indicators"])
def list_themes(request: HttpRequest) -> Any:
    """The groups of indicator families."""
    return answers.theme_list(_shown(_published()))


def _published() -> set[str]:
    return set(versions().order_by().values_list("family_slug", flat=True))


def _shown(published: set[str]) -> list[Family]:
    asked = {one.slug for one in asked_now()}
    return [one for one in families() if one.slug in published | asked]


@router.get("families", response=possible(list[schemas.Family]), summary="Indicator families", tags=["Indicators"])
def list_families(request: HttpRequest) -> Any:
    """What is counted, how, by whom, with which caveats: as it is defined today."""
    published = _published()
    return [answers.family(one, published) for one in _shown(published)]


@router.get(
    "families/{slug}", response=possible(schemas.Family, may_be_missing=True), summary="One family", tags=["Indicators"]
)
def read_family(request: HttpRequest, slug: DatasetSlug) -> Any:
    """One indicator family."""
    try:
        found = get_family(slug)
    except KeyError as error:
        raise Http404(f"There is no family “{slug}”. See /api/v1/families for the list.") from error
    return answers.family(found, _published())


@router.get("datasets", response=possible(list[schemas.Dataset]), summary="Data sets", tags=["Data sets"])
def list_datasets(request: HttpRequest) -> Any:
    """A family's published tables are a data set; each release that holds one is a version of it."""
    found: dict[str, list[ReleaseTable]] = {}
    for table in versions():
        found.setdefault(table.family_slug, []).append(table)
    return answers.datasets(families(), found)


@router.get(
    "datasets/{slug}",
    response=possible(schemas.Dataset, may_be_missing=True),
    summary="One data set",
    tags=["Data sets"],
)
def read_dataset(request: HttpRequest, slug: DatasetSlug) -> Any:
    """One data set, with its newest version."""
    return answers.dataset(tables_of(slug))


@router.get(
    "datasets/{slug}/versions",
    response=possible(list[schemas.Version], may_be_missing=True),
    summary="Its versions",
    tags=["Data sets"],
)
def list_versions(request: HttpRequest, slug: DatasetSlug) -> Any:
    """Every version of a data set, newest first."""
    tables = tables_of(slug)
    corrected = corrections_of_tables(tables)
    return [answers.version(table, is_newest=table is tables[0], corrected=corrected[table.pk]) for table in tables]


@router.get(
    "datasets/{slug}/versions/{version}",
    response=possible(schemas.Version, may_be_missing=True),
    summary="One version",
    tags=["Data sets"],
)
def read_version(request: HttpRequest, slug: DatasetSlug, version: VersionSlug) -> Any:
    """One version: where its figures are, and under which terms."""
    table, tables = version_of(slug, version)
    corrected = corrections_of_tables([table])[table.pk]
    return answers.version(table, is_newest=table is tables[0], corrected=corrected)


@router.get(
    "datasets/{slug}/versions/{version}/observations",
    response=possible(Page[schemas.Observation], may_be_missing=True),
    summary="The figures of a version",
    tags=["Data sets"],
)
def list_observations(
    request: HttpRequest,
    response: HttpResponse,
    *,
    slug: DatasetSlug,
    version: VersionSlug,
    paging: Query[Paging],
    row: Filter,
    column: Filter,
    area: Filter,
    period: Filter,
) -> Any:
    """One figure an item. Filters go by key: `row_key`, `column_key`, `area`, `period`."""
    table, _ = version_of(slug, version)
    of_release(response, table.release)
    tell_corrections(response, corrections_of_tables([table])[table.pk])
    wanted = {"row_key": row, "column_key": column, "area": area, "period": period}
    found = [
        one
        for one in answers.observations_of(table)
        if all(value is None or getattr(one, name) == value for name, value in wanted.items())
    ]
    return page_of(request, paging, found, answers.observation)


@router.get(
    "datasets/{slug}/versions/{version}/changes",
    response=possible(schemas.Changes, may_be_missing=True),
    summary="Changes in a version",
    tags=["Data sets"],
)
def list_changes(
    request: HttpRequest,
    response: HttpResponse,
    *,
    slug: DatasetSlug,
    version: LaterSlug,
    paging: Query[Paging],
    since: Annotated[
        Slug | None, Query(None, description="An earlier version for the same year. If left out, the previous one.")
    ],
) -> Any:
    """Cells that print something else than in an earlier version of the same year, with the reason."""
    table, tables = version_of(slug, version)
    of_release(response, table.release)
    earlier = [
        one
        for one in tables
        if one.release.year_id == table.release.year_id and one.release.number < table.release.number
    ]
    before = next((one for one in earlier if since in (None, one.release.slug)), None)
    if before is None:
        raise Http404(f"The data set “{slug}” has no earlier version {since or ''} for {table.release.year.slug}.")
    about, cells = answers.changes(before, table)
    return about | page_of(request, paging, cells, lambda cell: cell)


@router.get("releases", response=possible(Page[schemas.Release]), summary="Releases", tags=["Releases"])
def list_releases(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Every release, newest first; the replaced ones stay."""
    newest, found = _newest(), list(answers.releases())
    corrected = corrections_of_releases(found)
    return page_of(request, paging, found, lambda one: answers.release(one, newest, corrected[one.pk]))


def _newest() -> set[int]:
    return set(Release.objects.newest_of_each_year().values_list("pk", flat=True))


@router.get(
    "releases/{version}",
    response=possible(schemas.Release, may_be_missing=True),
    summary="One release",
    tags=["Releases"],
)
def read_release(request: HttpRequest, version: VersionSlug) -> Any:
    """One release with its data sets and files."""
    found = answers.releases().filter(slug=version).first()
    if found is None:
        raise Http404(f"There is no release “{version}”. See /api/v1/releases for the list.")
    return answers.release(found, _newest(), corrections_of_releases([found])[found.pk])


@router.get("calendar", response=possible(Page[schemas.Planned]), summary="Release calendar", tags=["Releases"])
def list_calendar(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Every announced release, with each change of its date and the reason."""
    found = PlannedRelease.objects.select_related("year", "release").prefetch_related("changes")
    return page_of(request, paging, list(found), answers.planned)


@router.get("areas", response=possible(Page[schemas.Area]), summary="Areas", tags=["Areas"])
def list_areas(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Every area whose figures are compared."""
    return page_of(request, paging, list(Area.objects.all()), answers.area)


@router.get(
    "neighbour-sets", response=possible(Page[schemas.NeighbourSet]), summary="Sets of neighbours", tags=["Areas"]
)
def list_neighbour_sets(request: HttpRequest, paging: Query[Paging]) -> Any:
    """The dated sets of statistical neighbours. A later set never changes an earlier one."""
    found = NeighbourSet.objects.select_related("area").prefetch_related("memberships__area")
    in_use = choice(own_area()).neighbour_set
    return page_of(request, paging, list(found), partial(answers.neighbour_set, in_use=in_use))
