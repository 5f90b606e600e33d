"""Calendar files: escaped and folded as RFC 5545 asks, and read back by its rules."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from ui.icalendar import DayEvent, TimedEvent, calendar_text, escape, fold

STAMP = datetime.datetime(2026, 7, 1, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))


def unescape(text: str) -> str:
    """By section 3.3.11: a backslash gives the next character its own meaning."""
    found, characters = "", iter(text)
    for character in characters:
        if character == "\\":
            following = next(characters)
            found += "\n" if following in "nN" else following
        else:
            found += character
    return found


def event(**changes: object) -> DayEvent:
    values = {
        "uid": "round-7@portal.example.org",
        "day": datetime.date(2026, 12, 31),
        "title": "Due: Police figures, 2022-23",
        "description": "The Police; see\nthe form",
        "url": "https://portal.example.org/partner/figures/",
        "changes": 2,
    }
    return DayEvent(**(values | changes))  # type: ignore[arg-type]


def test_a_file_with_one_event() -> None:
    text = calendar_text([event()], name="Returns, all", stamp=STAMP)
    assert text == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//Returns\\, all//Returns//EN\r\n"
        "X-WR-CALNAME:Returns\\, all\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:round-7@portal.example.org\r\n"
        "DTSTAMP:20260701T083000Z\r\n"
        "DTSTART;VALUE=DATE:20261231\r\n"
        "DTEND;VALUE=DATE:20270101\r\n"
        "SEQUENCE:2\r\n"
        "SUMMARY:Due: Police figures\\, 2022-23\r\n"
        "DESCRIPTION:The Police\\; see\\nthe form\r\n"
        "URL:https://portal.example.org/partner/figures/\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_no_text_can_break_out_of_its_line() -> None:
    text = calendar_text([event(title="Due\r\nATTACH:http://bad.example\rX:y")], name="n", stamp=STAMP)
    assert "SUMMARY:Due\\nATTACH:http://bad.exampleX:y\r\n" in text


@settings(deadline=None)
@given(st.text())
def test_what_is_escaped_reads_as_before(text: str) -> None:
    assert unescape(escape(text)) == text.replace("\r\n", "\n").replace("\r", "")


@settings(deadline=None)
@given(st.text(st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"]), max_size=400))
def test_folded_lines_are_short_and_unfold_to_the_same(line: str) -> None:
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))


def test_an_event_of_hours_stands_in_universal_time_with_its_place() -> None:
    summer = datetime.timezone(datetime.timedelta(hours=1))
    timed = TimedEvent(
        uid="event-7@portal.example.org",
        starts=datetime.datetime(2027, 6, 16, 10, 0, tzinfo=summer),
        ends=datetime.datetime(2027, 6, 16, 11, 30, tzinfo=summer),
        title="A course",
        description="For: everyone",
        url="https://portal.example.org/events/a-course/",
        place="The hall, first floor",
        changes=3,
        is_cancelled=True,
    )
    lines = calendar_text([timed], name="Events", stamp=STAMP, about="Events").split("\r\n")
    assert lines[2] == "PRODID:-//Events//Events//EN"
    assert lines[lines.index("BEGIN:VEVENT") + 3 : lines.index("END:VEVENT")] == [
        "DTSTART:20270616T090000Z",
        "DTEND:20270616T103000Z",
        "SEQUENCE:3",
        "STATUS:CANCELLED",
        "SUMMARY:A course",
        "DESCRIPTION:For: everyone",
        "URL:https://portal.example.org/events/a-course/",
        "LOCATION:The hall\\, first floor",
    ]
