"""How often words that give a hidden number away are found, and how often clean ones are stopped."""
