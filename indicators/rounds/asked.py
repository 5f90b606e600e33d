"""Which indicators anybody is asked for. Nothing else is listed as missing, owed, or shown without figures.

Until the first return is set up nothing is planned yet: then each organisation is taken to be asked for every indicator
of its type, and readers are told of none.
"""

from collections.abc import Collection

from django.db.models import QuerySet

from indicators.definitions.families import Family, families
from indicators.rounds.models.returns import ReturnFamily, ReturnRound, ReturnTemplate
from partnership.models import Organisation, ReportingYear


def asked_without_round(organisation: Organisation) -> list[Family]:
    """What an organisation is asked for in a year without a round of its own: what its returns in use hold.

    Two queries at most.
    """
    returns = ReturnFamily.objects.filter(template__is_active=True)
    own = set(returns.filter(template__organisation=organisation).values_list("family_slug", flat=True))
    if own or ReturnTemplate.objects.exists():
        return [family for family in families() if family.slug in own]
    return [family for family in families() if family.supplier_kind == organisation.kind]


def asked_in(year: ReportingYear) -> list[Family]:
    """The indicators in effect at the end of the year that a return of the year, or one in use, asks for.

    Three queries at most.
    """
    effective = [family for family in families() if family.in_effect(year.ends_on)]
    rounds = ReturnRound.objects.filter(year=year).values("template")
    slugs = _slugs(ReturnFamily.objects.filter(template__in=rounds)) or _slugs(
        ReturnFamily.objects.filter(template__is_active=True)
    )
    return _among(effective, slugs)


def asked_now() -> list[Family]:
    """The indicators that returns in use ask for; none until the first is set up. One query."""
    slugs = _slugs(ReturnFamily.objects.filter(template__is_active=True))
    return [family for family in families() if family.slug in slugs]


def _slugs(rows: QuerySet[ReturnFamily]) -> set[str]:
    return set(rows.values_list("family_slug", flat=True))


def _among(found: Collection[Family], slugs: Collection[str]) -> list[Family]:
    if slugs or ReturnTemplate.objects.exists():
        return [family for family in found if family.slug in slugs]
    return list(found)
