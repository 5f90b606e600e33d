"""The text that somebody signs. It is stored with the signature, word for word."""

from partnership.models import Seat
from reports.editions.models.edition import Edition
from reports.signing.seats import seat_label


def statement_for(edition: Edition, seat: Seat) -> str:
    """What is agreed to, by whom, of which very edition."""
    read = (
        f"I have read the annual report {edition.year}, edition {edition.number}, whose frozen record has the SHA-256 "
        f"{edition.sha256}."
    )
    if seat.organisation is None:
        return (
            f"{read} The three safeguarding partners have signed it. In the seat “{seat_label(seat)}” I agree, as "
            "independent chair, that it is published."
        )
    return (
        f"{read} In the seat “{seat_label(seat)}” I agree, on behalf of {seat.organisation}, one of the three equal "
        "safeguarding partners, that it is published."
    )
