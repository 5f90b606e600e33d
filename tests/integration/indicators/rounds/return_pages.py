"""Reading the pages of returns."""

import datetime
import re
from typing import Any

from django.test import Client
from django.utils import timezone

from indicators.models import ReturnRound
from indicators.rounds.services import change_dates
from partnership.models import User
from tests.factories.returns import POLICE_FAMILIES
from tests.stages import Cast

DAY = datetime.timedelta(days=1)


def read(client: Client, person: User, address: str) -> str:
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def dates_of_test(one: ReturnRound, cast: Cast, *offsets: int) -> None:
    today = timezone.localdate()
    opens_on, due_on, closes_on = (today + days * DAY for days in offsets)
    change_dates(
        round=one, opens_on=opens_on, due_on=due_on, closes_on=closes_on, reason="This test", by=cast.coordinator
    )


def form(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Police figures",
        "frequency": "year",
        "families": list(POLICE_FAMILIES),
        "opens_after": "1",
        "due_after": "42",
        "closes_after": "84",
    } | changes
