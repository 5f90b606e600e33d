"""Where each number of a report comes from, what a report was made from, and whether it can be made again."""
