"""Many people do the same thing in the same moment: one of them wins, the others hear a sentence, nothing is half done.

`make races` does it with 50 people, 100 times, on PostgreSQL (RACE_PEOPLE, RACE_ROUNDS).
"""

import datetime
import os
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from bcssp.accounts.invitations import accept, invite
from bcssp.accounts.models import SeatChange
from bcssp.accounts.seats import keep_seat
from indicators.files.uploads import apply_upload, check_upload
from indicators.models import ReturnTemplate, Submission
from partnership.models import Seat
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.models import Signature, SigningPart
from reports.signing.services import sign_edition
from review.audit import verify_trail
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.at_once import at_once, winners
from tests.factories.completeness import override_everything
from tests.factories.editions import without_typesetting
from tests.factories.files import a_template, police_csv
from tests.factories.partnership import PASSWORD, GroupFactory, SeatFactory, UserFactory
from tests.factories.priorities import ActionFactory, draft_update
from tests.factories.signing import seat_signers, signer
from tests.integration.indicators.files.uploading import kept, stored
from tests.integration.review.moves import submit
from tests.stages import Cast, make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.asvs("2.3.4")]
PEOPLE, ROUNDS = int(os.environ.get("RACE_PEOPLE", "6")), int(os.environ.get("RACE_ROUNDS", "1"))


def again(play: Callable[[Cast, int], None]) -> None:
    """So many rounds with one cast; at the end the audit trail has to hold."""
    cast = make_cast()
    for number in range(ROUNDS):
        play(cast, number)
    assert verify_trail() is None


def test_one_approval() -> None:
    def play(cast: Cast, number: int) -> None:
        action = ActionFactory(owner=cast.police, slug=f"action-{number}")
        sent = submit(draft_update(action, cast.year, cast.partner_police), cast.partner_police)
        revision = sent.revision
        assert winners(lambda: move(obj=sent, verb=Verb.APPROVE, by=cast.board_icb, revision=revision), PEOPLE) == 1
        assert Event.objects.about(sent).filter(verb=Verb.APPROVE).count() == 1

    again(play)


def test_one_signature(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    part = SigningPart.HEALTH

    def play(cast: Cast, number: int) -> None:
        if not number:
            override_everything(cast.year, cast.chair)
            seat_signers(cast)
        with without_typesetting():
            edition = build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)
        by = signer(part, cast)
        assert winners(lambda: sign_edition(edition=edition, part=part, by=by), PEOPLE) == 1
        assert Signature.objects.filter(edition=edition).count() == 1

    again(play)


def test_one_change_of_a_seat_and_one_confirmation() -> None:
    def play(cast: Cast, number: int) -> None:
        group = GroupFactory(kind="board", name=f"Board {number}")
        seat = SeatFactory(group=group, title="Chair", organisation=None, holder=cast.chair, is_chair=True)

        def propose() -> None:
            wanted = Seat.objects.get(pk=seat.pk)
            wanted.ends_on = datetime.date(2030, 1, 1)
            keep_seat(seat=wanted, by=cast.coordinator)

        assert winners(propose, PEOPLE) == 1
        change = SeatChange.objects.get(seat=seat)
        revision = change.revision
        assert winners(lambda: move(obj=change, verb=Verb.APPROVE, by=cast.board_icb, revision=revision), PEOPLE) == 1
        assert Seat.objects.get(pk=seat.pk).ends_on == datetime.date(2030, 1, 1)

    again(play)


def test_one_file_is_saved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # A file for each round is more than an account sends in an hour.
    monkeypatch.setattr("indicators.files.uploads.MOST_UPLOADS", ROUNDS + 1)

    def play(cast: Cast, number: int) -> None:
        Submission.objects.all().delete()
        template = ReturnTemplate.objects.first() or a_template(cast.police)
        upload = kept(template, cast, police_csv())
        seen = check_upload(upload=upload, by=cast.partner_police).seen
        assert winners(lambda: apply_upload(upload=upload, by=cast.partner_police, seen=seen), PEOPLE) == 1
        assert stored().revision == 1

    again(play)


def test_one_acceptance_of_an_invitation() -> None:
    def play(cast: Cast, number: int) -> None:
        person = UserFactory(email=f"invited.{number}@example.org")
        person.set_unusable_password()
        person.save()
        token = invite(user=person, by=cast.coordinator).rstrip("/").rpartition("/")[2]
        assert winners(lambda: accept(token=token, password=PASSWORD), PEOPLE) == 1
        person.refresh_from_db()
        assert person.check_password(PASSWORD)

    again(play)


def test_one_second_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who presses the button many times has one app, and is never shown an error of the server."""
    # A code holds for half a minute, which may end between two presses.
    now = int(time.time())
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: now))

    def play(cast: Cast, number: int) -> None:
        person = UserFactory(email=f"enrolling.{number}@example.org")
        # Each from a network of their own: how many may sign in from one within a minute is limited.
        client = Client(REMOTE_ADDR=f"10.0.{number // 250}.{number % 250 + 1}")
        client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        page = reverse("mfa_activate_totp")
        secret = client.get(page).context["form"].secret
        code = format_hotp_value(hotp_value(secret, now // 30))
        answers: list[int] = []

        def press() -> None:
            browser = Client()
            browser.cookies = client.cookies.copy()
            answer = browser.post(page, {"code": code}).status_code
            # What the portal says while its database cannot be reached: to it, one in memory that is locked is such.
            if answer == 503 and connection.vendor == "sqlite":
                raise OperationalError("locked")
            answers.append(answer)

        at_once([press] * PEOPLE)
        assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).count() == 1
        assert len(answers) == PEOPLE
        assert max(answers) < 500, answers

    again(play)
