"""What people typed for a report: a link to a page of the portal keeps its words alone, since paper leads nowhere."""

from functools import partial

from ui.prose.reader import plain, read

__all__ = ["plain", "prose"]

prose = partial(read, on_paper=True)
