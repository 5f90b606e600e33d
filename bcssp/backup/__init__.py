"""Backups of the database and its files that can prove themselves, and their restoration into an empty place."""
