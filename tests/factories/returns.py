"""Returns with their rounds, made through the services."""

import datetime
from typing import Any

from indicators.definitions.periods import Frequency
from indicators.models import ReturnRound, ReturnTemplate
from indicators.rounds.services import change_dates, set_up_return
from partnership.models import Organisation, User
from tests.factories.partnership import UserFactory

POLICE_FAMILIES = ("missing-children", "child-sexual-exploitation")


def a_coordinator() -> User:
    """Somebody who keeps the returns, and is told of what is overdue."""
    found = User.objects.filter(role_grants__role="coordinator").order_by("pk").first()
    return found or UserFactory(roles=["coordinator"])


def a_template(organisation: Organisation, **changes: Any) -> ReturnTemplate:
    """A yearly return of two families of the police; its rounds are planned for the open years."""
    fields: dict[str, Any] = {
        "slug": "police-figures",
        "title": "Police figures",
        "frequency": Frequency.YEAR,
        "families": POLICE_FAMILIES,
        "by": a_coordinator(),
    }
    return set_up_return(organisation=organisation, **(fields | changes))


def a_round(
    organisation: Organisation, opens_on: datetime.date, due_on: datetime.date, closes_on: datetime.date, **changes: Any
) -> ReturnRound:
    """The first round of such a return, with its dates set by the coordinator."""
    template = a_template(organisation, **changes)
    first = template.rounds.order_by("ends_on")[0]
    return change_dates(
        round=first,
        opens_on=opens_on,
        due_on=due_on,
        closes_on=closes_on,
        reason="Dates of this test",
        by=a_coordinator(),
    )


def around_today(today: datetime.date) -> dict[str, datetime.date]:
    """Dates of a return that is open: since ten days, due in ten, open for another month."""
    days = datetime.timedelta
    return {"opens_on": today - days(10), "due_on": today + days(10), "closes_on": today + days(40)}
