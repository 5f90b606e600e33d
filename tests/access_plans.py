"""The addresses of plans, actions and progress, and what each role gets there."""

from tests.access_rows import EDITOR, IN, PARTNERS, READERS, SIGNED_IN, YEAR, Row

PLANS = [
    Row("priorities:plan", READERS, "Plan"),
    Row("priorities:plan-file", EDITOR, "Load the plan from a spreadsheet"),
    Row("priorities:plan-csv", READERS, why="a file"),
    Row("priorities:plan-publish", EDITOR, "plan of a year", args=lambda world: [YEAR]),
    Row(
        "priorities:plan-row",
        (IN, 403, 403, 403, 405, 403),
        why="only a button leads here",
        args=lambda world: ["action", world.police_update.action.pk, "up"],
    ),
    Row("priorities:action-list", SIGNED_IN, "Actions"),
    Row("priorities:action-create", EDITOR, "Add an action"),
    Row(
        "priorities:action-detail",
        (IN, 404, 200, 200, 200, 200),
        "Community assurance",
        args=lambda world: [world.police_update.action.slug],
    ),
    Row(
        "priorities:action-edit",
        EDITOR,
        "Change the action",
        args=lambda world: [world.police_update.action.slug],
    ),
    Row("priorities:action-end", EDITOR, "End the action", args=lambda world: [world.police_update.action.slug]),
    Row(
        "priorities:milestone-create",
        EDITOR,
        "Add a milestone",
        args=lambda world: [world.police_update.action.slug],
    ),
    Row(
        "priorities:milestone",
        (IN, 405, 405, 405, 405, 405),
        why="only a button leads here",
        args=lambda world: [world.police_update.action.slug, 1, "done"],
    ),
    Row("priorities:progress-list", PARTNERS, "Your actions"),
    Row(
        "priorities:progress-edit",
        (IN, 404, 200, 403, 403, 403),
        "Community assurance",
        args=lambda world: [YEAR, world.police_update.action.slug],
    ),
]
