"""Checks of a return before it is submitted."""
