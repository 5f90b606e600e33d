"""The 2022-23 example as it is loaded: complete, true to its sources, and made by people in their roles alone."""

import csv
import json
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from bcssp.accounts.models import PersonChange, SeatChange
from bcssp.example.figures import ILLUSTRATIVE_NOTE
from bcssp.example.load import STEPS
from bcssp.example.returns import REASON
from events.models import Event as Training
from indicators.chasing.board import board_of
from indicators.definitions.families import families
from indicators.models import (
    DisclosurePolicy,
    IndicatorVersion,
    KeptSentence,
    PopulationWithdrawal,
    Release,
    Reminder,
    ReturnRound,
    Submission,
)
from learning.models import Briefing, BriefingUse, CaseStudy, Newsletter
from partnership.models import Group, ReportingYear, Seat, User
from priorities.models import Action, ActionUpdate, Plan, Priority, YearPlan
from review.audit import verify_trail
from review.models import Event
from review.registry import reviewable_models
from tests.integration.bcssp.test_load_example import LOST_FAMILIES, cells_of, load, release_tables

pytestmark = pytest.mark.django_db
ROLES = {
    "partner.council": "partner",
    "partner.police": "partner",
    "board.council": "board_member",
    "board.icb": "board_member",
    "board.police": "board_member",
    "coordinator": "coordinator",
    "chair": "chair",
    "scrutineer": "scrutineer",
}

# What is proposed only where somebody needs it.
# The plan of 2022-23 is known from the report on it alone, which does not say how briefings were used.
NOT_MADE_UP = (
    *(DisclosurePolicy, IndicatorVersion, KeptSentence, PersonChange, PopulationWithdrawal, SeatChange),
    *(BriefingUse, YearPlan),
)


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Load the example once for all tests of this module; what the command said."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def test_the_example_is_complete(said: str) -> None:
    assert f"Example 1 of {len(STEPS)}: structure, people and years" in said
    assert "Password for every example account (shown once)" in said
    actions = [Action.objects.filter(commitment__priority=one).count() for one in Priority.objects.order_by("number")]
    assert actions == [3, 3, 2, 3]
    assert [year.is_closed for year in ReportingYear.objects.order_by("slug")] == [True] * 7 + [False]
    assert CaseStudy.objects.live().count() == 1
    assert Briefing.objects.live().count() >= 2
    assert Newsletter.objects.live().get().live_revision.content["spotlight"]["title"]
    assert Group.objects.exists()
    assert Seat.objects.filter(holder__isnull=False).exists()
    release = Release.objects.get()
    collected = {family.slug for family in families() if family.in_effect(release.year.ends_on)}
    assert (len(collected), release.missing) == (13, [])
    assert set(release_tables()) == collected
    assert all(table.chart_svg.startswith("<svg") for table in release.tables.all())


@pytest.mark.usefixtures("said")
def test_what_the_report_does_not_say_is_marked_and_what_it_says_is_quoted_with_its_place() -> None:
    """Whose seats they are, who owned an action and how far it came are made up; what was done is quoted."""
    assert set(Seat.objects.values_list("is_illustrative", "is_vacant")) == {(True, False)}
    assert set(Action.objects.values_list("is_illustrative", flat=True)) == {True}
    updates = ActionUpdate.objects.filter(year__slug="2022-23")
    said = set(updates.values_list("what_we_did", flat=True))
    assert len(said) == 11
    for words in said:
        assert re.fullmatch(r"(?s)“[^“”]{20,}” \(Annual report 2022-23, “Key Priorities”\)", words), words
    assert "“Commissioned a peer review" in updates.get(action__title="Commission a peer review").what_we_did
    assert "owner and the status shown here are assumed" in Plan.objects.get().note


@pytest.mark.usefixtures("said")
def test_what_was_loaded_later_says_so() -> None:
    """In one line where it was loaded into closed years; the open year's own figures do not."""
    tables = release_tables()
    loaded = Submission.objects.exclude(backfill_reason="")
    assert set(loaded.values_list("year__slug", flat=True)) == {f"20{one}-{one + 1}" for one in range(15, 22)}
    assert not Submission.objects.filter(backfill_reason="", year__closed_at__isnull=False).exists()
    said = {slug: [note for note in one["notes"] if "loaded later" in note] for slug, one in tables.items()}
    rates = set(loaded.values_list("family_slug", flat=True))
    assert {slug for slug, notes in said.items() if notes} == rates
    for slug in rates:
        assert said[slug] == [
            "2015-16, 2016-17, 2017-18, 2018-19, 2019-20, 2020-21, 2021-22: loaded later. Years before the portal: "
            "from the rates published by the Department for Education."
        ]


@pytest.mark.usefixtures("said")
def test_everything_is_owed_by_a_return_of_the_open_year() -> None:
    """Its round is open now, nothing came late, and only the open year has rounds."""
    rounds = list(ReturnRound.objects.select_related("year", "template"))
    assert {(one.year.slug, one.template.slug) for one in rounds} == {
        ("2022-23", slug) for slug in ("police-figures", "childrens-social-care", "adult-social-care")
    }
    today = timezone.localdate()
    assert all(one.opens_on < today < one.due_on < one.closes_on for one in rounds)
    assert [one.changes.get().reason for one in rounds] == [REASON] * 3
    board = board_of(rounds[0].year, None, today)
    words = {
        cell.owed.status
        for one in board.organisations
        for part in one.returns
        for _, cells in part.lines
        for cell in cells
        if cell.owed
    }
    assert (words, board.missing, board.overdue) == ({"Approved"}, 0, 0)
    assert not Submission.objects.filter(late=True).exists()
    assert Reminder.objects.get().kind == "chased"


@pytest.mark.usefixtures("said")
def test_every_row_of_the_police_table_is_published() -> None:
    """With the change and the percentage that follow from it.

    Two rows hold small counts: the built-in policy hides those, and what would give them back.
    """
    tables = release_tables()
    rows = {
        row["label"]: {cell["key"]: cell["text"] for cell in row["cells"]}
        for content in tables.values()
        if content["theme"] == "police"
        for row in content["rows"]
    }
    with (settings.BASE_DIR / "data/police_rolling_12_months.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == len(rows) == 16
    assert sum(min(int(line["current"]), int(line["previous"])) <= 5 for line in lines) == 2
    for line in lines:
        current, previous = int(line["current"]), int(line["previous"])
        if min(current, previous) <= 5:
            shown = "[c]" if previous <= 5 else str(previous)
            assert list(rows[line["indicator"]].values()) == ["[c]", shown, "[c]", "[c]"]
            continue
        percent = (Decimal(current - previous) * 100 / previous).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert rows[line["indicator"]] == {
            "current": f"{current:,}",
            "previous": f"{previous:,}",
            "change": f"{current - previous:+,}",
            "percent_change": f"{percent:+}%",
        }
        # What the report itself printed agrees, where it can still be read.
        printed = rows[line["indicator"]]
        assert printed["percent_change"].lstrip("+") == line["printed_percent_change"].lstrip("+")
        assert line["printed_change"].lstrip("+") in ("", printed["change"].lstrip("+"))


@pytest.mark.usefixtures("said")
def test_what_was_made_up_says_so_in_every_place_and_nothing_else_does() -> None:
    for slug, content in release_tables().items():
        is_lost = slug in LOST_FAMILIES
        assert content["illustrative"] is is_lost, slug
        assert ("Illustrative" in content["chart"]["note"]) is is_lost, slug
        assert ("Illustrative" in content["chart"]["alt"]) is is_lost, slug
        assert any("Illustrative" in note for note in content["notes"]) is is_lost, slug
        assert (ILLUSTRATIVE_NOTE in content["notes"]) is is_lost, slug
        assert {cell["illustrative"] for cell in cells_of(content)} == {is_lost}, slug


def test_everything_was_made_by_people_in_their_roles(said: str) -> None:
    assert {user.email: [grant.role for grant in user.role_grants.all()] for user in User.objects.all()} == {
        f"{name}@example.org": [role] for name, role in ROLES.items()
    }
    assert not any(user.is_superuser for user in User.objects.all())
    for model in reviewable_models():
        items = list(model.objects.select_related("organisation", "live_revision", "approved_by"))
        # Nobody invents an account, a statement or a review that the 2022-23 report does not hold, a policy or a slip.
        assert items or model._meta.app_label == "reports" or model in NOT_MADE_UP, model
        for item in items:
            label = f"{model.__name__}: {item}"
            loaded = ["load closed year"] if item.override_write_permission() else []
            assert item.live_revision is not None, label
            # A comment on an odd figure is content.
            said = ["edit"] if item.live_revision.content.get("confirmations") else []
            # A picture comes first, then the text that shows it.
            pictures = ["add file", "edit"] if item.live_revision.content.get("media") else []
            reviews = ["give review"] * 2 if model.is_reviewed_blind else []
            ends = ["publish"] if model.publishes else []
            came = ["record attendance"] if isinstance(item, Training) and item.walk_ins.exists() else []
            steps = ["create", *said, *pictures, *loaded, "submit", *reviews, "approve", *ends, *came]
            events = list(Event.objects.about(item).order_by("sequence"))
            assert [event.verb for event in events] == steps, label
            assert all(event.actor is not None for event in events), label
            writer, approver = events[0].actor, events[steps.index("approve")].actor
            assert writer is not None, label
            assert writer.organisation == item.organisation, label
            assert not loaded or writer.email == "coordinator@example.org", label
            assert approver is not None, label
            assert approver == item.approved_by, label
            assert approver.organisation not in (None, item.organisation), label
            assert item.live_revision is not None, label
            assert item.live_revision.number == item.revision, label
            assert item.live_revision.content == json.loads(json.dumps(item.content())), label
    assert Event.objects.filter(verb="release").count() == 1
    assert verify_trail() is None
