"""A calendar file with events of whole days or of hours, by RFC 5545. Pure.

Source: RFC 5545, sections 3.1 (lines of at most 75 octets, folded by a line break and a space), 3.3.11 (escaping of
text), 3.6.1 (events; the end of a whole-day event is the day after).
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LINE_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class DayEvent:
    """Something that is on a day. `uid` stays the same for ever, so that a calendar moves it when its date changes."""

    uid: str
    day: datetime.date
    title: str
    description: str
    url: str
    changes: int = 0
    is_cancelled: bool = False

    def when(self) -> Iterator[str]:
        """Its day, which keeps nobody from other appointments."""
        yield f"DTSTART;VALUE=DATE:{self.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{self.day + datetime.timedelta(days=1):%Y%m%d}"

    def what(self) -> Iterator[str]:
        """What else is said of it."""
        yield "TRANSP:TRANSPARENT"


@dataclass(frozen=True)
class TimedEvent:
    """Something that begins and ends at a time (with its time zone) and may have a place. Else as `DayEvent`."""

    uid: str
    starts: datetime.datetime
    ends: datetime.datetime
    title: str
    description: str
    url: str
    place: str = ""
    changes: int = 0
    is_cancelled: bool = False

    def when(self) -> Iterator[str]:
        """Its time, the same in every time zone and on both sides of a change of the clocks."""
        yield f"DTSTART:{_utc(self.starts)}"
        yield f"DTEND:{_utc(self.ends)}"

    def what(self) -> Iterator[str]:
        """What else is said of it."""
        if self.place:
            yield f"LOCATION:{escape(self.place)}"


def _utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def escape(text: str) -> str:
    """A text as a property's value."""
    return text.replace("\r\n", "\n").translate(_ESCAPES)


def fold(line: str) -> str:
    """A line in pieces of at most 75 octets, no character torn apart."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            pieces.append(piece)
            # The space that begins a piece counts too.
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece])


def _event(event: DayEvent | TimedEvent, stamp: datetime.datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{_utc(stamp)}"
    yield from event.when()
    yield f"SEQUENCE:{event.changes}"
    if event.is_cancelled:
        yield "STATUS:CANCELLED"
    yield f"SUMMARY:{escape(event.title)}"
    yield f"DESCRIPTION:{escape(event.description)}"
    yield f"URL:{event.url}"
    yield from event.what()
    yield "END:VEVENT"


def calendar_text(
    events: Iterable[DayEvent | TimedEvent], *, name: str, stamp: datetime.datetime, about: str = "Returns"
) -> str:
    """The whole file. `stamp` is the moment at which it is made, with its time zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{escape(name)}//{about}//EN", f"X-WR-CALNAME:{escape(name)}"]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines)
