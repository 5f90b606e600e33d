"""Where somebody can be found: streets, schools and wards, and pages and profiles on the web. Pure."""

import re
from collections.abc import Iterator

from review.capital_words import KNOWN_WORDS
from review.near import near, near_digits

CAPITALISED = r"[A-Z][\w’'-]{1,40}"
_NOUN = (
    "Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Court|Gardens|Grove|Place|Square|Way|Hill|Parade|Estate|"
    "School|Academy|College|Nursery|Hospital|Surgery|Clinic|Hostel|House|Lodge|Church|Park|Station|Library"
)
# These are common words, too: they are a place only behind a name.
_COMMON_NOUN = (
    "Row|Mews|Buildings|Walk|Rise|View|Green|Infants|Juniors|Primary|Secondary|Grammar|Playgroup|Farm|Chapel|Mosque|Temple|"
    "Synagogue|Towers?|Heights|Wharf|Ward|ward"
)
_NAMED = re.compile(
    rf"\b(?:\d{{1,4}}[a-z]?\s+)?(?P<name>(?:{CAPITALISED}\s+){{1,3}})(?:(?:{_NOUN})|(?P<common>{_COMMON_NOUN}))\b"
)
_NO_NAME = frozenset({"early", "level", "st", "state", "upper", "urgent", "your"})
# A house in small letters: “12 milsom street”, but not “3 weeks down the road”.
_HOUSE = re.compile(
    r"\b\d{1,4}[a-z]?\s+(?:(?!(?:a|an|and|at|by|down|each|every|for|from|in|main|new|of|off|on|one|or|other|same|that|the|this|"
    r"to|up|\w{1,12}s)\s)[a-z]{3,20}\s+){1,2}(?:street|road|avenue|lane|close|crescent|terrace|gardens|grove)\b"
    r"|\b[Ff]lat\s\d{1,4}[a-zA-Z]?\b"
)
_WARD_OF = re.compile(rf"\b[Ww]ard\s+of\s+(?P<name>{CAPITALISED}(?:\s+{CAPITALISED}){{0,2}})")
_SAINT = re.compile(
    r"\bst\.?\s+[a-z]{3,20}(?:[’']s)?\s+(?:primary|infants?|juniors?|secondary|school|academy|nursery|church)\b"
)
_near_wards = near(re.compile(r"\bward of ", re.IGNORECASE), 10, 90)
_near_saints = near(re.compile(r"\bst\.? "), 1, 60)

_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]“”\"]{3,300}"
    r"|\b(?:[a-z\d-]{1,63}\.){1,4}(?:com|net|org|uk|co|me|tv|info|blog|page|social|app|gg|ly|be)/[^\s<>()\[\]“”\"]{1,300}"
    r"|(?<![\w@./])@[A-Za-z_][\w.]{2,29}\b",
    re.IGNORECASE,
)
_near_links = near(re.compile(r"://|www\.|\.\w{2,6}/|@", re.IGNORECASE), 70, 300)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[^/:?#]+)", re.IGNORECASE)
# Pages of bodies, whose addresses anybody may be sent to. Schools (.sch.uk) tell where somebody goes.
_OF_BODIES = (".gov.uk", ".nhs.uk", ".police.uk", ".ac.uk", ".parliament.uk", ".org.uk", ".org", ".int")
_THEMSELVES = frozenset({"gov.uk", "nhs.uk", "police.uk"})
# Where people have pages of their own, are remembered, or are collected for.
_OF_PEOPLE = (
    *("facebook.com", "fb.com", "fb.me", "instagram.com", "tiktok.com", "snapchat.com", "twitter.com", "x.com", "t.co"),
    *(
        "threads.net",
        "bsky.app",
        "mastodon.social",
        "linkedin.com",
        "pinterest.com",
        "tumblr.com",
        "reddit.com",
        "vk.com",
    ),
    *(
        "youtube.com",
        "youtu.be",
        "twitch.tv",
        "discord.gg",
        "onlyfans.com",
        "soundcloud.com",
        "linktr.ee",
        "t.me",
        "wa.me",
    ),
    *("gofundme.com", "justgiving.com", "muchloved.com", "legacy.com", "funeralguide.co.uk", "change.org"),
    *("wordpress.com", "blogspot.com", "medium.com", "substack.com", "wixsite.com", "weebly.com"),
)


def told_places(text: str) -> Iterator[tuple[int, int]]:
    """Places smaller than the area, by their names or numbers."""
    for match in _NAMED.finditer(text):
        words = {re.sub(r"[’']s$", "", word).casefold() for word in match["name"].split()}
        if not match["common"] or not words <= (KNOWN_WORDS | _NO_NAME):
            yield match.span()
    for match in _near_wards(text, _WARD_OF):
        yield match.span("name")
    for match in (*near_digits(text, _HOUSE), *_near_saints(text, _SAINT)):
        yield match.span()


def told_pages(text: str) -> Iterator[tuple[int, int]]:
    """Pages on the web and names of profiles (@somebody), but for the pages of public bodies and charities."""
    for match in _near_links(text, _WEB):
        said = match.group().rstrip(".,;:!?'’*_")
        if is_of_people(said) or not _is_of_a_body(said):
            yield match.start(), match.start() + len(said)


def is_of_people(address: str) -> bool:
    """Whether people have their own pages there."""
    host = _host(address)
    return address.startswith("@") or any(host == one or host.endswith(f".{one}") for one in _OF_PEOPLE)


def _is_of_a_body(address: str) -> bool:
    host = _host(address)
    return host in _THEMSELVES or host.endswith(_OF_BODIES)


def _host(address: str) -> str:
    match = _HOST.match(address)
    return match["host"].casefold() if match else ""
