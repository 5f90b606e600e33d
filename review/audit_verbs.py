"""Every verb of the audit trail, once, with its words for people."""

from django.db import models


class AuditVerb(models.TextChoices):
    """What somebody did. The value is stored in the trail and hashed there, so it never changes; labels may.

    `review.audit.record` takes no other.
    """

    # Reviewed items: the verbs of `review.transitions`, and what is said about them.
    CREATE = "create", "Created"
    EDIT = "edit", "Edited"
    SUBMIT = "submit", "Submitted"
    RETURN = "return", "Returned"
    APPROVE = "approve", "Approved"
    PUBLISH = "publish", "Published"
    WITHDRAW = "withdraw", "Withdrawn"
    WITHDRAW_CONSENT = "withdraw consent", "Consent withdrawn"
    GIVE_REVIEW = "give review", "Review given"
    DECLINE_REVIEW = "decline review", "Review declined"
    SEND_TO_CHAIR = "send to chair", "Reviewers disagree: sent to the chair"
    ANSWER_REVIEW = "answer review", "Reviewer’s note answered"
    ASK = "ask", "Question asked"
    ANSWER = "answer", "Question answered"
    CLOSE_QUESTION = "close question", "Question closed"
    COMMENT = "comment", "Comment added"
    RESOLVE_COMMENT = "resolve comment", "Comment resolved"

    # Accounts, plans and themes.
    CREATE_ACCOUNT = "create account", "Account created"
    CHANGE_ACCOUNT = "change account", "Account changed"
    INVITE = "invite", "Invitation sent"
    ACCEPT_INVITATION = "accept invitation", "Invitation accepted"
    REMOVE_SECOND_FACTOR = "remove second factor", "Two-step sign-in removed"
    CHANGE_SEAT = "change seat", "Seat changed"
    CONFIRM_INSTALLATION = "confirm installation", "Confirmed as the real portal"
    CREATE_PLAN = "create plan", "Plan created"
    CHANGE_PLAN = "change plan", "Plan changed"
    CREATE_PRIORITY = "create priority", "Priority created"
    CHANGE_PRIORITY = "change priority", "Priority changed"
    CREATE_COMMITMENT = "create commitment", "Commitment created"
    CHANGE_COMMITMENT = "change commitment", "Commitment changed"
    CREATE_ACTION = "create action", "Action created"
    CHANGE_ACTION = "change action", "Action changed"
    MOVE_IN_PLAN = "move in plan", "Order of the plan changed"
    REMOVE_FROM_PLAN = "remove from plan", "Removed from the plan"
    END_ACTION = "end action", "Action ended"
    LOAD_PLAN = "load plan", "Plan loaded from a file"
    CREATE_THEME = "create theme", "Theme created"
    CHANGE_THEME = "change theme", "Theme changed"

    # Reference data and figures.
    LOAD_AREAS = "load areas", "Areas loaded"
    LOAD_NEIGHBOUR_SETS = "load neighbour sets", "Neighbour sets loaded"
    LOAD_POPULATIONS = "load populations", "Populations loaded"
    MAP_OPEN_DATA = "map open data", "National open data mapped"
    SEND_FILE = "send file", "File uploaded"
    LOAD_FILE_OF_CLOSED_YEAR = "load file of closed year", "File of a closed year loaded"
    LOAD_CLOSED_YEAR = "load closed year", "Closed year loaded"

    # Returns and reminders.
    SET_UP_RETURN = "set up return", "Return created"
    CHANGE_RETURN = "change return", "Return changed"
    RETIRE_RETURN = "retire return", "Return retired"
    PLAN_ROUNDS = "plan rounds", "Rounds planned"
    CHANGE_DATES = "change dates", "Dates changed"
    CHASE = "chase", "Figures chased"
    CHASE_ACCOUNT = "chase account", "Account chased"
    SET_ACCOUNT_DATES = "set account dates", "Account dates set"
    OPEN_ASSESSMENT = "open assessment", "Self-assessment opened"
    CANCEL_REMINDER = "cancel reminder", "Reminder cancelled"

    # Releases.
    ANNOUNCE_RELEASE = "announce release", "Release announced"
    MOVE_ANNOUNCED_RELEASE = "move announced release", "Announced release moved"
    CANCEL_ANNOUNCED_RELEASE = "cancel announced release", "Announced release cancelled"
    ORDER_RELEASE = "order release", "Release requested"
    RELEASE = "release", "Release created"
    FAIL_TO_BUILD_RELEASE = "fail to build release", "Release failed"
    PUBLISH_RELEASE = "publish release", "Release published"
    HOLD_RELEASE_BACK = "hold release back", "Release held"
    CANCEL_RELEASE = "cancel release", "Release cancelled"

    # The board pack.
    SET_TARGET = "set target", "Target set"
    END_TARGET = "end target", "Target ended"

    # The annual report.
    MOVE_SECTION = "move section", "Section moved"
    EDIT_SECTION = "edit section", "Section introduction edited"
    LEAVE_SECTION_OUT = "leave section out", "Section left out"
    ANSWER_REQUIREMENT = "answer requirement", "Requirement answered"
    OVERRIDE_REQUIREMENT = "override requirement", "Requirement overridden"
    LIFT_OVERRIDE = "lift override", "Override removed"
    ASK_FOR_REPORT = "ask for report", "Report requested"
    BUILD_REPORT = "build report", "Report built"
    FAIL_TO_BUILD_REPORT = "fail to build report", "Report failed"
    ASK_TO_SIGN = "ask to sign", "Signature requested"
    SEND_CODE_TO_SIGN = "send code to sign", "Signing code sent"
    MISTYPE_CODE_TO_SIGN = "mistype code to sign", "Signing code rejected"
    CANCEL_LINK_TO_SIGN = "cancel link to sign", "Signing link cancelled"
    SIGN_REPORT = "sign report", "Report signed"
    GRANT_PREVIEW_OF_REPORT = "grant preview of report", "Pre-release access granted"
    REVOKE_PREVIEW_OF_REPORT = "revoke preview of report", "Pre-release access revoked"
    SCHEDULE_REPORT = "schedule report", "Report scheduled"
    CANCEL_SCHEDULE_OF_REPORT = "cancel schedule of report", "Report schedule cancelled"
    PUBLISH_REPORT = "publish report", "Report published"
    HOLD_REPORT_BACK = "hold report back", "Report held"
    TAKE_REPORT_DOWN = "take report down", "Report taken down"
    SEND_REPORT = "send report", "Report sent"
    CANCEL_EMAIL_WITH_REPORT = "cancel email with report", "Email with the report cancelled"
    RECORD_PRESENTATION_OF_REPORT = "record presentation of report", "Presentation recorded"
