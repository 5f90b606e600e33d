"""Areas whose figures are compared, and the dated sets of statistical neighbours."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models

from partnership.constraints import known, written
from partnership.exceptions import DomainError


class AreaKind(models.TextChoices):
    """What sort of area it is."""

    LOCAL_AUTHORITY = "local_authority", "Local authority"
    REGION = "region", "Region"
    COUNTRY = "country", "Country"


class Area(models.Model):
    """A local authority area, a region or a country, under the number that national tools give it."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True)
    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=AreaKind.choices)

    class Meta:
        ordering = ["name"]
        constraints = [
            known("area_kind_known", "kind", AreaKind.values),
            written("area_has_code", "code"),
        ]

    def __str__(self) -> str:
        return self.name


class NeighbourSet(models.Model):
    """The statistical neighbours of one area, as published on one date. A later set never changes an earlier one."""

    slug = models.SlugField(max_length=80, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="neighbour_sets")
    published = models.DateField()
    members = models.ManyToManyField(Area, through="NeighbourMember", related_name="neighbour_of")

    class Meta:
        ordering = ["-published"]
        constraints = [
            models.UniqueConstraint(name="neighbour_set_once_a_date", fields=["area", "published"]),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def label(self) -> str:
        """The set as people name it: by its year."""
        return f"{self.published.year} set"


class NeighbourMember(models.Model):
    """One neighbour of a set, with its rank."""

    neighbour_set = models.ForeignKey(NeighbourSet, on_delete=models.CASCADE, related_name="memberships")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(name="neighbour_once_in_set", fields=["neighbour_set", "area"]),
            models.UniqueConstraint(name="neighbour_rank_once_in_set", fields=["neighbour_set", "rank"]),
            models.CheckConstraint(name="neighbour_rank_from_one", condition=models.Q(rank__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.area}"


@dataclass(frozen=True)
class Comparison:
    """Which areas stand side by side: the partnership's own, its neighbours, and wider ones."""

    area: Area
    neighbours: tuple[Area, ...]
    benchmarks: tuple[Area, ...]
    set_slug: str
    set_label: str

    @property
    def areas(self) -> tuple[Area, ...]:
        """All of them, in the order of the form."""
        return (self.area, *self.neighbours, *self.benchmarks)


def comparison_in_use() -> Comparison:
    """The comparison that the partnership's file names; without neighbours where it names no set of them.

    Raises `DomainError` where an area or the set is not loaded.
    """
    profile = settings.PARTNERSHIP
    wanted = [profile.area.slug, *(benchmark.slug for benchmark in profile.benchmarks)]
    found = {area.slug: area for area in Area.objects.filter(slug__in=wanted)}
    chosen = NeighbourSet.objects.filter(slug=profile.neighbour_set).first()
    missing = [slug for slug in wanted if slug not in found]
    if missing:
        raise DomainError(
            f"The areas to compare with are not loaded yet ({', '.join(missing)}). Ask the coordinator to load them."
        )
    if profile.neighbour_set and chosen is None:
        raise DomainError(
            f"The set of neighbours “{profile.neighbour_set}” is not loaded yet. Ask the coordinator to load it, or to "
            "publish rates without neighbours."
        )
    members = NeighbourMember.objects.filter(neighbour_set=chosen).select_related("area") if chosen else ()
    return Comparison(
        area=found[profile.area.slug],
        neighbours=tuple(member.area for member in members),
        benchmarks=tuple(found[slug] for slug in wanted[1:]),
        set_slug=chosen.slug if chosen else "",
        set_label=chosen.label if chosen else "",
    )
