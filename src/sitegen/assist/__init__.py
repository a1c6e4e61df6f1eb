"""Answers about a cursor, as plain data: what may stand there, what it means, where it leads."""
