"""What a file has to say about itself: release, publisher, licence, addresses. Pure."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partnership.days import day

OGL = "Open Government Licence v3.0"
OGL_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
NOT_SETTLED = "Terms to be confirmed"


@dataclass(frozen=True)
class Licence:
    """Under which terms figures may be used. `url` is empty, and `is_open` False, until the terms are settled."""

    name: str
    title: str
    url: str = ""

    @property
    def is_open(self) -> bool:
        """Whether everybody may use the figures again."""
        return bool(self.url)

    @property
    def short(self) -> str:
        """For a heading or a tag."""
        return self.title if self.is_open else NOT_SETTLED


def licence_of(content: Mapping[str, Any]) -> Licence:
    """The licence that the table was published under; `notspecified` where its terms are not settled."""
    text = content["licence"]
    return Licence("OGL-UK-3.0", OGL, OGL_URL) if text == OGL else Licence("notspecified", text)


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and where. `email` may be empty; `site` has no slash at its end."""

    name: str
    email: str
    site: str


@dataclass(frozen=True)
class Publication:
    """A release and its publisher, as plain data. `published_at` is empty while the release is under embargo."""

    slug: str
    title: str
    year: str
    number: int
    made_at: datetime.datetime
    published_at: datetime.datetime | None
    sha256: str
    publisher: str
    email: str
    area: str
    area_name: str
    site: str

    @property
    def address(self) -> str:
        """The release's page."""
        return f"{self.site}/releases/{self.slug}/"

    @property
    def dated(self) -> datetime.datetime:
        """When it was published, or made where it is still under embargo."""
        return self.published_at or self.made_at


def described(about: Publication) -> dict[str, Any]:
    """The release in plain data."""
    return {
        "slug": about.slug,
        "title": about.title,
        "year": about.year,
        "number": about.number,
        "published_at": about.published_at.isoformat() if about.published_at else None,
        "sha256": about.sha256,
    }


def page_of(content: Mapping[str, Any], about: Publication) -> str:
    """The family's page."""
    return f"{about.site}/figures/{content['theme']}/{content['slug']}/"


def citation(content: Mapping[str, Any], about: Publication) -> str:
    """How to name the figures in a text of one's own."""
    published = f", {day(about.published_at)}" if about.published_at else ""
    return (
        f"{about.publisher}: {content['title']}, {about.year}. In: {about.title}, release {about.number}{published}. "
        f"{page_of(content, about)}"
    )
