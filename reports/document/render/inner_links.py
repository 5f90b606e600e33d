"""Links from one part of a report to another, in the HTML made of it. Pure.

Words of the report can lead to a table or a story which the report leaves out. Such a link would lead nowhere: its
words are printed plain, as the PDF prints them.
"""

import re
from collections.abc import Callable

# As our templates write them. Whatever people write is escaped, so its letters never look like these.
NAMES = re.compile(r'\sid="([^"]+)"')
LINKS = re.compile(r'(<a class="govuk-link" href=")#([^"]+)(">)(.*?)(</a>)', re.DOTALL)


def names_in(html: str) -> set[str]:
    """Every name that a link can lead to."""
    return set(NAMES.findall(html))


def led(html: str, address_of: Callable[[str], str | None]) -> str:
    """The same with each link inside the report led to its address; where there is none, its words alone."""

    def one(match: re.Match[str]) -> str:
        address = address_of(match[2])
        return match[4] if address is None else f"{match[1]}{address}{match[3]}{match[4]}{match[5]}"

    return LINKS.sub(one, html)


def only_live(html: str) -> str:
    """A whole report without links to what it has not."""
    names = names_in(html)
    return led(html, lambda name: f"#{name}" if name in names else None)
