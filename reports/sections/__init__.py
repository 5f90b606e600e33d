"""The sections of the report, each its own module."""
