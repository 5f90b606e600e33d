"""How often one address may search."""

from finding.limit import MOST_ADDRESSES, Limit


def test_the_next_minute_begins_anew() -> None:
    now = [0.0]
    limit = Limit(2, clock=lambda: now[0])

    assert [limit.seconds_to_wait("a") for _ in range(3)] == [0, 0, 60]
    now[0] = 45.0
    assert limit.seconds_to_wait("a") == 15
    assert limit.seconds_to_wait("b") == 0, "another address has its own"
    now[0] = 60.0
    assert limit.seconds_to_wait("a") == 0


def test_no_more_addresses_are_remembered_than_there_is_room_for() -> None:
    limit = Limit(1, clock=lambda: 0.0)
    for number in range(MOST_ADDRESSES + 5):
        limit.seconds_to_wait(str(number))
    assert len(limit._seen) == MOST_ADDRESSES
