"""The helpers of constraints, asked of a real table."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.test.utils import isolate_apps

from partnership.constraints import (
    both_or_neither,
    hashed,
    implies,
    in_order,
    known,
    never_both,
    only_if,
    says_why,
    written,
)

HASH = "0123456789abcdef" * 4
FINE = {"kind": "red", "title": "A title", "summary": "A summary", "digest": HASH, "first": 1, "second": 2, "third": 2}

REFUSED = [
    ("kind_known", {"kind": "green"}),
    ("kind_known", {"kind": ""}),
    ("kind_known", {"kind": "red "}),
    ("mood_known", {"mood": "angry"}),
    ("both_written", {"title": ""}),
    ("both_written", {"summary": ""}),
    ("digest_hashed", {"digest": ""}),
    ("digest_hashed", {"digest": HASH[1:]}),
    ("digest_hashed", {"digest": HASH.upper()}),
    ("all_in_order", {"first": 3}),
    ("all_in_order", {"third": 1}),
    ("start_before_end", {"start": 4, "end": 4}),
    ("start_before_end", {"start": 5, "end": 4}),
    ("checked_paired", {"checked_by": 1}),
    ("checked_paired", {"checked_at": 1}),
    ("held_says_who_and_why", {"held_by": 1, "held_at": 1}),
    ("held_says_who_and_why", {"held_why": "Because"}),
    ("held_says_who_and_why", {"held_by": 1, "held_why": "Because"}),
    ("held_says_who_and_why", {"held_at": 1, "held_why": "Because"}),
    ("left_or_right", {"left": 1, "right": 1}),
    ("done_has_who_and_when", {"state": "done", "failure": ""}),
    ("done_has_who_and_when", {"state": "done", "done_by": 1}),
    ("done_has_who_and_when", {"state": "done", "done_at": 1}),
    ("done_has_who_and_when", {"state": "open", "done_at": 1}),
    ("done_has_who_and_when", {"state": "open", "done_by": 1, "done_at": 1}),
    ("done_is_scored", {"state": "done", "done_by": 1, "done_at": 1, "score": 0}),
    ("failed_says_why", {"state": "failed"}),
]
ALLOWED = [
    {},
    {"kind": "blue", "mood": "glad"},
    {"first": 2, "second": 2, "third": 9},
    {"checked_by": 1, "checked_at": 1},
    {"held_by": 1, "held_at": 1, "held_why": "Because"},
    {"left": 1},
    {"right": 1},
    {"state": "done", "done_by": 1, "done_at": 1, "score": 1},
    {"state": "failed", "failure": "It broke"},
    {"state": "open", "failure": "It broke once"},
]


@pytest.fixture
def thing(db: None) -> Iterator[type[models.Model]]:
    """A model with one constraint of every form, and its table until the end of the test."""
    with isolate_apps("partnership"):

        class Thing(models.Model):
            kind = models.CharField(max_length=9)
            mood = models.CharField(max_length=9, blank=True)
            title = models.CharField(max_length=9)
            summary = models.CharField(max_length=9)
            digest = models.CharField(max_length=64)
            first = models.IntegerField()
            second = models.IntegerField()
            third = models.IntegerField()
            start = models.IntegerField(default=1)
            end = models.IntegerField(default=2)
            checked_by = models.IntegerField(null=True)
            checked_at = models.IntegerField(null=True)
            held_by = models.IntegerField(null=True)
            held_at = models.IntegerField(null=True)
            held_why = models.CharField(max_length=20, blank=True)
            left = models.IntegerField(null=True)
            right = models.IntegerField(null=True)
            state = models.CharField(max_length=9, default="open")
            done_by = models.IntegerField(null=True)
            done_at = models.IntegerField(null=True)
            score = models.IntegerField(default=0)
            failure = models.CharField(max_length=20, blank=True)

            class Meta:
                app_label = "partnership"
                constraints = [
                    known("kind_known", "kind", ["red", "blue"]),
                    known("mood_known", "mood", ["glad"], or_empty=True),
                    written("both_written", "title", "summary"),
                    hashed("digest_hashed", "digest"),
                    in_order("all_in_order", "first", "second", "third"),
                    in_order("start_before_end", "start", "end", strictly=True),
                    both_or_neither("checked_paired", "checked_by", "checked_at"),
                    both_or_neither("held_says_who_and_why", "held_by", "held_at", text="held_why"),
                    never_both("left_or_right", "left", "right"),
                    only_if("done_has_who_and_when", Q(state="done"), "done_by", "done_at"),
                    implies("done_is_scored", Q(state="done"), Q(score__gt=0)),
                    says_why("failed_says_why", Q(state="failed"), "failure"),
                ]

            def __str__(self) -> str:
                return self.title

        # The editor itself may not be entered inside a transaction on SQLite; what it writes for a table may be run.
        editor = connection.schema_editor()
        editor.deferred_sql = []
        statement, parameters = editor.table_sql(Thing)
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)
        yield Thing
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {Thing._meta.db_table}")


@pytest.mark.parametrize(("name", "values"), REFUSED)
@pytest.mark.asvs("2.2.1")
def test_the_database_refuses_and_names_the_rule(thing, name, values):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        thing.objects.create(**{**FINE, "score": 1, **values})


@pytest.mark.parametrize("values", ALLOWED)
def test_the_database_takes_what_keeps_every_rule(thing, values):
    thing.objects.create(**{**FINE, **values})
    assert thing.objects.count() == 1
