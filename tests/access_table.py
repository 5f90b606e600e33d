"""Every address of the portal, and what each role gets there. An address without a row fails the suite.

The browser's checks of accessibility visit the same rows: `heading` is the page's main heading, and an address without
one is no page (a file, an answer for programs, a redirect), which `why` explains.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories.editions import PREVIEW_TOKEN
from tests.world import ROLES, World

IN = "sign-in"  # sent to the sign-in page and back afterwards
TO = "elsewhere"  # sent somewhere else on purpose
Answer = int | str


@dataclass(frozen=True)
class Row:
    """One address. `answers` follow the order of `ROLES`."""

    name: str
    answers: tuple[Answer, ...]
    heading: str = ""
    why: str = ""
    args: Callable[[World], list[Any]] = field(default=lambda world: [])

    def __post_init__(self) -> None:
        """A row is whole, or the table does not load."""
        assert len(self.answers) == len(ROLES), self.name
        assert bool(self.heading) != bool(self.why), f"{self.name}: a heading, or why it is no page"

    @property
    def reader(self) -> str:
        """The first role that is shown the page."""
        return ROLES[self.answers.index(200)]


EVERYONE = (200,) * 6
#          anonymous, council, police, board, coordinator, chair
PARTNERS = (IN, 200, 200, 403, 403, 403)
SIGNED_IN = (IN, 200, 200, 200, 200, 200)
EDITOR = (IN, 403, 403, 403, 200, 403)
READERS = (IN, 403, 403, 200, 200, 200)
# The police's partner is the deputy of a seat that signs.
SIGNERS = (IN, 403, 200, 200, 200, 200)
WITHDRAWERS = (IN, 403, 403, 403, 200, 200)
STAFF = (IN, IN, IN, 200, 200, 200)
HANDERS = (IN, 403, 403, 403, 200, 200)
CHAIR_ALONE = (IN, 403, 403, 403, 403, 200)
COORDINATOR_ONLY = (IN, IN, IN, 403, 200, 403)
NOBODY = (IN, IN, IN, 403, 403, 403)
YEAR = "2022-23"

API_LISTS = (
    *("api-root", "list_themes", "list_families", "list_datasets", "list_releases", "list_calendar", "list_areas"),
    "list_neighbour_sets",
)

PUBLIC = [
    Row("home", EVERYONE, "Keeping children and adults at risk safe"),
    Row("accessibility", EVERYONE, "Accessibility statement"),
    Row("privacy", EVERYONE, "Privacy"),
    Row("theme", EVERYONE, why="a style sheet"),
    Row("favicon", (TO,) * 6, why="leads to the picture"),
    Row("healthz", EVERYONE, why="for machines"),
    Row("readyz", (503,) * 6, why="for machines; no worker runs beside these tests"),
    Row("partnership:structure", EVERYONE, "How the partnership is organised"),
    Row("priorities:priority-list", EVERYONE, "Our priorities"),
    Row(
        "priorities:priority-detail",
        EVERYONE,
        "Develop a",
        args=lambda world: [world.police_update.action.commitment.priority.slug],
    ),
    Row("indicators:figure-index", EVERYONE, "Figures"),
    Row("indicators:symbols", EVERYONE, "What the symbols in tables mean"),
    Row("indicators:theme-detail", EVERYONE, "Police", args=lambda world: ["police"]),
    Row("indicators:indicator-detail", EVERYONE, "Missing children", args=lambda world: ["police", "missing-children"]),
    Row("indicators:indicator-csv", EVERYONE, why="a file", args=lambda world: ["police", "missing-children"]),
    Row("indicators:indicator-json", EVERYONE, why="a file", args=lambda world: ["police", "missing-children"]),
    Row("indicators:indicator-svg", EVERYONE, why="a picture", args=lambda world: ["police", "missing-children"]),
    Row("indicators:indicator-xlsx", EVERYONE, why="a file", args=lambda world: ["police", "missing-children"]),
    Row("indicators:indicator-csv-metadata", EVERYONE, why="a file", args=lambda world: ["police", "missing-children"]),
    Row("indicators:api-guide", EVERYONE, "Data API"),
    Row("indicators:data-catalogue", EVERYONE, why="for programs"),
    Row("indicators:release-list", EVERYONE, "Releases"),
    Row("indicators:release-xlsx", EVERYONE, why="a file", args=lambda world: [YEAR]),
    Row("indicators:release-datapackage", EVERYONE, why="for programs", args=lambda world: [YEAR]),
    Row("indicators:release-csv", EVERYONE, why="a file", args=lambda world: [YEAR, "missing-children"]),
    Row("indicators:release-csv-metadata", EVERYONE, why="a file", args=lambda world: [YEAR, "missing-children"]),
    Row("indicators:release-detail", EVERYONE, "Figures for 2022-23", args=lambda world: [YEAR]),
    Row("indicators:release-changes", EVERYONE, "Changes:", args=lambda world: [YEAR]),
    Row("api:openapi-json", EVERYONE, why="for programs"),
    *(Row(f"api:{name}", EVERYONE, why="for programs") for name in API_LISTS),
    Row("api:read_family", EVERYONE, why="for programs", args=lambda world: ["missing-children"]),
    Row("api:read_dataset", EVERYONE, why="for programs", args=lambda world: ["missing-children"]),
    Row("api:list_versions", EVERYONE, why="for programs", args=lambda world: ["missing-children"]),
    Row("api:read_version", EVERYONE, why="for programs", args=lambda world: ["missing-children", YEAR]),
    Row("api:list_observations", EVERYONE, why="for programs", args=lambda world: ["missing-children", YEAR]),
    Row("api:list_changes", (404,) * 6, why="no figure was revised yet", args=lambda world: ["missing-children", YEAR]),
    Row("api:read_release", EVERYONE, why="for programs", args=lambda world: [YEAR]),
    Row("api:check_return", (405,) * 6, why="takes a file in", args=lambda world: ["police-figures", YEAR]),
    Row("api:nothing-here", (404,) * 6, why="every other address of the API", args=lambda world: ["elsewhere"]),
    Row("learning:learning-index", EVERYONE, "Learning"),
    Row("learning:briefing-detail", EVERYONE, "Transitional", args=lambda world: [world.briefing.slug]),
    Row("learning:case-study-detail", EVERYONE, "One plan", args=lambda world: [world.council_story.slug]),
    Row("learning:newsletter-list", EVERYONE, "Newsletters"),
    Row("learning:newsletter-detail", EVERYONE, "ewsletter", args=lambda world: [world.newsletter.slug]),
    Row("learning:feed-briefings", EVERYONE, why="a feed"),
    Row("learning:feed-newsletters", EVERYONE, why="a feed"),
    Row("reports:report-list", EVERYONE, "Annual reports"),
    Row("reports:report-detail", EVERYONE, "Annual report 2022-23", args=lambda world: [YEAR]),
    Row("reports:report-pdf", EVERYONE, why="a file", args=lambda world: [YEAR]),
    Row("reports:report-html", EVERYONE, why="a file to keep", args=lambda world: [YEAR]),
    Row("reports:report-json", EVERYONE, why="a file", args=lambda world: [YEAR]),
    Row("reports:report-xlsx", EVERYONE, why="a file", args=lambda world: [YEAR]),
    Row("reports:report-zip", EVERYONE, why="a file", args=lambda world: [YEAR]),
    Row("reports:report-table", EVERYONE, why="a file", args=lambda world: [YEAR, "structure-organisations"]),
    Row("reports:report-summary", EVERYONE, "Summary in plain words", args=lambda world: [YEAR]),
    Row("reports:report-easy-read", EVERYONE, "Easy Read version", args=lambda world: [YEAR]),
    Row("reports:edition-page", EVERYONE, "Annual report 2022-23", args=lambda world: [YEAR, 1]),
    Row("reports:edition-pdf", EVERYONE, why="a file", args=lambda world: [YEAR, 1]),
    Row("reports:edition-html", EVERYONE, why="a file to keep", args=lambda world: [YEAR, 1]),
    Row("reports:edition-json", EVERYONE, why="a file", args=lambda world: [YEAR, 1]),
    Row("reports:edition-xlsx", EVERYONE, why="a file", args=lambda world: [YEAR, 1]),
    Row("reports:edition-zip", EVERYONE, why="a file", args=lambda world: [YEAR, 1]),
    Row("reports:edition-table", EVERYONE, why="a file", args=lambda world: [YEAR, 1, "structure-organisations"]),
    Row("reports:former-report", EVERYONE, "Annual report 2014-15", args=lambda world: ["2014-15"]),
    Row("reports:former-report-pdf", EVERYONE, why="a file", args=lambda world: ["2014-15"]),
    Row("reports:preview", EVERYONE, "Preview: annual report", args=lambda world: [PREVIEW_TOKEN]),
    Row("reports:preview-pdf", EVERYONE, why="a file", args=lambda world: [PREVIEW_TOKEN]),
    Row("reports:report-section-list", EVERYONE, "section by section", args=lambda world: [YEAR]),
    Row("reports:report-section", EVERYONE, "Our partnership", args=lambda world: [YEAR, "structure"]),
    Row("reports:sign-by-link", EVERYONE, "Sign", args=lambda world: [world.signing_token]),
    Row("reports:sign-by-link-report", EVERYONE, "Annual report", args=lambda world: [world.signing_token]),
    Row("reports:sign-by-link-pdf", EVERYONE, why="a file", args=lambda world: [world.signing_token]),
]

WORKING = [
    Row("work", SIGNED_IN, "My work"),
    Row("style-guide", READERS, "Style guide"),
    Row("indicators:return-list", PARTNERS, "Figures"),
    Row(
        "indicators:submission-edit",
        (IN, 403, 200, 403, 403, 403),
        "Missing children",
        args=lambda world: [YEAR, "missing-children"],
    ),
    Row(
        "indicators:upload-create",
        (IN, 403, 200, 403, 403, 403),
        "Upload a spreadsheet",
        args=lambda world: [YEAR, "police-figures"],
    ),
    Row(
        "indicators:return-template",
        (IN, 403, 200, 403, 403, 403),
        why="a file",
        args=lambda world: [YEAR, "police-figures", "xlsx"],
    ),
    Row(
        "indicators:upload-preview",
        (IN, 403, 200, 403, 403, 403),
        "Check your file",
        args=lambda world: [YEAR, "police-figures", world.upload.pk],
    ),
    Row(
        "indicators:upload-marked",
        (IN, 403, 200, 403, 403, 403),
        why="a file",
        args=lambda world: [YEAR, "police-figures", world.upload.pk],
    ),
    Row("indicators:return-calendar", SIGNED_IN, "Returns calendar"),
    Row("indicators:return-calendar-file", SIGNED_IN, why="a file"),
    Row("indicators:return-board", READERS, "Return status"),
    Row("indicators:reminder-preview", EDITOR, "Upcoming reminders"),
    Row("indicators:return-template-list", EDITOR, "Set up returns"),
    Row("indicators:open-data-mapping", EDITOR, "Map national open data"),
    Row("indicators:return-template-create", EDITOR, "Set up a return"),
    Row("indicators:return-template-edit", EDITOR, "Police figures", args=lambda world: ["police-figures"]),
    Row("indicators:return-template-retire", EDITOR, "Retire", args=lambda world: ["police-figures"]),
    Row("indicators:round-edit", EDITOR, "Dates for", args=lambda world: [world.round.pk]),
    Row("indicators:closed-year-list", EDITOR, "Backfill closed years"),
    Row(
        "indicators:closed-upload-create",
        EDITOR,
        "Backfill a closed year",
        args=lambda world: ["2021-22", "police-figures"],
    ),
    Row(
        "indicators:closed-return-template",
        EDITOR,
        why="a file",
        args=lambda world: ["2021-22", "police-figures", "csv"],
    ),
    Row(
        "indicators:closed-upload-preview",
        EDITOR,
        "Check your file",
        args=lambda world: ["2021-22", "police-figures", world.closed_upload.pk],
    ),
    Row(
        "indicators:closed-upload-marked",
        EDITOR,
        why="a file",
        args=lambda world: ["2021-22", "police-figures", world.closed_upload.pk],
    ),
    Row(
        "indicators:round-chase",
        (IN, 403, 403, 403, 405, 403),
        why="only a button leads here",
        args=lambda world: [world.round.pk],
    ),
    Row(
        "indicators:draft-autosave",
        (IN, 405, 405, 403, 403, 403),
        why="for the form's script, which posts to it",
        args=lambda world: [YEAR, "missing-children"],
    ),
    Row(
        "indicators:draft-discard",
        (IN, 405, 405, 403, 403, 403),
        why="a button of the form posts to it",
        args=lambda world: [YEAR, "missing-children"],
    ),
    Row(
        "indicators:follow-up-answer",
        (IN, 405, 405, 403, 403, 403),
        why="a button of the form posts to it",
        args=lambda world: [YEAR, "missing-children", 1],
    ),
    Row("indicators:check-list", SIGNED_IN, "How figures are checked"),
    Row(
        "indicators:question-list",
        (IN, 403, 403, 200, 403, 200),
        "Questions about individual figures",
        args=lambda world: [YEAR, "missing-children", world.submission.organisation.slug],
    ),
    Row("indicators:release-create", EDITOR, "release"),
    Row("indicators:release-manage", READERS, "Releases of figures"),
    Row("indicators:release-order", READERS, "Release", args=lambda world: [world.order.pk]),
    Row("indicators:release-progress", READERS, why="for programs", args=lambda world: [world.order.pk]),
    Row("indicators:draft-protection", READERS, "Figures suppressed in a release", args=lambda world: [YEAR]),
    Row("indicators:release-certificate", READERS, "Disclosure certificate", args=lambda world: [YEAR]),
    Row("indicators:policy-list", READERS, "How small numbers are protected"),
    Row("indicators:policy-propose", READERS, "Propose a policy"),
    Row("indicators:policy-decide", READERS, "Policy on small numbers", args=lambda world: [world.policy.pk]),
    Row("indicators:release-preview", READERS, "Figures for 2022-23", args=lambda world: [YEAR]),
    Row("indicators:release-publish", (IN, 403, 403, 403, 405, 403), why="a button", args=lambda world: [YEAR]),
    Row("indicators:release-cancel", EDITOR, "Cancel", args=lambda world: [YEAR]),
    Row("indicators:planned-create", EDITOR, "Announce a release"),
    Row("indicators:planned-edit", EDITOR, "Change the date", args=lambda world: [world.planned.pk]),
    Row("indicators:planned-cancel", EDITOR, "Cancel", args=lambda world: [world.planned.pk]),
    Row(
        "indicators:return-withdraw",
        (IN, 404, 200, 403, 200, 200),
        "Withdraw",
        args=lambda world: [world.submission.pk],
    ),
    Row("priorities:progress-list", PARTNERS, "Your actions"),
    Row(
        "priorities:progress-edit",
        (IN, 404, 200, 403, 403, 403),
        "Community assurance",
        args=lambda world: [YEAR, world.police_update.action.slug],
    ),
    Row("reports:record-list", EDITOR, "Records of the annual report"),
    Row("reports:safeguarding-review-create", EDITOR, "New safeguarding review"),
    Row("reports:safeguarding-review-edit", EDITOR, "SAR 2022/1", args=lambda world: [world.review.pk]),
    Row("reports:safeguarding-review-withdraw", WITHDRAWERS, "Withdraw", args=lambda world: [world.review.pk]),
    Row("reports:no-reviews-edit", EDITOR, "statement that there were no reviews", args=lambda world: [YEAR]),
    Row("reports:training-edit", EDITOR, "Training, 2022-23", args=lambda world: [YEAR]),
    Row("reports:costs-edit", EDITOR, "costs return", args=lambda world: [YEAR]),
    Row("reports:forward-plan-edit", EDITOR, "forward plan", args=lambda world: [YEAR]),
    Row("reports:plain-summary-edit", EDITOR, "Summary in plain words", args=lambda world: [YEAR]),
    Row("reports:easy-read-edit", EDITOR, "Easy Read version", args=lambda world: [YEAR]),
    Row("reports:record-withdraw", WITHDRAWERS, "Withdraw", args=lambda world: [YEAR, "training"]),
    Row("reports:writing", READERS, "Written for the report"),
    Row("reports:account-edit", PARTNERS, "account", args=lambda world: [YEAR]),
    Row("reports:account-withdraw", (IN, 404, 200, 403, 200, 200), "Withdraw", args=lambda world: [world.account.pk]),
    Row("reports:account-dates", EDITOR, "Dates for the accounts", args=lambda world: [YEAR]),
    Row(
        "reports:account-chase",
        (IN, 403, 403, 403, 405, 403),
        why="only a button leads here",
        args=lambda world: [YEAR, "police"],
    ),
    Row("reports:statement-edit", EDITOR, "statement", args=lambda world: [YEAR, "voice"]),
    Row("reports:statement-arm-edit", EDITOR, "statement", args=lambda world: [YEAR, "community-safety"]),
    Row("reports:signing-detail", SIGNERS, "Signatures", args=lambda world: [world.waiting.pk]),
    Row("reports:signing-link-create", EDITOR, "Send a signing link", args=lambda world: [world.waiting.pk]),
    Row("reports:signature-create", SIGNERS, "Sign", args=lambda world: [world.waiting.pk]),
    Row("reports:signing-report", SIGNERS, "Annual report", args=lambda world: [world.waiting.pk]),
    Row("reports:signing-pdf", SIGNERS, why="a file", args=lambda world: [world.waiting.pk]),
    Row("reports:board-pack", READERS, "Board pack"),
    Row("reports:board-pack-pdf", READERS, why="a PDF"),
    Row(
        "reports:target-set",
        HANDERS,
        "Target",
        args=lambda world: ["safety-and-anti-bullying", "number-of-domestic-abuse-crimes"],
    ),
    Row("reports:target-end", (IN, 403, 403, 403, 405, 405), why="a button", args=lambda world: [1]),
    Row("reports:challenge-list", READERS, "Challenges"),
    Row("reports:challenge-create", (IN, 403, 403, 403, 403, 200), "Raise a challenge"),
    Row("reports:challenge-detail", SIGNERS, "Challenge", args=lambda world: [world.challenge.pk]),
    Row("reports:statement-withdraw", WITHDRAWERS, "Withdraw", args=lambda world: [world.statement.pk]),
    Row("reports:impact-list", PARTNERS, "So what? Impact claims"),
    Row("reports:impact-edit", (IN, 404, 200, 403, 403, 403), "So what?", args=lambda world: [world.claim.pk]),
    Row("reports:impact-withdraw", (IN, 404, 200, 403, 200, 200), "Withdraw", args=lambda world: [world.claim.pk]),
    Row(
        "reports:impact-create",
        (IN, 404, 200, 403, 403, 403),
        "New claim of impact",
        args=lambda world: [YEAR, world.police_update.action.slug],
    ),
    Row("learning:case-study-list", (IN, 200, 200, 403, 200, 403), "Case studies"),
    Row("learning:case-study-create", PARTNERS, "case study"),
    Row(
        "learning:case-study-edit",
        (IN, 200, 404, 403, 200, 403),
        "One plan",
        args=lambda world: [world.council_story.pk],
    ),
    Row(
        "learning:case-study-withdraw-consent",
        (IN, 200, 404, 403, 200, 200),
        "consent",
        args=lambda world: [world.council_story.pk],
    ),
    Row("learning:briefing-list", EDITOR, "Briefings"),
    Row("learning:briefing-create", EDITOR, "briefing"),
    Row("learning:briefing-edit", EDITOR, "Transitional", args=lambda world: [world.briefing.pk]),
    Row("learning:briefing-withdraw", WITHDRAWERS, "ithdraw", args=lambda world: [world.briefing.pk]),
    Row("learning:newsletter-manage", EDITOR, "Newsletters"),
    Row("learning:newsletter-create", EDITOR, "newsletter"),
    Row("learning:newsletter-edit", EDITOR, "ewsletter", args=lambda world: [world.newsletter.pk]),
    Row("learning:newsletter-withdraw", WITHDRAWERS, "ithdraw", args=lambda world: [world.newsletter.pk]),
]

BOARD = [
    Row("admin:review-queue", STAFF, "Review queue"),
    Row("admin:index", STAFF, why="the same address as the queue"),
    Row(
        "admin:review-item",
        STAFF,
        "Transitional",
        args=lambda world: ["learning", "briefing", world.briefing.pk],
    ),
    Row("admin:records", STAFF, "Reference data and records"),
    Row("admin:report-completeness", READERS, "Missing from the report of 2022-23", args=lambda world: [YEAR]),
    Row("admin:report-edition-completeness", READERS, "Legal requirements", args=lambda world: [world.edition.pk]),
    Row("admin:report-requirement-answer", EDITOR, "Answer SAB-G1", args=lambda world: [YEAR, "SAB-G1"]),
    Row(
        "admin:report-requirement-override",
        (IN, 403, 403, 403, 403, 200),
        "Publish without SAB-1c",
        args=lambda world: ["2021-22", "SAB-1c"],
    ),
    Row("admin:report-plan", READERS, "Sections of the report of 2022-23", args=lambda world: [YEAR]),
    Row("admin:report-section-choice", EDITOR, "Section “Learning”", args=lambda world: [YEAR, "learning"]),
    Row("admin:report-comparison", READERS, "compared with the year before", args=lambda world: [YEAR]),
    Row(
        "admin:report-closure",
        EDITOR,
        "Keep a register of risks",
        args=lambda world: [YEAR, world.closure.promise_key],
    ),
    Row(
        "admin:report-closure-withdraw",
        WITHDRAWERS,
        "Withdraw",
        args=lambda world: [YEAR, world.closure.promise_key],
    ),
    Row("admin:report-editions", READERS, "Report editions"),
    Row("admin:report-edition", STAFF, "edition 1", args=lambda world: [world.edition.pk]),
    Row("admin:report-schedule", CHAIR_ALONE, "Schedule publication", args=lambda world: [world.waiting.pk]),
    Row(
        "admin:report-unschedule",
        (IN, 403, 403, 403, 403, 405),
        why="a button",
        args=lambda world: [world.waiting.pk],
    ),
    Row("admin:report-previews", READERS, "Pre-release access", args=lambda world: [world.waiting.pk]),
    Row("admin:report-preview-grant", HANDERS, "Grant pre-release access", args=lambda world: [world.waiting.pk]),
    Row(
        "admin:report-preview-revoke",
        (IN, 403, 403, 403, 405, 405),
        why="a button",
        args=lambda world: [world.waiting.pk, 1],
    ),
    Row("admin:report-take-down", WITHDRAWERS, "Take down this edition", args=lambda world: [world.edition.pk]),
    Row("admin:report-recipients", READERS, "Distribution list", args=lambda world: [world.edition.pk]),
    Row("admin:report-recipient-add", HANDERS, "Send the report", args=lambda world: [world.edition.pk]),
    Row(
        "admin:report-recipient-take-back",
        (IN, 403, 403, 403, 405, 405),
        why="a button",
        args=lambda world: [world.edition.pk, 1],
    ),
    Row("admin:report-presentation-add", HANDERS, "Record a presentation", args=lambda world: [world.edition.pk]),
    Row("admin:former-reports", READERS, "Former reports"),
    Row("admin:former-report-upload", EDITOR, "Upload a former report"),
    Row("admin:former-report-decide", READERS, "Annual report 2013-14", args=lambda world: [world.former.pk]),
    Row("admin:former-report-file", READERS, why="a file", args=lambda world: [world.former.pk]),
    Row(
        "admin:report-edition-origins",
        STAFF,
        "Who supplied and approved the figures",
        args=lambda world: [world.edition.pk],
    ),
    Row("admin:report-edition-progress", STAFF, why="for programs", args=lambda world: [world.edition.pk]),
    Row("admin:report-edition-file", STAFF, why="a file", args=lambda world: [world.edition.pk, "pdf"]),
    Row("admin:login", (TO, 403, 403, TO, TO, TO), why="leads to the one sign-in page"),
    Row("admin:logout", (TO, TO, TO, 405, 405, 405), why="only a form leads out"),
    Row("admin:password_change", STAFF, "Password change"),
    Row("admin:password_change_done", STAFF, "Password change successful"),
    Row("admin:autocomplete", (IN, IN, IN, 403, 403, 403), why="for programs; nothing here asks it"),
    Row("admin:jsi18n", STAFF, why="a script"),
    Row("admin:app_list", STAFF, "administration", args=lambda world: ["partnership"]),
]

PEOPLE = [
    Row("people", EDITOR, "People"),
    Row("person-create", EDITOR, "Add a person"),
    Row("person", EDITOR, "Invited partner", args=lambda world: [world.invited.pk]),
    *(
        Row(name, (IN, 403, 403, 403, 405, 403), why="only a button leads here", args=lambda world: [world.invited.pk])
        for name in ("person-invite", "person-close", "person-reopen", "person-second-factor-remove")
    ),
]

ACCOUNT = [
    Row("account_login", (200, TO, TO, TO, TO, TO), "Sign in"),
    Row("account_logout", (TO, 200, 200, 200, 200, 200), "Sign out"),
    Row("account_inactive", EVERYONE, "account"),
    Row("account_signup", (200, TO, TO, TO, TO, TO), "invitation"),
    Row("account_reauthenticate", (IN, 200, 200, 200, 200, 200), "Confirm"),
    Row("account_change_password", SIGNED_IN, "password"),
    Row("account_reset_password", EVERYONE, "password"),
    Row("account_reset_password_done", EVERYONE, "mail"),
    Row("account_reset_password_from_key", EVERYONE, "link", args=lambda world: ["abc", "not-a-key"]),
    Row("account_reset_password_from_key_done", EVERYONE, "password"),
    Row("account_invitation", EVERYONE, "Set up your account", args=lambda world: [world.invitation_token]),
    Row("account_email_verification_sent", EVERYONE, "Check your email"),
    Row("account_confirm_email", EVERYONE, "no longer works", args=lambda world: ["not-a-key"]),
    Row("mfa_index", SIGNED_IN, "Two-step sign-in"),
    Row("mfa_authenticate", (TO,) * 6, why="only in the middle of signing in"),
    Row("mfa_reauthenticate", (IN, TO, TO, TO, TO, TO), why="only with two-step sign-in set up"),
    Row("mfa_activate_totp", (IN, TO, TO, TO, TO, TO), why="asks for the password again first"),
    Row("mfa_deactivate_totp", (IN, 404, 404, 404, 404, 404), why="only with two-step sign-in set up"),
    Row("mfa_view_recovery_codes", (IN, 404, 404, 404, 404, 404), why="only with two-step sign-in set up"),
    Row("mfa_generate_recovery_codes", (IN, TO, TO, TO, TO, TO), why="only with two-step sign-in set up"),
    Row("mfa_download_recovery_codes", (IN, 404, 404, 404, 404, 404), why="only with two-step sign-in set up"),
]

ROWS = [*PUBLIC, *WORKING, *BOARD, *PEOPLE, *ACCOUNT]

# Records in Django's admin: who may read them is the same for all, who may add and change differs by model.
# name: (whether the coordinator keeps them, which row is looked at, whether only the coordinator reads them)
RECORDS: dict[str, tuple[bool, bool]] = {
    "partnership_organisation": (True, False),
    "partnership_arm": (False, False),
    "partnership_group": (True, False),
    "partnership_seat": (True, False),
    "partnership_reportingyear": (True, False),
    "partnership_user": (False, False),
    "review_event": (False, False),
    "review_notification": (False, True),
    "priorities_plan": (True, False),
    "priorities_priority": (True, False),
    "priorities_commitment": (True, False),
    "priorities_action": (True, False),
    "learning_theme": (True, False),
    "indicators_area": (False, False),
    "indicators_neighbourset": (False, False),
    "indicators_release": (False, False),
    "indicators_releaseorder": (False, False),
    "indicators_plannedrelease": (False, False),
    "indicators_releasetable": (False, False),
    "indicators_disclosurepolicy": (False, False),
    "indicators_disclosurecertificate": (False, False),
    "indicators_returntemplate": (False, False),
    "indicators_returnround": (False, False),
    "indicators_roundchange": (False, False),
    "indicators_reminder": (False, False),
}


def record_answers(page: str, *, is_kept: bool, is_for_coordinator: bool) -> tuple[Answer, ...]:
    """What each role gets on a page of Django's admin."""
    if page == "delete":
        return NOBODY
    if page == "add":
        return COORDINATOR_ONLY if is_kept else NOBODY
    return COORDINATOR_ONLY if is_for_coordinator else STAFF
