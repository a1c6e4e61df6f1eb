"""The facade: what the entrances speak to. Plain data in and out."""
