"""Pages of the annual report: for everyone, and for those who make it."""
