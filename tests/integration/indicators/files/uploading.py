"""What the tests of uploaded files share: a file of the police, checked, kept, saved; and what is stored then."""

import datetime

from indicators.definitions.periods import parse_period
from indicators.definitions.values import Value, reported
from indicators.files.checked_file import Checked
from indicators.files.file_checks import check_file
from indicators.files.uploads import apply_upload, check_upload, keep_upload
from indicators.models import ReturnTemplate, Submission, Upload
from indicators.parsing.file_problems import Level
from tests.factories.files import ROW
from tests.factories.indicators import approved_return
from tests.factories.partnership import ReportingYearFactory
from tests.stages import Cast

YEAR = parse_period("2022-23")
CARE = "number-of-children-missing-from-care"
EXPLOITATION = "child-sexual-exploitation"


def checked(template: ReturnTemplate, cast: Cast, content: bytes, name: str = "police.csv") -> Checked:
    """A file of the police, read and checked; nothing is stored."""
    return check_file(template=template, period=YEAR, name=name, content=content, by=cast.partner_police)


def kept(template: ReturnTemplate, cast: Cast, content: bytes, name: str = "police.csv") -> Upload:
    """The file, kept for its preview."""
    return keep_upload(template=template, period=YEAR, name=name, content=content, by=cast.partner_police)


def saved(template: ReturnTemplate, cast: Cast, content: bytes, *, submit: bool = False) -> Checked:
    """The file, saved after its preview was seen."""
    upload = kept(template, cast, content)
    seen = check_upload(upload=upload, by=cast.partner_police).seen
    return apply_upload(upload=upload, by=cast.partner_police, seen=seen, submit=submit)


def told(found: Checked, code: str) -> list[tuple[int, str, Level]]:
    """Where the findings of a rule stand, and what they weigh."""
    return [(one.line, one.column, one.level) for one in found.problems if one.code == code]


def stored(slug: str = "missing-children") -> Submission:
    """The return that is stored."""
    return Submission.objects.get(family_slug=slug, period=YEAR.slug)


def approved_a_year_ago(cast: Cast, current: Value) -> None:
    """A year before with this answer; the file of the police says 203 of it."""
    year = ReportingYearFactory(slug="2021-22", starts_on=datetime.date(2021, 4, 1), ends_on=datetime.date(2022, 3, 31))
    cells = {(ROW, "current"): current, (ROW, "previous"): reported(190)}
    approved_return(EXPLOITATION, year, cast.police, cells=cells)
