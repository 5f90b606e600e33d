"""A row of the table of addresses, and what each role is answered, for `tests.access_table`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.world import ROLES, World

IN = "sign-in"  # sent to the sign-in page and back afterwards
TO = "elsewhere"  # sent somewhere else on purpose
Answer = int | str


@dataclass(frozen=True)
class Row:
    """One address. `answers` follow the order of `ROLES`."""

    name: str
    answers: tuple[Answer, ...]
    heading: str = ""
    why: str = ""
    args: Callable[[World], list[Any]] = field(default=lambda world: [])

    def __post_init__(self) -> None:
        """A row is whole, or the table does not load."""
        assert len(self.answers) == len(ROLES), self.name
        assert bool(self.heading) != bool(self.why), f"{self.name}: a heading, or why it is no page"

    @property
    def reader(self) -> str:
        """The first role that is shown the page."""
        return ROLES[self.answers.index(200)]


EVERYONE = (200,) * 6
#          anonymous, council, police, board, coordinator, chair
PARTNERS = (IN, 200, 200, 403, 403, 403)
SIGNED_IN = (IN, 200, 200, 200, 200, 200)
# Who writes events; and, of one of the police, its host and the coordinator.
WRITERS = (IN, 200, 200, 403, 200, 403)
HOSTS = (IN, 404, 200, 403, 200, 403)
EDITOR = (IN, 403, 403, 403, 200, 403)
READERS = (IN, 403, 403, 200, 200, 200)
# The police's partner is the deputy of a seat that signs.
SIGNERS = (IN, 403, 200, 200, 200, 200)
WITHDRAWERS = (IN, 403, 403, 403, 200, 200)
STAFF = (IN, IN, IN, 200, 200, 200)
HANDERS = (IN, 403, 403, 403, 200, 200)
CHAIR_ALONE = (IN, 403, 403, 403, 403, 200)
COORDINATOR_ONLY = (IN, IN, IN, 403, 200, 403)
NOBODY = (IN, IN, IN, 403, 403, 403)
YEAR = "2022-23"
REFERENCE = {"organisation": "Organisations", "group": "Boards and groups", "seat": "Seats", "year": "Years"}
