"""Pages of events: for readers, and for who holds them."""
