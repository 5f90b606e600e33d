"""Who acted, as the audit trail wrote it down that day, without the name: for readers. Pure."""

import re

from partnership.roles import ROLES

# “A Person (Partner, Board member; The Council)”, as `review.audit.actor_label` writes it. A name may hold anything,
# brackets and semicolons too. So what is read is the last bracket that opens with roles which the portal knows, and
# nothing before it: no part of a name can stand behind that.
_ROLE = "|".join(re.escape(name) for name in sorted([*(role.name for role in ROLES.values()), "no role"], reverse=True))
LABEL = re.compile(rf"\A.* \((?P<roles>(?:{_ROLE})(?:, (?:{_ROLE}))*); (?P<organisation>.+)\)", re.DOTALL)
PORTAL = "the portal"
UNKNOWN = "a role that was not recorded"


def public_words(label: str) -> str:
    """“Partner, The Council”. A label that cannot be read gives no name away: it becomes a plain phrase."""
    if label == PORTAL:
        return PORTAL
    found = LABEL.fullmatch(label)
    if found is None:
        return UNKNOWN
    organisation = found["organisation"]
    return found["roles"] if organisation == "no organisation" else f"{found['roles']}, {organisation}"
