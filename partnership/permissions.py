"""Every verb of the product, once."""

from enum import StrEnum


class Permission(StrEnum):
    """What a role may be allowed to do. Stored nowhere: roles are stored, and say which of these they hold."""

    REPORT_PROGRESS = "report_progress"
    SUBMIT_FIGURES = "submit_figures"
    WRITE_CASE_STUDY = "write_case_study"
    WRITE_BRIEFING = "write_briefing"
    RECORD_USE = "record_use"
    WRITE_NEWSLETTER = "write_newsletter"
    WRITE_EVENT = "write_event"
    MANAGE_SUBSCRIBERS = "manage_subscribers"
    WRITE_ACCOUNT = "write_account"
    WRITE_STATEMENT = "write_statement"
    ASSESS = "assess"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    ASK_TO_KEEP_SENTENCE = "ask_to_keep_sentence"
    REVIEW = "review"
    APPROVE_FOREWORD = "approve_foreword"
    APPROVE_SCRUTINY = "approve_scrutiny"
    MAKE_RELEASE = "make_release"
    SET_DISCLOSURE = "set_disclosure"
    BUILD_REPORT = "build_report"
    EDIT_REPORT = "edit_report"
    OVERRIDE_REQUIREMENT = "override_requirement"
    KEEP_REPORT_RECORDS = "keep_report_records"
    PUBLISH_REPORT = "publish_report"
    READ_REPORT_DRAFTS = "read_report_drafts"
    HAND_ON_REPORT = "hand_on_report"
    KEEP_ARCHIVE = "keep_archive"
    LOAD_CLOSED_YEARS = "load_closed_years"
    CHALLENGE = "challenge"
    MANAGE_RETURNS = "manage_returns"
    MANAGE_STRUCTURE = "manage_structure"
    MANAGE_USERS = "manage_users"
    CLOSE_YEAR = "close_year"
    SET_TARGET = "set_target"
    SEE_ALL_WORK = "see_all_work"
    READ_AUDIT = "read_audit"
    USE_ADMIN = "use_admin"

    @property
    def words(self) -> str:
        """What it allows, as it follows “You cannot”."""
        return _WORDS.get(self, self.replace("_", " "))


_WORDS = {
    Permission.WRITE_CASE_STUDY: "write case studies",
    Permission.WRITE_BRIEFING: "write briefings",
    Permission.RECORD_USE: "record how a briefing was used",
    Permission.WRITE_NEWSLETTER: "write newsletters",
    Permission.WRITE_EVENT: "create events or see who booked",
    Permission.MANAGE_SUBSCRIBERS: "see or send to subscribers",
    Permission.WRITE_ACCOUNT: "write accounts for the annual report",
    Permission.WRITE_STATEMENT: "write statements for the annual report",
    Permission.ASSESS: "write a self-assessment",
    Permission.PUBLISH: "publish this",
    Permission.WITHDRAW: "withdraw this",
    Permission.ASK_TO_KEEP_SENTENCE: "ask to keep a sentence",
    Permission.REVIEW: "review this",
    Permission.APPROVE_FOREWORD: "approve the foreword",
    Permission.APPROVE_SCRUTINY: "approve the scrutiny statement",
    Permission.MAKE_RELEASE: "create releases",
    Permission.SET_DISCLOSURE: "change disclosure policies",
    Permission.BUILD_REPORT: "build the annual report",
    Permission.EDIT_REPORT: "edit the annual report",
    Permission.OVERRIDE_REQUIREMENT: "override legal requirements",
    Permission.KEEP_REPORT_RECORDS: "edit records for the annual report",
    Permission.PUBLISH_REPORT: "publish the annual report",
    Permission.READ_REPORT_DRAFTS: "read drafts of the annual report",
    Permission.HAND_ON_REPORT: "share the annual report",
    Permission.KEEP_ARCHIVE: "edit the archive of former reports",
    Permission.LOAD_CLOSED_YEARS: "backfill closed years",
    Permission.CHALLENGE: "record challenges",
    Permission.MANAGE_STRUCTURE: "change the structure",
    Permission.CLOSE_YEAR: "open or close years",
    Permission.SET_TARGET: "set targets",
    Permission.READ_AUDIT: "read the audit trail",
    Permission.USE_ADMIN: "use the administration pages",
}
