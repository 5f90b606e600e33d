"""The addresses on which indicators are made and changed, and what each role gets there."""

from tests.access_rows import EDITOR, IN, READERS, Row
from tests.factories.catalogue import ENTRY

#                   anonymous, council, police, board, coordinator, chair
BUTTON_OF_EDITOR = (IN, 403, 403, 403, 405, 403)
ENTRY_ROW = "prevention-duty"

INDICATORS = [
    Row("indicators:definition-list", EDITOR, "Indicators"),
    Row("indicators:starting-set", EDITOR, "Starting set"),
    Row("indicators:themes", EDITOR, "Themes of figures"),
    Row("indicators:definition-library", EDITOR, "Library of indicators"),
    Row("indicators:definition-entry", EDITOR, "Homelessness", args=lambda world: [ENTRY]),
    Row("indicators:definition-pick", BUTTON_OF_EDITOR, why="a button", args=lambda world: [ENTRY]),
    Row("indicators:definition-new", BUTTON_OF_EDITOR, why="a button"),
    Row("indicators:definition-step", EDITOR, "What it is", args=lambda world: [world.indicator_draft.pk, "about"]),
    Row("indicators:definition-row", EDITOR, "Edit row", args=lambda world: [world.indicator_draft.pk, ENTRY_ROW]),
    Row("indicators:definition-rule", EDITOR, "One row is", args=lambda world: [world.indicator_draft.pk, "at_most"]),
    Row("indicators:definition-check", EDITOR, "Check your answers", args=lambda world: [world.indicator_draft.pk]),
    Row(
        "indicators:definition-delete",
        BUTTON_OF_EDITOR,
        why="a button",
        args=lambda world: [world.indicator_draft.pk],
    ),
    Row("indicators:definition-version", READERS, "version 1", args=lambda world: [world.indicator_version.pk]),
    Row("indicators:definition-detail", EDITOR, "Missing children", args=lambda world: ["missing-children"]),
    Row("indicators:definition-change", BUTTON_OF_EDITOR, why="a button", args=lambda world: ["missing-children"]),
    Row("indicators:definition-retire", EDITOR, "Retire Missing", args=lambda world: ["missing-children"]),
]
