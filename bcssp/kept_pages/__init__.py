"""Public pages are rendered once and answered from memory, until anything at all is committed to the database."""
