"""What a page asks."""

import re

from lxml import html as parser

PART_OF_DATE = re.compile(r"-(day|month|year)$")


def open_questions(text: str) -> list[str]:
    """The questions that a page asks without unfolding anything, in their order. A date or a set of boxes is one."""
    fields = parser.fromstring(text).xpath("//main//form//*[self::input or self::select or self::textarea][@name]")
    asked = [one for one in fields if one.get("type") not in ("hidden", "submit")]
    names = [one.get("name") for one in asked if not one.xpath("ancestor::details[not(@open)]")]
    return list(dict.fromkeys(PART_OF_DATE.sub("", name) for name in names))
