"""The seven boxes of a briefing."""

from learning.boxes import BOXES


def test_there_are_seven_in_the_order_of_the_briefing() -> None:
    assert [box.title for box in BOXES] == [
        "Background",
        "Why it matters",
        "Key facts",
        "What we learned",
        "Good practice",
        "Questions for reflection",
        "Further information and next steps",
    ]
    assert all(box.hint for box in BOXES)
