"""Rows that are written once: what was published stays as it was."""

from typing import Any

from django.db import models


class FrozenError(Exception):
    """Somebody tried to change a release after it was made."""


class Frozen(models.Model):
    """A row that is written once. A correction is a new release; the old one stays readable."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. One that is there already is refused."""
        if not self._state.adding:
            raise FrozenError("You cannot change a release. Create a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError("You cannot delete a release.")


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows that are written once, so neither changed nor deleted together."""

    def update(self, **kwargs: Any) -> int:
        raise FrozenError("You cannot change a release. Create a new one.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FrozenError("You cannot delete a release.")
