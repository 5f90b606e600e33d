"""One person never signs an edition in two parts, whichever of their addresses serve links."""

import datetime

import pytest
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Seat, User
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.models import SigningLink, SigningPart
from reports.signing import links
from reports.signing.links import revoke_link, send_code, send_link, sign_by_link
from reports.signing.services import sign_edition
from reports.signing.validity import signatures_of
from tests.factories.signing import code_of, copy_of

pytestmark = [pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting"), pytest.mark.postgres]
HEALTH, POLICE = SigningPart.HEALTH, SigningPart.POLICE
ONE, OTHER, THIRD = "one@home.example", "other@home.example", "third@police.example"


def make_once(cast):
    Seat.objects.filter(title__in=["Health seat", "Police seat"]).update(holder=None)
    return {"ready": build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)}


@pytest.fixture
def ready(made):
    return made["ready"]


@pytest.fixture
def invite(ready, cast):
    """Send a link for a part to two addresses."""

    def send(part, email, code_email, edition=ready):
        seat = Seat.objects.get(title=f"{part.label} seat")
        return send_link(
            edition=edition, seat=seat, name="Somebody", email=email, code_email=code_email, by=cast.coordinator
        )

    return send


def sign(link):
    send_code(link=link)
    return sign_by_link(link=link, code=code_of(link))


def occupy(part, person, **changed):
    """Seat somebody with an account, of the part's organisation, in its seat."""
    seat = Seat.objects.get(title=f"{part.label} seat")
    User.objects.filter(pk=person.pk).update(organisation=seat.organisation, **changed)
    Seat.objects.filter(pk=seat.pk).update(holder=person)
    return User.objects.get(pk=person.pk)


def test_addresses_of_an_open_link_serve_no_other_part_until_it_is_taken_back_or_runs_out(invite, cast, ready):
    link = invite(POLICE, ONE, OTHER)
    crossed = [(OTHER, ONE), (THIRD, "Other@HOME.example"), (THIRD, ONE), ("ONE@home.example", THIRD)]
    for email, code_email in crossed:
        with pytest.raises(DomainError, match="already been used for another signature"):
            invite(HEALTH, email, code_email)
    assert invite(HEALTH, OTHER, ONE, edition=copy_of(ready)).part == HEALTH, "another edition is another matter"
    revoke_link(link=link, by=cast.coordinator)
    assert invite(HEALTH, OTHER, ONE).part == HEALTH
    SigningLink.objects.update(
        requested_at=timezone.now() - datetime.timedelta(days=9), expires_at=timezone.now() - datetime.timedelta(days=1)
    )
    assert invite(POLICE, ONE, OTHER).part == POLICE


def test_of_two_links_for_one_pair_of_addresses_sent_at_once_one_goes_out(invite, monkeypatch):
    """The other is stored when the first is about to be: what decides is looked at after that, under a lock."""
    really = links.secrets.token_urlsafe

    def meanwhile(size):
        monkeypatch.setattr(links.secrets, "token_urlsafe", really)
        invite(POLICE, ONE, OTHER)
        return really(size)

    monkeypatch.setattr(links.secrets, "token_urlsafe", meanwhile)
    with pytest.raises(DomainError, match="already been used for another signature"):
        invite(HEALTH, OTHER, ONE)
    assert [link.part for link in SigningLink.objects.all()] == [POLICE]


def test_addresses_that_signed_serve_no_other_part(invite):
    sign(invite(POLICE, ONE, OTHER))
    for email, code_email in [(OTHER, THIRD), (THIRD, ONE)]:
        with pytest.raises(DomainError, match="already been used for another signature"):
            invite(HEALTH, email, code_email)


def test_link_signs_no_second_part_where_its_reader_signed_with_an_account_meanwhile(invite, ready, cast):
    link = invite(HEALTH, ONE, OTHER)
    person = occupy(POLICE, cast.board_police, email="Other@Home.example")
    sign_edition(edition=ready, part=POLICE, by=person)
    with pytest.raises(DomainError, match="You can only sign it once"):
        sign(link)
    link.refresh_from_db()
    assert link.used_at is None
    assert set(signatures_of(ready)) == {POLICE}


def test_account_signs_no_second_part_where_its_address_took_the_code_of_a_link(invite, ready, cast):
    sign(invite(HEALTH, ONE, OTHER))
    person = occupy(POLICE, cast.board_police, email=OTHER)
    with pytest.raises(DomainError, match="You can only sign it once"):
        sign_edition(edition=ready, part=POLICE, by=person)
    assert set(signatures_of(ready)) == {HEALTH}
