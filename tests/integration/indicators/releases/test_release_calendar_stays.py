"""The public calendar stays as it was announced: the models refuse what is not logged, and so does the database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from indicators.models import PlannedRelease, PlannedReleaseChange, Release
from indicators.releases.announcements import announce_release, cancel_planned_release, change_planned_date
from indicators.releases.build import build_release
from indicators.releases.services import ReleaseRequest, order_release
from partnership.models import ReportingYear
from review.models.frozen import FrozenError
from tests.factories.indicators import approved_return
from tests.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
SOON = timezone.now() + timedelta(days=30)
LATER = timezone.now() + timedelta(days=40)
PLANNED, CHANGE = "indicators_plannedrelease", "indicators_plannedreleasechange"


@pytest.fixture
def planned(people: People, year: ReportingYear) -> PlannedRelease:
    return announce_release(title="Spring figures", year=year, planned_for=SOON, by=people.coordinator)


@pytest.fixture
def moved(people: People, planned: PlannedRelease) -> PlannedRelease:
    return change_planned_date(planned=planned, planned_for=LATER, reason="Late.", by=people.coordinator)


def plain(value: Any) -> Any:
    """A value as the database's own driver takes it."""
    return connection.ops.adapt_datetimefield_value(value) if hasattr(value, "tzinfo") else value


def past_the_models(statement: str, *values: Any) -> int:
    """Run a statement as somebody with a hand in the database would; how many rows it touched."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [plain(value) for value in values])
        count: int = cursor.rowcount
    return count


def refused(why: str, statement: str, *values: Any) -> None:
    before = stored()
    with pytest.raises(IntegrityError, match=why):
        past_the_models(statement, *values)
    assert stored() == before


def stored() -> tuple[list[Any], list[Any]]:
    return list(PlannedRelease.objects.order_by("pk").values()), list(PlannedReleaseChange.objects.values())


def log_line(planned: PlannedRelease, before: Any, after: Any, reason: str = "Late.") -> int:
    return past_the_models(
        f"INSERT INTO {CHANGE} (planned_id, before, after, reason, changed_by_id, changed_at) "
        "VALUES (%s, %s, %s, %s, %s, %s)",
        *(planned.pk, before, after, reason, planned.announced_by_id, timezone.now()),
    )


def again(item: Any) -> Callable[[], Any]:
    return lambda: type(item).objects.bulk_create([item], update_conflicts=True)


def test_the_models_refuse_all_but_the_services(moved: PlannedRelease) -> None:
    change = PlannedReleaseChange.objects.get()
    moved.planned_for = SOON
    change.reason = "Another"
    tries: list[Callable[[], Any]] = [
        moved.save,
        moved.delete,
        again(moved),
        PlannedRelease.objects.all().delete,
        lambda: PlannedRelease.objects.update(planned_for=SOON),
        lambda: PlannedRelease.objects.update(cancelled_at=SOON),
        lambda: PlannedRelease.objects.bulk_update([moved], ["planned_for"]),
        lambda: PlannedRelease.objects.update_or_create(pk=moved.pk, defaults={"planned_for": SOON}),
        change.save,
        change.delete,
        again(change),
        PlannedReleaseChange.objects.all().delete,
        lambda: PlannedReleaseChange.objects.update(reason="Another"),
        lambda: PlannedReleaseChange.objects.bulk_update([change], ["reason"]),
    ]
    before = stored()
    for attempt in tries:
        with pytest.raises(FrozenError), transaction.atomic():
            attempt()
        assert stored() == before


def test_the_database_deletes_nothing(moved: PlannedRelease) -> None:
    refused("log of dates is only added to", f"DELETE FROM {CHANGE}")
    refused("what was announced stays visible", f"DELETE FROM {PLANNED}")


def test_the_database_rewrites_no_line_of_the_log(moved: PlannedRelease) -> None:
    for column, value in (("reason", "Another"), ("after", SOON), ("before", LATER), ("changed_at", SOON)):
        refused("log of dates is only added to", f"UPDATE {CHANGE} SET {column} = %s", value)


def test_the_database_moves_no_date_without_a_line_that_says_so(planned: PlannedRelease) -> None:
    move = f"UPDATE {PLANNED} SET planned_for = %s"
    refused("gives no reason for this date", move, LATER)
    log_line(planned, SOON, LATER)
    refused("gives no reason for this date", move, LATER + timedelta(days=1))
    refused("gives no reason for this date", f"UPDATE {PLANNED} SET cancelled_at = %s", LATER)
    assert past_the_models(move, LATER) == 1
    # The date that it had before needs a line of its own, and so does the way back.
    refused("gives no reason for this date", move, SOON)
    log_line(planned, LATER, SOON, "Not so late.")
    assert past_the_models(move, SOON) == 1
    refused("gives no reason for this date", move, LATER)


def test_the_log_begins_at_the_date_that_is_announced(planned: PlannedRelease) -> None:
    with pytest.raises(IntegrityError, match="begins at the announced date"):
        log_line(planned, LATER, SOON)
    with pytest.raises(IntegrityError, match="planned_release_change_has_reason"):
        log_line(planned, SOON, LATER, reason="")
    assert not PlannedReleaseChange.objects.exists()


def test_nothing_is_called_off_without_a_line_nor_taken_up_again(people: People, planned: PlannedRelease) -> None:
    refused("gives no reason for this date", f"UPDATE {PLANNED} SET cancelled_at = %s", LATER)
    cancel_planned_release(planned=planned, reason="Nothing new.", by=people.coordinator)
    refused("never changes but its date", f"UPDATE {PLANNED} SET cancelled_at = NULL")
    log_line(planned, SOON, LATER)
    refused("never changes but its date", f"UPDATE {PLANNED} SET planned_for = %s", LATER)


def test_who_announced_what_and_when_never_changes(people: People, planned: PlannedRelease) -> None:
    for column, value in (
        ("title", "Another"),
        ("announced_at", LATER),
        ("announced_by_id", people.chair.pk),
    ):
        refused("never changes but its date", f"UPDATE {PLANNED} SET {column} = %s", value)


def test_no_row_is_written_over_another(moved: PlannedRelease) -> None:
    """SQLite would replace a row without asking whether it may be deleted; PostgreSQL has its own way to say so."""
    postgresql = connection.vendor == "postgresql"
    for table, why, column in (
        (PLANNED, "not announced over", "title"),
        (CHANGE, "a line of the log is new", "reason"),
    ):
        names = [field.column for field in (PlannedRelease if table == PLANNED else PlannedReleaseChange)._meta.fields]
        copied = ", ".join("'Another'" if name == column else name for name in names)
        verb = "INSERT" if postgresql else "INSERT OR REPLACE"
        ending = f" ON CONFLICT (id) DO UPDATE SET {column} = EXCLUDED.{column}" if postgresql else ""
        refused(why, f"{verb} INTO {table} ({', '.join(names)}) SELECT {copied} FROM {table}{' WHERE true' + ending}")


def test_what_is_out_moves_no_more(people: People, year: ReportingYear, planned: PlannedRelease) -> None:
    approved_return("child-sexual-exploitation", year, people.partner_police.organisation)
    keys = [finding.key for finding in ReleaseRequest(year, "Figures", "", None, planned).findings()]
    made, _ = order_release(
        year=year, title="Figures", note="", publish_at=None, accepted=keys, planned=planned, by=people.coordinator
    )
    build_release(made.pk)
    planned.refresh_from_db()
    assert planned.release == Release.objects.get()
    log_line(planned, SOON, LATER)
    refused("never changes but its date", f"UPDATE {PLANNED} SET planned_for = %s", LATER)
    refused("never changes but its date", f"UPDATE {PLANNED} SET release_id = NULL")


def test_a_move_that_fails_leaves_neither_line_nor_date(
    people: People, planned: PlannedRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**what: Any) -> None:
        raise RuntimeError("the trail is away")

    monkeypatch.setattr("indicators.releases.announcements.record", fail)
    before = stored()
    with pytest.raises(RuntimeError):
        change_planned_date(planned=planned, planned_for=LATER, reason="Late.", by=people.coordinator)
    assert stored() == before
