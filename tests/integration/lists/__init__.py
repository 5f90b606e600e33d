"""Lists of every room, held to the same promises."""
