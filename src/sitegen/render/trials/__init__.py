"""Trials: every layout is rendered for made-up pages, and the HTML that comes out is looked at."""

FAILS = "SG421"
"""The code of a failure that no real page brings about."""
