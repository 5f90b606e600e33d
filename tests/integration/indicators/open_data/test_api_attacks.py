"""A program that reads the API's description, and asks all that it allows and much that it does not."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import APIOperation, Case

from bcssp.wsgi import application
from indicators.models import Release
from partnership.models import ReportingYear
from tests.factories.indicators import a_release, approved_return, make_areas
from tests.people import People

SLUG = "missing-children"


@pytest.fixture
def release(people: People, year: ReportingYear) -> Release:
    """Two families released, one of them by area; then one more, so that there are two versions."""
    make_areas()
    approved_return(SLUG, year, people.partner_police.organisation)
    approved_return("referrals-rate", year, people.partner_council.organisation)
    a_release(year)
    approved_return("child-protection", year, people.partner_police.organisation)
    return a_release(year, "Figures with one more family")


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Keep the connection in which the test has its data: a request would close it, as it does where it is its own."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


# The description names no figure, so that it can be read before there is a database.
description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
OPERATIONS = [result.ok() for result in description.get_all_operations()]


# Each operation by its own name: of tests with one name between them, two processes run but the first.
@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_nothing_is_found(operation: APIOperation, release: Release) -> None:
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def attack(case: Case) -> None:
        case.call_and_validate()

    attack()
