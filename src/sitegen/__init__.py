"""sitegen: the back office for static sites."""

__version__ = "0.1.0"
