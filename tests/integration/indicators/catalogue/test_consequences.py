"""Who retires a return or an indicator reads what else changes, before and after."""

from decimal import Decimal

import pytest
from django.test import Client

from indicators.definitions.families import get_family
from indicators.definitions.periods import Frequency
from reports.board_pack.services import set_target
from tests.factories.returns import a_template
from tests.integration.indicators.rounds.return_pages import read, words
from tests.stages import Cast

pytestmark = pytest.mark.django_db
ONE, OTHER = "section-42-outcomes", "enquiry-outcomes"


def two_returns(cast: Cast) -> None:
    """A yearly return of two indicators, and a quarterly one of the second."""
    a_template(cast.council, slug="yearly", title="Yearly", families=[ONE, OTHER])
    a_template(cast.council, slug="quarterly", title="Quarterly", families=[OTHER], frequency=Frequency.QUARTER)


def test_retiring_a_return_says_what_is_not_sent_and_what_nobody_is_asked_for(client: Client, cast: Cast) -> None:
    two_returns(cast)
    address = "/partner/returns/templates/yearly/retire/"
    before = words(read(client, cast.coordinator, address))
    after = words(client.post(address, follow=True).content.decode())

    for said in (before, after):
        assert f"we no longer request 2022-23 from {cast.council}." in said
        assert said.count("it is in no other return.") == 1


def test_retiring_an_indicator_says_which_returns_and_targets_lose_it(client: Client, cast: Cast) -> None:
    two_returns(cast)
    family = get_family(OTHER)
    row, by = family.fixed_rows[0].key, cast.coordinator
    set_target(family=family, row_key=row, aim="at_most", value=Decimal(80), amber=Decimal(90), reason="Agreed.", by=by)
    address = f"/partner/indicators/{OTHER}/retire/"
    before = words(read(client, cast.coordinator, address))
    year = client.get(address).context["form"].fields["first_period"].choices[-2][0]
    page = client.post(address, {"first_period": year, "reason": "No longer needed."}, follow=True)
    assert page.redirect_chain, words(page.content.decode())
    after = words(page.content.decode())

    for said in (before, after):
        assert "it no longer requests this from then on" in said
        assert "it requests nothing from then on." in said
        assert "the board pack has no new figure to compare with it." in said
