"""What members and boards wrote, in the report: approved words only, and an honest line where there are none."""

import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.models import Arm, Seat
from reports.content import Report
from reports.content.freeze import freeze
from reports.contributions.statement_kinds import StatementKind
from reports.contributions.writing_services import save_account
from reports.document.assemble import assemble
from review.services import move
from review.transitions import Verb
from tests.factories.accounts import live_account, live_statement, seat, sent_account
from tests.factories.partnership import OrganisationFactory
from tests.stages import Cast

KEYS = {"foreword", "arms", "accounts", "voice", "scrutiny"}


def written(report: Report) -> dict[str, Any]:
    """The sections that people wrote, by their anchors."""
    return {one.anchor: one for one in report.sections if one.anchor in KEYS}


def test_members_without_an_account_are_named_and_nothing_else_is_said(cast: Cast) -> None:
    seat(cast.police)
    seat(cast.council)
    sent_account(cast.year, cast.police, cast.partner_police, what_we_did="Words nobody approved")

    report = assemble(cast.year)

    assert list(written(report)) == ["accounts"]
    told = written(report)["accounts"]
    assert [(part.anchor, part.title) for part in told.parts] == [
        ("account-council", "The Council"),
        ("account-police", "The Police"),
    ]
    text = freeze(told)
    assert text.count("No approved account for this year.") == 2
    assert "0 of 2 accounts are approved." in text
    assert "Words nobody approved" not in freeze(report)


def test_an_approved_account_is_told_in_the_members_words(cast: Cast) -> None:
    seat(cast.police)
    live_account(cast.year, cast.police, cast.partner_police, cast.board_icb)

    report = assemble(cast.year)
    [part] = written(report)["accounts"].parts

    text = freeze(part)
    for words in ("every", "Concerns came earlier.", "An audit of 40 files.", "We will ask families."):
        assert words in text
    assert [(entry.term, entry.meaning) for entry in part.entries] == [
        ("Kind of evidence", "Outcome: what changed for people."),
        ("Considered by", "The board of trustees, 4 May 2023."),
    ]
    assert "1 of 1 account is approved." in freeze(written(report)["accounts"])
    assert report.approved_to == timezone.localdate().isoformat()


def test_what_nobody_considered_is_not_said_to_be(cast: Cast) -> None:
    seat(cast.police)
    account = live_account(
        cast.year, cast.police, cast.partner_police, cast.board_icb, considered_by="", considered_on=None
    )
    [part] = written(assemble(cast.year))["accounts"].parts
    assert [entry.term for entry in part.entries] == ["Kind of evidence"]

    account.considered_by, account.what_we_did = "The trustees", "A newer draft"
    save_account(account=account, by=cast.partner_police, revision=account.revision)
    assert "A newer draft" not in freeze(assemble(cast.year))
    account.refresh_from_db()
    move(obj=account, verb=Verb.SUBMIT, by=cast.partner_police, revision=account.revision)
    move(obj=account, verb=Verb.APPROVE, by=cast.board_icb, revision=account.revision)
    [part] = written(assemble(cast.year))["accounts"].parts
    assert part.entries[1].meaning == "The trustees."


def test_an_account_of_an_organisation_that_left_its_seat_since_is_not_dropped(cast: Cast) -> None:
    seat(cast.police)
    live_account(cast.year, cast.police, cast.partner_police, cast.board_icb)
    Seat.objects.update(ends_on=datetime.date(2023, 3, 1))
    seat(cast.council)

    parts = written(assemble(cast.year))["accounts"].parts

    assert [part.title for part in parts] == ["The Council", "The Police"]


def test_statements_stand_in_their_sections(cast: Cast) -> None:
    first, second = settings.PARTNERSHIP.arms[:2]
    arm = Arm.objects.create(slug=first.slug, name=first.name)
    by = cast.coordinator
    live_statement(cast.year, StatementKind.FOREWORD, by, cast.chair, text="Words of the chair", so_what="")
    live_statement(cast.year, StatementKind.ARM, by, cast.board_icb, arm, byline="Delivery group")
    live_statement(cast.year, StatementKind.VOICE, by, cast.board_icb)
    live_statement(cast.year, StatementKind.EFFECTIVENESS, by, cast.board_icb)
    live_statement(cast.year, StatementKind.SCRUTINY, by, cast.scrutineer, so_what="")

    found = written(assemble(cast.year))

    assert list(found) == ["foreword", "arms", "voice", "scrutiny"]
    [foreword] = found["foreword"].parts
    assert (foreword.anchor, foreword.byline) == ("statement-foreword", "Independent chair")
    assert "Words of the chair" in freeze(foreword)
    [of_arm] = found["arms"].parts
    assert (of_arm.anchor, of_arm.title, of_arm.byline) == (f"arm-{first.slug}", first.name, "Delivery group")
    assert f"No approved statement for this year: {second.name}" in freeze(found["arms"].introduction)
    assert "So what? What difference did it make?" in freeze(of_arm)
    assert "How was it used? What changed because of it?" in freeze(found["voice"])
    assert [part.anchor for part in found["scrutiny"].parts] == ["statement-effectiveness", "statement-scrutiny"]
    assert "What does the scrutineer ask" not in freeze(found["scrutiny"])


def test_every_arm_told_leaves_nothing_to_say(cast: Cast) -> None:
    for number, profile in enumerate(settings.PARTNERSHIP.arms):
        arm = Arm.objects.create(slug=profile.slug, name=profile.name, order=number)
        live_statement(cast.year, StatementKind.ARM, cast.coordinator, cast.board_icb, arm)

    told = written(assemble(cast.year))["arms"]

    assert "No approved statement" not in freeze(told)
    assert [part.title for part in told.parts] == [arm.name for arm in settings.PARTNERSHIP.arms]


def test_reading_costs_the_same_however_many_members(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assemble(cast.year)
        return len(captured)

    seat(cast.police)
    live_account(cast.year, cast.police, cast.partner_police, cast.board_icb)
    before = queries()
    for _ in range(10):
        seat(OrganisationFactory())
    assert queries() == before
