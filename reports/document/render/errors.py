"""What every renderer raises where a report cannot be made into a file."""


class RenderError(Exception):
    """A file of the report could not be made; the text says why, and what to do where that is known."""
