"""Every address, asked in a world of odd families: no page breaks on a shape that can be loaded.

A rate alone, a share without its base, values below zero, one row, benchmarks, a family that was never released, one
that nobody sent, and one that was retired after its figures were published.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from indicators.definitions import families
from indicators.definitions.current import Version, holds
from indicators.definitions.families import Family, parse_family
from indicators.definitions.values import Value, ValueState, reported
from indicators.models import Release, Submission
from indicators.returns.models.submission import form_rows
from partnership.models import ReportingYear
from tests.factories.indicators import a_release, approved_return, draft_return, make_areas
from tests.people import People
from tests.unit.indicators.shapes.generated import BENCHMARKS, definition
from tests.unit.indicators.shapes.journey import number

pytestmark = pytest.mark.django_db

COUNT, PEOPLE = {"key": "count", "label": "Number"}, {"key": "people", "label": "Out of"}
UNKNOWN = Value(ValueState.UNABLE_TO_SUPPLY, reason="No record is kept.")
YEAR = "2022-23"
# Signing out would end the walk; what is below these is Django's own, or kept by the web server.
NOT_ASKED = re.compile(r"logout|signout|^admin/|^__debug__|^static|^media")


def rate(per: int, **more: Any) -> dict[str, Any]:
    unit = "percent" if per == 100 else "rate"
    return {"key": "rate", "label": f"Per {per:,}", "unit": unit, "decimals": 1, **more}


def odd_families() -> Iterator[Family]:
    beside = [rate(100, key=key, label=key.title()) for key in BENCHMARKS]
    made = {
        "rate-alone": definition("area_rates", [rate(10_000)]),
        "per-thousand": definition("area_rates", [COUNT, rate(1_000), PEOPLE], per=1_000),
        "share-without-base": definition("area_rates", [COUNT, rate(100)], per=100),
        "below-zero": definition("measures", [rate(100, below_zero=True)], per=100),
        "beside-others": definition("measures", [*[COUNT, rate(100), PEOPLE], *beside], per=100),
        "measures-alone": definition("measures", [rate(100)], per=100),
        "never-released": definition("measures", [COUNT, rate(100), PEOPLE], per=100),
        "never-sent": definition("measures", [COUNT, rate(100)], per=100),
        "none-known": definition("area_rates", [COUNT, rate(10_000)]),
    }
    for order, (slug, data) in enumerate(made.items(), 700):
        words = {"slug": slug, "title": slug.replace("-", " ").capitalize(), "order": order}
        yield parse_family({**data, **words}, f"{slug}.toml")
    one = definition("measures", [COUNT, rate(100), PEOPLE], per=100)
    yield parse_family(
        {**one, "slug": "one-row", "title": "One row", "order": 690, "rows": one["rows"][:1]}, "one-row.toml"
    )


FAMILIES = {family.slug: family for family in odd_families()}
RETIRED = "rate-alone"
RELEASED = [slug for slug in FAMILIES if not slug.startswith("never")]


@contextmanager
def in_use(of: Mapping[str, Family]) -> Iterator[None]:
    """These families as if they were the portal's own."""
    with holds(families.catalogue().with_versions({slug: [Version(family)] for slug, family in of.items()})):
        yield


def cells_of(family: Family, year: ReportingYear) -> dict[tuple[str, str], Value]:
    rows = form_rows(family, year)
    known = {
        (row.key, column.key): reported(number(column, place, 22, family.per))
        for place, row in enumerate(rows)
        for column in family.input_columns
    }
    return dict.fromkeys(known, UNKNOWN) if family.slug == "none-known" else known


def addresses() -> Iterator[str]:
    """The pattern of every address of the portal."""
    waiting: list[tuple[str, Any]] = [("", get_resolver())]
    while waiting:
        before, resolver = waiting.pop()
        for pattern in resolver.url_patterns:
            whole = f"{before}{pattern.pattern}"
            if isinstance(pattern, URLResolver):
                waiting.append((whole, pattern))
            elif isinstance(pattern, URLPattern) and "(?P" not in whole and not NOT_ASKED.search(whole):
                yield whole


PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def filled(pattern: str, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The addresses of a pattern with each value of its parameters; none where one is not known."""
    names = [one["name"] for one in PARAMETER.finditer(pattern)]
    for chosen in product(*(values.get(name, ()) for name in names)):
        address = pattern
        for value in chosen:
            address = PARAMETER.sub(value, address, count=1)
        yield f"/{address}"


def values(family: str, release: Release, submission: Submission | None) -> dict[str, Sequence[str]]:
    return {
        "theme": ["children"],
        "indicator": [family],
        "family": [family],
        "slug": [family, release.slug],
        "period": [YEAR],
        "year": [YEAR],
        "release": [release.slug],
        "kind": ["csv", "xlsx"],
        "organisation": [submission.organisation.slug] if submission else [],
        "pk": [str(submission.pk)] if submission else [],
    }


def errors(client: Client, asked: set[str], of: Sequence[dict[str, Sequence[str]]]) -> list[str]:
    """Every address that answers with a server error."""
    found = []
    for pattern in addresses():
        for address in dict.fromkeys(one for known in of for one in filled(pattern, known)):
            asked.add(address)
            status = client.get(address).status_code
            if status >= 500 and status != 503:
                found.append(f"{status} {address}")
    return found


def test_no_address_breaks_on_an_odd_family(people: People, year: ReportingYear) -> None:
    make_areas()
    council = people.partner_council.organisation
    assert council is not None
    broken: dict[str, list[str]] = {}
    asked: set[str] = set()
    with in_use(FAMILIES):
        for slug in RELEASED:
            approved_return(slug, year, council, cells_of(FAMILIES[slug], year))
        release = a_release(year)
        draft_return("never-released", year, council, cells_of(FAMILIES["never-released"], year))
    assert {table.family_slug for table in release.tables.all()} == set(RELEASED)
    sent = {one.family_slug: one for one in Submission.objects.all()}
    retired = replace(FAMILIES[RETIRED], effective_to=datetime.date(2022, 3, 31))
    known = [values(slug, release, sent.get(slug)) for slug in FAMILIES]
    with in_use({**FAMILIES, RETIRED: retired}):
        for name, person in (
            ("nobody", None),
            ("partner", people.partner_council),
            ("coordinator", people.coordinator),
        ):
            client = Client(raise_request_exception=False)
            if person is not None:
                client.force_login(person)
            broken[name] = errors(client, asked, known)
            for slug in RELEASED:
                assert client.get(f"/figures/children/{slug}/").status_code == 200, slug
    assert broken == {name: [] for name in broken}
    assert len(asked) > 200, "the addresses were found"
