"""The roles, in words, beside what each may do. Short keys are stored; words and permissions live here."""

from dataclasses import dataclass

from partnership.permissions import Permission as P


@dataclass(frozen=True)
class Role:
    """A part that a person plays. `key` is stored; the rest is for people and for `authorization`."""

    key: str
    name: str
    description: str
    permissions: frozenset[P]


_READS_EVERYTHING = frozenset({P.SEE_ALL_WORK, P.USE_ADMIN, P.READ_REPORT_DRAFTS, P.READ_AUDIT})

_ALL = (
    Role(
        "partner",
        "Partner",
        "Submits figures, progress and case studies for their own organisation.",
        frozenset({P.REPORT_PROGRESS, P.SUBMIT_FIGURES, P.WRITE_CASE_STUDY}),
    ),
    Role(
        "board_member",
        "Board member",
        "Approves or returns what other organisations submitted.",
        _READS_EVERYTHING | {P.REVIEW},
    ),
    Role(
        "coordinator",
        "Coordinator",
        "Keeps the structure, chases returns, edits briefings and newsletters, publishes what was approved, "
        "makes releases and has the annual report built.",
        _READS_EVERYTHING
        | {
            P.WRITE_BRIEFING,
            P.WRITE_NEWSLETTER,
            P.PUBLISH,
            P.WITHDRAW,
            P.MAKE_RELEASE,
            P.BUILD_REPORT,
            P.MANAGE_STRUCTURE,
            P.MANAGE_USERS,
            P.CLOSE_YEAR,
        },
    ),
    Role(
        "chair",
        "Independent chair",
        "Belongs to no organisation; reviews, decides where every board member has a conflict, publishes the report.",
        _READS_EVERYTHING | {P.REVIEW, P.PUBLISH_REPORT, P.WITHDRAW},
    ),
    Role(
        "scrutineer",
        "Independent scrutineer",
        "Reads everything, changes nothing.",
        _READS_EVERYTHING,
    ),
)

ROLES: dict[str, Role] = {role.key: role for role in _ALL}


def role_choices() -> list[tuple[str, str]]:
    """Keys and names, as a model field's choices."""
    return [(role.key, role.name) for role in _ALL]
