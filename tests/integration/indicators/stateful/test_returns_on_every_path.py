"""No path stores a figure that a hard rule forbids, loses a draft, or publishes a figure that nobody approved."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from indicators.periods import Frequency
from indicators.returns import set_up_return
from tests.factories.partnership import UserFactory
from tests.integration.indicators.stateful.machine import machine_for
from tests.integration.indicators.stateful.oracle import FAMILY
from tests.stages import Cast

RUNS = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db
def test_returns_on_every_path(cast: Cast) -> None:
    colleague = UserFactory(organisation=cast.police, roles=["partner"])
    template = set_up_return(
        slug="police-figures",
        title="Police figures",
        organisation=cast.police,
        frequency=Frequency.YEAR,
        families=[FAMILY],
        by=cast.coordinator,
    )
    run_state_machine_as_test(machine_for(cast, colleague, template), settings=RUNS)
