"""Pages on which the coordinator keeps organisations, groups, seats and years."""
