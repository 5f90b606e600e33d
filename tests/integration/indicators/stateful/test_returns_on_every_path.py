"""No path stores a figure that a hard rule forbids, loses a draft, or publishes what nobody approved or too early."""

import logging
import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from indicators.definitions.periods import Frequency
from indicators.definitions.values import reported
from indicators.models import ReturnTemplate
from indicators.rounds.services import set_up_return
from partnership.models import Organisation, User
from tests.factories.indicators import approved_return
from tests.factories.partnership import ReportingYearFactory, UserFactory
from tests.integration.indicators.stateful.invariants import WatchedMachine
from tests.integration.indicators.stateful.oracle import MISSING, OUTCOMES, Form
from tests.stages import Cast

# Coverage would take twice as long as the tests: other tests cover what is run here.
pytestmark = pytest.mark.no_cover
# RETURNS_RUNS=500 runs it longer, and with other chances each time.
MORE = int(os.environ.get("RETURNS_RUNS") or 0)
RUNS = settings(
    max_examples=MORE or 20,
    stateful_step_count=25,
    deadline=None,
    derandomize=not MORE,
    print_blob=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
# A run is over when it has been everywhere, and looked at after each part.
PARTS = 4
MOST_PARTS = 16
# A machine that never comes so far proves nothing. What waits is mostly published the first time, and often called off
# the second time.
MOSTLY_PUBLISHED = {
    *("form saved", "draft kept", "draft taken up", "csv stored", "xlsx stored", "approve"),
    *("under embargo", "published in time", "figures read by a program"),
}
OFTEN_CALLED_OFF = {"approve", "under embargo", "called off"}


def a_return(form: Form, organisation: Organisation, coordinator: User) -> ReturnTemplate:
    """A yearly return of one family, with its rounds."""
    return set_up_return(
        slug=f"return-of-{form.slug}",
        title=f"Return of {form.title}",
        organisation=organisation,
        frequency=Frequency.YEAR,
        families=[form.slug],
        by=coordinator,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("calls_off", "has_to_reach"), [(0.25, MOSTLY_PUBLISHED), (0.4, OFTEN_CALLED_OFF)])
def test_returns_on_every_path(
    cast: Cast, caplog: pytest.LogCaptureFixture, calls_off: float, has_to_reach: set[str]
) -> None:
    # Whoever is refused, or asks for what is not there, would fill the log with it.
    caplog.set_level(logging.CRITICAL, logger="django.request")
    before = {
        (row, column): reported(number + (column == "previous"))
        for row, number in MISSING.before.items()
        for column in MISSING.columns
    }
    approved_return(MISSING.slug, ReportingYearFactory(slug="2021-22"), cast.police, cells=before)
    owners = {MISSING: cast.police, OUTCOMES: cast.council}
    reached: Counter[str] = Counter()
    stage = {
        "cast": cast,
        "colleagues": {
            form.writers[1]: UserFactory(organisation=owner, roles=["partner"]) for form, owner in owners.items()
        },
        "templates": {form.slug: a_return(form, owner, cast.coordinator) for form, owner in owners.items()},
        "reached": reached,
        "calls_off": calls_off,
    }
    # The same chances each time, but what is due depends on the clock: where that kept the machine from a place, it
    # goes on with other chances. The long run goes on to its end.
    parts = 1 if MORE else PARTS
    runs = settings(RUNS, max_examples=RUNS.max_examples // parts)
    for chances in (runs, *[settings(runs, derandomize=False)] * (MOST_PARTS - 1)):
        run_state_machine_as_test(type("StagedMachine", (WatchedMachine,), stage), settings=chances)
        if has_to_reach <= set(+reached):
            break
    assert not has_to_reach - set(+reached), f"never reached; reached: {reached}"
