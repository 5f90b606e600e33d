"""Which portal this database is, where it lives, and what is known of its clock and its files."""

from django.db import models
from django.db.models import Q

from partnership.constraints import written


class Installation(models.Model):
    """The one row about the portal as it is installed. A copied or restored database brings its row along.

    `mark` names the database: the folder of its files carries the same. `place` is where it last was, as
    `publication.installation.here` writes it: a copy is somewhere else, and is held until a person says that it is the
    real one. `lost_files` are the stored files that the last look did not find as they were, by name, and why.
    """

    ONLY = 1

    mark = models.CharField(max_length=32)
    place = models.CharField(max_length=300)
    clock_at = models.DateTimeField("when the clock last reached the worker", null=True, blank=True)
    files_checked_at = models.DateTimeField("when all stored files were last read", null=True, blank=True)
    lost_files = models.JSONField(default=dict, blank=True)
    told_at = models.DateTimeField("when we last emailed people about a fault", null=True, blank=True)
    told = models.CharField("the faults in that email", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="installation_only_one", condition=Q(pk=1)),
            written("installation_is_named", "mark", "place"),
        ]

    def __str__(self) -> str:
        return self.mark
