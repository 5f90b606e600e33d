"""The parts of the form of a return: what a cell says, what stands beside it, what changed."""
