"""Loading the example, step by step, through the services that people use: it holds no state they could not reach."""
