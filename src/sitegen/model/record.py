"""What is known of a file of media, wherever it is used."""

from __future__ import annotations

from sitegen.base.data import noun


@noun
class Record:
    """What people wrote of a picture or another file.

    ``alt`` says what a picture shows; empty if nobody said it. ``focal`` is the point that stays in view when a picture
    is cropped: fractions of its width from the left and of its height from the top, 0 to 1; None if nobody chose one.
    """

    alt: str = ""
    focal: tuple[float, float] | None = None


NOTHING = Record()
"""The record of a file of which nothing is written."""
