"""This year beside last year: promises and what became of them, and figures of both years as they were published."""
