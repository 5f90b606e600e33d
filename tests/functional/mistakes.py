"""What a person may send by mistake, for every page of the table that holds a form.

The pages are found in the browser: one with a form that stands in neither list fails the test of accessibility.
"""

from dataclasses import dataclass, field

SUBMIT = "button[name=submit]"
BUTTON = "main form[method=post] button[type=submit]"


@dataclass(frozen=True)
class Mistake:
    """What is filled in (a selector and a text), and which button sends it.

    `by` is who sends it, where the first role that is shown the page has no form on it.
    """

    fields: dict[str, str] = field(default_factory=dict)
    button: str = BUTTON
    by: str = ""


NOTHING = Mistake()
MISTAKES: dict[str, Mistake] = {
    "account_login": Mistake({"[name=login]": "nobody@example.org", "[name=password]": "wrong wrong wrong"}),
    "account_reset_password": Mistake({"[name=email]": "no address"}),
    "account_invitation": Mistake({"[name=password1]": "short", "[name=password2]": "shorter"}),
    "partnership:organisation-create": NOTHING,
    "partnership:organisation-edit": Mistake({"[name=name]": ""}),
    "partnership:group-create": NOTHING,
    "partnership:group-edit": Mistake({"[name=name]": ""}),
    "partnership:seat-create": Mistake({"[name=ends_on-day]": "40"}),
    "partnership:seat-edit": Mistake({"[name=title]": ""}),
    "partnership:year-list": Mistake({"[name=slug]": "2022"}, by="coordinator"),
    "person-create": Mistake({"[name=email]": "no address"}),
    "person": Mistake({"[name=display_name]": ""}, "form:has([name=display_name]) button[type=submit]"),
    "person-second-factor-remove": NOTHING,
    "retention": Mistake({"[name=typed]": "1000"}),
    "retention-hold": NOTHING,
    "account_change_password": Mistake({"[name=oldpassword]": "wrong"}),
    "account_reauthenticate": Mistake({"[name=password]": "wrong"}),
    "indicators:submission-edit": Mistake({"main table input[type=text]": "many"}, "button[value=submit]"),
    "indicators:definition-step": Mistake({"[name=title]": ""}),
    "indicators:definition-row": Mistake({"[name=label]": ""}),
    "indicators:definition-rule": NOTHING,
    "indicators:definition-check": NOTHING,
    "indicators:definition-retire": NOTHING,
    "indicators:open-data-mapping": Mistake({"[name=columns]": ""}),
    "indicators:population-load": NOTHING,
    "indicators:population-withdraw": NOTHING,
    "indicators:return-template-create": NOTHING,
    "indicators:return-template-edit": Mistake({"[name=title]": ""}),
    "indicators:round-edit": NOTHING,
    "indicators:release-create": Mistake({"[name=title]": ""}),
    "indicators:release-cancel": NOTHING,
    "indicators:policy-propose": NOTHING,
    "indicators:kept-sentence-ask": NOTHING,
    "indicators:policy-decide": Mistake(button="button[value=refuse]"),
    "indicators:planned-create": NOTHING,
    "indicators:planned-edit": NOTHING,
    "indicators:planned-cancel": NOTHING,
    "indicators:return-withdraw": NOTHING,
    "indicators:question-list": Mistake(button="form[novalidate] button[type=submit]"),
    "indicators:upload-create": Mistake(button="form[enctype] button[type=submit]"),
    "indicators:closed-upload-create": Mistake(button="form[enctype] button[type=submit]"),
    "priorities:plan-file": Mistake(button="form[enctype] button[type=submit]"),
    "priorities:action-create": NOTHING,
    "priorities:action-edit": Mistake({"[name=title]": ""}),
    "priorities:action-end": NOTHING,
    "priorities:milestone-create": NOTHING,
    "priorities:progress-edit": Mistake({"[name=what_we_did]": ""}, SUBMIT),
    "reports:safeguarding-review-create": Mistake({"[name=finding_1_decided_in]": "2022"}, SUBMIT),
    "reports:safeguarding-review-edit": Mistake({"[name=reference]": ""}, SUBMIT),
    "reports:safeguarding-review-withdraw": NOTHING,
    "reports:no-reviews-edit": Mistake(button=SUBMIT),
    "reports:training-edit": Mistake({"[name=course_1_attended]": "many"}, SUBMIT),
    "reports:costs-edit": Mistake({"[name=line_1_actual]": "a lot"}, SUBMIT),
    "reports:forward-plan-edit": Mistake({"[name=promise_1_text]": "Ask."}, SUBMIT),
    "reports:plain-summary-edit": Mistake({"[name=text]": ""}, SUBMIT),
    "reports:easy-read-edit": Mistake({"[name=line_1_text]": ""}, SUBMIT),
    "reports:record-withdraw": NOTHING,
    "reports:account-edit": Mistake(button=SUBMIT),
    "reports:account-withdraw": NOTHING,
    "reports:account-dates": Mistake({"[name=due_on-day]": "40"}),
    "reports:statement-edit": Mistake(button=SUBMIT),
    "reports:statement-arm-edit": Mistake(button=SUBMIT),
    "reports:statement-withdraw": NOTHING,
    "review:comments": NOTHING,
    "reports:assessment-open": NOTHING,
    "reports:assessment-edit": Mistake(button=SUBMIT),
    "reports:assessment-step": Mistake({"[name=due_on_leadership-day]": "40"}),
    "reports:impact-create": Mistake({"[name=claim]": "word " * 100}),
    "reports:impact-edit": Mistake(button=SUBMIT),
    "reports:impact-sentence": Mistake({"[name=claim]": "word " * 100}),
    "reports:impact-evidence": NOTHING,
    "reports:impact-evidence-edit": Mistake({"[name=held_on-day]": "40"}),
    "reports:impact-evidence-new": NOTHING,
    "reports:impact-withdraw": NOTHING,
    "admin:report-closure": Mistake({"[name=reason]": ""}, SUBMIT),
    "admin:report-closure-withdraw": NOTHING,
    "learning:case-study-create": NOTHING,
    "learning:case-study-step": Mistake({"[name=title]": ""}),
    "learning:case-study-answer": NOTHING,
    "learning:briefing-create": Mistake(button=SUBMIT),
    "learning:briefing-edit": Mistake({"[name=title]": ""}, SUBMIT),
    "mailing:subscribe": Mistake({"[name=address]": "no address"}),
    "mailing:address": NOTHING,
    "mailing:send": NOTHING,
    "learning:newsletter-create": Mistake(button=SUBMIT),
    "learning:newsletter-edit": Mistake({"[name=title]": ""}, SUBMIT),
    "learning:case-study-withdraw-consent": NOTHING,
    "learning:briefing-withdraw": NOTHING,
    "learning:media-attach": Mistake(button="form[enctype] button[type=submit]"),
    "learning:media": Mistake(button="form[enctype] button[type=submit]"),
    "learning:newsletter-withdraw": NOTHING,
    "admin:report-requirement-answer": NOTHING,
    "admin:report-requirement-override": NOTHING,
    "admin:report-section-choice": Mistake({"[name=introduction]": "word " * 700}),
    "reports:sign-by-link": Mistake({"[name=code]": "1"}, "button[name=sign]"),
    "reports:signing-link-create": NOTHING,
    "reports:signature-create": NOTHING,
    "reports:challenge-create": NOTHING,
    "reports:target-set": NOTHING,
    "reports:challenge-detail": NOTHING,
}

MISTAKES |= {
    "admin:report-editions": Mistake({"[name=correction_note]": "word " * 500}, by="coordinator"),
    "admin:report-schedule": NOTHING,
    "admin:report-preview-grant": NOTHING,
    "admin:report-take-down": NOTHING,
    "admin:report-recipient-add": NOTHING,
    "admin:report-presentation-add": NOTHING,
    "admin:former-report-upload": NOTHING,
    "admin:former-report-decide": Mistake(button="button[name=withdraw]"),
}

# Pages whose forms are buttons alone, and pages with a test of their own.
WITHOUT: dict[str, str] = {
    "admin:review-item": "the decision without a reason has its own part of the test",
    "admin:review-queue": "boxes alone; if none is ticked, a message says so",
    "admin:report-plan": "buttons alone",
    "admin:report-edition": "buttons alone",
    "admin:report-previews": "buttons alone",
    "admin:report-recipients": "buttons alone",
    "account_logout": "a button alone",
    "account_sessions": "buttons alone",
    "partnership:year-close": "a button alone",
    "year-carried": "buttons alone",
    "email-choice": "one of two is always chosen",
    "portal-health": "a button alone",
    "mailing:confirm": "a button alone",
    "mailing:unsubscribe": "a button alone",
    "mailing:preferences": "boxes alone; if none is ticked, the subscription ends",
    "mailing:erase": "a button alone",
    "style-guide": "shows forms, with their errors, and takes none in",
    "reports:signing-detail": "buttons alone",
    "reports:writing": "buttons alone",
    "priorities:plan": "the forms that open in place have a test of their own; the others are buttons alone",
    "priorities:plan-publish": "nothing has to be filled in",
    "priorities:action-detail": "buttons alone",
    "learning:case-study-edit": "a button alone, once it is submitted none; its steps take the answers",
    "indicators:return-template-retire": "a button alone",
    "indicators:definition-list": "a button alone",
    "indicators:definition-entry": "a button alone",
    "indicators:definition-detail": "a button alone",
}
