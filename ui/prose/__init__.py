"""What people write: Markdown, read once into blocks, from which page, report, feed and plain text are drawn."""
