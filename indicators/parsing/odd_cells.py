"""Cells of a workbook that are more than their text or number: what else they show would be lost in silence. Pure.

They are texts and numbers like others, so that a heading or a note can hold them; a figure cannot.
"""


class OddText(str):
    """A text whose look carries meaning, or a cell without a result. `plain` is the part that stands for itself."""

    __slots__ = ("is_struck", "plain", "refusal", "told")

    def __new__(
        cls, text: str, refusal: str, *, plain: str | None = None, is_struck: bool = False, told: str = ""
    ) -> "OddText":
        """`refusal` says why it can be no figure; `told` is what the sender sees in the cell."""
        made = super().__new__(cls, text)
        made.refusal = refusal
        made.plain = text if plain is None else plain
        made.is_struck = is_struck
        made.told = told or text
        return made

    refusal: str
    plain: str
    is_struck: bool
    told: str


class OddNumber(float):
    """A number that its cell shows as another. `is_percent` says that it is shown a hundredfold, with a % sign."""

    __slots__ = ("is_percent", "refusal", "told")

    def __new__(cls, number: float, refusal: str, *, told: str, is_percent: bool = False) -> "OddNumber":
        """`told` is what the sender sees in the cell."""
        made = super().__new__(cls, number)
        made.refusal = refusal
        made.is_percent = is_percent
        made.told = told
        return made

    refusal: str
    is_percent: bool
    told: str


def plain(cell: object) -> object:
    """The cell for headings, codes and worked-out columns: without a footnote's raised letters."""
    return cell.plain if isinstance(cell, OddText) else cell


def told(cell: object) -> str:
    """What the sender sees in the cell."""
    return (cell.told if isinstance(cell, OddText | OddNumber) else str(cell)).strip()
