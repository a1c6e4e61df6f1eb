"""The steps that bring a database of an older sitegen up to date.

A step is never changed once it was released. Its revision is the number of the step before it, plus one.
"""

from __future__ import annotations

NEWEST = "0001"
"""The revision of a database that is up to date."""
