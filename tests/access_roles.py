"""What the scrutineer and an operator get at the addresses of the table, by what others get; and who sends what."""

from tests.access_rows import IN, TO, Answer, Row
from tests.world import ROLES

# Beside those of `ROLES`: the scrutineer reads what boards read and decides nothing; an operator keeps accounts.
OTHERS = ("scrutineer", "operator")
EVERY_ROLE = (*ROLES, *OTHERS)
BOARD = ROLES.index("board")

SCRUTINEER: dict[str, Answer] = {
    "indicators:question-list": 403,
    "indicators:policy-propose": 403,
    "indicators:policy-decide": 403,
    "reports:challenge-create": 200,
}
# What operators see beside their own account: Django's pages without a record on them, and how the portal is.
OPERATOR: dict[str, Answer] = {
    "portal-health": 200,
    "admin:index": 200,
    "admin:records": 200,
    "admin:review-queue": 200,
    "admin:jsi18n": 200,
    "admin:login": TO,
    "admin:logout": 405,
    "admin:password_change": TO,
    "admin:password_change_done": TO,
    "priorities:action-list": 403,
    "priorities:milestone": 403,
    "learning:shared-story-list": 403,
    "learning:shared-story": 403,
    "learning:use-list": 403,
    "admin:app_list": 404,
    "admin:review-item": 404,
    "review:comments": 404,
    "review:details": 404,
}
# Whatever the role, nothing that is sent is taken here: there is nothing to send, or not in this state.
READ_ONLY = {
    "account_confirm_email",
    "account_email_verification_sent",
    "account_home",
    "account_inactive",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_sessions",
    "admin:autocomplete",
    "admin:former-report-file",
    "admin:former-reports",
    "admin:jsi18n",
    "admin:report-comparison",
    "admin:report-completeness",
    "admin:report-edition-completeness",
    "admin:report-edition-file",
    "admin:report-edition-origins",
    "admin:report-edition-progress",
    "admin:report-previews",
    "admin:report-recipients",
    "admin:review-item",
    "events:booking-list",
    "events:event-manage",
    "events:results",
    "indicators:area-list",
    "indicators:check-list",
    "indicators:closed-return-template",
    "indicators:closed-upload-marked",
    "indicators:closed-year-list",
    "indicators:definition-detail",
    "indicators:definition-entry",
    "indicators:definition-library",
    "indicators:definition-list",
    "indicators:definition-version",
    "indicators:draft-protection",
    "indicators:follow-up-answer",
    "indicators:policy-list",
    "indicators:population-list",
    "indicators:release-certificate",
    "indicators:release-manage",
    "indicators:release-order",
    "indicators:release-preview",
    "indicators:release-progress",
    "indicators:reminder-preview",
    "indicators:return-board",
    "indicators:return-calendar",
    "indicators:return-calendar-file",
    "indicators:return-list",
    "indicators:return-template",
    "indicators:return-template-list",
    "indicators:upload-marked",
    "learning:briefing-list",
    "learning:case-study-list",
    "learning:newsletter-manage",
    "learning:shared-story",
    "learning:shared-story-list",
    "learning:template-list",
    "learning:use-list",
    "mailing:email-preview",
    "mailing:progress",
    "mailing:subscriber-list",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_index",
    "mfa_view_recovery_codes",
    "partnership:group-list",
    "partnership:organisation-list",
    "partnership:seat-list",
    "people",
    "priorities:action-detail",
    "priorities:action-list",
    "priorities:milestone",
    "priorities:plan",
    "priorities:plan-csv",
    "priorities:progress-list",
    "reports:assessment-list",
    "reports:assessment-standards",
    "reports:board-pack",
    "reports:board-pack-pdf",
    "reports:challenge-list",
    "reports:impact-list",
    "reports:record-list",
    "reports:signing-pdf",
    "reports:signing-report",
    "reports:target-end",
    "reports:writing",
    "retention-hold-end",
    "style-guide",
    "trail",
    "work",
}


def answer_for(row: Row, role: str) -> Answer:
    """What the role gets at the address."""
    if role in ROLES:
        return row.answers[ROLES.index(role)]
    if role == "scrutineer":
        return SCRUTINEER.get(row.name, row.answers[BOARD])
    signed_in = set(row.answers[1:])
    return OPERATOR.get(row.name, signed_in.pop() if len(signed_in) == 1 else 403)


def is_refused(row: Row, role: str) -> bool:
    """Whether nothing that this role sends to the address may be taken."""
    return row.name in READ_ONLY or answer_for(row, role) in (IN, 403, 404)
