"""What an action comes from, tied by `Action.source_key`: the finding of a review, a challenge, and so on.

Such a key is `kind:what:number`: of what kind the source is, which one, and how many actions it had before. So one
source has any number of actions, and a form that is sent twice makes one. Rooms above this one name what they hold in
`settings.ACTION_ORIGINS`, so that an action's page leads back to it.
"""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from partnership.authorization import has_permission
from partnership.models import User
from partnership.permissions import Permission
from priorities.models import Action, Source
from priorities.tracker import TrackedLine, tracked_lines


@dataclass(frozen=True)
class ActionsAbout:
    """The actions that came from one thing, for its page. `stem` begins their keys; `reference` is its name."""

    source: Source
    stem: str
    reference: str
    lines: list[TrackedLine]
    may_add: bool

    def key(self, number: int) -> str:
        """The `source_key` of its action of this number."""
        return f"{self.stem}:{number}"

    @property
    def add(self) -> str:
        """The form of one more action about it; empty for who adds none."""
        if not self.may_add:
            return ""
        number = 1 + max((int(line.action.source_key.rpartition(":")[2]) for line in self.lines), default=0)
        asked = {"source": self.source.value, "reference": self.reference, "key": self.key(number)}
        return f"{reverse('priorities:action-create')}?{urlencode(asked)}"


def actions_about(things: dict[str, str], *, source: Source, kind: str, user: User) -> list[ActionsAbout]:
    """For each thing, keyed by what identifies it, with the words that the tracker calls it by. Two queries."""
    seen = Action.objects.visible_to(user).filter(source=source, source_key__startswith=f"{kind}:")
    by_stem: dict[str, list[TrackedLine]] = defaultdict(list)
    for line in tracked_lines(user, seen.select_related("owner").order_by("source_key")):
        by_stem[line.action.source_key.rpartition(":")[0]].append(line)
    may_add = has_permission(user, Permission.MANAGE_STRUCTURE)
    return [
        ActionsAbout(source, f"{kind}:{what}", words, by_stem[f"{kind}:{what}"], may_add)
        for what, words in things.items()
    ]


def origin_address(action: Action, user: User) -> str:
    """The page of what the action comes from, for who may open it; empty where there is none."""
    kind, _, rest = action.source_key.partition(":")
    name = settings.ACTION_ORIGINS.get(kind)
    if name is None:
        return ""
    address: str = import_string(name)(rest.rpartition(":")[0], user)
    return address
