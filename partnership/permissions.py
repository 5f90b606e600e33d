"""Every verb of the product, once."""

from enum import StrEnum


class Permission(StrEnum):
    """What a role may be allowed to do. Stored nowhere: roles are stored, and say which of these they hold."""

    REPORT_PROGRESS = "report_progress"
    SUBMIT_FIGURES = "submit_figures"
    WRITE_CASE_STUDY = "write_case_study"
    WRITE_BRIEFING = "write_briefing"
    WRITE_NEWSLETTER = "write_newsletter"
    WRITE_ACCOUNT = "write_account"
    WRITE_STATEMENT = "write_statement"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    REVIEW = "review"
    APPROVE_FOREWORD = "approve_foreword"
    APPROVE_SCRUTINY = "approve_scrutiny"
    MAKE_RELEASE = "make_release"
    SET_DISCLOSURE = "set_disclosure"
    BUILD_REPORT = "build_report"
    KEEP_REPORT_RECORDS = "keep_report_records"
    PUBLISH_REPORT = "publish_report"
    READ_REPORT_DRAFTS = "read_report_drafts"
    MANAGE_RETURNS = "manage_returns"
    MANAGE_STRUCTURE = "manage_structure"
    MANAGE_USERS = "manage_users"
    CLOSE_YEAR = "close_year"
    SEE_ALL_WORK = "see_all_work"
    READ_AUDIT = "read_audit"
    USE_ADMIN = "use_admin"
