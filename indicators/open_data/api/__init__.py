"""What the API says: the shapes of its answers, and how they are filled from published releases. HTTP is in views."""
