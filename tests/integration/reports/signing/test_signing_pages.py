"""The pages of signing for those who have an account: who sees what, what was typed stays, queries stay few."""

from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.models import Seat
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.models import Signature, SigningLink, SigningPart
from reports.signing.challenges import raise_challenge
from reports.signing.links import send_link
from reports.signing.models.signature import PARTNERS
from reports.signing.services import sign_edition
from tests.confirming import confirm
from tests.factories.partnership import PASSWORD, SeatFactory
from tests.factories.signing import sign_everything, signer

pytestmark = pytest.mark.usefixtures("nothing_demanded", "own_storage", "no_typesetting")
HEALTH = SigningPart.HEALTH


def make_once(cast):
    return {"ready": build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)}


@pytest.fixture
def ready(made):
    return made["ready"]


def to(name, edition):
    return reverse(f"reports:{name}", args=[edition.pk])


def text_of(client, address, user):
    client.force_login(user)
    return client.get(address).content.decode()


def test_partner_reads_ticks_and_signs(client, ready, cast):
    page = to("signature-create", ready)
    words = text_of(client, page, cast.board_icb)
    assert "in the seat “Health seat, Strategic Board”" in words
    assert ready.sha256 in words
    asked = client.post(page, {"agreed": "on"})
    assert asked["Location"] == f"{reverse('account_reauthenticate')}?next={quote(page, safe='')}"
    assert not Signature.objects.exists()
    confirm(client, cast.board_icb)
    assert "Select the box" in client.post(page, {}).content.decode()
    assert not Signature.objects.exists()
    assert client.post(page, {"agreed": "on"}).status_code == 302
    assert Signature.objects.get().signed_by == cast.board_icb
    assert "There is nothing for you to sign here at the moment" in client.get(page).content.decode()
    assert (
        "There is nothing for you to sign here at the moment." in client.post(page, {"agreed": "on"}).content.decode()
    )


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("password", "With an account, and the password again when signing"),
        ("totp", "With an account, and a code of the two-step sign-in again when signing"),
        ("webauthn", "With an account, and a passkey again when signing"),
    ],
)
def test_signature_says_what_was_checked(client, ready, cast, method, words):
    confirm(client, cast.board_icb, method)
    client.post(to("signature-create", ready), {"agreed": "on"})
    assert words in client.get(to("signing-detail", ready)).content.decode()


@pytest.mark.parametrize(
    ("ways", "page"),
    [
        (["totp", "recovery_codes"], "mfa_reauthenticate"),
        (["webauthn", "recovery_codes"], "mfa_reauthenticate_webauthn"),
        (["webauthn", "totp"], "mfa_reauthenticate"),
    ],
)
def test_who_has_a_second_step_is_asked_for_it(client, ready, cast, ways, page):
    for way in ways:
        Authenticator.objects.create(user=cast.board_icb, type=way, data={})
    client.force_login(cast.board_icb)
    asked = client.post(to("signature-create", ready), {"agreed": "on"})
    assert asked["Location"].startswith(f"{reverse(page)}?next=")


def test_who_types_the_password_again_has_signed_at_once(client, ready, cast):
    cast.board_icb.set_password(PASSWORD)
    cast.board_icb.save()
    client.force_login(cast.board_icb)
    asked = client.post(to("signature-create", ready), {"agreed": "on"})
    client.post(asked["Location"], {"password": PASSWORD})
    assert Signature.objects.get().way == "password"


def test_work_page_leads_to_what_waits_for_a_signature(client, ready, cast):
    page, line = "/partner/", to("signature-create", ready)
    assert line in text_of(client, page, cast.board_icb)
    assert line not in text_of(client, page, cast.chair), "not the chair's turn yet"
    assert line not in text_of(client, page, cast.coordinator)
    for part in PARTNERS:
        sign_edition(edition=ready, part=part, by=signer(part, cast))
    assert line not in text_of(client, page, cast.board_icb)
    assert line in text_of(client, page, cast.chair)
    sign_edition(edition=ready, part=SigningPart.CHAIR, by=cast.chair)
    assert line not in text_of(client, page, cast.chair)


def test_signer_without_a_role_on_the_board_reads_the_draft_and_others_do_not(client, ready, cast):
    addresses = [to(name, ready) for name in ("signing-detail", "signature-create", "signing-report", "signing-pdf")]
    client.force_login(cast.partner_police)
    assert {client.get(address).status_code for address in addresses} == {403}
    Seat.objects.filter(title="Police seat").update(deputy=cast.partner_police)
    assert {client.get(address).status_code for address in addresses} == {200}
    report = client.get(to("signing-report", ready))
    assert "Not yet published. Do not share it." in report.content.decode()
    assert "no-store" in report["Cache-Control"]
    assert "Challenges" not in client.get(to("signing-detail", ready)).content.decode()
    assert "Read and sign" in client.get(to("signing-detail", ready)).content.decode()


def test_coordinator_asks_reminds_and_sees_who_has_signed(client, ready, cast):
    page = to("signing-detail", ready)
    assert text_of(client, page, cast.coordinator).count("Not signed") == 4
    answer = client.post(page, {"part": HEALTH}, follow=True).content.decode()
    assert f"Request sent to {cast.board_icb}." in answer
    assert "Asked on" in answer
    assert "You have already asked" in client.post(page, {"part": HEALTH}, follow=True).content.decode()
    assert "Select one of the four" in client.post(page, {"part": "nobody"}, follow=True).content.decode()
    assert "signs after the three" in client.post(page, {"part": "chair"}, follow=True).content.decode()
    sign_everything(ready, cast)
    assert client.get(page).content.decode().count("<strong>Signed</strong>") == 4
    assert "Not valid:" not in client.get(page).content.decode()
    Signature.objects.filter(part=HEALTH).update(files={})
    assert "Not valid:" in client.get(page).content.decode()


def test_edition_in_the_admin_shows_who_has_signed(client, ready, cast):
    page = reverse("admin:report-edition", args=[ready.pk])
    sign_everything(ready, cast)
    words = text_of(client, page, cast.scrutineer)
    assert words.count("<strong>Signed</strong>") == 4
    assert to("signing-detail", ready) in words


def test_link_is_sent_and_taken_back_and_what_was_typed_stays(client, ready, cast):
    page = to("signing-link-create", ready)
    Seat.objects.filter(title="Health seat").update(holder=None)
    data = {
        "seat": Seat.objects.get(title="Health seat").pk,
        "name": "A director of nursing",
        "email": "director@health.example",
        "code_email": "director@health.example",
    }
    assert "Health: Health seat, Strategic Board" in text_of(client, page, cast.coordinator)
    wrong = client.post(page, data).content.decode()
    assert "a different address from the link" in wrong
    assert "A director of nursing" in wrong
    assert client.post(page, data | {"code_email": "text@phone.example"}).status_code == 302
    listed = client.get(to("signing-detail", ready)).content.decode()
    assert "code to text@phone.example" in listed
    link = SigningLink.objects.get()
    answer = client.post(to("signing-detail", ready), {"link": link.pk}, follow=True).content.decode()
    assert "It no longer works" in answer
    assert client.post(to("signing-detail", ready), {"link": "none"}).status_code == 404
    assert "Select" in client.post(page, {}).content.decode()


def test_open_challenges_are_shown_to_signers_and_stop_nobody(client, ready, cast):
    raise_challenge(year=cast.year, section="", question="Why so few?", due_on=timezone.localdate(), by=cast.scrutineer)
    page = to("signature-create", ready)
    assert "Why so few?" in text_of(client, page, cast.board_icb)
    confirm(client, cast.board_icb)
    assert client.post(page, {"agreed": "on"}).status_code == 302


def test_page_costs_the_same_however_many_seats_and_challenges_there_are(client, ready, cast):
    def count():
        client.force_login(cast.coordinator)
        with CaptureQueriesContext(connection) as queries:
            client.get(to("signing-detail", ready))
        return len(queries)

    before = count()
    board = Seat.objects.get(title="Health seat").group
    for number in range(5):
        SeatFactory(group=board, organisation=cast.icb, holder=cast.board_icb, title=f"More {number}")
        raise_challenge(year=cast.year, section="", question="Why?", due_on=timezone.localdate(), by=cast.scrutineer)
    assert count() == before


def test_link_waits_in_the_list_until_it_is_used(client, ready, cast):
    seat = Seat.objects.get(title="Health seat")
    send_link(
        edition=ready,
        seat=seat,
        name="Health lead",
        email="board.icb@example.org",
        code_email="office@health.example",
        by=cast.coordinator,
    )
    assert "A link is open until" in text_of(client, to("signing-detail", ready), cast.chair)
