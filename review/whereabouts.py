"""Where somebody can be found: streets, schools and wards, and pages and profiles on the web. Pure."""

import re
from collections.abc import Iterator

from review.capital_words import KNOWN_WORDS
from review.near import near

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
    rf"(?P<name>[A-Z](?<!\w.)[\w’'-]{{1,40}}\s+(?:{CAPITALISED}\s+){{0,2}})(?:(?:{_NOUN})|(?P<common>{_COMMON_NOUN}))\b"
)
_NUMBER_BEFORE = re.compile(r"\b\d{1,4}[a-z]?\s+$")
_NO_NAME = frozenset({"early", "level", "st", "state", "upper", "urgent", "your"})
# A house in small letters: “12 milsom street”, but not “3 weeks down the road”.
_HOUSE = re.compile(
    r"\b\d{1,4}[a-z]?\s+(?:(?!(?:a|an|and|at|by|down|each|every|for|from|in|main|new|of|off|on|one|or|other|same|that|the|this|"
    r"to|up|\w{1,12}s)\s)[a-z]{3,20}\s+){1,2}(?:street|road|avenue|lane|close|crescent|terrace|gardens|grove)\b"
)
_FLAT = re.compile(r"\b[Ff]lat\s\d{1,4}[a-zA-Z]?\b")
_near_flats = near(r"flat\s\d", before=2, behind=8)
_near_streets = near(
    *("street", "road", "avenue", "lane", "close", "crescent", "terrace", "gardens", "grove"), before=56, behind=0
)
_LONGEST_NUMBER = 8
_WARD_OF = re.compile(rf"\b[Ww]ard\s+of\s+(?P<name>{CAPITALISED}(?:\s+{CAPITALISED}){{0,2}})")
_SAINT = re.compile(
    r"\bst\.?\s+[a-z]{3,20}(?:[’']s)?\s+(?:primary|infants?|juniors?|secondary|school|academy|nursery|church)\b"
)
_near_wards = near(r"ward\sof\s", before=10, behind=90)
_near_saints = near(r"st(?<!\w..)\.?\s", before=1, behind=60)

_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]“”\"]{3,300}"
    r"|\b(?:[a-z\d-]{1,63}\.){1,4}(?:com|net|org|uk|co|me|tv|info|blog|page|social|app|gg|ly|be)/[^\s<>()\[\]“”\"]{1,300}"
    r"|(?<![\w@./])@[A-Za-z_][\w.]{2,29}\b",
    re.IGNORECASE,
)
_near_links = near("://", r"www\.", r"\.\w{2,6}/", "@", before=70, behind=300)
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
            number = _NUMBER_BEFORE.search(text, max(0, match.start() - _LONGEST_NUMBER), match.start())
            yield number.start() if number else match.start(), match.end()
    for match in _near_wards(text, _WARD_OF):
        yield match.span("name")
    for match in (*_near_streets(text, _HOUSE), *_near_flats(text, _FLAT), *_near_saints(text, _SAINT)):
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
