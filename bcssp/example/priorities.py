"""The example's plan: what was said, and what the owners report that they did."""

from bcssp.example.stage import Example, read
from priorities.services import (
    create_action,
    create_commitment,
    create_plan,
    create_priority,
    save_action_update,
    start_action_update,
)


def load_priorities(example: Example) -> None:
    """Four priorities, eleven actions, each with the progress of the year, reviewed and approved."""
    data = read("priorities.toml")
    by, year = example.coordinator, example.years[data["year"]]
    plan = create_plan(by=by, **data["plan"])
    for entry in data["priorities"]:
        actions = entry.pop("actions")
        priority = create_priority(plan=plan, by=by, **entry)
        commitment = create_commitment(priority=priority, text=priority.title, by=by)
        for action_entry in actions:
            fields = action_entry.pop("update")
            owner = example.organisations[action_entry.pop("owner")]
            # The report names no owner and no status.
            action = create_action(commitment=commitment, owner=owner, by=by, is_illustrative=True, **action_entry)
            update = start_action_update(action=action, year=year)
            for name, value in fields.items():
                setattr(update, name, value)
            writer = example.partner(owner)
            example.through_review(save_action_update(update=update, by=writer), writer)
