"""Kinds of sources that a report is made from."""

RELEASE = "release of figures"


LEARNING = "learning"


RETURN = "return"


REPORT_BEFORE = "report of the year before"
