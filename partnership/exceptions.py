"""Errors of the domain. Each carries one sentence for people, fit to be shown as it is."""

from collections.abc import Sequence


class DomainError(Exception):
    """Something that the rules of the partnership do not allow; `message` says what to do about it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(DomainError):
    """The person may not do this, whatever the state of the thing."""


class WrongState(DomainError):
    """The thing is not in a state from which this can be done."""


class StaleRevision(DomainError):
    """Somebody else saved after this person opened the thing."""


class ClosedYear(DomainError):
    """The reporting year takes no more entries."""


class NothingLoaded(DomainError):
    """A file was refused as a whole; `problems` has a sentence for each reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(["Nothing was loaded.", *problems]))
        self.problems = tuple(problems)
