"""The index: what readers can find, in words. All of it can be made again from what is published."""

from django.db import models
from django.db.models.functions import Length, Substr

from partnership.constraints import known


class Kind(models.TextChoices):
    """What a page is, as readers narrow a search by it."""

    BRIEFING = "briefing", "Briefing"
    STORY = "story", "Case study"
    NEWSLETTER = "newsletter", "Newsletter"
    PRIORITY = "priority", "Priority"
    ACTION = "action", "Action"
    INDICATOR = "indicator", "Figures"
    RELEASE = "release", "Release of figures"
    REPORT = "report", "Annual report"
    EVENT = "event", "Event or course"


class Entry(models.Model):
    """One page, or place on a page, with the words that it is found by.

    Entries of one `group` are written together: a group is what one publication changes. `thing` is the key of the row
    that it comes from, by which a search asks once more whether readers may see it. Full-text indexes over title and
    text are kept by the database: see `finding/migrations/0002_full_text.py`.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    group = models.CharField(max_length=80, db_index=True)
    thing = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    url = models.CharField("address", max_length=400, unique=True)
    theme = models.CharField(max_length=60, blank=True, db_index=True)
    theme_title = models.CharField(max_length=120, blank=True)
    priority = models.CharField(max_length=120, blank=True)
    priority_title = models.CharField(max_length=300, blank=True)
    year = models.CharField(max_length=20, blank=True)
    dated = models.DateField()

    class Meta:
        ordering = ["-dated", "-pk"]
        verbose_name_plural = "entries"
        # What a search can be narrowed by, and the newest of many hits, are read from it alone: the rows are long.
        indexes = [
            models.Index(
                fields=["dated", "kind", "thing", "theme", "theme_title", "priority", "priority_title", "year"],
                name="entry_newest",
            ),
            models.Index(fields=["kind", "thing"], name="entry_thing"),
        ]
        constraints = [known("entry_kind_known", "kind", Kind.values)]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word of the index and how many entries have it: what a word with a typing error is held against."""

    text = models.CharField(max_length=40, unique=True)
    entries = models.PositiveIntegerField()
    # The database works them out: words that may be meant are looked for by their first letter and their length.
    initial = models.GeneratedField(
        expression=Substr("text", 1, 1), output_field=models.CharField(max_length=1), db_persist=True
    )
    size = models.GeneratedField(
        expression=Length("text"), output_field=models.PositiveSmallIntegerField(), db_persist=True
    )

    class Meta:
        ordering = ["text"]
        indexes = [models.Index(fields=["initial", "size"], name="word_likeness")]
        constraints = [models.CheckConstraint(name="word_is_used", condition=models.Q(entries__gt=0))]

    def __str__(self) -> str:
        return self.text
