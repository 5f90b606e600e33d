"""Pages of subscribers, and of who sends to them."""
