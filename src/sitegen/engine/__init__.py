"""Queries and memos: knows keys and values, never pages."""
