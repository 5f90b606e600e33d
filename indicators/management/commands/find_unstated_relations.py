"""Name what always holds between counts and is no rule, so that a person can settle it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.definitions.settled import settled
from indicators.definitions.snapshots import Snapshot
from indicators.disclosure.unstated import counts_of, unstated
from indicators.returns.models.submission import Submission


class Command(BaseCommand):
    """Exit 0 if all that always holds in approved figures is a rule or settled, else 1 with a line for each."""

    help = (
        "List equalities and inequalities that hold in all approved returns and are no rule. Readers can see them, so "
        "each has to be a rule of a definition, or settled in indicators/definitions/across/settled.toml with a reason."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        live = Submission.objects.live().select_related("live_revision").order_by("ends_on", "pk")
        snapshots = [Snapshot.from_content(one.approved_revision().content) for one in live]
        found = unstated(counts_of(snapshots), settled())
        for one in found:
            self.stdout.write(one.sentence)
        if found:
            raise CommandError(
                f"{len(found)} relations hold in all figures and are neither rules nor settled. Read the definitions: "
                "add a rule, or an entry in indicators/definitions/across/settled.toml that says why it is none."
            )
        self.stdout.write(f"Every relation that holds in {len(snapshots)} approved returns is a rule or settled.")
