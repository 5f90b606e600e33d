"""Newsletters sent by real processes to a real mail server, while the processes are killed."""
