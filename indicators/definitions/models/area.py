"""Areas whose figures are compared, and the dated sets of statistical neighbours."""

from django.db import models

from partnership.constraints import known, written


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

    @property
    def words(self) -> str:
        """The set among all sets: whose neighbours they are, and since when."""
        return f"Neighbours of {self.area}, published in {self.published:%B %Y}"


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
