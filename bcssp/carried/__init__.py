"""What a year takes over from the one before: shown on one page, and confirmed part by part."""
