"""Fixtures of tests that use the database."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from learning.models import Briefing
from priorities.models import ActionUpdate
from priorities.services import (
    create_action,
    create_commitment,
    create_plan,
    create_priority,
    save_action_update,
    start_action_update,
)
from tests.factories.completeness import override_everything
from tests.factories.learning import draft_briefing
from tests.factories.signing import seat_signers
from tests.once import Once, made_once
from tests.stages import Cast, make_cast


@pytest.fixture(scope="module")
def once(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Once]:
    """What the module's function `make_once` makes, for those of its tests that ask for `made`."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            kept = stack.enter_context(made_once(tmp_path_factory.mktemp("once"), request.module.make_once))
        yield kept
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture
def made(once: Once, db: None, settings: Any, tmp_path: Path) -> dict[str, Any]:
    """By name: what the module's function `make_once` gave, and the cast. The test may change all of it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return once.copy(settings.MEDIA_ROOT)


@pytest.fixture
def cast(request: pytest.FixtureRequest, db: None) -> Cast:
    """Eight people of the example's roles, three organisations, the open year 2022-23."""
    if "made" in request.fixturenames:
        found: Cast = request.getfixturevalue("made")["cast"]
        return found
    return make_cast()


@pytest.fixture
def nothing_demanded(request: pytest.FixtureRequest, cast: Cast) -> None:
    """The chair lets the year's report out without anything that the law asks: the test is about something else.

    The seats that sign are filled, as they have to be before an edition is built.
    """
    if "made" not in request.fixturenames:
        override_everything(cast.year, cast.chair)
        seat_signers(cast)


@pytest.fixture
def make_update(cast: Cast) -> Callable[..., ActionUpdate]:
    """Make drafts of progress updates, by the police partner unless told otherwise."""
    by = cast.coordinator
    plan = create_plan(
        slug="plan", title="Plan", starts_on=datetime.date(2022, 4, 1), ends_on=datetime.date(2025, 3, 31), by=by
    )
    priority = create_priority(plan=plan, number=1, slug="prevention", title="Prevention", by=by)
    commitment = create_commitment(priority=priority, text="Prevent harm", by=by)
    numbers = iter(range(1, 2000))

    def make(*, writer=cast.partner_police, **fields) -> ActionUpdate:
        number = next(numbers)
        action = create_action(
            commitment=commitment,
            number=number,
            slug=f"action-{number}",
            title=f"Action {number}",
            owner=writer.organisation,
            by=by,
        )
        update = start_action_update(action=action, year=cast.year)
        values = {
            "status": "done",
            "what_we_did": "Visited every school.",
            "impact_note": "Pupils said that they knew whom to ask.",
            "impact_evidence": "voice",
        }
        for name, value in {**values, **fields}.items():
            setattr(update, name, value)
        return save_action_update(update=update, by=writer)

    return make


@pytest.fixture
def update(make_update: Callable[..., ActionUpdate]) -> ActionUpdate:
    """A draft of the police partner, ready to be submitted."""
    return make_update()


@pytest.fixture
def briefing(cast: Cast) -> Briefing:
    """A draft of the coordinator, who is of the council, ready to be submitted."""
    return draft_briefing(cast.year, cast.coordinator, title="Listening to adults")
