"""Generators that are measured beside each other, one module each; ``sites/`` has their settings and layouts."""
