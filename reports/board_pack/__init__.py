"""The board pack: what a meeting needs on one page an indicator set, from approved and protected figures."""
