"""A newsletter reaches everybody exactly once, though the processes that send it are killed."""

import os
from collections import Counter
from pathlib import Path

import pytest

from mailing.issues import schedule
from mailing.models import MailingState
from tests.factories.learning import draft_newsletter, publish
from tests.mailing.kills import keep_database, many_subscribers, send_while_killing, states_in
from tests.mailing.server import mail_server
from tests.stages import make_cast


def reach(folder: Path, count: int, kills: int, seconds: float) -> None:
    """Send to so many, and look into every mailbox."""
    cast = make_cast()
    readers = many_subscribers(count)
    issue = publish(draft_newsletter(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
    schedule(issue, at=None, by=cast.coordinator)
    file = folder / "portal.sqlite3"
    keep_database(file)
    with mail_server() as boxes:
        # So that many are killed while they wait for an answer, and the short run lasts long enough.
        boxes.pause = 0.02
        outcome = send_while_killing(file, boxes, kills=kills, seconds=seconds, seed=7)
        arrived = Counter(boxes.readers)
        numbers = {boxes.message(place)["Message-ID"] for place in range(0, len(boxes.arrived), max(count // 50, 1))}
    print(f"\n{count} subscribers, {outcome.killed} kills, {outcome.seconds:.0f} seconds")  # noqa: T201
    assert states_in(file) == (MailingState.SENT, {"sent": count})
    assert {address: times for address, times in arrived.items() if times > 1} == {}
    assert sorted(arrived) == readers
    assert len(numbers) > 1
    assert outcome.killed >= kills // 2


@pytest.mark.django_db(transaction=True)
def test_two_hundred_readers_get_it_once(tmp_path: Path) -> None:
    reach(tmp_path, 200, kills=20, seconds=120)


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_readers_get_it_once(tmp_path: Path) -> None:
    count = int(os.environ.get("MAILING_READERS", "10000"))
    reach(tmp_path, count, kills=int(os.environ.get("MAILING_KILLS", "300")), seconds=3600)
