"""What in a report was approved, what coordinator and chair wrote alone, and who answers for all of it. Pure.

The Typst template of the PDF (`front.typ`) has the same words; a test holds the two together.
"""

APPROVED = (
    "Figures, accounts, case studies and progress reports were approved before this report was built. No one "
    "approved their own."
)
KEPT = (
    "The coordinator maintains the structure and the plan. They also wrote the section introductions, the reasons "
    "for leaving sections out, the notes on the law and on corrections, and the titles and notes of releases. If "
    "something the law requires is missing, only the chair wrote why the report is published without it."
)
SIGNED = "The three safeguarding partners and the chair sign the whole report before it is published."
BASIS = f"{APPROVED} {KEPT} {SIGNED}"
