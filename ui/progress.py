"""A progress bar for terminals, and plain lines for everything else."""

from typing import Protocol

WIDTH = 30


def bar(done: int, total: int, label: str) -> str:
    """Draw how far something is: `[######........] 3 of 7: draw the charts`."""
    filled = WIDTH * done // total if total else 0
    return f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done} of {total}: {label}"


class Screen(Protocol):
    """What a bar needs of the place where it is shown."""

    def write(self, text: str, /) -> object:
        """Show text."""

    def flush(self) -> None:
        """Show it now."""

    def isatty(self) -> bool:
        """Whether a person looks at it."""


class Progress:
    """Shows a bar that moves in a terminal; in a file or a pipe, a line for each change."""

    def __init__(self, out: Screen) -> None:
        # A management command's stdout ends every write with a new line; a bar needs the stream below it.
        self._out: Screen = getattr(out, "_out", out)
        self._moves = out.isatty()
        self._last = ""

    def show(self, done: int, total: int, label: str) -> None:
        """Show how far it is, if that has changed."""
        text = bar(done, total, label)
        if text == self._last:
            return
        if self._moves:
            # Longer words may stand there from before.
            self._out.write(f"\r{text.ljust(len(self._last))}")
        else:
            self._out.write(f"{text}\n")
        self._out.flush()
        self._last = text

    def end(self) -> None:
        """Leave the bar standing and go to the next line."""
        if self._moves and self._last:
            self._out.write("\n")
            self._out.flush()
