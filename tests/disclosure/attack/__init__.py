"""An attack from outside: campaigns of releases on a running portal, and a reader of everything that it sends.

Nothing here but `portal` imports the portal, and nothing imports `indicators.disclosure`: what a reader knows is read
from pages and files, and from `statements.toml`, which says what the definitions say.
"""
