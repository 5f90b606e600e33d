"""The example's returns: who owes which figures of the open year. Their dates are set so that the returns are open."""

import datetime

from django.utils import timezone

from bcssp.example.stage import YEAR, Example
from indicators.chasing.services import send_reminder
from indicators.definitions.families import families
from indicators.definitions.periods import Frequency
from indicators.models import ReturnRound
from indicators.rounds.services import change_dates, set_up_return
from reports.contributions.writing_services import set_account_dates

# Slug, title, theme of the figures, who sends them.
RETURNS = (
    ("police-figures", "Police figures, rolling 12 months", "police", "police"),
    ("childrens-social-care", "Children's social care figures", "children", "council"),
    ("adult-social-care", "Adult social care figures", "adults", "council"),
)
REASON = "Example: dates set so that the return is open"
OPENED, DUE, CLOSES = datetime.timedelta(days=-21), datetime.timedelta(days=7), datetime.timedelta(days=60)


def load_returns(example: Example) -> None:
    """Set the returns up, open their rounds and the members' accounts around today, and chase the police once."""
    today = timezone.localdate()
    for slug, title, theme, organisation in RETURNS:
        set_up_return(
            slug=slug,
            title=title,
            organisation=example.organisations[organisation],
            frequency=Frequency.YEAR,
            families=[
                family.slug
                for family in families()
                if family.theme == theme and family.supplier_kind == example.organisations[organisation].kind
            ],
            by=example.coordinator,
        )
    for one in ReturnRound.objects.filter(year=example.years[YEAR]).order_by("pk"):
        change_dates(
            round=one,
            opens_on=today + OPENED,
            due_on=today + DUE,
            closes_on=today + CLOSES,
            reason=REASON,
            by=example.coordinator,
        )
    set_account_dates(
        year=example.years[YEAR],
        opens_on=today + OPENED,
        due_on=today + DUE,
        closes_on=today + CLOSES,
        by=example.coordinator,
    )
    send_reminder(round=ReturnRound.objects.get(template__slug="police-figures"), by=example.coordinator)
