"""What in a report was approved, what coordinator and chair wrote alone, and who answers for all of it. Pure.

The Typst template of the PDF (`front.typ`) has the same words; a test holds the two together.
"""

APPROVED = (
    "Figures, accounts, stories and reports of progress were approved before this report was built, and nobody "
    "approved their own."
)
KEPT = (
    "The coordinator keeps the structure and the plan, and wrote the introductions of sections, the reasons for "
    "leaving one out, the notes on the law and on corrections, and the titles and notes of releases of figures. The "
    "chair alone wrote why a report comes out although something that the law asks for is missing, where it does."
)
SIGNED = "The three safeguarding partners and the chair sign the whole before it is published."
BASIS = f"{APPROVED} {KEPT} {SIGNED}"
