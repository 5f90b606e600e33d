"""Pages of this room: what the public reads, and where partners report."""
