"""Figures of closed years: loaded by the coordinator, checked and reviewed like any, and marked for ever."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from indicators.backfill.services import load_closed_figures
from indicators.definitions.families import get_family
from indicators.models import ReleaseTable, Submission
from indicators.releases.services import make_release
from indicators.returns.services import start_submission
from partnership.exceptions import ClosedYear, DomainError, NotAllowed
from partnership.services import close_year
from review.services import move
from review.states import ReviewState
from review.transitions import Verb
from tests.factories.files import a_template, police_csv
from tests.factories.indicators import example_cells

REASON = "Taken from the printed report of the year."


@pytest.fixture
def closed(cast):
    return close_year(year=cast.year, by=cast.coordinator)


def load(cast, **changes):
    values = {
        "family": get_family("missing-children"),
        "year": cast.year,
        "organisation": cast.police,
        "cells": example_cells(get_family("missing-children"), cast.year),
        "reason": REASON,
        "by": cast.coordinator,
    }
    return load_closed_figures(**(values | changes))


def test_loaded_figures_are_reviewed_released_and_marked(cast, closed):
    submission = load(cast)
    assert (submission.state, submission.backfill_reason) == (ReviewState.SUBMITTED, REASON)
    approved = move(obj=submission, verb=Verb.APPROVE, by=cast.board_icb, revision=submission.revision)
    assert approved.approved_revision().content["loaded_later"] == REASON
    release = make_release(year=closed, title="Figures", by=cast.coordinator)
    table = ReleaseTable.objects.get(release=release)
    assert f"2022-23: loaded later. {REASON}" in " ".join(table.content["notes"])


def test_partner_still_cannot_send_and_the_loader_cannot_approve(cast, closed):
    with pytest.raises(ClosedYear):
        start_submission(
            family=get_family("missing-children"), year=closed, organisation=cast.police, by=cast.partner_police
        )
    submission = load(cast)
    with pytest.raises(NotAllowed):
        move(obj=submission, verb=Verb.APPROVE, by=cast.coordinator, revision=submission.revision)
    with pytest.raises(NotAllowed):
        load(cast, by=cast.partner_police)


def test_figures_that_were_sent_back_are_loaded_again(cast, closed):
    first = load(cast)
    move(obj=first, verb=Verb.RETURN, by=cast.board_icb, revision=first.revision, note="Which page?")
    again = load(cast, note="Page 12.")
    assert (again.pk, again.note, again.state) == (first.pk, "Page 12.", ReviewState.SUBMITTED)


def test_checks_hold_as_for_any_return(cast, closed):
    with pytest.raises(DomainError), transaction.atomic():
        load(cast, cells={})
    assert not Submission.objects.exists()


def test_what_the_partner_sent_itself_is_not_overwritten(cast):
    start_submission(
        family=get_family("missing-children"), year=cast.year, organisation=cast.police, by=cast.partner_police
    )
    close_year(year=cast.year, by=cast.coordinator)
    with pytest.raises(DomainError, match="has already sent this return"):
        load(cast)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": " "}, "Enter the reason"),
        ({"reason": "x" * 301}, "300 characters"),
        ({"family": get_family("referrals-rate")}, "not a return that"),
    ],
)
def test_loading_is_refused_with_the_reason(cast, closed, changes, words):
    with pytest.raises(DomainError, match=words):
        load(cast, **changes)


def test_open_year_is_not_loaded_into(cast):
    with pytest.raises(DomainError, match="is open"):
        load(cast)


def test_command_loads_a_file_or_says_what_is_wrong_line_by_line(cast, tmp_path, capsys):
    a_template(cast.police)
    close_year(year=cast.year, by=cast.coordinator)
    path = tmp_path / "police.csv"
    path.write_bytes(police_csv())
    options = {"slug": "police-figures", "period": "2022-23", "reason": REASON, "by": cast.coordinator.email}
    call_command("load_closed_figures", path, **options)
    assert "loaded and submitted for review" in capsys.readouterr().out
    assert {one.backfill_reason for one in Submission.objects.all()} == {REASON}
    path.write_bytes(police_csv({"number-of-missing-children": ("many", 10)}))
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_closed_figures", path, **options)
    assert "many" in capsys.readouterr().err
    with pytest.raises(CommandError, match="cannot backfill closed years"):
        call_command("load_closed_figures", path, **(options | {"by": cast.partner_police.email}))
