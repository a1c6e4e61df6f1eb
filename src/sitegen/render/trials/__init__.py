"""Trials: every layout is rendered for made-up pages, and the HTML that comes out is looked at."""
