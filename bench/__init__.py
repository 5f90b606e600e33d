"""Measures the portal on this machine: `make bench`. Not part of what is installed."""
