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
        "Submits figures, progress updates, case studies, events, how briefings were used, the annual account and "
        "self-assessments for their own organisation.",
        frozenset(
            {
                Permission.REPORT_PROGRESS,
                Permission.SUBMIT_FIGURES,
                Permission.WRITE_CASE_STUDY,
                Permission.WRITE_EVENT,
                Permission.RECORD_USE,
                Permission.WRITE_ACCOUNT,
                Permission.ASSESS,
                Permission.ASK_TO_KEEP_SENTENCE,
            }
        ),
    ),
    Role(
        "board_member",
        "Board member",
        "Approves or returns what other organisations submit, and agrees how small numbers are suppressed.",
        _READS_EVERYTHING | {Permission.REVIEW, Permission.SET_DISCLOSURE},
    ),
    Role(
        "coordinator",
        "Coordinator",
        "Manages the structure and the records behind the annual report, sends reminders for returns, edits "
        "briefings, newsletters and events, publishes approved items, creates releases and builds the annual report.",
        _READS_EVERYTHING
        | {
            Permission.WRITE_BRIEFING,
            Permission.RECORD_USE,
            Permission.WRITE_NEWSLETTER,
            Permission.WRITE_EVENT,
            Permission.MANAGE_SUBSCRIBERS,
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
            Permission.SET_TARGET,
            Permission.ASK_TO_KEEP_SENTENCE,
        },
    ),
    Role(
        "chair",
        "Independent chair",
        "Belongs to no organisation. Reviews items, decides when every board member has a conflict of "
        "interest, writes the foreword, signs the report last and publishes it. Only the chair can publish it "
        "without a legally required item.",
        _READS_EVERYTHING
        | {
            Permission.REVIEW,
            Permission.APPROVE_FOREWORD,
            Permission.PUBLISH_REPORT,
            Permission.OVERRIDE_REQUIREMENT,
            Permission.HAND_ON_REPORT,
            Permission.CHALLENGE,
            Permission.SET_TARGET,
            Permission.WITHDRAW,
            Permission.SET_DISCLOSURE,
        },
    ),
    Role(
        "scrutineer",
        "Independent scrutineer",
        "Can read everything, challenges the partnership in the challenge log and writes the scrutiny "
        "statement. Changes nothing else.",
        _READS_EVERYTHING | {Permission.APPROVE_SCRUTINY, Permission.CHALLENGE},
    ),
)

ROLES: dict[str, Role] = {role.key: role for role in _ALL}

# The roles of those who do more than send in: they decide, publish, or give others the right to. Two people of
# different organisations give and take them.
DECIDING = frozenset(key for key, role in ROLES.items() if Permission.USE_ADMIN in role.permissions)


def role_choices() -> list[tuple[str, str]]:
    """Keys and names, as a model field's choices."""
    return [(role.key, role.name) for role in _ALL]
