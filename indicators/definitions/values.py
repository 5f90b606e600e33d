"""What a figure can be, and how it is printed. Pure: knows no database."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.definitions.calculations import half_up

NOT_AVAILABLE = "[x]"
NOT_APPLICABLE = "[z]"


class ValueState(StrEnum):
    """The four answers to "how many?". A blank is none of them: it is not an answer yet."""

    REPORTED = "reported"
    NIL = "nil"
    UNABLE_TO_SUPPLY = "unable_to_supply"
    NOT_APPLICABLE = "not_applicable"

    @property
    def has_value(self) -> bool:
        """Whether a number stands behind the state. Nil is a number: a true zero, said on purpose."""
        return self in (ValueState.REPORTED, ValueState.NIL)

    @property
    def words(self) -> str:
        """The state as people say it."""
        return STATE_WORDS[self]


STATE_WORDS = {
    ValueState.REPORTED: "Reported",
    ValueState.NIL: "Nothing to report (a true zero)",
    ValueState.UNABLE_TO_SUPPLY: "Not able to supply",
    ValueState.NOT_APPLICABLE: "Not applicable",
}

# The symbols of figures that are there and kept back, and the state that readers are told.
WITHHELD = "[c]"
LOW = "[low]"
CONFIDENTIAL = "confidential"
# What a published figure says of itself: every page, file, schema and document names these five.
PUBLISHED_STATES = (*(state.value for state in ValueState), CONFIDENTIAL)

SYMBOLS = {
    WITHHELD: "confidential: suppressed because it is small or would reveal a small number",
    LOW: "low: rounds to zero, but is not zero",
    NOT_AVAILABLE: "not available: not supplied, or cannot be calculated from the figures supplied",
    NOT_APPLICABLE: "not applicable: a figure would not make sense here, such as a percentage of nothing",
}


@dataclass(frozen=True)
class Value:
    """One answer: a number with its state, or the reason why there is none.

    `withheld` is the symbol that stands for a number that is kept back; the number itself is then not here.
    """

    state: ValueState
    number: Decimal | None = None
    reason: str = ""
    illustrative: bool = False
    provisional: bool = False
    revised: bool = False
    withheld: str = ""

    def __post_init__(self) -> None:
        """Refuse a number without a state that allows it, and the other way round."""
        if self.state.has_value != (self.number is not None):
            raise ValueError(f"A figure that is {self.state} cannot have the number {self.number}.")
        if self.state is ValueState.NIL and self.number != 0:
            raise ValueError(f"Nil means zero, not {self.number}.")
        if self.withheld and self.number is not None:
            raise ValueError("A suppressed number cannot be given along with its symbol.")

    @property
    def published_state(self) -> str:
        """What readers are told of the answer: its state, or that it is kept back."""
        return CONFIDENTIAL if self.withheld else self.state.value


def is_count(number: Decimal) -> bool:
    """Whether people or events can be so many: whole, and not below zero."""
    return number >= 0 and number == number.to_integral_value()


def reported(number: Decimal | int) -> Value:
    """A number as it was supplied; a zero typed on purpose is nil."""
    value = Decimal(number)
    return Value(ValueState.REPORTED if value else ValueState.NIL, value)


def kept_back(symbol: str, *, illustrative: bool = False) -> Value:
    """An answer of which readers learn the symbol alone."""
    return Value(ValueState.UNABLE_TO_SUPPLY, withheld=symbol, illustrative=illustrative)


def computed(number: Decimal | None) -> Value:
    """A worked-out number, which may well be zero, or not available where it could not be worked out."""
    if number is None:
        return Value(ValueState.UNABLE_TO_SUPPLY)
    return Value(ValueState.REPORTED, number)


def plain(number: Decimal, decimals: int = 0) -> str:
    """A number for machines: no commas, fixed decimals, never an exponent, never a negative zero."""
    rounded = half_up(number, decimals)
    return f"{rounded + 0:f}" if rounded else f"{abs(rounded):f}"


def with_commas(number: Decimal, decimals: int = 0) -> str:
    """A number for people: thousands commas."""
    return f"{Decimal(plain(number, decimals)):,f}"


def signed(number: Decimal, decimals: int = 0) -> str:
    """A difference: +34, -7, and 0 without a sign."""
    text = with_commas(number, decimals)
    return f"+{text}" if Decimal(plain(number, decimals)) > 0 else text


def percent(number: Decimal, decimals: int = 1) -> str:
    """A share: 30.9%."""
    return f"{with_commas(number, decimals)}%"


def signed_percent(number: Decimal, decimals: int = 1) -> str:
    """A percentage change: +55.7%."""
    return f"{signed(number, decimals)}%"


FORMATS = {
    "count": with_commas,
    "rate": with_commas,
    "change": signed,
    "percent": percent,
    "signed_percent": signed_percent,
}


def text_of(value: Value, unit: str = "count", decimals: int = 0) -> str:
    """What is printed for a value: its number in the form of its unit, or a symbol."""
    if value.withheld:
        return value.withheld
    if value.number is not None:
        return FORMATS[unit](value.number, decimals)
    return NOT_APPLICABLE if value.state is ValueState.NOT_APPLICABLE else NOT_AVAILABLE
