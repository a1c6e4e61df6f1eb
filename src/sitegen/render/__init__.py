"""Data → bytes, as queries."""
