"""Pages of this room: what the public reads, and where writers and editors work."""
