"""What the page of a search takes with a thousand documents in the index, and with ten thousand; inside Django."""

import datetime
import random
import statistics
import time

from django.test import Client

from finding.index import Page, write
from finding.limit import Limit
from finding.models import Kind
from finding.views import search as search_page

WORDS_OF_A_TEXT = 300
ROUNDS = 15
QUERIES = {
    "a rare word": "hoarding",
    "two words": "domestic abuse",
    "a word of every text": "safeguarding",
    "a typing error": "exploitaton",
    "nothing at all": "qqqqqqqq",
}


def fill(count: int, start: int) -> None:
    """Add made-up briefings, a thousand a group: their words from a vocabulary as uneven as that of people."""
    chance = random.Random(start)  # noqa: S311 (the same texts each time)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 11))) for _ in range(12_000)]
    often = [1 / (place + 5) for place in range(len(words))]
    common = ["safeguarding", "children", "adults", "domestic", "abuse", "exploitation"]
    for first in range(start, start + count, 1000):
        pages = []
        for number in range(first, first + 1000):
            text = chance.choices(words, often, k=WORDS_OF_A_TEXT) + chance.sample(common, k=3) + ["safeguarding"]
            if number % 500 == 0:
                text.append("hoarding")
            title = " ".join(chance.choices(words, often, k=6))
            page = Page(Kind.BRIEFING, number, title, " ".join(text), f"/bench/{number}/", datetime.date(2023, 3, 31))
            pages.append(page)
        write(f"bench:{first}", pages)


def seconds(query: str) -> float:
    """The median time of the page for a query."""
    client = Client()
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        response = client.get("/search/", {"q": query})
        found.append(time.perf_counter() - began)
        if response.status_code != 200:
            raise RuntimeError(f"the search answered {response.status_code}")
    return statistics.median(found)


def milliseconds() -> dict[str, float]:
    """The median time of the page for each query."""
    search_page.LIMIT = Limit(1_000_000)
    return {name: seconds(query) * 1000 for name, query in QUERIES.items()}
