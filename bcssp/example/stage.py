"""What every part of the example works with: its files, people, organisations and years."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from partnership.models import Organisation, ReportingYear, User
from review import services as review
from review.models import Reviewable
from review.transitions import Verb

EXAMPLE = settings.BASE_DIR / "data" / "example"
YEAR = "2022-23"


def read(name: str) -> dict[str, Any]:
    """One of the example's files."""
    with (EXAMPLE / name).open("rb") as file:
        return tomllib.load(file)


@dataclass
class Example:
    """The people and years of the example, and whether illustrative figures are left out."""

    password: str
    real_only: bool
    say: Callable[[str], None]
    people: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    years: dict[str, ReportingYear] = field(default_factory=dict)

    @classmethod
    def stored(cls, say: Callable[[str], None]) -> "Example":
        """The example as this database holds it."""
        return cls(
            password="",
            real_only=False,
            say=say,
            people={user.email: user for user in User.objects.all()},
            organisations={one.slug: one for one in Organisation.objects.all()},
            years={one.slug: one for one in ReportingYear.objects.all()},
        )

    @property
    def coordinator(self) -> User:
        """Keeps structure, edits, publishes."""
        return self.people["coordinator@example.org"]

    @property
    def chair(self) -> User:
        """The independent chair."""
        return self.people["chair@example.org"]

    def partner(self, organisation: Organisation) -> User:
        """Who writes for an organisation."""
        return self.people[f"partner.{organisation.slug}@example.org"]

    def board(self) -> User:
        """Decides on what the council and the police sent: of neither."""
        return self.people["board.icb@example.org"]

    def board_for(self, item: Reviewable) -> list[User]:
        """Who decides on an item: one person, or two of different organisations where it is reviewed blind."""
        if not item.is_reviewed_blind:
            return [self.board()]
        owner = item.organisation.slug
        names = [name for name in ("icb", "police", "council") if name != owner]
        return [self.people[f"board.{name}@example.org"] for name in names[:2]]

    def through_review(self, item: Reviewable, by: User, notes: Sequence[str] = ()) -> Reviewable:
        """Submit and approve, with notes of the reviewers, and publish what is published by itself."""
        item = review.move(obj=item, verb=Verb.SUBMIT, by=by, revision=item.revision)
        for number, reviewer in enumerate(self.board_for(item)):
            note = notes[number] if number < len(notes) else ""
            item = review.move(obj=item, verb=Verb.APPROVE, by=reviewer, note=note, revision=item.revision)
        if item.publishes:
            item = review.move(obj=item, verb=Verb.PUBLISH, by=self.coordinator, revision=item.revision)
        return item
