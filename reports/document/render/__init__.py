"""Frozen JSON to files for people."""
