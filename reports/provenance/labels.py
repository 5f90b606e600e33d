"""Who acted, as the audit trail wrote it down that day, without the name: for readers. Pure."""

import re

# “A Person (Partner, Board member; The Council)”, as `review.audit.actor_label` writes it.
LABEL = re.compile(r"^(?P<name>.*?) \((?P<roles>[^;()]*); (?P<organisation>.*)\)$", re.DOTALL)
PORTAL = "the portal"
UNKNOWN = "a role that was not recorded"


def public_words(label: str) -> str:
    """“Partner, The Council”. A label that cannot be read gives no name away: it becomes a plain phrase."""
    if label == PORTAL:
        return PORTAL
    found = LABEL.match(label)
    if found is None:
        return UNKNOWN
    organisation = found["organisation"]
    return found["roles"] if organisation == "no organisation" else f"{found['roles']}, {organisation}"
