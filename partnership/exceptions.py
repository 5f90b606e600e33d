"""Errors of the domain. Each carries one sentence for people, fit to be shown as it is."""


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
