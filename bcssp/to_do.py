"""What waits for a person, from every room: one list of those who know of tasks."""

from collections.abc import Callable

from bcssp.accounts import to_do as accounts
from bcssp.carried import to_do as carried
from indicators.catalogue import to_do as catalogue
from indicators.chasing import to_do as chasing
from indicators.releases import to_do as releases
from indicators.returns import to_do as returns
from learning import to_do as learning
from partnership import to_do as partnership
from partnership.models import User
from partnership.task import Task, TaskGroup, grouped
from priorities import to_do as priorities
from reports.assessments import to_do as assessments
from reports.build import to_do as build
from reports.contributions import to_do as contributions
from reports.publishing import to_do as publishing
from reports.signing import to_do as signing
from review import to_do as review

# Where two speak of the same link, the first one's words are shown.
SOURCES: tuple[Callable[[User], list[Task]], ...] = (
    publishing.to_do,
    signing.to_do,
    review.to_do,
    returns.to_do,
    chasing.to_do,
    priorities.to_do,
    assessments.to_do,
    contributions.to_do,
    build.to_do,
    releases.to_do,
    catalogue.to_do,
    learning.to_do,
    accounts.to_do,
    carried.to_do,
    partnership.to_do,
)


def to_do(user: User) -> list[TaskGroup]:
    """Everything that waits for this person, by what has to be done. A constant number of queries."""
    return grouped(task for source in SOURCES for task in source(user))
