"""Bases of the portal's tables: one lean template, headers that sort by plain links, numbers that line up."""

from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.text import slugify

__all__ = ["GovukTable", "NumberColumn"]


class NumberColumn(tables.Column):
    """Numbers: thousands with commas, set to the right so that digits stand below digits."""

    is_numeric = True

    def render(self, value: Any) -> str:
        """A number with commas; anything else, such as [x], as it is."""
        return f"{value:,}" if isinstance(value, (int, Decimal)) else str(value)


class GovukTable(tables.Table):
    """A table with a caption. The first column names its row, unless `row_header` names another one.

    Columns are texts or numbers (`NumberColumn`); the `attrs` of django-tables2 are not drawn: reading them for every
    cell costs more than the rest of the page.
    """

    caption: ClassVar[str] = ""
    caption_size: ClassVar[str] = "m"
    row_header: ClassVar[str] = ""

    def __init__(self, *args: Any, caption: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.caption_text = caption or self.caption
        if not self.caption_text:
            raise ValueError("A table needs a caption: it is the table's name for people who cannot see it.")

    @property
    def caption_id(self) -> str:
        """Address of the caption, which names the region in which a wide table scrolls."""
        return f"{self.prefix}{slugify(self.caption_text)}-caption"

    @property
    def row_header_name(self) -> str:
        """The column whose cells name their rows."""
        return self.row_header or next(iter(self.columns)).name
