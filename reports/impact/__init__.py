"""So what? Claims that somebody is better off, and the evidence that each of them rests on."""
