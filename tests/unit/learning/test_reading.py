"""How long a briefing and a newsletter take to read, and how they are passed on."""

from urllib.parse import parse_qs, urlsplit

from learning.reading import minutes_to_read
from learning.templatetags.media import share


def test_what_readers_are_shown_counts_and_nothing_else() -> None:
    boxes = [{"title": "Why it matters", "text": "word " * 457}, {"title": "More", "text": "word " * 230}]
    assert minutes_to_read({"boxes": boxes, "consent": "word " * 5000}) == 3
    issue = {"introduction": "word " * 230, "spotlight": {"title": "One", "body": "word " * 230}, "items": []}
    assert minutes_to_read(issue) == 2
    assert minutes_to_read({}) == 1


def test_a_page_is_passed_on_by_an_email_with_its_title_and_address() -> None:
    mail = share("Knives & crime: 100% of us", "/learning/briefings/knives/")["mail"]
    assert mail.startswith("mailto:?subject=Knives%20%26%20crime")
    asked = parse_qs(urlsplit(mail).query)
    assert asked["subject"] == ["Knives & crime: 100% of us"]
    assert asked["body"][0].endswith("/learning/briefings/knives/")
