"""What holds after every step, worked out by the test's own arithmetic and read as a stranger reads."""

import json
from typing import Any, ClassVar

from django.utils import timezone
from hypothesis.stateful import invariant

from indicators.models import Release, ReleaseTable, Submission
from review.states import ReviewState
from tests.integration.indicators.stateful.ledger import stored_answers
from tests.integration.indicators.stateful.oracle import FORMS, Answer, Cell, Form, broken_rules
from tests.integration.indicators.stateful.public import (
    addresses_of_release,
    every_address,
    read,
    shown_in_api,
    shown_in_csv,
    shown_in_json,
    shown_in_table,
    telling_numbers,
)
from tests.integration.indicators.stateful.releases import ReleaseMachine

BY_SLUG: dict[str, Form] = {form.slug: form for form in FORMS}
# Each reading takes its share of a minute; in a run every address has its turn many times over.
PAGES_A_STEP, PAGES_A_MOVE = 1, 12


class WatchedMachine(ReleaseMachine):
    """The machine with everything that must stay true."""

    read_so_far: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.frozen: dict[int, str] = {}
        self.looked_at = ""

    @invariant()
    def nothing_forbidden_is_sent(self) -> None:
        """What waits, what was approved, and what readers are shown keeps every rule that can never be broken."""
        for found in Submission.objects.filter(period=self.cast.year.slug):
            form = BY_SLUG[found.family_slug]
            if found.state in (ReviewState.SUBMITTED, ReviewState.APPROVED):
                assert not broken_rules(form, stored_answers(found.pk)), found
                assert found.open_confirmations() == []
            if found.live_revision is not None:
                assert not broken_rules(form, _of_snapshot(found.live_revision.content)), found

    @invariant()
    def no_draft_is_lost(self) -> None:
        """What was kept while typing is there until its writer saves it or throws it away."""
        for (who, form), (_window, sent) in self.typed.items():
            draft = self.kept(who, form)
            assert draft is not None, f"what {who} typed is gone"
            assert {name: draft.data.get(name) for name in sent} == sent

    @invariant()
    def releases_keep_their_time_and_their_words(self) -> None:
        """None is public before its time or after it was called off, and none says later what it did not at first."""
        for release in Release.objects.all():
            words = json.dumps(list(release.tables.order_by("position").values_list("content", flat=True)))
            assert self.frozen.setdefault(release.pk, words) == words, f"{release.slug} says something else now"
            if release.published_at is not None:
                assert release.pk not in self.called_off, f"{release.slug} was called off"
                assert self.embargoes.get(release.pk, timezone.now()) <= timezone.now(), f"{release.slug} is early"

    @invariant()
    def every_published_figure_was_approved(self) -> None:
        """Every table of a public release is, cell for cell, what somebody approved who had not written it."""
        for table in ReleaseTable.objects.filter(release__published_at__isnull=False):
            self.was_approved(BY_SLUG[table.family_slug], shown_in_table(BY_SLUG[table.family_slug], table.content))

    def was_approved(self, form: Form, shown: dict[Cell, Answer]) -> None:
        """Nobody's unapproved figure is among these, and none is left out."""
        assert not [one for one in broken_rules(form, shown) if "reason" not in one]
        assert self.ledger.was_approved(form, shown), f"{form.slug}: nobody approved {shown}"

    @invariant()
    def strangers_read_what_is_public_and_nothing_else(self) -> None:
        """The public addresses in turn, more of them after a step that moved a release; what is hidden is not there."""
        releases = list(Release.objects.order_by("pk").values("pk", "slug", "published_at", "cancelled_at", "held_at"))
        addresses = every_address(one["slug"] for one in releases)
        hidden = [
            one for release in releases if self.is_hidden(release) for one in addresses_of_release(release["slug"])
        ]
        has_moved = self.looked_at != repr(releases)
        many = PAGES_A_MOVE if has_moved else PAGES_A_STEP
        start = self.read_so_far % len(addresses)
        type(self).read_so_far += many
        addresses = (addresses * 2)[start : start + many] + (hidden if has_moved else [])
        self.looked_at = repr(releases)
        secret = self.secret_numbers()
        for address in addresses:
            status, text = read(address)
            assert status in (200, 404), f"{address}: {status}"
            assert not telling_numbers(text) & secret, f"{address} shows {telling_numbers(text) & secret}"
            assert status == 404 or address not in hidden, f"{address} is there before its time"
            if status == 200:
                self.says_what_was_approved(address, text)

    def is_hidden(self, release: dict[str, Any]) -> bool:
        """Whether the machine itself knows a reason why nobody may read this release now."""
        embargo = self.embargoes.get(release["pk"])
        return release["pk"] in self.called_off or (embargo is not None and embargo > timezone.now())

    def secret_numbers(self) -> set[int]:
        """Every large number that was typed or is to come out, less those that were published rightly."""
        rightly: set[int] = set()
        known: set[int] = set()
        for table in ReleaseTable.objects.select_related("release"):
            form, release = BY_SLUG[table.family_slug], vars(table.release) | {"pk": table.release_id}
            numbers = telling_numbers(json.dumps(table.content))
            known |= numbers
            if table.release.published_at is not None and not self.is_hidden(release):
                self.was_approved(form, shown_in_table(form, table.content))
                rightly |= numbers
        for found in Submission.objects.all():
            known |= {int(one.number) for one in stored_answers(found.pk).values() if one.number is not None}
        return telling_numbers(" ".join(map(str, known - rightly)))

    def says_what_was_approved(self, address: str, text: str) -> None:
        """What programs read of a family: the very figures that were approved."""
        for form in FORMS:
            if address.endswith(f"{form.slug}.csv"):
                self.was_approved(form, shown_in_csv(form, text))
            elif address.endswith(f"{form.slug}.json"):
                self.was_approved(form, shown_in_json(form, text))
            elif form.slug in address and address.endswith("/observations"):
                self.was_approved(form, shown_in_api(form, text))
            else:
                continue
            self.reached["figures read by a program"] += 1


def _of_snapshot(content: dict[str, Any]) -> dict[Cell, Answer]:
    return {
        (row, column): Answer(
            answer["state"],
            None if answer["value"] is None else int(answer["value"]),  # type: ignore[arg-type]
            answer.get("reason", ""),
            answer.get("provisional", False),
            answer.get("revised", False),
        )
        for row, columns in content["figures"].items()
        for column, answer in columns.items()
    }
