"""To whom the law has a report sent, as plain data. Requirements go by their keys in the list of statutory ones."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RecipientRole:
    """Somebody to whom a report is sent. `key` is stored; `requirement_ids` are the requirements that ask for it.

    A requirement that names two readers ("chief executive and leader") stands with both, and is met by both together:
    see `roles_for`.
    """

    key: str
    title: str
    requirement_ids: tuple[str, ...] = ()


# "Should" and "must" alike: the list of requirements says which is which.
RECIPIENT_ROLES: tuple[RecipientRole, ...] = (
    RecipientRole("chief-executive", "Chief executive of the local authority", ("SAB-2a",)),
    RecipientRole("leader", "Leader of the local authority", ("SAB-2a",)),
    RecipientRole("policing-body", "Local policing body (police and crime commissioner)", ("SAB-2b",)),
    RecipientRole("healthwatch", "Local Healthwatch", ("SAB-2c",)),
    RecipientRole("health-board-chair", "Chair of the Health and Wellbeing Board", ("SAB-2d",)),
    RecipientRole("review-panel", "Child Safeguarding Practice Review Panel", ("CH18-7", "CH23-13")),
    RecipientRole("what-works", "Foundations, the What Works Centre", ("CH23-13",)),
    RecipientRole("other", "Someone else"),
)
ROLES_BY_KEY = {role.key: role for role in RECIPIENT_ROLES}
OTHER = "other"


def roles_for(requirement_id: str) -> tuple[RecipientRole, ...]:
    """Everybody who has to be sent the report before this requirement is met; empty where it asks for nobody."""
    return tuple(role for role in RECIPIENT_ROLES if requirement_id in role.requirement_ids)


def role_choices() -> list[tuple[str, str]]:
    """Keys and titles, as a model field's choices."""
    return [(role.key, role.title) for role in RECIPIENT_ROLES]
