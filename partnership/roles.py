"""The roles, in words, beside what each may do. Short keys are stored; words and permissions live here."""

from dataclasses import dataclass

from partnership.permissions import Permission


@dataclass(frozen=True)
class Role:
    """A part that a person plays. `key` is stored; the rest is for people and for `authorization`."""

    key: str
    name: str
    description: str
    permissions: frozenset[Permission]


_READS_EVERYTHING = frozenset(
    {Permission.SEE_ALL_WORK, Permission.USE_ADMIN, Permission.READ_REPORT_DRAFTS, Permission.READ_AUDIT}
)

_ALL = (
    Role(
        "partner",
        "Partner",
        "Submits figures, progress, case studies and the yearly account for their own organisation.",
        frozenset(
            {
                Permission.REPORT_PROGRESS,
                Permission.SUBMIT_FIGURES,
                Permission.WRITE_CASE_STUDY,
                Permission.WRITE_ACCOUNT,
            }
        ),
    ),
    Role(
        "board_member",
        "Board member",
        "Approves or returns what other organisations submitted, and agrees how small numbers are protected.",
        _READS_EVERYTHING | {Permission.REVIEW, Permission.SET_DISCLOSURE},
    ),
    Role(
        "coordinator",
        "Coordinator",
        "Keeps the structure and the records of the annual report, chases returns, edits briefings and newsletters, "
        "publishes what was approved, makes releases and has the annual report built.",
        _READS_EVERYTHING
        | {
            Permission.WRITE_BRIEFING,
            Permission.WRITE_NEWSLETTER,
            Permission.WRITE_STATEMENT,
            Permission.PUBLISH,
            Permission.WITHDRAW,
            Permission.MAKE_RELEASE,
            Permission.SET_DISCLOSURE,
            Permission.MANAGE_RETURNS,
            Permission.BUILD_REPORT,
            Permission.EDIT_REPORT,
            Permission.HAND_ON_REPORT,
            Permission.KEEP_ARCHIVE,
            Permission.LOAD_CLOSED_YEARS,
            Permission.KEEP_REPORT_RECORDS,
            Permission.MANAGE_STRUCTURE,
            Permission.MANAGE_USERS,
            Permission.CLOSE_YEAR,
        },
    ),
    Role(
        "chair",
        "Independent chair",
        "Belongs to no organisation; reviews, decides where every board member has a conflict, signs the report last, "
        "publishes it, and alone may let it out without something that the law asks.",
        _READS_EVERYTHING
        | {
            Permission.REVIEW,
            Permission.APPROVE_FOREWORD,
            Permission.PUBLISH_REPORT,
            Permission.OVERRIDE_REQUIREMENT,
            Permission.HAND_ON_REPORT,
            Permission.CHALLENGE,
            Permission.WITHDRAW,
            Permission.SET_DISCLOSURE,
        },
    ),
    Role(
        "scrutineer",
        "Independent scrutineer",
        "Reads everything; asks the partnership in the challenge log; approves the scrutiny statement, which stands in "
        "their name; changes nothing else.",
        _READS_EVERYTHING | {Permission.APPROVE_SCRUTINY, Permission.CHALLENGE},
    ),
)

ROLES: dict[str, Role] = {role.key: role for role in _ALL}


def role_choices() -> list[tuple[str, str]]:
    """Keys and names, as a model field's choices."""
    return [(role.key, role.name) for role in _ALL]
