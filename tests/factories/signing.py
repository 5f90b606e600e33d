"""Signatures, as they are given in life: seats first, then the three partners, then the chair."""

import datetime
import re

from bcssp.example.stage import Example
from partnership.models import Seat, User
from partnership.models.group import GroupKind
from reports.models import Edition, EditionState, Signature, SigningLink, SigningPart, Step, StoredFile
from reports.publishing.services import publish_edition
from reports.signing.services import sign_edition
from review.models import Notification
from tests.factories.partnership import GroupFactory, SeatFactory
from tests.people import People

SIGNERS = {
    SigningPart.LOCAL_AUTHORITY: "board.council",
    SigningPart.HEALTH: "board.icb",
    SigningPart.POLICE: "board.police",
    SigningPart.CHAIR: "chair",
}


def signer(part: SigningPart, people: People | Example) -> User:
    """Who signs in a part, in the tests' people as in the example."""
    name = SIGNERS[part]
    return people.people[f"{name}@example.org"] if isinstance(people, Example) else people[name]


def seat_signers(people: People) -> dict[SigningPart, Seat]:
    """Fill the seats that sign. The report prints the partnership's groups: call this before an edition is built."""
    board = GroupFactory(slug="strategic-board", name="Strategic Board", kind=GroupKind.BOARD)
    return {part: seat_of(part, people, board) for part in SIGNERS}


def seat_of(part: SigningPart, people: People, board: object) -> Seat:
    """One seat on a board, held by who signs in this part. Its term began after the year of the tests."""
    person = signer(part, people)
    seat: Seat = SeatFactory(
        group=board,
        title=f"{part.label} seat",
        organisation=person.organisation,
        holder=person,
        is_chair=part == SigningPart.CHAIR,
        starts_on=datetime.date(2023, 4, 1),
    )
    return seat


def sign_everything(edition: Edition, people: People | Example) -> list[Signature]:
    """Have the three partners sign an edition, and then the chair, each with their account."""
    return [sign_edition(edition=edition, part=part, by=signer(part, people)) for part in SIGNERS]


def publish_signed(edition: Edition, people: People | Example) -> Edition:
    """Have everybody sign an edition, and the chair publish it."""
    sign_everything(edition, people)
    return publish_edition(edition=edition, by=signer(SigningPart.CHAIR, people))


def copy_of(edition: Edition) -> Edition:
    """One more ready edition with the same content, files and steps, without the time that building it takes."""
    files, steps = list(edition.files.all()), list(edition.steps.all())
    copy = Edition.objects.get(pk=edition.pk)
    copy.pk, copy.number, copy.state = None, edition.number + 1, EditionState.READY
    copy.published_by, copy.published_at = None, None
    copy._state.adding = True
    copy.save()
    StoredFile.objects.bulk_create(
        StoredFile(edition=copy, kind=file.kind, sha256=file.sha256, size=file.size) for file in files
    )
    for step in steps:
        step.pk, step.edition = None, copy
    Step.objects.bulk_create(steps)
    return copy


def token_of(link: SigningLink) -> str:
    """The token of a link, out of the message that carries it and was not sent yet."""
    body = Notification.objects.get(key=f"sign-link:{link.pk}").body
    found = re.search(r"/sign/([^/\s]+)/", body)
    assert found
    return found[1]


def code_of(link: SigningLink) -> str:
    """The code that was sent last, out of its message."""
    body = Notification.objects.get(key=f"sign-code:{link.pk}:{link.codes_sent}").body
    return body.split(" ", 1)[0]
