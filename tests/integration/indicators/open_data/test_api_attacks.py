"""A program that reads the API's description, and asks all that it allows and much that it does not."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bcssp.wsgi import application
from indicators.models import Release
from indicators.open_data.views.api.site import api
from tests.factories.indicators import a_release, approved_return, make_areas
from tests.lazy import Lazily
from tests.stages import Cast

pytestmark = pytest.mark.no_cover

schemathesis = Lazily("schemathesis")
SLUG = "missing-children"


def make_once(cast: Cast) -> dict[str, Release]:
    """Two families released, one of them by area; then one more, so that there are two versions."""
    make_areas()
    approved_return(SLUG, cast.year, cast.police)
    approved_return("referrals-rate", cast.year, cast.council)
    a_release(cast.year)
    approved_return("child-protection", cast.year, cast.police)
    return {"release": a_release(cast.year, "Figures with one more family")}


@pytest.fixture
def release(made: dict[str, Release]) -> Release:
    return made["release"]


@pytest.fixture(scope="module")
def operations(one_connection: None) -> dict[str, Any]:
    """Every operation that the description allows, by its name."""
    description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    return {operation.label: operation for operation in (found.ok() for found in description.get_all_operations())}


# The description names no figure, so that it can be read before there is a database.
PATHS = api.get_openapi_schema()["paths"]
LABELS = [f"{method.upper()} {path}" for path, methods in PATHS.items() for method in methods]


def test_every_operation_has_its_attack(operations: dict[str, Any]) -> None:
    assert sorted(operations) == sorted(LABELS)


# Each operation by its own name: of tests with one name between them, two processes run but the first.
@pytest.mark.parametrize("label", LABELS)
def test_nothing_is_found(operations: dict[str, Any], label: str, release: Release) -> None:
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operations[label].as_strategy())
    def attack(case: Any) -> None:
        case.call_and_validate()

    attack()
